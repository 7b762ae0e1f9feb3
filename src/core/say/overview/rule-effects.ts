import type { NearMatch } from '../../branches/near-matches';
import type { Facts, Person, Restriction } from '../../model';
import { isViewer } from '../../people/viewer';
import { effectOf, minus } from '../../questions/change/effect';
import type { RuleEffect, RuleEffects } from '../../questions/rules/effects';
import { namesOf } from '../../repository';
import { kinds, enforcing } from '../../rules/kinds';
import { gapClause } from '../../words/gaps';
import {
  code,
  enumeration,
  exempted,
  forbids,
  lookingAlike,
  plainly,
  restrictionName,
  sentence,
} from '../../words/names';
import { branchCount, counted, thousands, peopleCount } from '../../words/counts';
import { said, type Telling } from '../rules/account';
import { namingIn } from '../rules/changes';
import { sayMiss } from '../rules/pattern';

/** A rule in words; each is a sentence or more. */
export interface SpokenRule {
  /** Whom it lets through, or that it has no list. */
  lets: string;
  /** Which branches it covers today. */
  covers: string;
  /** What would be otherwise without it. */
  without: string[];
}

/** So many branches and people are named. */
const fewNames = 5;

/** Each restriction as Bitbucket's screen names it, with its number where two look alike, and what it counts. */
export function sayRuleNames(restrictions: readonly Restriction[]): string[] {
  const alike = lookingAlike([...restrictions]);
  return restrictions.map((one) => {
    const name = sentence(restrictionName(one, alike));
    if (forbids(one.kind)) return `${name} is not allowed`;
    return one.value === undefined ? name : `${name}: ${thousands(one.value)}`;
  });
}

/** Says of rules what they do. Whoever reads is *you*. */
export function sayRules(all: RuleEffects, facts: Facts): (rule: RuleEffect) => SpokenRule {
  const { compiled } = all;
  const naming = namingIn(compiled);
  const person = (one: { id: string; name: string }) => (isViewer(one, facts) ? 'you' : naming.person(one));
  // Whatever the rule covers is covered by restrictions: nothing to be said of each branch.
  const telling: Telling = { compiled, guarded: new Set(), naming: { ...naming, person } };
  return (rule) => ({
    lets: letsWords(rule, facts, person),
    covers: coverWords(rule, all, facts),
    without: withoutWords(rule, telling, facts),
  });
}

function letsWords({ restriction, lets }: RuleEffect, facts: Facts, person: (one: Person) => string): string {
  if (!lets) return unlistedWords(restriction);
  const { users, groups, otherUsers = 0, gaps, pipelinesSourceBranches } = restriction;
  const you = users.filter((one) => isViewer(one, facts));
  const named = [...you, ...users.filter((one) => !you.includes(one))].map((one) => ({ ...one, name: person(one) }));
  const isKnown = groups.length + otherUsers + gaps.length === 0;
  const whom = exempted({ ...restriction, users: named });
  const sentences = [
    whom === 'nobody' ? 'Nobody, administrators included.' : `${sentence(whom)}.`,
    ...(isKnown && lets.unsure + lets.without.length === 0 ? [] : [passWords(lets, person, facts)]),
    ...(pipelinesSourceBranches.length > 0
      ? ['It names branches from which Pipelines may push, by a field that Bitbucket does not document.']
      : []),
  ];
  return sentences.join(' ');
}

/** How many people that makes. */
function passWords(
  { people, without, unsure }: NonNullable<RuleEffect['lets']>,
  person: (one: Person) => string,
  facts: Facts,
): string {
  const { fullName } = plainly(namesOf(facts.repository));
  const many =
    people.length === 0 && unsure > 0
      ? `Which of ${peopleCount(unsure)} can pass is not known.`
      : `${people.length === 0 ? 'Nobody' : peopleCount(people.length)} can pass` +
        `${unsure > 0 ? `; of ${counted(unsure, 'more person', 'more people')} that is not known` : ''}.`;
  if (without.length === 0) return many;
  const idle = without.length > fewNames ? peopleCount(without.length) : enumeration(without.map(person));
  return `${many} ${sentence(idle)} cannot write to ${fullName}.`;
}

function unlistedWords({ kind }: Restriction): string {
  const owner = kinds.get(kind);
  if (!owner) return 'Not known: this kind is new to us.';
  if (forbids(kind)) return 'Nobody: it has no list.';
  if (kind === enforcing) return 'It has no list: a merge that lacks what merge checks ask for is stopped.';
  if (owner.is === 'setting') return 'Everybody: it is a setting, which stops nobody by itself.';
  return 'It has no list: it asks the same of every merge.';
}

function coverWords(
  { restriction, covers, perhaps }: RuleEffect,
  { compiled: { branches } }: RuleEffects,
  facts: Facts,
): string {
  if (covers.length + perhaps.length === 0)
    return branches.length === 0 ? 'Nothing yet: there are no branches.' : 'No branch that exists.';
  if (covers.length === 0) {
    const gap = coverGap(restriction, facts);
    return `Not known${gap === undefined ? '' : `: ${gap}`}.`;
  }
  const all = branches.length;
  const count =
    covers.length === all && all > 1 ? `All ${branchCount(all)}` : `${thousands(covers.length)} of ${branchCount(all)}`;
  const names = fewOf(covers.map((at) => branches[at] ?? ''));
  return `${count}: ${names}.${perhaps.length > 0 ? ` Of ${thousands(perhaps.length)} more that is not known.` : ''}`;
}

function fewOf(names: readonly string[]): string {
  const rest = names.length - fewNames;
  const shown = names.slice(0, rest > 1 ? fewNames : names.length).map(code);
  return enumeration(rest > 1 ? [...shown, `${thousands(rest)} others`] : shown);
}

/** Why nobody can tell which branches it covers. */
function coverGap(restriction: Restriction, { model, repository }: Facts): string | undefined {
  const where = namesOf(repository);
  if (restriction.match.by === 'branch-type' && !model.known) return gapClause(model.gap, where);
  return restriction.match.by === 'unknown'
    ? gapClause({ of: { what: 'restriction-match', restriction }, because: 'not-understood' }, where)
    : undefined;
}

const untilThen = 'Nothing would be otherwise until such a branch is made.';

function withoutWords(
  { restriction, covers, perhaps, waits, flips }: RuleEffect,
  telling: Telling,
  { repository: { mainBranch } }: Facts,
): string[] {
  const { gain, granted, lose, unsure, refused } = effectOf(flips);
  const sentences = [
    ...said(gain, telling, (who, deed) => `${sentence(who)} could ${deed}.`),
    ...said(granted, telling, (who, deed) => `${sentence(who)} could surely ${deed}, which is not known now.`),
    ...said(minus(lose, unsure), telling, (who, deed) => `${sentence(who)} could no longer ${deed}.`),
    ...said(unsure, telling, (who, deed) => `Whether ${who} could ${deed} would not be known.`),
    ...said(refused, telling, (who, deed) => `${sentence(who)} could surely not ${deed}, which is not known now.`),
  ];
  if (sentences.length > 0) return sentences;
  if (covers.length + perhaps.length === 0) return [untilThen];
  if (waits) return [waitWords(waits, covers.length)];
  if (restriction.kind === enforcing) return ['Merge checks there would only warn.'];
  if (kinds.get(restriction.kind)?.is === 'setting') return ['Everybody could do what they can do now.'];
  const onlyBranch = covers.length + perhaps.length === 1 ? telling.compiled.branches[covers[0] ?? -1] : undefined;
  if (restriction.kind === 'delete' && mainBranch.known && onlyBranch !== undefined && onlyBranch === mainBranch.value)
    return ['Nothing would be otherwise: Bitbucket lets nobody delete the main branch anyway.'];
  return ['Everybody could do exactly what they can do now, on every branch that exists.'];
}

function waitWords({ surely, not }: NonNullable<RuleEffect['waits']>, covered: number): string {
  if (covered === 0 || (surely === 0 && not === 0)) return 'Whether merges wait for it now is not known.';
  if (surely === covered) return 'Merges would not wait for it.';
  if (not === covered) return 'Nothing: it only warns, as nothing there prevents a merge with unresolved merge checks.';
  const rest = not === 0 ? 'of the others that is not known' : `on ${thousands(not)} it only warns`;
  return `Merges would not wait for it on ${thousands(surely)} of ${branchCount(covered)}; ${rest}.`;
}

/** Near misses by what the pattern misses them by: the branches, and a sentence. */
export function sayNearMisses(misses: readonly NearMatch[]): { branches: string; misses: string }[] {
  const byWords = new Map<string, string[]>();
  for (const { branch, misses: miss } of misses) {
    const words = sayMiss(miss);
    byWords.set(words, [...(byWords.get(words) ?? []), branch]);
  }
  return [...byWords].map(([words, names]) => ({ branches: fewOf(names), misses: words }));
}
