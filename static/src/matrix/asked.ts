import type { Verdict } from '../../../src/core/decision';
import type { Facts } from '../../../src/core/model';
import { groupsNamed } from '../../../src/core/people/actor';
import type { Place } from '../place/place';

/** What a place says of the matrix beside the question. */
export interface MatrixPlace {
  person: string;
  branch: string;
  group: string | undefined;
  verdict: Verdict | undefined;
  onlyDifferences: boolean;
  each: boolean;
  /** Who stands beside the person who is asked about, by uuid or word; both stand alone then. */
  beside: string | undefined;
  /** What is explained beside the table: of the person and the branch that are asked about. */
  open: 'cell' | 'person' | 'branch' | undefined;
}

/** The names of these in a place. */
export const names = {
  person: 'find',
  branch: 'on',
  group: 'group',
  verdict: 'verdict',
  onlyDifferences: 'differs',
  each: 'each',
  beside: 'beside',
  open: 'open',
} as const;

const verdicts = ['allowed', 'denied', 'unknown'] as const;
const explained = ['cell', 'person', 'branch'] as const;

/** The same, as it stands in the place. What it cannot mean is left out. */
export function matrixAt({ params }: Place): MatrixPlace {
  return {
    person: params[names.person] ?? '',
    branch: params[names.branch] ?? '',
    group: params[names.group],
    verdict: verdicts.find((one) => one === params[names.verdict]),
    onlyDifferences: params[names.onlyDifferences] === 'yes',
    each: params[names.each] === 'yes',
    beside: params[names.beside],
    open: explained.find((one) => one === params[names.open]),
  };
}

/** Every group of the rules and the permissions, once, by name. */
export function groupsIn(facts: Facts): { slug: string; name: string }[] {
  const bySlug = new Map(groupsNamed(facts).map((group) => [group.slug, group]));
  return [...bySlug.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
