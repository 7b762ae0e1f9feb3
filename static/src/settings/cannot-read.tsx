import Button from '@atlaskit/button/new';
import type { CannotRead } from '../../../src/ask';
import { sayGap } from '../../../src/core/say/gaps';
import { Closed, Failed } from '../states';
import { Words } from '../words';

/** Why this person is shown no facts, who could be, and what to ask for. */
export function CannotReadMessage({ cannotRead, retry }: { cannotRead: CannotRead; retry: () => void }) {
  switch (cannotRead.because) {
    case 'not-administrator': {
      const { repository, level } = cannotRead;
      const ask = `Could you look up in ${repository}, under Repository settings > Who can push, who may push to my branch?`;
      return (
        <Closed title={`Only administrators of ${repository} see its branch restrictions`}>
          <p>
            You have {level === 'none' ? 'no' : level} permission on {repository}, and Bitbucket shows branch restrictions and
            other people’s permissions to administrators only.
          </p>
          <p>An administrator of {repository}, of its project or of its workspace can open this page. You could ask:</p>
          <blockquote>{ask}</blockquote>
        </Closed>
      );
    }
    case 'permission-not-known': {
      const [workspace = ''] = cannotRead.repository.split('/');
      const { unknown, lift } = sayGap(cannotRead.gap, { fullName: cannotRead.repository, workspace });
      return (
        <Closed title="Your permission on this repository could not be read">
          <p>
            <Words text={`Not known: ${unknown}. ${lift}`} />
          </p>
          <Button onClick={retry}>Ask again</Button>
        </Closed>
      );
    }
    case 'unreadable':
      return (
        <Failed
          title="The repository could not be read"
          detail={
            cannotRead.unreadable.because === 'unreachable'
              ? 'Bitbucket did not answer, several times over.'
              : 'Bitbucket did not show this repository to the app. An administrator of the workspace can check that the app is still installed.'
          }
          retry={retry}
        />
      );
  }
}
