import { Badge } from '../controls/badge';
import { useId } from 'react';
import { causeNamed } from '../../../src/refusals/families/index';
import type { SpokenCause } from '../../../src/refusals/say';
import { WaysOut } from '../decision/ways-out';
import { Words } from '../words';

const certainties = {
  certain: { tone: 'info', word: 'Certain' },
  likely: { tone: 'info', word: 'Likely' },
  possible: { tone: 'plain', word: 'Possible' },
} as const;

/** One cause: what it is, how certain, why, the lines that show it, and the ways out. */
export function CauseCard({
  cause: { cause, certainty, title, reason, because, remedies, agrees },
}: {
  cause: SpokenCause;
}) {
  const id = useId();
  const { outdated = [] } = causeNamed(cause);
  const { tone, word } = certainties[certainty];
  return (
    <section className="card" aria-labelledby={id}>
      <h3 id={id} className="answer">
        <Badge tone={tone}>{word}</Badge>{' '}
        <span>
          <Words text={title} />
        </span>
      </h3>
      <p>
        <Words text={reason} />
      </p>
      {agrees !== undefined && (
        <p className="subtle">
          {agrees ? 'The live configuration bears this out.' : 'The live configuration speaks against it.'}
        </p>
      )}
      {because.length > 0 && (
        // Can be scrolled by keyboard too.
        <pre className="lines" tabIndex={0} aria-label="The lines that say so">
          {because.join('\n')}
        </pre>
      )}
      {remedies.length > 0 && (
        <>
          <h4>Ways out</h4>
          <WaysOut remedies={remedies} />
        </>
      )}
      {outdated.length > 0 && (
        <details>
          <summary>About this message</summary>
          <ul className="ways">
            {outdated.map(({ claim, today }) => (
              <li key={claim}>
                Often read:{' '}
                <q>
                  <Words text={claim} />
                </q>{' '}
                Today: <Words text={today} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
