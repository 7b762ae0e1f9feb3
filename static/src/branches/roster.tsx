import { Badge } from '../controls/badge';
import { useMemo, useState } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Verdict } from '../../../src/core/decision';
import type { Actor, Operation } from '../../../src/core/model';
import { actorTitle, code, actionWords } from '../../../src/core/words/names';
import { sayThrough } from '../../../src/core/say/survey';
import { besideName, peopleIn, tellingOf, type Telling } from '../../../src/core/words/telling-names';
import type { Settled } from '../../../src/core/questions/survey';
import { verdictLooks } from '../decision/verdict-looks';
import { Chips } from '../lists/chips';
import { FindPerson } from '../lists/find-person';
import { VirtualRows } from '../lists/virtual-rows';
import { Words } from '../words';
import { useRoster } from './use-roster';

interface Props {
  gathered: Gathered;
  actors: Actor[];
  operation: Operation;
  branch: string;
  onPick: (actor: Actor) => void;
}

const verdicts: Verdict[] = ['allowed', 'denied', 'unknown'];

/** Everybody on one branch, with the deciding finding. Only the visible rows are drawn. */
export function Roster({ gathered, actors, operation: asked, branch: askedBranch, onPick }: Props) {
  const { rows, done, operation, branch } = useRoster(gathered, actors, asked, askedBranch);
  const [shown, setShown] = useState<Verdict | 'all'>('all');
  const [wanted, setWanted] = useState('');
  const telling = useMemo(() => tellingOf(peopleIn(actors)), [actors]);
  const counts = useMemo(() => countsOf(rows), [rows]);
  const visible = useMemo(() => {
    const text = wanted.trim().toLowerCase();
    return rows.filter(
      ({ actor, verdict }) =>
        (shown === 'all' || verdict === shown) &&
        `${actorTitle(actor)} ${beside(actor, telling)}`.toLowerCase().includes(text),
    );
  }, [rows, shown, wanted, telling]);

  return (
    <section aria-labelledby="roster">
      <h2 id="roster">
        <Words text={`Who can ${actionWords(operation, branch)}`} />
      </h2>
      <div className="filters">
        <Chips
          label="Verdict"
          chips={(['all', ...verdicts] as const).map((value) =>
            value === 'all'
              ? { value, word: 'Everybody', count: rows.length }
              : { value, word: verdictLooks[value].word, count: counts[value] },
          )}
          pressed={shown}
          onPress={setShown}
        />
        <FindPerson wanted={wanted} onChange={setWanted} />
      </div>
      <p className="subtle small" role="status">
        {done
          ? `${String(visible.length)} of ${String(actors.length)} people and other actors`
          : `Judging: ${String(rows.length)} of ${String(actors.length)}`}
      </p>
      {visible.length === 0 && done ? (
        <p>Nobody here.</p>
      ) : (
        <Rows
          rows={visible}
          telling={telling}
          gathered={gathered}
          operation={operation}
          branch={branch}
          onPick={onPick}
        />
      )}
    </section>
  );
}

function Rows({
  rows,
  telling,
  gathered,
  operation,
  branch,
  onPick,
}: Omit<Props, 'actors'> & { rows: ({ actor: Actor } & Settled)[]; telling: Telling }) {
  return (
    <VirtualRows
      rows={rows}
      label={`People on ${code(branch)}`}
      drawn={({ actor, ...settled }) => {
        const look = verdictLooks[settled.verdict];
        return (
          <>
            <span className="verdict">
              <Badge tone={look.tone}>{look.word}</Badge>
            </span>
            <button
              type="button"
              className="name"
              onClick={() => {
                onPick(actor);
              }}
            >
              <bdi>{actorTitle(actor)}</bdi> <bdi className="subtle small">{beside(actor, telling)}</bdi>
            </button>
            <span className="subtle through">
              <Words text={sayThrough(settled, { actor, operation, branch }, gathered.facts)} />
            </span>
          </>
        );
      }}
    />
  );
}

function beside(actor: Actor, telling: Telling): string {
  return actor.type === 'user' ? besideName(actor.person, telling) : '';
}

function countsOf(rows: Settled[]): Record<Verdict, number> {
  const counts = { allowed: 0, denied: 0, unknown: 0 };
  for (const { verdict } of rows) counts[verdict]++;
  return counts;
}
