import type { Group, Listing, Person, Restriction } from '../../model';
import { between, seenBetween, unsureIf, type Between, type SeenChanged, type Sureness } from './lists';

/** What may be otherwise of a restriction, but for whom it lists: each is a change of its own. */
type Field = 'restriction-number' | 'restriction-match' | 'restriction-value' | 'pipelines-exception';

/**
 * What changed about restrictions. `restriction` is as the later reading has it, unless it is gone. `unsure`: the list
 * was not read whole in the other reading, and so may have held it all the same.
 */
export type RestrictionChanged =
  | ({ changed: 'restriction-added' | 'restriction-removed'; restriction: Restriction } & Sureness)
  | ({ changed: 'listed' | 'unlisted'; restriction: Restriction; users: Person[]; groups: Group[] } & Sureness)
  /** One field of it is another. */
  | { changed: Field; restriction: Restriction; before: Restriction }
  | SeenChanged;

/** A restriction as each reading has it, at least one of them, and what changed about it. */
export interface RestrictionSince {
  before?: Restriction;
  after?: Restriction;
  changed: RestrictionChanged[];
}

/** What changed between two lists of restrictions. */
export function restrictionsSince(before: Listing<Restriction>, after: Listing<Restriction>): RestrictionChanged[] {
  return [
    ...seenBetween({ what: 'restrictions' }, before.gaps, after.gaps),
    ...eachSince(before, after).flatMap(({ changed }) => changed),
  ];
}

/** Every restriction of two lists: those that are gone, those that came, and those that both have. */
export function eachSince(before: Listing<Restriction>, after: Listing<Restriction>): RestrictionSince[] {
  const { same, gone, come } = paired(before.items, after.items);
  return [
    ...gone.map((restriction): RestrictionSince => {
      const sureness = unsureIf(after.gaps.length > 0 && !restriction.supplied);
      return { before: restriction, changed: [{ changed: 'restriction-removed', restriction, ...sureness }] };
    }),
    ...come.map((restriction): RestrictionSince => {
      const sureness = unsureIf(before.gaps.length > 0 && !restriction.supplied);
      return { after: restriction, changed: [{ changed: 'restriction-added', restriction, ...sureness }] };
    }),
    ...same.map(([was, is]): RestrictionSince => ({ before: was, after: is, changed: changesOf(was, is) })),
  ];
}

function changesOf(before: Restriction, restriction: Restriction): RestrictionChanged[] {
  const users = between(listOf(before, 'users'), listOf(restriction, 'users'), ({ id }) => id);
  const groups = between(listOf(before, 'groups'), listOf(restriction, 'groups'), ({ slug }) => slug);
  const exemptions = { what: 'exemptions', restriction } as const;
  return [
    ...fieldChanges(before, restriction),
    ...listChange('unlisted', restriction, users.gone, groups.gone),
    ...listChange('listed', restriction, users.come, groups.come),
    ...seenBetween(exemptions, before.gaps, restriction.gaps),
  ];
}

const fields: readonly (readonly [Field, (one: Restriction) => unknown])[] = [
  ['restriction-match', matchOf],
  ['restriction-value', ({ value = null }) => value],
  ['pipelines-exception', pipelinesOf],
  ['restriction-number', ({ id = null }) => id],
];

function fieldChanges(before: Restriction, restriction: Restriction): RestrictionChanged[] {
  return fields
    .filter(([, of]) => JSON.stringify(of(before)) !== JSON.stringify(of(restriction)))
    .map(([changed]) => ({ changed, restriction, before }));
}

function listChange(
  changed: 'listed' | 'unlisted',
  restriction: Restriction,
  users: Between<Person>['come'],
  groups: Between<Group>['come'],
): RestrictionChanged[] {
  if (!users && !groups) return [];
  const sureness = unsureIf((users ?? groups)?.unsure === true);
  return [{ changed, restriction, users: users?.items ?? [], groups: groups?.items ?? [], ...sureness }];
}

function listOf<Key extends 'users' | 'groups'>(one: Restriction, key: Key): Listing<Restriction[Key][number]> {
  return { items: one[key], gaps: one.gaps };
}

interface Paired {
  same: [Restriction, Restriction][];
  gone: Restriction[];
  come: Restriction[];
}

/**
 * Which restriction of the later reading is which of the earlier. First those that are the same in all, then those of
 * one number, then those of one kind on the same branches: Bitbucket's screen may take one away and set it anew.
 */
function paired(before: readonly Restriction[], after: readonly Restriction[]): Paired {
  const same: Paired['same'] = [];
  // Copies, as a list may hold one object twice.
  let gone = before.map((one) => ({ ...one }));
  let come = after.map((one) => ({ ...one }));
  for (const keyOf of [wholeOf, numberOf, lookOf]) {
    const open = new Map<string, Restriction[]>();
    for (const one of gone) {
      const key = keyOf(one);
      if (key !== undefined) open.set(key, [...(open.get(key) ?? []), one]);
    }
    const taken = new Set<Restriction>();
    come = come.filter((one) => {
      const key = keyOf(one);
      const match = key === undefined ? undefined : open.get(key)?.shift();
      if (!match) return true;
      taken.add(match);
      same.push([match, one]);
      return false;
    });
    gone = gone.filter((one) => !taken.has(one));
  }
  return { same, gone, come };
}

function wholeOf(one: Restriction): string {
  const users = one.users.map(({ id }) => id).sort();
  const groups = one.groups.map(({ slug }) => slug).sort();
  return JSON.stringify([lookOf(one), one.id, users, groups, one.value, pipelinesOf(one), one.gaps.length > 0]);
}

function numberOf({ id, kind, supplied }: Restriction): string | undefined {
  return id === undefined || supplied ? undefined : JSON.stringify([id, kind]);
}

function lookOf(one: Restriction): string {
  return JSON.stringify([one.kind, matchOf(one), one.supplied !== undefined]);
}

function matchOf({ match }: Restriction): string {
  return JSON.stringify([
    match.by,
    match.by === 'glob' ? match.pattern : match.by === 'unknown' ? match.word : match.type,
  ]);
}

function pipelinesOf({ pipelinesSourceBranches }: Restriction): string[] {
  return [...pipelinesSourceBranches].sort();
}
