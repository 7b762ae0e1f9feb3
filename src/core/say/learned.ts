import type { Compiled } from '../compiled/compiled';
import type { Verdict } from '../decision';
import type { Facts, Person } from '../model';
import { isViewer } from '../people/viewer';
import type { Flip } from '../questions/change/difference';
import { shares } from '../questions/change/effect';
import { guardedBranches } from '../questions/reach/smallest';
import { code, enumeration, sentence } from '../words/names';
import { said } from './rules/account';
import { counted } from '../words/counts';
import { namingIn } from './rules/changes';

/** What a list of members would change in the answers, in sentences; in Bitbucket it changes nothing. */
export interface ToldLearning {
  /** How many answers change, and on the main branch for how many people. */
  summary: string[];
  /** The same by what an answer is before and after, by name. */
  flips: { before: Verdict; after: Verdict; says: string[] }[];
}

/** How it is said of somebody that they can do something, where that is known. */
const can: Record<Verdict, (who: string, deed: string) => string> = {
  allowed: (who, deed) => `${sentence(who)} can ${deed}`,
  denied: (who, deed) => `${sentence(who)} cannot ${deed}`,
  unknown: (who, deed) => `Whether ${who} can ${deed} is not known`,
};
const was: Record<Verdict, string> = {
  allowed: 'that was allowed before',
  denied: 'that was denied before',
  unknown: 'that was not known before',
};
const becomes = [
  ['allowed', 'allowed'],
  ['denied', 'denied'],
  ['unknown', 'not known'],
] as const satisfies [Verdict, string][];

/** What these flips say of everybody, what concerns the main branch first. */
export function tellLearning(compiled: Compiled, flips: readonly Flip[]): ToldLearning {
  const { mainBranch } = compiled.gathered.facts.repository;
  const main = mainBranch.known && mainBranch.value !== null ? { asked: mainBranch.value } : {};
  const naming = namingIn(compiled);
  const { facts } = compiled.gathered;
  const you = { ...naming, person: (one: Person) => (isViewer(one, facts) ? 'you' : naming.person(one)) };
  const telling = { compiled, naming: you, guarded: guardedBranches(compiled, true), ...main };
  const pairs = [...new Set(flips.map(({ before, after }) => `${before} ${after}`))].sort();
  return {
    summary: flips.length === 0 ? ['No answer would change.'] : [counts(flips), ...onMain(compiled, flips)],
    flips: pairs.flatMap((pair) => {
      const own = flips.filter(({ before, after }) => `${before} ${after}` === pair);
      const [first] = own;
      if (!first) return [];
      const { before, after } = first;
      return [{ before, after, says: said(shares(own), telling, (...of) => `${can[after](...of)}; ${was[before]}.`) }];
    }),
  };
}

function counts(flips: readonly Flip[]): string {
  const people = new Set(flips.flatMap(({ actors }) => actors)).size;
  const branches = new Set(flips.flatMap((flip) => flip.branches)).size;
  return `Answers would change about ${counted(people, 'person', 'people')} on ${counted(branches, 'branch', 'branches')}.`;
}

function onMain(
  { gathered: { facts }, branchAt }: Pick<Compiled, 'gathered' | 'branchAt'>,
  flips: readonly Flip[],
): string[] {
  const name = mainOf(facts);
  const at = name === undefined ? undefined : branchAt.get(name);
  if (name === undefined || at === undefined) return [];
  const own = flips.filter(({ operation, branches }) => operation === 'push' && branches.includes(at));
  const each = becomes.flatMap(([verdict, word]) => {
    const people = new Set(own.flatMap(({ after, actors }) => (after === verdict ? actors : []))).size;
    return people === 0 ? [] : [`${word} for ${counted(people, 'person', 'people')}`];
  });
  if (each.length === 0) return [`Of a push to ${code(name)} it changes nothing.`];
  return [`A push to ${code(name)} becomes ${enumeration(each)}.`];
}

function mainOf({ repository: { mainBranch } }: Facts): string | undefined {
  return mainBranch.known ? (mainBranch.value ?? undefined) : undefined;
}
