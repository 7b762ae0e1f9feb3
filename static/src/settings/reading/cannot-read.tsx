import type { CannotRead } from '../../../../src/panel-calls';
import { Button } from '../../controls/button';
import type { Gap } from '../../../../src/core/model';
import { sayUnreachable } from '../../../../src/core/words/gaps';
import { plain } from '../../../../src/core/words/names';
import { Closed, Failed } from '../../controls/notice';
import { checkTheApp, ownPermissionNotKnown } from '../../own-permission';

const notUnderstood = 'Bitbucket answered, but not with a pull request that this app understands.';
const whyNoPullRequest: Partial<Record<Gap['because'], string>> = {
  forbidden: `Bitbucket does not let the app read pull requests here. ${checkTheApp}`,
  'not-found': 'Bitbucket says that there is no such pull request, or does not show it to you.',
};

/** Why this person gets no facts, who could, and what to ask for. */
export function CannotReadMessage({ cannotRead, retry }: { cannotRead: CannotRead; retry: () => void }) {
  switch (cannotRead.because) {
    case 'not-administrator': {
      const { level } = cannotRead;
      const repository = plain(cannotRead.repository);
      const where = `in ${repository}, under Repository settings > Who can push`;
      const ask = `Could you look up ${where}, who may push to my branch?`;
      return (
        <Closed title={`Only administrators of ${repository} see its branch restrictions`}>
          <p>
            You have {level === 'none' ? 'no' : level} permission on {repository}, and Bitbucket shows branch
            restrictions and other people’s permissions to administrators only.
          </p>
          <p>An administrator of {repository}, of its project or of its workspace can open this page. You could ask:</p>
          <blockquote>{ask}</blockquote>
        </Closed>
      );
    }
    case 'permission-not-known':
      return (
        <Closed title="Your permission on this repository could not be read">
          <p>{ownPermissionNotKnown(cannotRead.gap, cannotRead.repository)}</p>
          <Button onClick={retry}>Ask again</Button>
        </Closed>
      );
    case 'no-pull-request':
      return (
        <Failed
          title="The pull request could not be read"
          detail={
            cannotRead.gap.because === 'unreachable'
              ? sayUnreachable(cannotRead.gap)
              : (whyNoPullRequest[cannotRead.gap.because] ?? notUnderstood)
          }
          retry={retry}
        />
      );
    case 'unreadable':
      return (
        <Failed
          title="The repository could not be read"
          detail={
            cannotRead.unreadable.because === 'unreachable'
              ? sayUnreachable(cannotRead.unreadable.gap)
              : 'Bitbucket did not show this repository to the app. ' +
                'An administrator of the workspace can check that the app is still installed.'
          }
          retry={retry}
        />
      );
  }
}
