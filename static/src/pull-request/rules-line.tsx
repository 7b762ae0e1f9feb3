import type { RulesRead } from '../../../src/panel-calls';
import { Button } from '../controls/button';
import { plain } from '../../../src/core/words/names';
import { visible } from '../../../src/core/words/visible';
import { Moment } from '../moment';

interface Props {
  rules: RulesRead;
  repository: string;
  busy: boolean;
  /** Why the last reading came to nothing. */
  failed?: string;
  again: () => void;
}

/** Where and when the rules were read, and a button to read them again. */
export function RulesLine({ rules, repository: fullName, busy, failed, again }: Props) {
  const repository = plain(fullName);
  return (
    <footer className="rules-line">
      <p className="subtle" role="status">
        {busy ? (
          'Reading again…'
        ) : (
          <>
            {failed !== undefined && `It could not be read again. ${visible(failed)} `}
            <Source rules={rules} repository={repository} />
          </>
        )}
      </p>
      {/* Not disabled meanwhile: it would lose the focus. */}
      <Button
        onClick={() => {
          if (!busy) again();
        }}
      >
        Read again
      </Button>
    </footer>
  );
}

function Source({ rules, repository }: Pick<Props, 'rules' | 'repository'>) {
  if (rules.by === 'nobody') {
    if (rules.because === 'unreachable') {
      return (
        <>
          The rules of {repository} could not be read: Bitbucket did not answer, and nothing was kept of what an
          administrator could read. You can read again in a moment.
        </>
      );
    }
    return (
      <>
        Nobody could read the rules of {repository}: neither you nor the app may, and nothing was kept of what an
        administrator could read.
      </>
    );
  }
  const { by, readAt } = rules;
  const when = readAt !== undefined && (
    <>
      {' '}
      on <Moment at={readAt} />
    </>
  );
  if (by === 'viewer')
    return (
      <>
        The rules of {repository} were read as you{when}.
      </>
    );
  if (by === 'app')
    return (
      <>
        The rules of {repository} were read by the app{when}.
      </>
    );
  return (
    <>
      The rules of {repository} are as they were read{when}; they may have changed since.
    </>
  );
}
