import { useMemo, useState } from 'react';
import { operations, type Actor, type Operation } from '../../../src/core/model';
import { changeFile } from '../../../src/core/apply/body';
import { actorId } from '../../../src/core/people/actor';
import { branchCount, branchesOf } from '../../../src/core/questions/change/effect';
import { turnsOf, type Turn } from '../../../src/core/questions/change/turns';
import { guardedBranches } from '../../../src/core/questions/reach/smallest';
import { deedWords } from '../../../src/core/say/rules/account';
import { namingIn } from '../../../src/core/say/rules/changes';
import { actorTitle, plain } from '../../../src/core/words/names';
import { besideName, peopleIn, tellingOf } from '../../../src/core/words/telling-names';
import { Badge } from '../controls/badge';
import { verdictLooks } from '../decision/verdict-looks';
import { SaveAs } from '../export/save-as';
import { Chips } from '../lists/chips';
import { FindPerson } from '../lists/find-person';
import { VirtualRows } from '../lists/virtual-rows';
import { Words } from '../words';
import { counted, thousands } from '../../../src/core/words/counts';
import type { Trial } from './use-trial';

/** What one actor can or cannot do after the change. */
interface Row extends Pick<Turn, 'before' | 'after' | 'operations' | 'branches'> {
  actor: Actor;
}

const operationWords: Record<Operation, string> = {
  push: 'push',
  create: 'create',
  'force-push': 'force-push',
  delete: 'delete',
  merge: 'merge',
};

/** So many branches of one row stand in a table to save. */
const mostNamed = 200;

/** Everybody for whom the change flips something: who, what and where, with what it was before. */
export function TurnsList({ trial: { change, compiled, flips } }: { trial: Trial }) {
  const [shown, setShown] = useState<Operation | 'all'>('all');
  const [wanted, setWanted] = useState('');
  const { facts } = compiled.gathered;
  const asked = useMemo(() => new Set(flips.map(({ operation }) => operation)), [flips]);
  const turns = useMemo(
    () => turnsOf(shown === 'all' ? flips : flips.filter(({ operation }) => operation === shown)),
    [flips, shown],
  );
  const rows = useMemo(() => {
    const { actors } = compiled;
    return turns.flatMap(({ actors: places, ...turn }) =>
      places.flatMap((at): Row[] => {
        const actor = actors[at];
        return actor ? [{ actor, ...turn }] : [];
      }),
    );
  }, [turns, compiled]);
  const telling = useMemo(() => tellingOf(peopleIn(rows.map(({ actor }) => actor))), [rows]);
  const around = useMemo(
    () => ({
      compiled,
      naming: namingIn(compiled),
      guarded: guardedBranches(compiled, true),
    }),
    [compiled],
  );
  const noun = useMemo(() => {
    const isPeople = flips.every(({ actors }) => actors.every((at) => compiled.actors[at]?.type === 'user'));
    return isPeople ? (['person', 'people'] as const) : (['actor', 'actors'] as const);
  }, [flips, compiled]);
  const beside = (actor: Actor) => (actor.type === 'user' ? besideName(actor.person, telling) : '');
  const text = wanted.trim().toLowerCase();
  const visible = rows.filter(({ actor }) => `${actorTitle(actor)} ${beside(actor)}`.toLowerCase().includes(text));

  return (
    <div className="stack wide">
      <div className="filters">
        <Chips
          label="Operation"
          noun={noun}
          chips={(['all', ...operations] as const)
            .filter((value) => value === 'all' || asked.has(value))
            .map((value) => ({
              value,
              word: value === 'all' ? 'Everything' : operationWords[value],
              count: peopleOf(value === 'all' ? flips : flips.filter(({ operation }) => operation === value)),
            }))}
          pressed={shown}
          onPress={setShown}
        />
        <FindPerson wanted={wanted} onChange={setWanted} />
      </div>
      <div className="filters">
        <p className="subtle small" role="status">
          {thousands(visible.length)} {visible.length === 1 ? 'row' : 'rows'}
        </p>
        <SaveAs
          repository={facts.repository.fullName}
          about="tried change"
          table={() => ({
            columns: ['Who', 'Id', 'Operations', 'Before', 'After', 'Number of branches', 'Branches'],
            rows: visible.map((row) => {
              const names = branchesOf(row, compiled);
              const more = names.length - mostNamed;
              return [
                actorTitle(row.actor),
                actorId(row.actor),
                row.operations.join(' '),
                row.before,
                row.after,
                String(names.length),
                `${names.slice(0, mostNamed).join(' ')}${more > 0 ? ` and ${String(more)} more` : ''}`,
              ];
            }),
          })}
          json={() => ({
            change: changeFile(change),
            flips: turns.map(({ actors, branches, ...turn }) => ({
              ...turn,
              actors: actors.flatMap((at) => compiled.actors[at] ?? []),
              branches: branchesOf({ branches }, compiled),
            })),
          })}
        />
      </div>
      {visible.length === 0 ? (
        <p>Nobody here.</p>
      ) : (
        <VirtualRows
          rows={visible}
          label="Whose verdicts the change flips"
          className="turns"
          drawn={({ actor, before, after, operations: some, branches }) => (
            <>
              <span className="verdict">
                <span className="hidden">{verdictLooks[before].word} before, then </span>
                <Badge tone={verdictLooks[after].tone}>{verdictLooks[after].word}</Badge>
                <span className="subtle small" aria-hidden="true">
                  {' '}
                  was {before}
                </span>
              </span>
              <span className="person">
                <bdi>{plain(actorTitle(actor))}</bdi> <bdi className="subtle small">{beside(actor)}</bdi>
              </span>
              <span className="subtle through">
                <Words text={deedWords(some, { branches }, around)} />
                <span className="hidden"> ({counted(branchCount({ branches }), 'branch', 'branches')})</span>
              </span>
            </>
          )}
        />
      )}
    </div>
  );
}

/** Of how many actors. */
function peopleOf(flips: Trial['flips']): number {
  const seen = new Set<number>();
  const lists = new Set(flips.map(({ actors }) => actors));
  for (const actors of lists) for (const at of actors) seen.add(at);
  return seen.size;
}
