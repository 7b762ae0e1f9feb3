import '@atlaskit/css-reset';
import './controls/controls.css';
import './page.css';
import { view, type FullContext } from '@forge/bridge';
import { createRoot } from 'react-dom/client';
import type { ReactElement } from 'react';
import { Failed } from './controls/notice';
import { views } from './place/place';
import { openPlace } from './place/use-place';
import { followTheme } from './theme';
import { workspaceViews } from './workspace/views';

/** One build serves every module: the page of each, by the type in Forge's context. Only that one is loaded. */
const modules: Readonly<Record<string, (context: FullContext) => Promise<ReactElement>>> = {
  'bitbucket:repoSettingsMenuPage': async ({ moduleKey, extension }) => {
    const [{ SettingsPage }, opened] = await Promise.all([
      import('./settings/settings-page'),
      openPlace(views, { moduleKey, location: String(extension['location']) }),
    ]);
    return <SettingsPage opened={opened} />;
  },
  'bitbucket:workspaceGlobalPage': async ({ moduleKey, extension }) => {
    const location = String(extension['location']);
    const [{ WorkspacePage }, opened] = await Promise.all([
      import('./workspace/workspace-page'),
      openPlace(workspaceViews, { moduleKey, location }),
    ]);
    return <WorkspacePage opened={opened} location={location} />;
  },
  'bitbucket:repoPullRequestOverviewPanel': async () => {
    const { PullRequestPanel } = await import('./pull-request/pull-request-panel');
    return <PullRequestPanel />;
  },
};

async function start(root: HTMLElement) {
  const page = createRoot(root);
  // Without Bitbucket's theme the page works as well in its own colours.
  const themed = followTheme().catch(() => undefined);
  try {
    const context = await view.getContext();
    const type = String(context.extension['type']);
    const [shown] = await Promise.all([modules[type]?.(context), themed]);
    page.render(shown ?? <Failed title="There is no page for this place" detail={`Bitbucket opened ${type}.`} />);
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
