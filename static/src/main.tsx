import '@atlaskit/css-reset';
import './page.css';
import { view } from '@forge/bridge';
import { createRoot } from 'react-dom/client';
import type { ComponentType } from 'react';
import { Failed } from './states';
import { followTheme } from './theme';

/** One build serves every module: the view of each, by the type in Forge's context. Only that one is loaded. */
const views: Readonly<Record<string, () => Promise<ComponentType>>> = {
  'bitbucket:repoSettingsMenuPage': async () => (await import('./settings/settings-page')).SettingsPage,
  'bitbucket:repoPullRequestOverviewPanel': async () =>
    (await import('./pull-request/pull-request-panel')).PullRequestPanel,
};

async function start(root: HTMLElement) {
  const page = createRoot(root);
  // Without Bitbucket's theme the page works as well in its own colours.
  const themed = followTheme().catch(() => undefined);
  try {
    const { extension } = await view.getContext();
    const [View] = await Promise.all([views[String(extension['type'])]?.(), themed]);
    page.render(
      View ? (
        <View />
      ) : (
        <Failed title="There is no page for this place" detail={`Bitbucket opened ${String(extension['type'])}.`} />
      ),
    );
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    page.render(
      <Failed
        title="The page could not be opened"
        detail={detail}
        retry={() => {
          location.reload();
        }}
      />,
    );
  }
}

const root = document.getElementById('root');
if (root) void start(root);
