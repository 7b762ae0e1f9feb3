import { useId, useRef, useState } from 'react';
import { counted, thousands } from '../../../../src/core/words/counts';
import { plain } from '../../../../src/core/words/names';
import { spanOf } from '../../../../src/core/words/gaps';
import { Button } from '../../controls/button';
import { Choice } from '../../controls/choice';
import { Moment } from '../../moment';
import type { Progress } from './read-each';
import type { ReadingAsYou } from './use-reading';
import { choices, type Which } from './which';

const repositories = (count: number) => counted(count, 'repository', 'repositories');

/** Reading repositories as whoever looks at the page, one after another while it is open. */
export function AsYou({
  reading: { progress, begin, pause, goOn },
  countOf,
  namesOf,
}: {
  reading: ReadingAsYou;
  /** How many repositories, and which, each choice is. */
  countOf: (which: Which) => number;
  namesOf: (which: Which) => string[];
}) {
  const id = useId();
  const [which, setWhich] = useState<Which>('due');
  const button = useRef<HTMLButtonElement>(null);
  const isOver = progress === undefined || progress.standing.is === 'done';
  const count = countOf(which);
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id}>Read as you</h3>
      {isOver ? (
        <>
          <p>
            The app reads in your name what you administer, one repository after another, while this page is open. Each
            takes about ten requests, and Bitbucket allows you about 1,000 in an hour. What was read is kept, so you can
            leave at any time and go on later.
          </p>
          <div className="reading-choice">
            <Choice
              label="Which repositories"
              value={which}
              options={(Object.keys(choices) as Which[]).map((value) => ({
                value,
                label: `${choices[value]} (${thousands(countOf(value))})`,
              }))}
              onChoose={setWhich}
            />
            <Button
              buttonRef={button}
              disabled={count === 0}
              onClick={() => {
                begin(namesOf(which));
              }}
            >
              {count === 0 ? 'Nothing to read' : `Read ${repositories(count)}`}
            </Button>
          </div>
        </>
      ) : (
        <div className="reading-choice">
          <Steering progress={progress} pause={pause} goOn={goOn} />
        </div>
      )}
      {progress && <HowFar progress={progress} />}
    </section>
  );
}

/** One button, so that the focus stays where it is whatever it does next. */
function Steering({
  progress: { standing },
  pause,
  goOn,
}: { progress: Progress } & Pick<ReadingAsYou, 'pause' | 'goOn'>) {
  const pauses = standing.is === 'reading' || standing.is === 'waiting';
  return <Button onClick={pauses ? pause : goOn}>{pauses ? 'Pause' : 'Go on'}</Button>;
}

function HowFar({ progress }: { progress: Progress }) {
  const { standing, of, read, notRead, now, left } = progress;
  const id = useId();
  const over = read + notRead.length;
  return (
    <>
      <p role="status" id={id}>
        <Said standing={standing} read={read} of={of} notRead={notRead.length} />
      </p>
      {standing.is !== 'done' && (
        <>
          <progress aria-labelledby={id} max={of} value={over} />
          <p className="subtle small">
            {thousands(over)} of {repositories(of)}
            {left !== undefined && `, about ${spanOf(left / 1_000)} left`}
            {now !== undefined && (
              <>
                {'. Now '}
                <bdi>{plain(now)}</bdi>
              </>
            )}
            .
          </p>
        </>
      )}
      {notRead.length > 0 && (
        <details>
          <summary>{repositories(notRead.length)} could not be read</summary>
          <ul className="stack">
            {notRead.map(({ name, because }) => (
              <li key={name}>
                <bdi>{plain(name)}</bdi>: {because}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Said when it changes: it must not be announced at every repository. */
function Said({ standing, read, of, notRead }: Pick<Progress, 'standing' | 'read' | 'of'> & { notRead: number }) {
  switch (standing.is) {
    case 'reading':
      return 'Reading. Keep this page open; you can use it meanwhile.';
    case 'pausing':
      return 'It pauses after the repository that is being read.';
    case 'paused':
      return standing.because === undefined
        ? 'Paused. What was read is kept.'
        : `Paused, as three in a row did not answer. ${standing.because} What was read is kept.`;
    case 'waiting':
      return (
        <>
          Bitbucket asks to wait. It goes on by itself at <Moment at={new Date(standing.until).toISOString()} />, while
          this page is open.
        </>
      );
    case 'done':
      return notRead === 0
        ? `Done: ${repositories(read)} ${read === 1 ? 'was' : 'were'} read.`
        : `Done: ${thousands(read)} of ${repositories(of)} were read.`;
  }
}
