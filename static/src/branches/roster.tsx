import { useId, useMemo, type ReactNode } from 'react';
import type { Verdict } from '../../../src/core/decision';
import type { Actor } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import type { ByVerdict, Crowd } from '../../../src/core/questions/turnout/crowd';
import { sayAutomation } from '../../../src/core/say/turnout';
import { thousands } from '../../../src/core/words/counts';
import { actorTitle, code } from '../../../src/core/words/names';
import { besideName, type Telling } from '../../../src/core/words/telling-names';
import { found } from '../controls/search';
import { verdictLooks } from '../decision/verdict-looks';
import { actorOption } from '../lists/actor-field';
import { SaveAs } from '../export/save-as';
import { Chips } from '../lists/chips';
import { FindPerson } from '../lists/find-person';
import { useSteps } from '../settings/work/use-steps';
import { Words } from '../words';
import { RosterRows, throughOf, type RowProps } from './roster-rows';
import { sharedReasons, type Shared, type SharedReason } from './shared-reasons';

/** Whoever can comes first, whoever cannot last. */
const order: readonly Verdict[] = ['allowed', 'unknown', 'denied'];

/** What narrows a roster down, as the place says. */
export interface Narrowing {
  verdict: Verdict | 'all';
  find: string;
  /** The id of the actor whose answer is open. */
  open: string | undefined;
}

interface Props extends Omit<RowProps, 'label' | 'actors' | 'verdictOf' | 'aboveOf'> {
  crowd: Crowd;
  sorted: Record<'people' | 'automation', ByVerdict>;
  telling: Telling;
  narrowing: Narrowing;
  onNarrow: (change: Partial<Narrowing>) => void;
  /** What stands above the list: who can, in a sentence. */
  children: ReactNode;
}

/** Everybody on one branch for one operation, allowed first; the actors that no list can name are folded below. */
export function Roster({ crowd, sorted, narrowing, onNarrow, children, ...rest }: Props) {
  const { verdict, find } = narrowing;
  const { people, automation } = sorted;
  const verdicts = useMemo(() => verdictsIn([people, automation]), [people, automation]);
  const everybody = useMemo(() => order.flatMap((one) => people[one]), [people]);
  const shown = useMemo(() => {
    const some = verdict === 'all' ? everybody : people[verdict];
    return find.trim() === '' ? some : named(some, find, rest.telling);
  }, [people, everybody, verdict, find, rest.telling]);
  const { view, operation } = rest;
  const asked = useMemo(() => ({ crowd, view, operation }), [crowd, view, operation]);
  const shared = useSteps(asked, sharedReasons);
  const reasons = shared?.asked === asked ? shared.of : noReasons;
  const above = useMemo(() => [...new Set(shown.flatMap((actor) => reasons.get(actor) ?? []))], [shown, reasons]);
  const common = {
    ...rest,
    verdictOf: (actor: Actor) => verdicts.get(actor) ?? 'unknown',
    aboveOf: (actor: Actor) => aboveWords(reasons.get(actor), above),
  };

  return (
    <div className="sections roster">
      {children}
      <div className="filters">
        <Chips
          label="Verdict"
          chips={[
            { value: 'all', word: 'Everybody', count: everybody.length },
            ...order.map((value) => ({ value, word: verdictLooks[value].word, count: people[value].length })),
          ]}
          pressed={verdict}
          onPress={(value) => {
            onNarrow({ verdict: value });
          }}
        />
        <FindPerson
          wanted={find}
          onChange={(wanted) => {
            onNarrow({ find: wanted });
          }}
          onEnter={() => {
            const [first] = shown;
            if (first && find.trim() !== '') rest.onOpen(first);
          }}
        />
      </div>
      <p className="subtle small" role="status">
        {thousands(shown.length)} of {thousands(everybody.length)} people
      </p>
      <SaveAs
        repository={rest.gathered.facts.repository.fullName}
        about={`who can ${rest.operation} ${rest.view.name}`}
        table={() => ({
          columns: ['Who', 'Nickname or uuid', 'Verdict', 'Why'],
          rows: shown.map((actor) => [
            actorTitle(actor),
            actor.type === 'user' ? besideName(actor.person, rest.telling) : '',
            verdictLooks[common.verdictOf(actor)].word,
            throughOf(rest, actor),
          ]),
        })}
      />
      {above.length > 0 && (
        <ol className="above" aria-label="What holds for many of them">
          {above.map(({ says, people }) => (
            <li key={says}>
              {thousands(people)} people: <Words text={says} />
            </li>
          ))}
        </ol>
      )}
      {shown.length === 0 ? (
        <Nobody find={find} all={everybody.length} />
      ) : (
        <RosterRows {...common} actors={shown} label={`People on ${code(rest.view.name)}`} />
      )}
      <Automation automation={automation} {...common} />
    </div>
  );
}

/** The actors that no list can name, folded: they are the same in every repository, and seldom asked about. */
function Automation({ automation, ...rows }: Omit<RowProps, 'label' | 'actors'> & { automation: ByVerdict }) {
  const id = useId();
  const actors = useMemo(() => order.flatMap((one) => automation[one]), [automation]);
  const isOpen = actors.some((actor) => actorId(actor) === rows.open);
  return (
    <details className="fold" open={isOpen || undefined} aria-labelledby={id}>
      <summary id={id}>
        <strong>Automation</strong>: {sayAutomation(automation)}
      </summary>
      <p className="subtle">
        Tokens, keys, OAuth clients and Pipelines: no branch restriction can list them. Their scopes are not known here.
      </p>
      <RosterRows {...rows} actors={actors} label={`Automation on ${code(rows.view.name)}`} />
    </details>
  );
}

const noReasons: Shared['of'] = new Map();

/** Where a row's reason stands above; nothing where the row says it itself. */
function aboveWords(reason: SharedReason | undefined, above: readonly SharedReason[]): string | undefined {
  if (!reason) return undefined;
  return above.length === 1 ? 'As said above.' : `See ${String(above.indexOf(reason) + 1)} above.`;
}

function Nobody({ find, all }: { find: string; all: number }) {
  if (all === 0) return <p>No person is named by any list that could be read, so there is nobody to show here.</p>;
  return <p>{find.trim() === '' ? 'Nobody here.' : 'Nobody here by that name. Clear the field to see all.'}</p>;
}

function named(actors: readonly Actor[], find: string, telling: Telling): Actor[] {
  const options = actors.map((actor) => actorOption(actor, telling));
  return found(options, find, options.length).map(({ value }) => value);
}

function verdictsIn(all: ByVerdict[]): Map<Actor, Verdict> {
  return new Map(
    all.flatMap((one) => order.flatMap((verdict) => one[verdict].map((actor) => [actor, verdict] as const))),
  );
}
