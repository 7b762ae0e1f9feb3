import type { Facts, Person } from '../../src/core/model';

/** The push restrictions, digested for those who know only lists: what a rival is given before the clock starts. */
export interface PushRules {
  /** Of every restriction. */
  patterns: string[];
  /** Of the restrictions that list this person, by themselves or by a group. */
  ownOf: (person: Person) => string[];
  mayWrite: (person: Person) => boolean;
}

/** A rival driven in one way, with everything prepared that can be before somebody asks. */
export interface Driver {
  name: string;
  /** Says yes or no of a push by the person at this place to the branch at that one. */
  ready: (rules: PushRules, people: readonly Person[], branches: readonly string[]) => Asked | Promise<Asked>;
}

/** By the places of a person and a branch. */
export type Asked = (person: number, branch: number) => boolean | Promise<boolean>;

/** The push restrictions of these facts. */
export function pushRules({ restrictions, permissions, members }: Facts): PushRules {
  const rules = restrictions.items.flatMap(({ kind, match, users, groups }) => {
    if (kind !== 'push' || match.by !== 'glob') return [];
    const inGroups = groups.flatMap(({ slug }) => members[slug]?.items ?? []);
    return [{ pattern: match.pattern, listed: new Set([...users, ...inGroups].map(({ id }) => id)) }];
  });
  const writers = new Set(
    permissions.items.flatMap(({ person, level }) => (level === 'write' || level === 'admin' ? [person.id] : [])),
  );
  return {
    patterns: rules.map(({ pattern }) => pattern),
    ownOf: ({ id }) => rules.flatMap(({ pattern, listed }) => (listed.has(id) ? [pattern] : [])),
    mayWrite: ({ id }) => writers.has(id),
  };
}

/** A pattern as an expression: `*` is any characters, slashes too, and every other character is itself. */
export function sourceOf(pattern: string): string {
  return pattern.replaceAll(/[\\^$.+?()[\]{}|/]/g, String.raw`\$&`).replaceAll('*', '.*');
}

/** A test of one pattern, written for its shape. */
export function quickTest(pattern: string): (name: string) => boolean {
  const [first = '', second = '', ...more] = pattern.split('*');
  const stars = pattern.split('*').length - 1;
  if (stars === 0) return (name) => name === pattern;
  if (stars === 1 && second === '') return (name) => name.startsWith(first);
  if (stars === 2 && first === '' && more.join('') === '') return (name) => name.includes(second);
  const expression = new RegExp(`^${sourceOf(pattern)}$`, 's');
  return (name) => expression.test(name);
}

/** One test for all of them: names in a set, and whatever has a star folded into one expression. */
export function foldedTest(patterns: readonly string[]): (name: string) => boolean {
  const names = new Set(patterns.filter((one) => !one.includes('*')));
  const wide = patterns.filter((one) => one.includes('*'));
  const isPrefix = (one: string) => one.indexOf('*') === one.length - 1;
  const prefixes = wide.filter(isPrefix).map((one) => one.slice(0, -1));
  const others = wide.filter((one) => !isPrefix(one));
  const parts = [
    ...(prefixes.length > 0 ? [`^(?:${prefixes.sort().map(sourceOf).join('|')})`] : []),
    ...(others.length > 0 ? [`^(?:${others.map(sourceOf).join('|')})$`] : []),
  ];
  const expression = new RegExp(parts.join('|') || '(?!)', 's');
  return (name) => names.has(name) || expression.test(name);
}
