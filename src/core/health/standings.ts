import type { Covering } from '../branches/coverage';
import { viewActor, type ActorView, type Gathered } from '../cell/cell';
import { unlistableActors, type Gap, type Operation } from '../model';
import { everybody } from '../people/everybody';
import { allBits, noBits, placesIn, type Bits } from '../compiled/bits';
import { compilingPeople } from '../compiled/compile';
import { alikeIn } from '../compiled/verdicts';
import { rules } from '../rules/index';
import { hasList } from '../rules/kinds';
import { mapped, type Steps } from '../portions/steps';

/** Actors whom the same rules treat alike on some branches, and one who stands for them all. */
export interface ActorClass {
  actor: ActorView;
  members: ActorView[];
}

/** Everybody, and where they stand. */
export interface Standings {
  /** Every person of the facts. */
  people: ActorView[];
  /** By uuid. */
  of: ReadonlyMap<string, ActorView>;
  /**
   * Classes of those who are not surely without write permission, automation last. Whoever surely lacks it is refused
   * everything, whatever the restrictions. For one operation only the lists that it is kept to tell them apart.
   */
  under: (covering: readonly Covering[], operation?: Operation) => ActorClass[];
  /** What keeps us from knowing who stands on which list. */
  doubts: () => Gap[];
}

/** The uuids of everybody in the group; undefined where nobody said them all. */
export function membersKnown(slug: string, { facts, people }: Gathered): ReadonlySet<string> | undefined {
  const listed = people.members.get(slug);
  return listed && facts.members[slug]?.gaps.length === 0 ? listed : people.supplied.get(slug);
}

/** The kinds of restriction to whose lists the operation is kept. */
function keptTo(operation: Operation): ReadonlySet<string> {
  const lists = rules.flatMap(({ stops, keeps }) => (keeps && stops.includes(operation) ? [keeps.list] : []));
  return new Set(lists.flatMap(({ kind, companion }) => (companion ? [kind, companion] : [kind])));
}

/** Everybody, and where they stand. */
export function* standings(gathered: Gathered): Steps<Standings> {
  const everyone = everybody(gathered.facts);
  yield;
  const people = yield* mapped(everyone, 100, (person) => viewActor({ type: 'user', person }, gathered));
  const writing = [
    ...people.filter(({ write }) => write.is !== 'no'),
    ...unlistableActors.map((type) => viewActor({ type }, gathered)),
  ];
  yield;
  const compiled = yield* compilingPeople(
    gathered,
    writing.map(({ actor }) => actor),
  );
  const all = allBits(compiled.actorClasses.length);
  const known = new Map<string, ActorClass[]>();
  /** In the order of everybody: an array of numbers is sorted without asking which comes first. */
  const viewsIn = (classes: Bits): ActorView[] => {
    const members = placesIn(classes).flatMap((number) => compiled.actorClasses[number]?.members ?? []);
    return [...Uint32Array.from(members).sort()].flatMap((at) => writing[at] ?? []);
  };
  return {
    people,
    of: new Map(people.flatMap((view) => (view.actor.type === 'user' ? [[view.actor.person.id, view]] : []))),
    under(covering, operation) {
      const matters = operation && keptTo(operation);
      const lists = covering.filter(
        ({ restriction }) => hasList(restriction) && (!matters || matters.has(restriction.kind)),
      );
      const key = lists.map(({ at }) => at).join();
      const before = known.get(key);
      if (before) return before;
      const restrictions = lists.map(({ restriction }) => restriction);
      const made = alikeIn(all, restrictions, compiled)
        .sort((one, other) => firstIn(one) - firstIn(other))
        .flatMap((classes): ActorClass[] => {
          const members = viewsIn(classes);
          const [actor] = members;
          return actor ? [{ actor, members }] : [];
        });
      known.set(key, made);
      return made;
    },
    doubts() {
      const doubts = new Set<Gap>();
      for (const restriction of compiled.listed.lists.keys()) {
        const unknown = compiled.ranks.answersOf(restriction)?.unknown ?? noBits(compiled.actorClasses.length);
        for (const classes of alikeIn(unknown, [restriction], compiled).sort((a, b) => firstIn(a) - firstIn(b))) {
          const answer = compiled.actorClasses[firstIn(classes)]?.view.lists(restriction);
          if (answer?.is === 'unknown') for (const gap of answer.gaps) doubts.add(gap);
        }
      }
      return [...doubts];
    },
  };
}

function firstIn(bits: Bits): number {
  return placesIn(bits)[0] ?? -1;
}
