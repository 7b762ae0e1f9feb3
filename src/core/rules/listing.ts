import { followedBy, isNonEmpty, type NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import type { Remedy } from '../remedy';
import type { MayI } from '../cell/may-i';
import { coveringOf, type Cell } from '../cell/cell';
import type { Opinion } from '../decision';
import type { Restriction } from '../model';
import { refusal, type Refusal } from '../cell/refusal';
import { elsewhere } from './elsewhere';
import { allows, cannotTell, denies } from './rule';

type ListingRule = 'push-restriction' | 'merge-restriction';

/** A refusal by list, as an opinion. `kinds` are those that were looked at. */
export function listedOpinion(rule: ListingRule, answer: Refusal, cell: Cell, kinds: string[]): Opinion {
  switch (answer.refuses) {
    case 'yes': {
      const { level } = cell.actor;
      const [first, ...rest] = answer.restrictions;
      const companions = rule === 'merge-restriction' ? coveringOf('push', cell).map((one) => one.restriction) : [];
      return denies(
        rule,
        { why: 'not-listed', restrictions: [first, ...rest], companions, ...(level && { level }) },
        ...followedBy(answer.evidence, { shows: 'restriction', restriction: first }),
      );
    }
    case 'unknown':
      return cannotTell(
        rule,
        { why: 'listing-not-known', restrictions: answer.restrictions },
        answer.gaps,
        answer.restrictions.map((restriction) => ({ shows: 'restriction', restriction })),
      );
    case 'no':
      if (answer.because === 'listed') {
        const [first, ...rest] = answer.evidence;
        const shown: Evidence = first ?? { shows: 'restriction', restriction: answer.by };
        const groups = answer.evidence.flatMap((one) =>
          one.shows === 'lists-group' ? [one.group.slug] : one.shows === 'lists-every-source' ? one.groups : [],
        );
        return allows(rule, { why: 'listed', by: answer.by, groups }, shown, ...rest);
      }
      return cell.branch.tag
        ? allows(rule, { why: 'tag' }, { shows: 'tags-not-covered' })
        : allows(rule, { why: 'none-covers' }, noneCovers(cell, kinds));
  }
}

/** That of all the restrictions that were read, none of these kinds covers the branch. */
export function noneCovers({ facts }: Cell, kinds: string[]): Evidence {
  return { shows: 'none-covers', kinds, read: facts.restrictions.items.length };
}

/** Ways past a list that does not name the actor: another road first, then being listed. */
export function waysPastAList(kind: 'push' | 'restrict_merges', cell: Cell, mayI: MayI): NonEmpty<Remedy> {
  const { actor } = cell.actor;
  const answer = refusal(kind, cell);
  if (answer.refuses !== 'yes') throw new Error('Ways out are asked only of a refusal.');
  const restrictions = narrowestFirst(answer.restrictions);
  const [restriction] = restrictions;
  const others = kind === 'push' ? elsewhere(cell, mayI) : [];
  if (actor.type !== 'user') return followedBy(others, { way: 'account-for-automation', restriction });
  const { person } = actor;
  const everyone = [
    ...restrictions,
    ...(kind === 'push' ? [] : coveringOf('push', cell).map((one) => one.restriction)),
  ];
  // Somebody may be listed and have lost write access since.
  const people = distinctBy(
    everyone.flatMap(({ users }) => users),
    'id',
  ).filter((one) => mayI(cell.operation, cell.branch.name, { type: 'user', person: one }));
  const groups = distinctBy(
    everyone.flatMap(({ groups: listed }) => listed),
    'slug',
  );
  const mayAsk = people.length + groups.length > 0 && cell.operation !== 'create';
  const ask: Remedy[] = mayAsk ? [{ way: 'ask-listed', to: kind === 'push' ? 'push' : 'merge', people, groups }] : [];
  const toGroup: Remedy[] = restriction.groups
    .slice(0, 1)
    .map((group) => ({ way: 'add-to-group', restriction, group, person }));
  return followedBy([...others, ...ask], { way: 'add-person', restriction, person }, ...toGroup);
}

/** Ways for an actor that no list can name: the credential of a user whom the list does name, or of one made for it. */
export function waysToBeListed(restrictions: NonEmpty<Restriction>): NonEmpty<Remedy> {
  const [restriction] = narrowestFirst(restrictions);
  const listing = restrictions.filter(({ users, groups }) => users.length + groups.length > 0);
  const account: Remedy = { way: 'account-for-automation', restriction };
  return isNonEmpty(listing) ? [{ way: 'push-as-listed-user', restrictions: listing }, account] : [account];
}

function distinctBy<K extends string, T extends Record<K, string>>(list: T[], key: K): T[] {
  return [...new Map(list.map((one) => [one[key], one])).values()];
}

/** The restriction that reaches the fewest branches first: being listed there changes the least. */
function narrowestFirst(restrictions: NonEmpty<Restriction>): NonEmpty<Restriction> {
  const [first, ...rest] = restrictions.toSorted((a, b) => breadth(a) - breadth(b));
  return first ? [first, ...rest] : restrictions;
}

/** A rough order: one name, then a branch type, then patterns by how few letters they fix, then what nobody can tell. */
function breadth({ match }: Restriction): number {
  switch (match.by) {
    case 'glob':
      return match.pattern.includes('*') ? 3 + 1 / (1 + match.pattern.replaceAll('*', '').length) : 0;
    case 'branch-type':
      return match.type === 'development' || match.type === 'production' ? 1 : 2;
    case 'unknown':
      return Infinity;
  }
}
