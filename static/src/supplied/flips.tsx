import { Fragment } from 'react';
import type { ToldLearning } from '../../../src/core/say/learned';
import { Badge } from '../controls/badge';
import { verdictLooks } from '../decision/verdict-looks';
import { Words } from '../words';

/** Which answers would change, before anything is saved: counts first, then who, by what becomes of what. */
export function Flips({ told }: { told: ToldLearning | undefined }) {
  return (
    <div className="stack wide flips">
      <p role="status">{told ? <Words text={told.summary.join(' ')} /> : 'Working out which answers would change…'}</p>
      {told && told.flips.length > 0 && (
        <dl>
          {told.flips.map(({ before, after, says }) => (
            <Fragment key={`${before} ${after}`}>
              <dt>
                <Badge tone={verdictLooks[before].tone}>{verdictLooks[before].word}</Badge>
                <span aria-hidden="true"> → </span>
                <span className="hidden"> becomes </span>
                <Badge tone={verdictLooks[after].tone}>{verdictLooks[after].word}</Badge>
              </dt>
              <dd>
                <ul className="stack">
                  {says.map((one) => (
                    <li key={one}>
                      <Words text={one} />
                    </li>
                  ))}
                </ul>
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </div>
  );
}
