import { useMemo } from 'react';
import { unitOf } from '../../../../src/core/health/units';
import { counted } from '../../../../src/core/words/counts';
import { sayGap } from '../../../../src/core/words/gaps';
import { toReader } from '../../../../src/core/words/reader';
import { Badge } from '../../controls/badge';
import { Part } from '../../controls/part';
import { Outward } from '../../decision/outward';
import { Moment } from '../../moment';
import { levels } from '../../overview/levels';
import { Sentences, Words } from '../../words';
import { digestOf, type Listed } from './listed';
import { aboutWords, administratorWords, changedWords, notLookedAt, problemTitle } from './words';

/** What stands below a row once it is opened. */
export function More({ id, one, addressOf }: { id: string } & { one: Listed; addressOf: (path?: string) => string }) {
  const digest = digestOf(one);
  const changed = one.row?.changed;
  // Rows are shown to those alone who administer the repository.
  const where = useMemo(() => toReader(one.row?.digest.repository ?? one.repository, { administers: true }), [one]);
  return (
    <div id={id} className="repository-rest">
      {digest && (
        <dl>
          <Part term={digest.administrators.people.length === 1 ? 'Administrator' : 'Administrators'}>
            {administratorWords(digest)}
          </Part>
          {digest.problems.length > 0 && (
            <Part term="What is wrong">
              <ul className="problem-lines">
                {digest.problems.map((found) => (
                  <li key={`${found.problem} ${found.level}`} className="problem-line">
                    <Badge tone={levels[found.level].tone}>{levels[found.level].word}</Badge>{' '}
                    <span>
                      <Words text={`${problemTitle(found.problem)}${timesWords(found.count)}${aboutWords(found)}.`} />{' '}
                      <span className="subtle">{unitOf.get(found.problem)?.why}</span>
                    </span>
                  </li>
                ))}
              </ul>
              <Outward href={addressOf('/overview?at=health')}>What mends it, on the page of the repository</Outward>
            </Part>
          )}
          {digest.gaps.length > 0 && (
            <Part term="Not looked at">
              <Sentences of={notLookedAt(digest, where)} look="stack" />
            </Part>
          )}
        </dl>
      )}
      {!digest && one.row && 'gap' in one.row.digest && (
        <p>
          <Words text={sayGap(one.row.digest.gap, where).lift} />
        </p>
      )}
      {changed && (
        <p>
          Something changed between <Moment at={changed.from} /> and <Moment at={changed.to} />: {changedWords(changed)}
          . <Outward href={addressOf('/history')}>What it was, in its history</Outward>
        </p>
      )}
      {!digest && !one.row && (
        <p>
          You can read it as yourself if you administer it: choose what to read above, under “How up to date it is”.
        </p>
      )}
    </div>
  );
}

function timesWords(count: number): string {
  return count > 1 ? ` (${counted(count, 'time', 'times')})` : '';
}
