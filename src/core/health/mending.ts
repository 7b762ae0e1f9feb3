import type { Match, Restriction } from '../model';
import { nothing, type Change } from '../questions/change/change';
import type { Seen } from './seen';

/** Removes a restriction; undefined where it has no number, or is set on the project. */
export function removal({ id, supplied }: Restriction): Change | undefined {
  if (id === undefined || supplied) return undefined;
  return { ...nothing, restrictions: { ...nothing.restrictions, remove: [id] } };
}

/**
 * Gives a restriction these patterns in place of its own: the first replaces it, the others are added beside it with
 * the same list. Those that another of its kind has already are left out, as Bitbucket takes one of a kind for a
 * pattern. Undefined where the restriction has no number, or is set on the project.
 */
export function repatterned(restriction: Restriction, patterns: string[], { restrictions }: Seen): Change | undefined {
  const { id, supplied } = restriction;
  if (id === undefined || supplied) return undefined;
  const matches = patterns.map((pattern): Match => ({ by: 'glob', pattern }));
  const [first, ...rest] = matches.filter((match) => !isTaken(restriction, match, restrictions));
  if (!first) return removal(restriction);
  return {
    ...nothing,
    restrictions: {
      add: rest.map((match) => withoutId({ ...restriction, match })),
      remove: [],
      replace: [{ ...restriction, id, match: first }],
    },
  };
}

function withoutId(restriction: Restriction): Restriction {
  const copy = { ...restriction };
  delete copy.id;
  return copy;
}

function isTaken({ kind, id }: Restriction, match: Match, all: readonly Restriction[]): boolean {
  const text = JSON.stringify(match);
  return all.some((one) => !one.supplied && one.kind === kind && one.id !== id && JSON.stringify(one.match) === text);
}

/** Adds restrictions of one kind that list nobody. */
export function added(kind: string, matches: Match[]): Change {
  const distinct = [...new Map(matches.map((match) => [JSON.stringify(match), match])).values()];
  const add = distinct.map(
    (match): Restriction => ({ kind, match, users: [], groups: [], gaps: [], pipelinesSourceBranches: [] }),
  );
  return { ...nothing, restrictions: { ...nothing.restrictions, add } };
}
