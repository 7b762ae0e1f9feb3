import type { Facts, Restriction, Unknown } from '../../model';
import { groupsNamed } from '../../people/actor';
import { peopleSince } from '../../questions/since/people';
import { eachSince } from '../../questions/since/restrictions';
import { seenBetween } from '../../questions/since/lists';
import { modelSince, projectRulesSince, repositorySince, type Changed } from '../../questions/since/since';

/** Something that changed and that verdicts may turn on: it can be undone while the rest stays as it is. */
export interface Unit {
  of:
    | { what: 'restriction'; before?: Restriction; after?: Restriction }
    | { what: 'unseen-restrictions' | 'main-branch' | 'project-rules' | 'people' }
    /** What the branching model has by this name; all of it where that could be read once alone. */
    | { what: 'model'; part: string }
    | { what: 'members'; group: string };
  /** What of it is told: places in `changed`. */
  entries: number[];
}

/** What changed, and the units that it makes. */
export interface Units {
  changed: Changed[];
  units: Unit[];
  /** Facts that have these units as the other reading has them, and all else as this one. */
  factsWith: (side: Side, otherwise: ReadonlySet<Unit>) => Facts;
}

/** The earlier reading, or the later. */
export type Side = 'before' | 'after';

/** A restriction as each reading has it, and the unit by which it changes; nothing where it does not. */
interface Slot {
  before?: Restriction;
  after?: Restriction;
  unit?: Unit | undefined;
}

/** What changed between two readings, in the units in which it can be undone. */
export function unitsBetween(before: Facts, after: Facts): Units {
  const changed: Changed[] = [];
  const units: Unit[] = [];

  function tell(entries: readonly Changed[]): number[] {
    return withoutEchoes(entries).map((one) => changed.push(one) - 1);
  }

  function add(of: Unit['of'], entries: readonly Changed[]): Unit | undefined {
    if (entries.length === 0) return undefined;
    const unit = { of, entries: tell(entries) };
    units.push(unit);
    return unit;
  }

  const ofRepository = repositorySince(before, after);
  tell(ofRepository.filter(isOfProject));
  add(
    { what: 'main-branch' },
    ofRepository.filter((one) => !isOfProject(one)),
  );
  const unseen = add(
    { what: 'unseen-restrictions' },
    seenBetween({ what: 'restrictions' }, before.restrictions.gaps, after.restrictions.gaps),
  );
  const slots = eachSince(before.restrictions, after.restrictions).map(({ changed: entries, ...sides }): Slot => {
    // That it is not on a list of which only a part was read is no change.
    const isUnseen = unseen && entries.some((one) => 'unsure' in one && isOfWhole(one));
    return { ...sides, unit: isUnseen ? unseen : add({ what: 'restriction', ...sides }, entries) };
  });
  add({ what: 'project-rules' }, projectRulesSince(before.projectRules, after.projectRules));
  const ofModel = modelSince(before.model, after.model);
  const isSeen = ofModel.some(({ changed: what }) => what === 'seen');
  for (const part of new Set(ofModel.map((one) => (isSeen ? all : partOf(one)))))
    add(
      { what: 'model', part },
      ofModel.filter((one) => isSeen || partOf(one) === part),
    );
  const people = peopleSince(before, after);
  add(
    { what: 'people' },
    people.filter((one) => groupOf(one) === undefined),
  );
  const askedOnce = new Set<string>();
  for (const group of new Set(people.flatMap((one) => groupOf(one) ?? []))) {
    if (isAskedOnce(group, before, after)) askedOnce.add(group);
    else
      add(
        { what: 'members', group },
        people.filter((one) => groupOf(one) === group),
      );
  }
  const readings = { before, after };
  return {
    changed,
    units,
    factsWith: (side, otherwise) =>
      mixed(slots, {
        own: readings[side],
        other: readings[side === 'before' ? 'after' : 'before'],
        ...{ side, otherwise, askedOnce },
      }),
  };
}

/** The whole branching model, which no branch type is called. */
const all = '';

function partOf(one: Changed): string {
  return one.changed === 'model-branch' ? one.of : one.changed === 'branch-type' ? one.type : all;
}

function isOfProject(one: Changed): boolean {
  return one.changed === 'project' || (one.changed === 'seen' && one.of.what === 'project');
}

function isOfWhole({ changed }: Changed): boolean {
  return changed === 'restriction-added' || changed === 'restriction-removed';
}

/** Who is in a group is asked where something names it: it is no change that it was not asked before, or is no more. */
function isAskedOnce(group: string, ...readings: Facts[]): boolean {
  return readings.some(
    (facts) =>
      !Object.hasOwn(facts.members, group) &&
      !Object.hasOwn(facts.suppliedMembers, group) &&
      !groupsNamed(facts).some(({ slug }) => slug === group),
  );
}

/** The group about whose members it is. */
function groupOf(one: Changed): string | undefined {
  if (one.changed === 'seen') return one.of.what === 'members' ? one.of.group : undefined;
  return one.changed !== 'group-grant' && 'group' in one ? one.group : undefined;
}

/** What is only seen otherwise, as one reading could not see a list whole, is told as that alone. */
function withoutEchoes(entries: readonly Changed[]): Changed[] {
  const seen = new Set(entries.flatMap((one) => (one.changed === 'seen' ? [one.of.what] : [])));
  return entries.filter((one) => {
    const list = 'unsure' in one ? listOf(one) : undefined;
    return list === undefined || !seen.has(list);
  });
}

function listOf(one: Changed): Unknown['what'] | undefined {
  if (one.changed === 'grant') return one.on === 'repository' ? 'user-grants' : 'project-user-grants';
  if (one.changed === 'group-grant') return one.on === 'repository' ? 'group-grants' : 'project-group-grants';
  return lists[one.changed];
}

const lists: Partial<Record<Changed['changed'], Unknown['what']>> = {
  permission: 'permissions',
  workspace: 'workspace-members',
  joined: 'members',
  left: 'members',
  listed: 'exemptions',
  unlisted: 'exemptions',
  'branch-type': 'branching-model',
};

interface Mix {
  own: Facts;
  other: Facts;
  side: Side;
  otherwise: ReadonlySet<Unit>;
  /** Groups of which one of the two knows the members, as the other did not ask: what it knows holds. */
  askedOnce: ReadonlySet<string>;
}

function mixed(slots: readonly Slot[], { own, other, side, otherwise, askedOnce }: Mix): Facts {
  const opposite = side === 'before' ? 'after' : 'before';
  const has = (what: Unit['of']['what']) => Array.from(otherwise).some(({ of }) => of.what === what);
  const items = slots.flatMap((slot) => slot[slot.unit && otherwise.has(slot.unit) ? opposite : side] ?? []);
  const rules = has('unseen-restrictions') ? other : own;
  const parts = new Set(Array.from(otherwise).flatMap(({ of }) => (of.what === 'model' ? [of.part] : [])));
  const groups = new Set(Array.from(otherwise).flatMap(({ of }) => (of.what === 'members' ? [of.group] : [])));
  return {
    ...(has('project-rules') ? other : own),
    ...peopleOf(has('people') ? other : own),
    repository: { ...own.repository, mainBranch: (has('main-branch') ? other : own).repository.mainBranch },
    restrictions: { items, gaps: rules.restrictions.gaps },
    model: parts.has(all) ? other.model : modelWith(own.model, other.model, parts),
    members: bySlug({ ...onlyOf(other.members, askedOnce), ...own.members }, other.members, groups),
    suppliedMembers: bySlug(own.suppliedMembers, other.suppliedMembers, groups),
  };
}

/** What the facts say about people, but for who is in which group. */
function peopleOf(facts: Facts) {
  const { viewer, viewerLevel, permissions, userGrants, groupGrants } = facts;
  const { projectUserGrants, projectGroupGrants, workspaceMembers } = facts;
  return {
    ...{ viewer, viewerLevel, permissions, userGrants, groupGrants },
    ...{ projectUserGrants, projectGroupGrants, workspaceMembers },
  };
}

function modelWith(own: Facts['model'], other: Facts['model'], parts: ReadonlySet<string>): Facts['model'] {
  if (parts.size === 0 || !own.known || !other.known) return own;
  const development = (parts.has('development') ? other : own).value.development;
  const production = (parts.has('production') ? other : own).value.production;
  const value = {
    gaps: own.value.gaps,
    ...(development && { development }),
    ...(production && { production }),
    prefixes: bySlug(own.value.prefixes, other.value.prefixes, parts),
  };
  return { known: true, value };
}

function onlyOf<T>(record: Record<string, T>, keys: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.has(key)));
}

/** The own entries, but for these the others. */
function bySlug<T>(own: Record<string, T>, other: Record<string, T>, keys: ReadonlySet<string>): Record<string, T> {
  if (keys.size === 0) return own;
  const kept = Object.entries(own).filter(([key]) => !keys.has(key));
  return Object.fromEntries([...kept, ...Object.entries(other).filter(([key]) => keys.has(key))]);
}
