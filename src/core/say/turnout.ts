import type { BranchView } from '../cell/cell';
import type { Actor, Facts } from '../model';
import { isViewersOwn } from '../people/viewer';
import type { ByVerdict } from '../questions/turnout/crowd';
import type { Settling } from '../questions/turnout/settling';
import { thousands } from '../words/counts';
import { actorName, code, enumeration, forbids, restrictionName, sentence } from '../words/names';
import { withTellingNames, withTellingNumbers, type Telling } from '../words/telling-names';

/** What a sentence about many needs: who reads it, what tells people apart, and whether everybody was listed. */
interface About {
  viewer: Facts['viewer'];
  telling: Telling;
  isWhole: boolean;
}

/** Who can, in one or two sentences: ``2 people can: you and Harvey Jones. For 12 more it is not known.`` */
export function sayWhoCan({ allowed, unknown }: ByVerdict, { isWhole, ...about }: About): string {
  const open = unknown.length;
  const others = isWhole ? '' : ' Not everybody could be listed, so there may be others.';
  if (allowed.length === 0) {
    const nobody = isWhole ? 'Nobody' : 'Nobody listed';
    return `${nobody}${open === 0 ? ' can.' : ` can for certain. ${sentence(notKnown(open))}.`}${others}`;
  }
  const names = namesOf(allowed, about);
  if (allowed.length + open === 1 && isWhole) return `Only ${names} can.`;
  const can = `${people(allowed.length)} can: ${names}.`;
  return `${can}${open === 0 ? '' : ` ${sentence(notKnown(open, ' more'))}.`}${others}`;
}

/** What the actors that no list can name can do, in counts: `all 8 can`, `1 can, 7 cannot`. */
export function sayAutomation({ allowed, denied, unknown }: ByVerdict): string {
  const counts: [number, string, string][] = [
    [allowed.length, 'all', 'can'],
    [denied.length, 'all', 'cannot'],
    [unknown.length, 'for all', 'it is not known'],
  ];
  const some = counts.filter(([count]) => count > 0);
  const [first] = some;
  if (!first || some.length > 1)
    return some.map(([count, of, does]) => `${of === 'all' ? '' : 'for '}${String(count)} ${does}`).join(', ');
  const [count, all, does] = first;
  return does === 'cannot' ? `none of ${String(count)} can` : `${all} ${String(count)} ${does}`;
}

/** After `sayWhoCan`: which groups' members would settle most, and of how many; nothing where none would. */
export function saySettling({ unknown, by }: Settling): string | undefined {
  if (by.length === 0) return undefined;
  const each = by.map(({ groups, people: settled }, at) => {
    const those = `${at === 0 ? 'the members' : 'those'} of ${enumeration(groups.map(code))}`;
    return `${those}${at === 0 ? ' would settle it' : ''} for ${settled === unknown ? allOf(unknown) : thousands(settled)}`;
  });
  return `${sentence(each.join('; '))}.`;
}

/** Branches that meet the same rules, by their first names: ``12 branches: `a`, `b`, `c` and 9 others``. */
export function sayBranches(names: readonly string[]): string {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return code(only);
  const first = names.slice(0, names.length > 4 ? 3 : 4).map(code);
  const more = names.length - first.length;
  return `${thousands(names.length)} branches: ${enumeration([...first, ...(more > 0 ? [`${thousands(more)} others`] : [])])}`;
}

/** The rules that a branch meets, each by its name, in Bitbucket's order, or that there is none. */
export function sayRulesOn(
  { covering }: Pick<BranchView, 'covering'>,
  { restrictions }: Pick<Facts, 'restrictions'>,
): string[] {
  const unread = restrictions.gaps.length > 0;
  if (covering.length === 0) return [unread ? 'No rule that could be read' : 'No rule of this repository'];
  const named = withTellingNumbers(covering).map(({ restriction, covers }) => {
    const name = restrictionName(restriction);
    const said = forbids(restriction.kind) ? `${sentence(name)} is not allowed` : name;
    return covers.is === 'yes' ? said : `Perhaps: ${said}`;
  });
  return [...new Set([...named, ...(unread ? ['Perhaps others, as not all rules could be read'] : [])])];
}

function namesOf(actors: readonly Actor[], { viewer, telling }: Omit<About, 'isWhole'>): string {
  const yours = actors.filter((actor) => isViewersOwn(actor, { viewer }));
  const others = actors.filter((actor) => !yours.includes(actor));
  const shown = withTellingNames(others.slice(0, mostNamed), telling).map(actorName);
  const all = [...yours.map(() => 'you'), ...shown];
  const left = actors.length - all.length;
  if (actors.length <= mostNamed) return enumeration(all);
  const named = all.slice(0, mostNamed - 2);
  return `${named.join(', ')} and ${thousands(left + all.length - named.length)} others`;
}

/** As `enumeration` has it; names behind these are not looked up. */
const mostNamed = 7;

function people(count: number): string {
  return `${thousands(count)} ${count === 1 ? 'person' : 'people'}`;
}

function notKnown(count: number, more = ''): string {
  return `for ${more === '' ? people(count) : `${thousands(count)}${more}`} it is not known`;
}

function allOf(count: number): string {
  return count === 1 ? 'this one' : `all ${thousands(count)}`;
}
