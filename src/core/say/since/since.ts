import type { Actor, Facts, Person } from '../../model';
import type { Changed } from '../../questions/since/since';
import type { VerdictsChanged } from '../../questions/since/verdicts';
import { namesOf, type RepositoryNames } from '../../repository';
import { thousands } from '../../words/counts';
import { unknownOf } from '../../words/gaps';
import {
  actionWords,
  code,
  enumeration,
  personName,
  plain,
  sentence,
  supplierWords,
  theProject,
  type PersonToName,
} from '../../words/names';
import { toReader, type Reader } from '../../words/reader';
import { withTellingNames } from '../../words/telling-names';
import { actorWords } from '../rules/account';
import { sayPeopleChanged } from './people';
import { sayRestrictionChanged } from './restrictions';

/** What changed between two readings, as sentences. */
export interface SinceWords {
  /** Whose verdict is another now. */
  verdicts: string[];
  /** What was changed. */
  changes: string[];
}

/** What changed, in words; whoever looks alike is told apart. `reader`: who is *you* in it. */
export function saySince(
  since: { changed: readonly Changed[]; verdicts: readonly VerdictsChanged[] },
  { repository }: Pick<Facts, 'repository'>,
  reader?: Reader,
): SinceWords {
  const { changed, verdicts } = reader ? toReader(withTellingNames(since), reader) : withTellingNames(since);
  return {
    verdicts: verdicts.map((one) => sentence(verdictWords(one))),
    changes: sayAllChanged(changed, namesOf(repository)),
  };
}

/** What was changed, as sentences; names are said as they are. What another says already is left out. */
export function sayAllChanged(changed: readonly Changed[], where: RepositoryNames): string[] {
  return withoutEchoes(changed).map((one) => sayChanged(one, where));
}

/** One of these as a sentence. */
export function sayChanged(one: Changed, where: RepositoryNames): string {
  const doubt = 'unsure' in one ? ', or one of the two readings did not show it' : '';
  return `${sentence(changeWords(one, where))}${doubt}.`;
}

function verdictWords({ operation, branch, before, after, actors }: VerdictsChanged): string {
  const first = actors.toSorted((a, b) => Number(isOfReader(b)) - Number(isOfReader(a)));
  const who = actorWords(first, { person: personName });
  const deed = actionWords(operation, branch);
  if (after === 'unknown') return `whether ${who} can ${deed} is no longer known.`;
  if (before === 'unknown')
    return `${who} ${after === 'allowed' ? 'can' : 'cannot'} ${deed}; before, that was not known.`;
  return after === 'allowed' ? `${who} can now ${deed}.` : `${who} can no longer ${deed}.`;
}

function isOfReader(actor: Actor & { person?: PersonToName }): boolean {
  return actor.person?.isReader === true;
}

/** What a person was given says what they have; it is not said a second time. */
function withoutEchoes(changed: readonly Changed[]): Changed[] {
  const given = new Set<string>();
  for (const one of changed) {
    if (one.changed === 'grant') for (const { id } of one.who) given.add(`${id} ${one.to}`);
  }
  const isSaid = ({ id }: Person, level: string) => given.has(`${id} ${level}`);
  return changed.flatMap((one): Changed[] => {
    if (one.changed === 'viewer-permission') {
      const isTold = changed.some(({ changed: other }) => other === 'permission' || other === 'viewer');
      return isTold ? [] : [one];
    }
    if (one.changed !== 'permission') return [one];
    const who = one.who.filter((person) => !isSaid(person, one.to));
    return who.length === 0 ? [] : [{ ...one, who }];
  });
}

function changeWords(one: Changed, where: RepositoryNames): string {
  const { fullName } = where;
  switch (one.changed) {
    case 'seen': {
      const what = unknownOf({ of: one.of, because: 'forbidden' }, where);
      return one.is === 'whole'
        ? `${what} could be read whole in the later reading alone`
        : `${what} could be read whole in the earlier reading alone`;
    }
    case 'main-branch':
      return `the main branch is ${named(one.to)} now; it was ${named(one.from)}`;
    case 'project':
      return `the repository ${plain(fullName)} is in ${placeOf(one.to)} now; it was in ${placeOf(one.from)}`;
    case 'project-rules':
      return projectRulesWords(one, where);
    case 'model-branch':
      return `the ${one.of} branch of the branching model is ${named(one.to)} now; it was ${named(one.from)}`;
    case 'branch-type':
      return branchTypeWords(one);
    case 'branches-created':
    case 'branches-gone': {
      const [{ length }, deed] = [one.branches, one.changed === 'branches-created' ? 'created' : 'deleted'];
      const names = enumeration(one.branches.map(code));
      return `${thousands(length)} ${length === 1 ? 'branch was' : 'branches were'} ${deed}: ${names}`;
    }
    case 'restriction-added':
    case 'restriction-removed':
    case 'listed':
    case 'unlisted':
    case 'restriction-match':
    case 'restriction-value':
    case 'restriction-number':
    case 'pipelines-exception':
      return sayRestrictionChanged(one);
    case 'grant':
    case 'group-grant':
    case 'joined':
    case 'left':
    case 'members-supplied':
    case 'members-taken-back':
    case 'permission':
    case 'viewer':
    case 'viewer-permission':
    case 'workspace':
      return sayPeopleChanged(one, where);
  }
}

function named(branch: string | null | undefined): string {
  return branch === null || branch === undefined ? 'none' : code(branch);
}

function placeOf(project: { name: string } | null): string {
  return project ? theProject(project) : 'no project';
}

function projectRulesWords(
  { from, to }: Extract<Changed, { changed: 'project-rules' }>,
  where: RepositoryNames,
): string {
  const rules = `the restrictions set on ${theProject(where.project)}`;
  if (!to) return `${rules} that were supplied count no longer`;
  if (!from) return `${rules} were supplied${supplierWords(to.supplied)}`;
  if (from.whole !== to.whole)
    return `${rules} that were supplied are ${to.whole ? 'now said to be all of them' : 'no longer said to be all of them'}`;
  return `${rules} were supplied anew${supplierWords(to.supplied)}`;
}

function branchTypeWords({ type, from, to }: Extract<Changed, { changed: 'branch-type' }>): string {
  const what = `the branch type ${code(type)}`;
  if (from === undefined) return `${what} was switched on, with the prefix ${named(to)}`;
  if (to === undefined) return `${what} was switched off; its prefix was ${named(from)}`;
  return `the prefix of ${what} is ${named(to)} now; it was ${named(from)}`;
}
