import { useEffect, useId, useState } from 'react';
import type { WorkspaceReading } from '../../../../src/panel-calls';
import { counted, thousands } from '../../../../src/core/words/counts';
import { Button } from '../../controls/button';
import { Failed } from '../../controls/notice';
import { Moment } from '../../moment';
import { askWorkspace } from '../ask';
import { detailOf } from '../list/fetched';
import { clock } from './clock';
import { lookAfter } from './look-after';

/** What the app's own reading has come to, and a button that begins another. For administrators of the workspace. */
export function AsApp({
  reading,
  isListed,
  onReading,
  onDone,
}: {
  reading: WorkspaceReading | null;
  /** Whether the list shows what it has read so far. */
  isListed: boolean;
  onReading: (reading: WorkspaceReading) => void;
  /** Another reading has ended: what it kept can be fetched. */
  onDone: () => void;
}) {
  const id = useId();
  const [state, setState] = useState<'idle' | 'asking' | { failed: string }>('idle');
  const isGoing = reading !== null && reading.finishedAt === undefined;

  useEffect(() => {
    if (!isGoing) return;
    let isOver = false;
    const callOff = lookAfter(
      async () => {
        const next = await look();
        if (!next || isOver) return false;
        onReading(next);
        if (next.finishedAt === undefined) return false;
        onDone();
        return true;
      },
      () => !document.hidden,
      clock,
    );
    return () => {
      isOver = true;
      callOff();
    };
  }, [isGoing, onReading, onDone]);

  async function begin() {
    setState('asking');
    try {
      const answer = await askWorkspace('startReading');
      if ('cannotRead' in answer) {
        setState({ failed: 'Only an administrator of the workspace can have the app read it.' });
        return;
      }
      onReading(answer.reading);
      setState('idle');
    } catch (error) {
      setState({ failed: detailOf(error) });
    }
  }

  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id}>Read by the app</h3>
      <p role="status">
        {reading ? <HowFar reading={reading} isListed={isListed} /> : 'The app has not read this workspace yet.'}
      </p>
      {isGoing && reading.repositories > 0 && (
        <progress aria-labelledby={id} max={reading.repositories} value={reading.read + reading.notRead} />
      )}
      <p className="subtle">
        It reads every repository in turn by itself, as often as its share of Bitbucket’s limit lets it, and leaves the
        rest of that limit to people.
      </p>
      <div>
        <Button busy={state === 'asking'} disabled={isGoing} onClick={() => void begin()}>
          {isGoing ? 'The app is reading' : 'Have the app read now'}
        </Button>
      </div>
      {typeof state === 'object' && (
        <Failed title="The app did not begin to read" detail={state.failed} retry={() => void begin()} />
      )}
    </section>
  );
}

function HowFar({
  reading: { startedAt, finishedAt, repositories, read, notRead, gap },
  isListed,
}: {
  reading: WorkspaceReading;
  isListed: boolean;
}) {
  if (gap)
    return (
      <>
        The app tried at <Moment at={startedAt} />, and Bitbucket did not show it which repositories there are. You can
        read as yourself what you administer.
      </>
    );
  if (finishedAt === undefined && repositories === 0)
    return (
      <>
        The app began to read at <Moment at={startedAt} />.
      </>
    );
  const of = counted(repositories, 'repository', 'repositories');
  const lacking =
    notRead === 0 ? '' : ` ${thousands(notRead)} could not be read${isListed ? '; the list below says why' : ''}.`;
  return finishedAt === undefined ? (
    <>
      The app has been reading since <Moment at={startedAt} />: {thousands(read)} of {of} so far.{lacking}
    </>
  ) : (
    <>
      The app read {thousands(read)} of {of}, last at <Moment at={finishedAt} />.{lacking}
    </>
  );
}

async function look(): Promise<WorkspaceReading | undefined> {
  const answer = await askWorkspace('workspace', {}).catch(() => undefined);
  return answer && 'rows' in answer ? (answer.reading ?? undefined) : undefined;
}
