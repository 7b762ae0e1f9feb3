import type { Actor, Match, Operation, Restriction, RestrictionName, SuppliedBy, UnlistableActor } from '../model';
import { thousands } from './counts';
import { wordsOfKind, type KindWords } from './kinds';
import { visible, visibleExactly, withoutLookalikes } from './visible';

/**
 * A name in a sentence. Names come from outside: what would reach a terminal, turn the line's direction or hide stands
 * as `\u{1B}`. Said once of each name, as a name that holds such words itself is told apart.
 */
export function plain(name: string): string {
  return visible(withoutLookalikes(name));
}

/** A line that somebody wrote, in which tabs and line breaks are but spaces. */
export function onOneLine(text: string): string {
  return plain(text.replaceAll(/[\t\n\r]+/g, ' '));
}

/** Names of branches, groups and patterns, as Markdown's code span, whatever backticks they hold. */
export function code(text: string): string {
  const shown = visibleExactly(withoutLookalikes(text));
  const runs = shown.match(/`+/g) ?? [];
  if (runs.length === 0) return `\`${shown}\``;
  const fence = '`'.repeat(1 + Math.max(...runs.map(({ length }) => length)));
  return `${fence} ${shown} ${fence}`;
}

/** A repository's own names in a sentence; for addresses they stay as they are. */
export function plainly<T extends { fullName: string; workspace: string }>(where: T): T {
  return { ...where, fullName: plain(where.fullName), workspace: plain(where.workspace) };
}

/** `A`, `A and B`, `A, B and C`. Over seven, the first five and how many more. */
export function enumeration(names: string[], word: 'and' | 'or' = 'and'): string {
  const shown = names.length > 7 ? [...names.slice(0, 5), `${thousands(names.length - 5)} others`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${word} ${String(shown.at(-1))}`;
}

/** `the project Core`, or `the project` where nobody said which. */
export function theProject(project: { name: string } | null | undefined): string {
  return project ? `the project ${plain(project.name)}` : 'the project';
}

/** The same sentence with a capital, unless it begins with a name in code type. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const unlistableNames: Record<UnlistableActor, string> = {
  'repository-access-token': 'a repository access token',
  'project-access-token': 'a project access token',
  'workspace-access-token': 'a workspace access token',
  'access-key': 'an access key',
  'workspace-ssh-key': 'a workspace SSH key',
  'oauth-client': 'an OAuth client',
  pipelines: 'Pipelines',
  'forge-app': 'a Forge app',
};

/** A person to be named. Whoever reads the answer is *you* in it, where it was made for one reader. */
export interface PersonToName {
  name: string;
  isReader?: true;
}

/** Who it is, as it stands inside a sentence. */
export function personName({ name, isReader }: PersonToName): string {
  return isReader ? 'you' : plain(name);
}

/** The same where a sentence begins. */
export function personFirst({ name, isReader }: PersonToName): string {
  return isReader ? 'You' : plain(name);
}

/** The same after what `who` does: *you can add yourself*. */
export function personAfter(who: string, person: PersonToName): string {
  return person.isReader && who === 'you' ? 'yourself' : personName(person);
}

/** The verbs that stand after a name, and after *you*. */
export interface Verbs {
  is: string;
  has: string;
  was: string;
}

/** The verbs after this person's name, or after that of something. */
export function verbsAfter(person?: PersonToName): Verbs {
  return person?.isReader ? { is: 'are', has: 'have', was: 'were' } : { is: 'is', has: 'has', was: 'was' };
}

/** Who it is, as it stands inside a sentence. */
export function actorName(actor: Actor): string {
  return actor.type === 'user' ? personName(actor.person) : unlistableNames[actor.type];
}

/** Who it is, as it stands alone. */
export function actorTitle(actor: Actor): string {
  return sentence(actorName(actor).replace(/^an? /, ''));
}

/** What is wanted, after *can*. */
export function actionWords(operation: Operation, branch: string, pullRequest?: number): string {
  const tag = /^refs\/tags\/(.*)$/s.exec(branch)?.[1];
  const name = code(tag ?? branch);
  switch (operation) {
    case 'push':
      return tag === undefined ? `push to ${name}` : `push the tag ${name}`;
    case 'create':
      return `create the ${tag === undefined ? 'branch' : 'tag'} ${name}`;
    case 'force-push':
      return tag === undefined ? `force-push to ${name}` : `overwrite the tag ${name}`;
    case 'delete':
      return `delete the ${tag === undefined ? 'branch' : 'tag'} ${name}`;
    case 'merge':
      return `merge ${pullRequest === undefined ? 'a pull request' : `pull request ${String(pullRequest)}`} into ${name}`;
  }
}

/** A restriction to be named. Where another of the same answer looks alike, it is named with its number. */
export type ToName = RestrictionName & { looksAlike?: true };

/**
 * A restriction as Bitbucket's screen names it: ``Write access on `main` ``, ``deleting `main` ``. A kind that is new
 * to us stands by its word. Its number is added where its look is among those that others share (`lookingAlike`).
 */
export function restrictionName(restriction: ToName, alike: ReadonlySet<string> = new Set()): string {
  return namedOn(wordsFor(restriction.kind), [branchesOf(restriction, alike)]);
}

/** What stands behind the name of a restriction that was supplied. */
export const suppliedMark = 'set on the project, supplied';

/** ` by Ana Lovell on 2026-11-28`, as far as that is known. */
export function supplierWords({ by, at }: SuppliedBy): string {
  return `${by ? ` by ${plain(by.name)}` : ''}${at === undefined ? '' : ` on ${plain(at.slice(0, 10))}`}`;
}

/** Several in one phrase: ``Write access on `main` and `release/*` ``. `agreeing` has the verb for it. */
export function restrictionNames(restrictions: ToName[]): string {
  const alike = lookingAlike(restrictions);
  const branchesBy = new Map(restrictions.map(({ kind }) => [kind, new Set<string>()]));
  for (const one of patternsFirst(restrictions)) branchesBy.get(one.kind)?.add(branchesOf(one, alike));
  const named = [...branchesBy].map(([kind, branches]) => ({ words: wordsFor(kind), branches: [...branches] }));
  const [first, ...rest] = named;
  if (!first) return '';
  const shared = ({ words, branches }: typeof first) =>
    words.to === first.words.to && branches.join() === first.branches.join();
  if (rest.every(shared)) {
    const names = enumeration(named.map(({ words }) => words.name));
    return namedOn({ ...first.words, name: names }, first.branches);
  }
  const each = named.map(({ words, branches }) => namedOn(words, branches));
  const nested = named.some(({ branches }) => branches.length > 1);
  return nested ? [each.slice(0, -1).join(', '), each.at(-1)].join(', and ') : enumeration(each);
}

/** The verb after `restrictionNames`: one kind is one subject, on however many branches. */
export function agreeing(restrictions: RestrictionName[], one: string, several: string): string {
  return new Set(restrictions.map(({ kind }) => kind)).size === 1 ? one : several;
}

/** A kind by its name on the screen; one that is new to us by its word. */
export function kindName(kind: string): string {
  return wordsFor(kind).name;
}

/** Whether a restriction of this kind forbids what it is called, and so has no list. */
export function forbids(kind: string): boolean {
  return wordsFor(kind).forbids === true;
}

/** Before the name of a branch, what a restriction of this kind is: `Write access on`, `deleting`. */
export function kindBefore(kind: string): string {
  const { name, to } = wordsFor(kind);
  return to === '' ? name : `${name} ${to}`;
}

/** A kind without branches, after *none*: `for Write access`, `against deleting`. */
export function kindAfter(kind: string): string {
  return `${forbids(kind) ? 'against' : 'for'} ${kindName(kind)}`;
}

function wordsFor(kind: string): KindWords {
  return wordsOfKind(kind) ?? { name: code(kind), to: 'on' };
}

function namedOn({ name, to }: KindWords, branches: string[]): string {
  return [name, ...(to === '' ? [] : [to]), enumeration(branches)].join(' ');
}

function branchesOf(restriction: ToName, alike: ReadonlySet<string>): string {
  const { id, match, looksAlike, supplied } = restriction;
  const numbered = looksAlike ?? alike.has(lookOf(restriction));
  const number = numbered && id !== undefined ? ` (restriction ${String(id)})` : '';
  return `${matchWords(match)}${number}${supplied ? ` (${suppliedMark})` : ''}`;
}

/** The looks that restrictions of different numbers share. */
export function lookingAlike(restrictions: RestrictionName[]): ReadonlySet<string> {
  const numberOf = new Map<string, number>();
  const alike = new Set<string>();
  for (const one of restrictions) {
    if (one.id === undefined) continue;
    const look = lookOf(one);
    if ((numberOf.get(look) ?? one.id) !== one.id) alike.add(look);
    numberOf.set(look, one.id);
  }
  return alike;
}

/** What the name of a restriction shows of it, but for its number. */
export function lookOf({ kind, match }: RestrictionName): string {
  return JSON.stringify([kind, matchWords(match)]);
}

/** *Branches of type …* last: what follows them would read as another type. */
function patternsFirst(restrictions: ToName[]): ToName[] {
  return restrictions.toSorted((a, b) => Number(a.match.by !== 'glob') - Number(b.match.by !== 'glob'));
}

/** The branches that a restriction is for. */
export function matchWords(match: Match): string {
  switch (match.by) {
    case 'glob':
      return code(match.pattern);
    case 'branch-type':
      return `branches of type ${code(match.type)}`;
    case 'unknown':
      return `branches by ${code(match.word)}`;
  }
}

function counted(people: number, besides: boolean): string {
  return `${String(people)}${besides ? ' other' : ''} ${people === 1 ? 'person' : 'people'}`;
}

/** Whom a restriction exempts: people by name or by their number, groups by slug, or nobody. */
export function exempted({ users, otherUsers = 0, groups, gaps }: Restriction): string {
  const others = otherUsers > 0 ? [counted(otherUsers, users.length > 0)] : [];
  const names = [...users.map(personName), ...others];
  const groupNames = groups.map(({ slug }) => code(slug));
  const inGroups =
    groupNames.length > 1 ? [`the groups ${enumeration(groupNames)}`] : groupNames.map((slug) => `the group ${slug}`);
  const all = [...(names.length > 0 ? [enumeration(names)] : []), ...inGroups];
  if (all.length === 0) return gaps.length > 0 ? 'people or groups that could not be read' : 'nobody';
  return all.join(all.length === 2 && names.length < 2 ? ' and ' : ', and ');
}
