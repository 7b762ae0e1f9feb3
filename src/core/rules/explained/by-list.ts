import { restrictionsOf } from '../by-list';
import type { Cell } from '../../cell/cell';
import type { MayI } from '../../cell/may-i';
import { covers } from '../../branches/glob';
import { judgeLists, type KeptToAList } from '../../cell/lists';
import type { Restriction } from '../../model';
import { followedBy, isNonEmpty, type NonEmpty } from '../../non-empty';
import { workspaceMembersOf } from '../../people/everybody';
import type { ByList } from '../../reason';
import type { Remedy } from '../../remedy';
import { docs } from '../../words/pages';
import { byListWords } from './by-list-words';
import { elsewhere } from './elsewhere';
import type { Explaining, KeptByList } from '../rule';

/**
 * How such a rule is explained. `does` is what a restriction of its kind does, before the name of a branch (`limits who
 * can push to`), and `lets` what only those on the list may do, as a verb (`push`).
 */
export function byListExplained({ list }: KeptByList, does: string, lets: string): Explaining<ByList> {
  return {
    page: docs.restrictions,
    remedies: (cell, mayI) => waysPast(list, cell, mayI),
    words: byListWords(does, lets),
  };
}

/** Ways past a list that does not name the actor: another road first, then being listed. */
function waysPast(list: KeptToAList, cell: Cell, mayI: MayI): NonEmpty<Remedy> {
  const { actor } = cell.actor;
  const answer = judgeLists(list, cell);
  if (answer.refuses !== 'yes') throw new Error('Ways out are asked only of a denial.');
  const restrictions = narrowestFirst(answer.restrictions);
  const [restriction] = restrictions;
  const merging = cell.operation === 'merge';
  const others = merging ? [] : elsewhere(cell, mayI);
  if (actor.type !== 'user')
    return followedBy(others, { way: 'account-for-automation', restriction, ...opened(restriction, cell) });
  const { person } = actor;
  const everyone = [...restrictions, ...restrictionsOf(list.companion, cell)];
  // Somebody may be listed and have lost write access since, or have left.
  const present = workspaceMembersOf(cell.facts);
  const people = distinctBy(
    everyone.flatMap(({ users }) => users),
    'id',
  ).filter(
    (one) => present?.has(one.id) !== false && mayI(cell.operation, cell.branch.name, { type: 'user', person: one }),
  );
  const groups = distinctBy(
    everyone.flatMap(({ groups: listed }) => listed),
    'slug',
  );
  const mayAsk = people.length + groups.length > 0 && cell.operation !== 'create';
  const ask: Remedy[] = mayAsk ? [{ way: 'ask-listed', to: merging ? 'merge' : 'push', people, groups }] : [];
  const isForBranch = restriction.match.by === 'glob' && restriction.match.pattern === cell.branch.name;
  const alone: Remedy[] =
    isForBranch || cell.branch.tag
      ? []
      : [{ way: 'restrict-alone', kind: list.kind, branch: cell.branch.name, person, restriction, ...lacking(cell) }];
  const toGroup: Remedy[] = restriction.groups
    .slice(0, 1)
    .map((group) => ({ way: 'add-to-group', restriction, group, person }));
  return followedBy(
    [...others, ...ask, ...alone],
    { way: 'add-person', restriction, person, ...opened(restriction, cell), ...lacking(cell) },
    ...toGroup,
  );
}

/** Whether a list alone is not enough, as the actor may not write to the repository either. */
function lacking({ actor: { write } }: Cell): { lacksWrite?: true } {
  return write.is === 'no' ? { lacksWrite: true } : {};
}

/** The main branch, where whoever is on the list of this restriction may do there what they may on the branch. */
function opened(restriction: Restriction, { branch, facts }: Cell): { mainBranch?: string } {
  const { mainBranch: main } = facts.repository;
  if (!main.known || main.value === null || main.value === branch.name) return {};
  return covers(restriction, main.value, facts).is === 'no' ? {} : { mainBranch: main.value };
}

/** Ways for an actor that no list can name: the credential of a user whom the list does name, or of one made for it. */
export function waysToBeListed(restrictions: NonEmpty<Restriction>, cell: Cell): NonEmpty<Remedy> {
  const [restriction] = narrowestFirst(restrictions);
  const listing = restrictions.filter(({ users, groups }) => users.length + groups.length > 0);
  const account: Remedy = { way: 'account-for-automation', restriction, ...opened(restriction, cell) };
  return isNonEmpty(listing) ? [{ way: 'push-as-listed-user', restrictions: listing }, account] : [account];
}

function distinctBy<K extends string, T extends Record<K, string>>(list: T[], key: K): T[] {
  return [...new Map(list.map((one) => [one[key], one])).values()];
}

/**
 * The restriction that reaches the fewest branches first: being listed there changes the least. One of the project
 * reaches all its repositories.
 */
function narrowestFirst(restrictions: NonEmpty<Restriction>): NonEmpty<Restriction> {
  const [first, ...rest] = restrictions.toSorted(
    (a, b) => Number(a.supplied !== undefined) - Number(b.supplied !== undefined) || breadth(a) - breadth(b),
  );
  return first ? [first, ...rest] : restrictions;
}

/**
 * A rough order: one name, then a branch type, then patterns by how few characters they fix, then what nobody knows.
 */
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
