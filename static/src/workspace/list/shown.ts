import type { Severity } from '../../../../src/core/health/problem';
import { oncePer } from '../../../../src/core/portions/once';
import type { ProblemCount } from '../../../../src/core/workspace/digest';
import type { WorkspaceRow } from '../../../../src/panel-calls';
import type { Place } from '../../place/place';
import type { WorkspaceView } from '../views';
import { digestOf, isPartlyRead, isRead, type Listed } from './listed';

/** Which repositories are listed, and in which order, as the place says. */
export interface Shown {
  /** What is typed, to be found in names; empty for all. */
  find: string;
  /** The key of a project; empty for any. */
  project: string;
  /** A problem at a level, as `keyOf` has it; empty for any, and none. */
  problem: string;
  show: Standing;
  sort: Order;
}

/** How repositories stand, each by its word. */
export const standings = {
  all: 'All',
  attention: 'Need attention',
  turned: 'Somebody gained or lost in 7 days',
  changed: 'Changed in 7 days',
  partly: 'Not all looked at',
  'not-read': 'Rules not read',
  gone: 'No longer listed',
} as const;
/** One of `standings`. */
export type Standing = keyof typeof standings;

/** The orders to choose from, each by its word. */
export const orders = {
  worst: 'Worst first',
  name: 'By name',
  changed: 'Changed last first',
  oldest: 'Read longest ago first',
} as const;
/** One of `orders`. */
export type Order = keyof typeof orders;

const lately = 7 * 24 * 60 * 60 * 1_000;
const byName = new Intl.Collator('en', { numeric: true });

/** What a place says of the list; what it leaves out, or what there is none of, is as on the first visit. */
export function shownAt({ params }: Place<WorkspaceView>): Shown {
  return {
    find: params['find'] ?? '',
    project: params['project'] ?? '',
    problem: params['problem'] ?? '',
    show: keysOf(standings).find((one) => one === params['show']) ?? 'all',
    sort: keysOf(orders).find((one) => one === params['sort']) ?? 'worst',
  };
}

/** What is chosen, as it stands in the place: what is as on the first visit is left out. */
export function paramsOf(change: Partial<Shown>): Record<string, string | undefined> {
  const first: Record<string, string> = { ...shownAt({ view: 'repositories', params: {} }) };
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, value === first[name] ? undefined : value]),
  );
}

/** The keys of a table, in its order. */
export function keysOf<K extends string>(table: Record<K, unknown>): K[] {
  return Object.keys(table) as K[];
}

/** Those that are found by name and project, whatever is wrong with them: what the counts are of. */
export function besides(all: readonly Listed[], { find, project }: Shown): Listed[] {
  const wanted = find.trim().toLowerCase();
  return all.filter(
    ({ repository }) =>
      (project === '' || repository.project?.key === project) &&
      (wanted === '' || textsOf(repository).some((text) => text.toLowerCase().includes(wanted))),
  );
}

function textsOf({ fullName, project }: Listed['repository']): string[] {
  return [fullName, ...(project ? [project.name, project.key] : [])];
}

/** Of these, those that stand so and have the problem. */
export function narrowed(among: readonly Listed[], { show, problem }: Shown, now: number): Listed[] {
  return among.filter((one) => stands(one, show, now) && has(one, problem));
}

/** Whether it stands so. What Bitbucket lists no longer counts as that alone. */
export function stands(one: Listed, standing: Standing, now: number): boolean {
  if (one.gone) return standing === 'all' || standing === 'gone';
  switch (standing) {
    case 'all':
      return true;
    case 'gone':
      return false;
    case 'attention':
      return weightOf(one) >= leastWeight;
    case 'turned':
      return isLately(turnedBy(one), now);
    case 'changed':
      return isLately(one.row?.changed, now);
    case 'partly':
      return isPartlyRead(one);
    case 'not-read':
      return !isRead(one);
  }
}

function isLately(changed: WorkspaceRow['changed'], now: number): boolean {
  return changed !== undefined && now - Date.parse(changed.to) < lately;
}

/** The last change by which somebody gained or lost: that somebody left touches every repository. */
export function turnedBy({ row }: Listed): WorkspaceRow['changed'] {
  return row?.changed && row.changed.gained + row.changed.lost > 0 ? row.changed : row?.turned;
}

/** Whether it has the problem at its level; any will do where that is empty. */
export function has(one: Listed, problem: string): boolean {
  return problem === '' || problemsOf(one).some((found) => keyOf(found) === problem);
}

/** What is wrong with one that is there. */
export function problemsOf(one: Listed): readonly ProblemCount[] {
  return one.gone ? [] : (digestOf(one)?.problems ?? []);
}

/** Tells a problem from others, and from itself at another level: what nobody can have meant, and what may be meant. */
export function keyOf({ problem, level }: Pick<ProblemCount, 'problem' | 'level'>): string {
  return `${level}:${problem}`;
}

/** How bad a problem of each level is. */
export const weights: Record<Severity, number> = { error: 10_000, warning: 100, info: 0 };
/** From here on something needs attention. */
const leastWeight = weights.warning;

/**
 * How bad it is: what needs attention is counted by kind, as one thing may show in many restrictions. Of one that is
 * gone nothing is.
 */
function weightOf(one: Listed): number {
  return problemsOf(one).reduce((sum, { level }) => sum + weights[level], one.gone ? -1 : 0);
}

/** These in the chosen order; of two that are alike there, by name. */
export function sorted(some: readonly Listed[], sort: Order): Listed[] {
  const name = (a: Listed, b: Listed) => compared(keyOfName(a.repository), keyOfName(b.repository));
  const ranked = (rank: (one: Listed) => number) => {
    const ranks = new Map(some.map((one) => [one, rank(one)]));
    return (a: Listed, b: Listed) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || name(a, b);
  };
  const time = (at: string | undefined) => (at === undefined ? 0 : Date.parse(at) || 0);
  const by: Record<Order, () => (a: Listed, b: Listed) => number> = {
    worst: () => ranked(weightOf),
    name: () => name,
    changed: () => ranked(({ row }) => time(row?.changed?.to)),
    oldest: () => ranked((one) => -time(digestOf(one)?.readAt)),
  };
  return [...some].sort(by[sort]());
}

/** A name such that its order is that of its letters, with numbers by their size. Collators are ten times as slow. */
const keyOfName = oncePer(({ fullName }: Listed['repository']) =>
  fullName.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, '0')),
);

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The projects that repositories are in, by name. */
export function projectsIn(all: readonly Listed[]): { key: string; name: string }[] {
  const projects = new Map(
    all.flatMap(({ repository: { project } }) => (project ? [[project.key, project] as const] : [])),
  );
  return [...projects.values()].sort((a, b) => byName.compare(a.name, b.name));
}
