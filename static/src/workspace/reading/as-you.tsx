import { useId, useState } from 'react';
import { counted, thousands } from '../../../../src/core/words/counts';
import { plain } from '../../../../src/core/words/names';
import { spanOf } from '../../../../src/core/words/gaps';
import { Button } from '../../controls/button';
import { Choice } from '../../controls/choice';
import { Moment } from '../../moment';
import { Words } from '../../words';
import type { Progress, ToRead } from './read-each';
import type { ReadingAsYou } from './use-reading';
import { choices, type Which } from './which';
import { keysOf } from '../list/shown';

const repositories = (count: number) => counted(count, 'repository', 'repositories');

/** Reading repositories as whoever looks at the page, one after another while it is open. */
export function AsYou({
  reading: { progress, begin, pause, goOn },
  choice,
}: {
  reading: ReadingAsYou;
  /** Which repositories each choice is. */
  choice: Record<Which, ToRead[]>;
}) {
  const id = useId();
  const [which, setWhich] = useState<Which>('due');
  const isOver = progress === undefined || progress.standing.is === 'done';
  const count = choice[which].length;
  const [word, does] = isOver
    ? [
        count === 0 ? 'Nothing to read' : `Read ${repositories(count)}`,
        () => {
          begin(choice[which]);
        },
      ]
    : pauses.has(progress.standing.is)
      ? ['Pause', pause]
      : ['Go on', goOn];
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id}>Read as you</h3>
      <p>
        The app reads in your name what you administer, one repository after another, while this page is open. Each
        takes ten requests or a few more. Bitbucket allows you about 1,000 in an hour, and a fifth of them is left to
        you. What was read is kept, so you can leave at any time and go on later.
      </p>
      {/* One button, so that the focus stays where it is whatever it does next. */}
      <div className="reading-choice">
        {isOver && (
          <Choice
            label="Which repositories"
            value={which}
            options={keysOf(choices).map((value) => ({
              value,
              label: `${choices[value]} (${thousands(choice[value].length)})`,
            }))}
            onChoose={setWhich}
          />
        )}
        <Button
          key="steer"
          disabled={isOver && count === 0}
          onClick={({ detail }) => {
            // The second of a double click was meant for what the button did before.
            if (detail < 2) does();
          }}
        >
          {word}
        </Button>
      </div>
      {progress && <HowFar progress={progress} />}
    </section>
  );
}

const pauses: ReadonlySet<Progress['standing']['is']> = new Set(['reading', 'waiting'] as const);

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
            {left !== undefined && standing.is === 'reading' && `, about ${spanOf(left / 1_000)} left`}
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
                <bdi>{plain(name)}</bdi>: <Words text={because} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Until({ standing: { until } }: { standing: { until: number } }) {
  return <Moment at={new Date(until).toISOString()} />;
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
      return standing.because === 'asked' ? (
        <>
          Bitbucket asks to wait. It goes on by itself at <Until standing={standing} />, while this page is open.
        </>
      ) : (
        <>
          It waits until <Until standing={standing} />, so that enough of what Bitbucket allows you in an hour is left
          for its own pages and this one. It then goes on by itself, while this page is open.
        </>
      );
    case 'done':
      return notRead === 0
        ? `Done: ${repositories(read)} ${read === 1 ? 'was' : 'were'} read.`
        : `Done: ${thousands(read)} of ${repositories(of)} were read.`;
  }
}
