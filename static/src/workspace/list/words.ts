import { unitOf } from '../../../../src/core/health/units';
import type {
  MainBranch,
  ProblemCount,
  RepositoryAmongMany,
  RepositoryDigest,
} from '../../../../src/core/workspace/digest';
import { unreadWords as sayUnread } from '../../../../src/core/workspace/words/report';
import { peopleCount, thousands } from '../../../../src/core/words/counts';
import { gapClause, gapSentence, sayGap } from '../../../../src/core/words/gaps';
import { actorTitle, code, enumeration, personName, plain, theProject } from '../../../../src/core/words/names';
import { tellingOf, besideName } from '../../../../src/core/words/telling-names';
import type { Table } from '../../export/table';
import { noTurn } from '../../turn-words';
import { digestOf, lackingIn, unreadOf, type Listed } from './listed';
import { standings, type Shown } from './shown';

/** What a problem is called. */
export function problemTitle(problem: string): string {
  return unitOf.get(problem)?.title ?? plain(problem);
}

/** Who can push to the main branch, in a sentence; where nobody can, also who can merge into it. */
export function mainWords({ main, repository }: RepositoryDigest): string {
  if (!main.known) return `Who can push to the main branch is not known: ${gapClause(main.gap, repository)}.`;
  if (main.value === null) return 'There is no main branch yet.';
  const { branch, people, unsure, isPart, automation } = main.value;
  const may = automation.may.length > 0;
  if (people + unsure > 0)
    return `${pushersWords(main.value)} can push to ${code(branch)}${may ? ', and automation' : ''}.`;
  if (isPart) return `Nobody on the lists that were read can push to ${code(branch)}.`;
  const perhaps = !may && automation.unsure.length > 0 ? ', of automation it is not known' : '';
  return `${may ? 'Only automation' : 'Nobody'} can push to ${code(branch)}${perhaps}; ${mergersWords(main.value)}.`;
}

function pushersWords({ people, unsure, isPart }: MainBranch): string {
  if (people === 0) return `Perhaps ${peopleCount(unsure)}`;
  if (isPart) return `At least ${peopleCount(people)}`;
  return unsure === 0 ? peopleCount(people) : `${peopleCount(people)}, and perhaps ${thousands(unsure)} more,`;
}

function mergersWords({ mergers, unsureMergers }: MainBranch): string {
  if (mergers > 0)
    return `${unsureMergers > 0 ? 'at least ' : ''}${peopleCount(mergers)} can merge a pull request into it`;
  return unsureMergers > 0
    ? 'whether somebody can merge a pull request into it is not known'
    : 'nobody can merge a pull request into it either';
}

/** Who administers it: everybody by name, so that one can be asked; those who look alike told apart. */
export function administratorWords({ administrators: { people, unsure, isPart } }: RepositoryDigest): string {
  const telling = tellingOf(people);
  const names = people.map((person) => `${personName(person)}${marked(besideName(person, telling))}`).sort();
  const more = [...(unsure === 0 ? [] : [`perhaps ${thousands(unsure)} more`]), ...(isPart ? [`and ${unlisted}`] : [])];
  return names.length + more.length === 0 ? 'Nobody.' : `${[...names, ...more].join(', ')}.`;
}

function marked(beside: string): string {
  return beside === '' ? '' : ` (${beside})`;
}

/** Whom and which groups a problem is about, as far as that was kept. */
export function aboutWords({ people = [], groups = [] }: ProblemCount): string {
  const named = [...people.map(personName), ...groups.map(code)];
  return named.length === 0 ? '' : `: ${enumeration(named)}`;
}

/** How many administer it, in short. */
export function administratorCount({ administrators: { people, unsure, isPart } }: RepositoryDigest): string {
  const count = `${thousands(people.length)} administrator${people.length === 1 ? '' : 's'}`;
  if (isPart) return `at least ${count}`;
  return unsure === 0 ? count : `${count}, perhaps ${thousands(unsure)} more`;
}

/** Whose verdicts the last change flipped: a clause. */
export function changedWords({ gained, lost }: { gained: number; lost: number }): string {
  if (gained + lost === 0) return noTurn;
  const parts = [
    ...(gained > 0 ? [`${peopleCount(gained)} gained something by it`] : []),
    ...(lost > 0 ? [`${peopleCount(lost)} lost something`] : []),
  ];
  return enumeration(parts);
}

/** What was not looked at, and who can lift that. `where`: the repository as whoever reads is told of it. */
export function notLookedAt(digest: RepositoryDigest, where: RepositoryAmongMany = digest.repository): string[] {
  const others = lackingIn(digest);
  return [
    ...others.map((gap) => gapSentence(sayGap(gap, where))),
    ...(others.length < digest.gaps.length ? [branchesNotRead] : []),
  ];
}

const branchesNotRead =
  'Which branches there are is not read here: a note about others than the main branch may be a warning on the page of ' +
  'the repository, and patterns that cover no branch are found there alone.';

/** Why a repository was not read, in a sentence. */
export function unreadWords(one: Listed): string {
  const unread = unreadOf(one);
  return unread ? sayUnread(unread) : 'Nobody has read it yet.';
}

const unlisted = 'whoever is on no list that was read';

/** Who may be missing from a count. */
function othersWords({ isPart }: { isPart?: true }): string {
  return isPart ? unlisted : '';
}

/** Of how many of so many repositories nobody was shown the rules: what ends the sentence that counts them. */
export function rulesReadWords(count: number, unread: number): string {
  if (count === 0) return '.';
  if (count === 1) return unread === 0 ? ', and its rules were read.' : '; its rules were not read.';
  return unread === 0
    ? ', and the rules of all of them were read.'
    : `; the rules of ${thousands(unread)} of them were not read.`;
}

/** What no repository is, by which the list is narrowed down to nothing: a sentence. */
export function noneWords(
  { find, project, problem, show }: Shown,
  projects: readonly { key: string; name: string }[],
): string {
  const id = problem.slice(problem.indexOf(':') + 1);
  return `None of the repositories ${enumeration([
    ...(find.trim() === '' ? [] : [`has “${plain(find.trim())}” in its name or in that of its project`]),
    ...(project === ''
      ? []
      : [`is in ${theProject(projects.find(({ key }) => key === project) ?? { name: project })}`]),
    ...(problem === '' ? [] : [`has the problem “${problemTitle(unitOf.has(id) ? id : problem)}”`]),
    ...(show === 'all' ? [] : [`stands under “${standings[show]}”`]),
  ])}.`;
}

/** Repositories as a table: a row for each, for anybody who reads it. */
export function tableOf(some: readonly Listed[]): Table {
  return {
    columns: [
      ...['Repository', 'Project', 'Main branch', 'People who can push to it', 'Perhaps more'],
      ...['Others who perhaps can push', 'Automation that can', 'Administrators', 'Perhaps more administrators'],
      ...['Other administrators', 'Errors', 'Warnings', 'Notes', 'What is wrong', 'Not looked at', 'Read at'],
      ...[
        'Read by',
        'Tried again, and shown less',
        'Last change seen',
        'Gained by it',
        'Lost by it',
        'No longer listed',
      ],
    ],
    rows: some.map((one) => {
      const { repository, row, gone } = one;
      const digest = digestOf(one);
      const main = digest?.main.known === true ? digest.main.value : undefined;
      const problems = digest?.problems ?? [];
      const count = (level: string) => (digest ? String(problems.filter((found) => found.level === level).length) : '');
      return [
        ...[plain(repository.fullName), plain(repository.project?.name ?? ''), main?.branch ?? ''],
        ...(main ? [String(main.people), String(main.unsure), othersWords(main)] : ['', '', '']),
        main ? main.automation.may.map(actorTitle).join('; ') : '',
        digest ? digest.administrators.people.map(personName).sort().join('; ') : '',
        digest ? String(digest.administrators.unsure) : '',
        digest ? othersWords(digest.administrators) : '',
        ...[count('error'), count('warning'), count('info')],
        [...new Set(problems.map(({ problem }) => problemTitle(problem)))].join('; '),
        digest ? notLookedAt(digest).join(' ') : unreadWords(one),
        ...[digest?.readAt ?? '', row ? readers[row.by] : '', row?.tried?.at ?? ''],
        ...(row?.changed ? [row.changed.to, String(row.changed.gained), String(row.changed.lost)] : ['', '', '']),
        gone ? 'yes' : '',
      ];
    }),
  };
}

/** Who read a repository last. */
export const readers = { app: 'the app', viewer: 'an administrator' } as const;
