import type { WorkspaceCannotRead } from '../../../src/panel-calls';
import { Button } from '../controls/button';
import { Closed } from '../controls/notice';
import { ownPermissionNotKnown } from '../own-permission';

/** Why this person sees nothing of the workspace, who could, and what they can do. */
export function WorkspaceClosed({ cannotRead, retry }: { cannotRead: WorkspaceCannotRead; retry: () => void }) {
  if (cannotRead.because === 'not-administrator')
    return (
      <Closed title="You administer no repository of this workspace">
        <p>
          This page shows branch restrictions and who has which permission, and Bitbucket shows these to administrators
          alone. An administrator of the workspace sees all repositories here, and an administrator of a repository
          theirs.
        </p>
        <p>
          Whether you can merge your own pull request, and why not, stands beside it on Bitbucket, in the panel Who can
          push.
        </p>
      </Closed>
    );
  return (
    <Closed title="What you administer could not be read">
      <p>{ownPermissionNotKnown(cannotRead.gap, 'the workspace')}</p>
      <p>
        What was read is kept. It is shown again once Bitbucket says what you administer, as it is for administrators
        alone.
      </p>
      <Button onClick={retry}>Ask again</Button>
    </Closed>
  );
}
