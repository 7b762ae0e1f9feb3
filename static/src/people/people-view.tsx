import { useId, useMemo, useState } from 'react';
import type { ViewProps } from '../settings/view';
import type { PersonAccess } from '../../../src/core/questions/access';
import { namesOf } from '../../../src/core/repository';
import { levelTitles, levelsInOrder, sayAccess, type SpokenAccess } from '../../../src/core/say/access';
import { plain } from '../../../src/core/words/names';
import { besideName, tellingOf } from '../../../src/core/words/telling-names';
import { Chips } from '../lists/chips';
import { FindPerson } from '../lists/find-person';
import { GapList } from '../gap-list';
import { Closed } from '../controls/notice';
import { VirtualRows } from '../lists/virtual-rows';
import { AccessRow } from './access-row';
import { useAccess } from './use-access';

/** Gaps that are shown at once: a large workspace has a group for each team, whose members nobody may see. */
const fewGaps = 5;

/** The access report: everybody with their permission, and every source of it. */
export function PeopleView({ gathered }: ViewProps) {
  const id = useId();
  const { rows, of, gaps, done } = useAccess(gathered);
  const [shown, setShown] = useState<SpokenAccess['level'] | 'all'>('all');
  const [wanted, setWanted] = useState('');
  const { repository } = gathered.facts;
  const where = useMemo(() => namesOf(repository), [repository]);
  const telling = useMemo(() => tellingOf(rows.map(({ person }) => person)), [rows]);
  const visible = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    return rows.filter(
      ({ person, access }) =>
        (shown === 'all' || access.level === shown) &&
        `${plain(person.name)} ${besideName(person, telling)}`.toLowerCase().includes(text),
    );
  }, [rows, shown, wanted, telling]);

  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>Who has access, and where it comes from</h2>
      <p className="subtle">
        The highest of all sources holds. An access token, a key, an OAuth client or Pipelines is given its access
        elsewhere, and is not listed here.
      </p>
      <div className="filters">
        <Chips
          label="Permission"
          chips={(['all', ...levelsInOrder] as const)
            .map((value) =>
              value === 'all'
                ? { value, word: 'Everybody', count: rows.length }
                : { value, word: levelTitles[value], count: countOf(value, rows) },
            )
            .filter(({ value, count }) => value === 'all' || value === shown || count > 0)}
          pressed={shown}
          onPress={setShown}
        />
        <FindPerson wanted={wanted} onChange={setWanted} />
      </div>
      <p className="subtle small" role="status">
        {done ? `${String(visible.length)} of ${String(of)} people` : 'Looking…'}
      </p>
      {visible.length === 0 && done ? (
        <p>Nobody here.</p>
      ) : (
        <VirtualRows
          rows={visible}
          label="People and their permissions"
          className="access"
          drawn={({ person, access }) => (
            <AccessRow
              name={plain(person.name)}
              beside={besideName(person, telling)}
              access={sayAccess(access, where)}
              where={where}
            />
          )}
        />
      )}
      {gaps.length > 0 && (
        <Closed title="Not everything could be seen">
          <GapList gaps={gaps.slice(0, fewGaps)} repository={repository} />
          {gaps.length > fewGaps && (
            <details>
              <summary>{gaps.length - fewGaps} more</summary>
              <GapList gaps={gaps.slice(fewGaps)} repository={repository} />
            </details>
          )}
        </Closed>
      )}
    </section>
  );
}

function countOf(level: SpokenAccess['level'], rows: PersonAccess[]): number {
  return rows.filter(({ access }) => access.level === level).length;
}
