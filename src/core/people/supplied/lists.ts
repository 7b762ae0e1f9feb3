import type { Facts, SuppliedBy } from '../../model';

/** Who is in a group (uuids), as somebody supplied it. */
export interface SuppliedList extends SuppliedBy {
  members: string[];
}

/** What was supplied of a group; undefined where nothing was. */
export function suppliedListOf(
  slug: string,
  { suppliedMembers, suppliedMembersBy = {} }: Pick<Facts, 'suppliedMembers' | 'suppliedMembersBy'>,
): SuppliedList | undefined {
  if (!Object.hasOwn(suppliedMembers, slug)) return undefined;
  const by = Object.hasOwn(suppliedMembersBy, slug) ? suppliedMembersBy[slug] : undefined;
  return { ...by, members: suppliedMembers[slug] ?? [] };
}

/** The facts with these lists, by group slug, in place of those that were supplied before. */
export function withSuppliedLists(facts: Facts, lists: Readonly<Record<string, SuppliedList>>): Facts {
  const all = Object.entries(lists).map(([slug, { members, ...by }]) => ({ slug, members, by }));
  const next: Facts = {
    ...facts,
    suppliedMembers: Object.fromEntries(all.map(({ slug, members }) => [slug, members])),
  };
  delete next.suppliedMembersBy;
  const marks = all.map(({ slug, by }) => [slug, by] as const);
  return marks.length === 0 ? next : { ...next, suppliedMembersBy: Object.fromEntries(marks) };
}

/** The facts with another list of this group, or without any. */
export function withSuppliedList(facts: Facts, slug: string, list: SuppliedList | undefined): Facts {
  const others = Object.keys(facts.suppliedMembers).flatMap((one): [string, SuppliedList][] => {
    const kept = one === slug ? undefined : suppliedListOf(one, facts);
    return kept ? [[one, kept]] : [];
  });
  return withSuppliedLists(facts, Object.fromEntries(list ? [...others, [slug, list]] : others));
}
