import { viewActor, type ActorView } from '../../cell/cell';
import type { Actor, Level, Person } from '../../model';
import { actorId } from '../../people/actor';
import { writes } from '../../people/levels';
import type { Changed } from '../../questions/since/since';
import type { Both } from './examples';
import type { Flip } from './flip';
import type { Unit, Units } from './units';

/** Which changes touch somebody: those by which they may have or lack what they had not or had. */
export interface Touching {
  /** The entries of a unit that may have caused the flip. */
  entries: (unit: Unit, flip: Flip) => number[];
  /** Whether the unit may be otherwise for this actor at all. */
  mayMatter: (unit: Unit, flip: Flip) => boolean;
  /**
   * The unit and, where it is of permissions, those of memberships that give one: Bitbucket changes the effective
   * permission with them, and each alone would contradict the other.
   */
  withMemberships: (unit: Unit, units: readonly Unit[], flip: Flip) => readonly Unit[];
  /** Of those with the same one the same entries touch them, and they had and have the same permission. */
  key: (actor: Actor) => string;
}

/** An actor as both readings see them, and the places of the changes that touch them. */
interface Touched {
  views: readonly [ActorView, ActorView];
  places: ReadonlySet<number>;
}

/** Looks up which changes touch an actor, once for each that is asked about. */
export function touching(both: Both, { changed }: Units): Touching {
  const known = new Map<string, Touched>();

  function touchedBy(actor: Actor): Touched {
    const before = known.get(actorId(actor));
    if (before) return before;
    const views = [viewActor(actor, both[0]), viewActor(actor, both[1])] as const;
    const places = [...changed.entries()].flatMap(([at, one]) => (touches(one, actor, views) ? [at] : []));
    const made = { views, places: new Set(places) };
    known.set(actorId(actor), made);
    return made;
  }

  function among(places: Iterable<number>, is: (one: Changed) => boolean): number[] {
    return [...places].filter((at) => {
      const one = changed[at];
      return one !== undefined && is(one);
    });
  }

  /** Of people, what gives or takes the permission, wherever it stands; else what touches the actor. */
  function ofPeople({ views, places }: Touched, own: number[]): number[] {
    const [was, is] = views;
    if (was.write.is !== is.write.is) {
      const rising = is.write.is === 'yes';
      const levelOf = (slug: string) => both[rising ? 1 : 0].people.groupLevels.get(slug);
      const given = among(places, (one) => gives(one, rising, levelOf));
      if (given.length > 0) return given;
    }
    return own;
  }

  return {
    key(actor) {
      const { views, places } = touchedBy(actor);
      return [...views.map(({ level }) => level), ...places].join(' ');
    },
    mayMatter({ of, entries }, { actor }) {
      if (of.what !== 'people' && of.what !== 'members') return true;
      const { places } = touchedBy(actor);
      return entries.some((at) => places.has(at));
    },
    withMemberships(unit, units, { actor }) {
      if (unit.of.what !== 'people') return [unit];
      const { places } = touchedBy(actor);
      const hasGrant = (group: string) => both.some(({ people }) => people.groupLevels.has(group));
      const isMoved = (one: Changed) => (one.changed === 'joined' || one.changed === 'left') && hasGrant(one.group);
      return [unit, ...units.filter(({ entries }) => among(entries, isMoved).some((at) => places.has(at)))];
    },
    entries({ of, entries }, flip) {
      const touched = touchedBy(flip.actor);
      const own = entries.filter((at) => touched.places.has(at));
      const seen = among(own, isOfSight);
      // What came into sight, or went out of it, makes nothing but an unknown; and that little else does.
      if (seen.length > 0 && (flip.before === 'unknown' || flip.after === 'unknown')) return seen;
      const real = own.filter((at) => !seen.includes(at));
      const found = of.what === 'people' ? ofPeople(touched, real) : real;
      return found.length > 0 ? found : own.length > 0 ? own : entries;
    },
  };
}

/** Whether it is a change of what was seen, or by whom, and of nothing else. */
export function isOfSight({ changed }: Changed): boolean {
  return ofSight.has(changed);
}

const ofSight: ReadonlySet<Changed['changed']> = new Set(['seen', 'viewer', 'viewer-permission']);

function touches(one: Changed, actor: Actor, views: Touched['views']): boolean {
  const isUser = actor.type === 'user';
  const isIn = ({ slug }: { slug: string }) => views.some((view) => view.isIn(slug).is !== 'no');
  const names = (people: readonly Person[]) => isUser && people.some(({ id }) => id === actor.person.id);
  switch (one.changed) {
    case 'permission':
    case 'grant':
    case 'workspace':
      return names(one.who);
    case 'group-grant':
      return isUser && one.who.some(isIn);
    case 'joined':
    case 'left':
      return names(one.people);
    case 'listed':
    case 'unlisted':
      return names(one.users) || (isUser && one.groups.some(isIn));
    case 'members-supplied':
    case 'members-taken-back':
      return isUser;
    case 'viewer':
      return names([one.from, one.to].flatMap((person) => person ?? []));
    case 'pipelines-exception':
      return actor.type === 'pipelines';
    case 'restriction-number':
    case 'restriction-value':
    case 'project':
      return false;
    case 'viewer-permission':
    case 'seen':
    case 'restriction-added':
    case 'restriction-removed':
    case 'restriction-match':
    case 'project-rules':
    case 'main-branch':
    case 'model-branch':
    case 'branch-type':
    case 'branches-created':
    case 'branches-gone':
      return true;
  }
}

/** Whether it gives write permission to somebody whom it touches, or takes it; the effective one is only its echo. */
function gives(one: Changed, rising: boolean, levelOf: (group: string) => Level | undefined): boolean {
  if (one.changed === 'grant' || one.changed === 'group-grant')
    return rising ? !writes(one.from) && writes(one.to) : writes(one.from) && !writes(one.to);
  if (one.changed === 'workspace') return rising ? one.to === 'owner' : one.from === 'owner' || one.to === 'none';
  if (one.changed === 'joined' || one.changed === 'left')
    return (one.changed === 'joined') === rising && writes(levelOf(one.group) ?? 'none');
  return false;
}
