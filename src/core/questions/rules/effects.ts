import { compiling } from '../../compiled/compile';
import type { Compiled } from '../../compiled/compiled';
import { nameForms, nearMatches, type NameForms, type NearMatch } from '../../branches/near-matches';
import { gather, type Gathered } from '../../cell/cell';
import type { Actor, Facts, Person, Restriction } from '../../model';
import { hasList, kinds, enforcing } from '../../rules/kinds';
import type { Steps } from '../../portions/steps';
import { nothing } from '../change/change';
import { difference, type Flip } from '../change/difference';

/** The rules of a repository, each as it stands among the others. */
export interface RuleEffects {
  rules: RuleEffect[];
  /** What the places in these are places of. Its restrictions are numbered by their places, as ids may be missing. */
  compiled: Compiled;
  /** The names of the branches, made ready for many patterns. */
  names: NameForms[];
}

/** What one rule does. */
export interface RuleEffect {
  restriction: Restriction;
  /** Places of the branches that it covers, and of those that it may cover. */
  covers: number[];
  perhaps: number[];
  /** Absent where it has no list. */
  lets?: Listed;
  /** Of a merge check: on how many of the branches that it covers a merge surely waits for it, and surely does not. */
  waits?: { surely: number; not: number };
  /** Every cell whose verdict would be another without it: `after` is what it would be. */
  flips: Flip[];
}

/** Whom a list lets through, of those who are known. */
export interface Listed {
  /** Those who are surely on it and may surely write. */
  people: Person[];
  /** Those who are surely on it, and surely may not write. */
  without: Person[];
  /** How many more perhaps are on it, or perhaps may write. */
  unsure: number;
}

/**
 * What each rule does, a little at a time: merge checks and settings among them, and what was supplied of the project.
 */
export function* ruleEffects({ facts }: Gathered): Steps<RuleEffects> {
  const compiled = yield* compiling(gather(numbered(facts)));
  const coverage = coverageIn(compiled);
  yield;
  const rules: RuleEffect[] = [];
  for (const [at, restriction] of facts.restrictions.items.entries()) {
    const own = compiled.gathered.facts.restrictions.items[at] ?? restriction;
    const { covers, perhaps } = coverage[at] ?? { covers: [], perhaps: [] };
    const change = { ...nothing, restrictions: { ...nothing.restrictions, remove: [at] } };
    const waits = kinds.get(restriction.kind)?.is === 'merge-check' && waitsFor(at, compiled);
    rules.push({
      restriction,
      covers,
      perhaps,
      ...(hasList(restriction) && { lets: listed(own, compiled) }),
      ...(waits && { waits }),
      flips: difference(compiled, change),
    });
    yield;
  }
  return { rules, compiled, names: nameForms(compiled.branches) };
}

/** Numbers each restriction by its place, as if all were the repository's own, so that any can be taken away. */
function numbered(facts: Facts): Facts {
  const items = facts.restrictions.items.map((one, id): Restriction => {
    const own = { ...one, id };
    delete own.supplied;
    return own;
  });
  return { ...facts, restrictions: { ...facts.restrictions, items } };
}

/** By the place of the restriction, which branches it covers. */
function coverageIn({ branchClasses }: Compiled): Pick<RuleEffect, 'covers' | 'perhaps'>[] {
  const found: Pick<RuleEffect, 'covers' | 'perhaps'>[] = [];
  for (const { view, members } of branchClasses) {
    for (const { at, covers } of view.covering) {
      const own = (found[at] ??= { covers: [], perhaps: [] });
      own[covers.is === 'yes' ? 'covers' : 'perhaps'].push(...members);
    }
  }
  for (const { covers, perhaps } of found.filter((one) => one as unknown)) {
    covers.sort((a, b) => a - b);
    perhaps.sort((a, b) => a - b);
  }
  return found;
}

function listed(restriction: Restriction, { actorClasses, actors }: Compiled): Listed {
  const people: number[] = [];
  const without: number[] = [];
  let unsure = 0;
  for (const { members, view, mark } of actorClasses) {
    if (view.actor.type !== 'user') continue;
    const is = mark.listed(restriction);
    if (is === 'yes' && view.write.is !== 'unknown') (view.write.is === 'yes' ? people : without).push(...members);
    else if (is !== 'no' && view.write.is !== 'no') unsure += members.length;
  }
  const named = (some: number[]) => some.sort((a, b) => a - b).flatMap((at): Person[] => personOf(actors[at]));
  return { people: named(people), without: named(without), unsure };
}

function personOf(actor: Actor | undefined): Person[] {
  return actor?.type === 'user' ? [actor.person] : [];
}

function waitsFor(at: number, { branchClasses, gathered }: Compiled): NonNullable<RuleEffect['waits']> {
  const waits = { surely: 0, not: 0 };
  const isWhole = gathered.facts.restrictions.gaps.length === 0;
  for (const { view, members } of branchClasses) {
    if (!view.covering.some((one) => one.at === at && one.covers.is === 'yes')) continue;
    const stops = view.covering.filter(({ restriction }) => restriction.kind === enforcing);
    if (stops.some(({ covers }) => covers.is === 'yes')) waits.surely += members.length;
    else if (isWhole && stops.length === 0) waits.not += members.length;
  }
  return waits;
}

/**
 * The branches that the pattern of this rule nearly covers, where no other of its kind does or might. Of a setting
 * there are none: it stops nothing.
 */
export function nearMisses({ restriction }: RuleEffect, { rules, compiled, names }: RuleEffects): NearMatch[] {
  const { kind, match } = restriction;
  if (match.by !== 'glob' || kinds.get(kind)?.is === 'setting') return [];
  const same = rules.filter((one) => one.restriction.kind === kind);
  const covered = new Set(same.flatMap(({ covers, perhaps }) => [...covers, ...perhaps]));
  return nearMatches(match.pattern, names).filter(({ branch }) => !covered.has(compiled.branchAt.get(branch) ?? -1));
}
