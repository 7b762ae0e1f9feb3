import '@atlaskit/css-reset';
import './page.css';
import { setBooleanFeatureFlagResolver } from '@atlaskit/platform-feature-flags';
import { view } from '@forge/bridge';
import { createRoot } from 'react-dom/client';
import type { ComponentType } from 'react';
import { Failed } from './states';
import { SettingsPage } from './settings/settings-page';
import { followTheme } from './theme';

/** One build serves every module: the view for each, by the type that Forge's context names. */
const views: Readonly<Record<string, ComponentType>> = {
  'bitbucket:repoSettingsMenuPage': SettingsPage,
};

// Atlaskit asks for Atlassian's own feature flags, of which an app has none.
setBooleanFeatureFlagResolver(() => false);

async function start(root: HTMLElement) {
  const [{ extension }] = await Promise.all([view.getContext(), followTheme()]);
  const View = views[String(extension['type'])];
  createRoot(root).render(
    View ? <View /> : <Failed title="There is no page for this place" detail={`Bitbucket opened ${String(extension['type'])}.`} />,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
