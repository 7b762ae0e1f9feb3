import type { Reason } from '../reason';
import type { Decision, Opinion, RuleId } from '../decision';
import type { Restriction } from '../model';
import { isTag } from '../branches/glob';
import { gapClause } from '../words/gaps';
import {
  actorName,
  code,
  enumeration,
  exempted,
  matchWords,
  plainly,
  restrictionName,
  restrictionNames,
  sentence,
} from '../words/names';

/** What a sentence needs beside the opinion itself. */
export type Context = Pick<Decision, 'question' | 'repository'>;

/** Why the rule says what it says, in one sentence. */
export function sayReason({ reason, ...opinion }: Opinion, context: Context): string {
  const clause = clauseOf(reason, opinion.rule, context);
  if (opinion.verdict !== 'unknown') return `${sentence(clause)}.`;
  return `${sentence(clause)}: ${gapClause(opinion.gaps[0], context.repository)}.`;
}

function clauseOf(reason: Reason, rule: RuleId, { question, repository }: Context): string {
  const { fullName } = plainly(repository);
  const { operation } = question;
  const actor = actorName(question.actor);
  const branch = code(question.branch);
  const pullRequest =
    question.pullRequest === undefined ? 'the pull request' : `pull request ${String(question.pullRequest)}`;
  switch (reason.why) {
    case 'credential-removed':
      return reason.credential === 'password'
        ? 'Bitbucket Cloud no longer takes account passwords for Git'
        : 'Bitbucket Cloud no longer takes app passwords: they were removed on July 28, 2026';
    case 'may-write':
      return reason.level === 'admin'
        ? `${actor} is an administrator of ${fullName}, which includes write access`
        : `${actor} has write access to ${fullName}`;
    case 'may-not-write':
      return reason.level === 'read'
        ? `${actor} can read ${fullName} but has no write access to it`
        : `${actor} was given no permission on ${fullName}`;
    case 'write-not-known':
      return `whether ${actor} has write access to ${fullName} could not be seen`;
    case 'actor-counts-as-writing':
      return `${actor} counts as having write access here, as its scopes are not checked`;
    case 'access-key-reads-only':
      return 'an access key is read-only in every repository, whatever the restrictions say';
    case 'nobody-can-list-it':
      return `no branch restriction can list ${actor}, whatever its scopes, because Bitbucket offers only users and groups there`;
    case 'tag':
      return 'branch restrictions do not cover tags';
    case 'none-covers':
      return `no restriction ${noRestriction[rule] ?? 'stops this on'} ${branch}`;
    case 'listed':
      return `${coversWords(reason.by, branch)} and lists ${listedThrough(reason.groups, actor)}`;
    case 'not-listed':
      return notListed(reason, {
        actor,
        branch,
        merging: operation === 'merge',
        creating: operation === 'create',
        listable: question.actor.type === 'user',
      });
    case 'listing-not-known':
      return reason.restrictions.length === 0
        ? `which restrictions cover ${branch} could not be seen`
        : `whether ${restrictionNames(reason.restrictions)} ${reason.restrictions.length === 1 ? 'stops' : 'stop'} ${actor} on ${branch} could not be settled`;
    case 'rewriting-forbidden':
      return `${restrictionNames(reason.restrictions)} ${verb('forbids', reason.restrictions)} rewriting the history of ${branch}, for everybody`;
    case 'deletion-forbidden':
      return `${restrictionNames(reason.restrictions)} ${verb('forbids', reason.restrictions)} deleting ${branch}, for everybody`;
    case 'covering-not-known':
      return operation === 'delete'
        ? `whether a restriction forbids deleting ${branch} could not be settled`
        : `whether a restriction forbids rewriting the history of ${branch} could not be settled`;
    case 'is-main-branch':
      return `${branch} is the main branch of ${fullName}, which nobody can delete`;
    case 'is-not-main-branch':
      return isTag(question.branch) ? 'a tag is never the main branch' : `${branch} is not the main branch`;
    case 'main-branch-not-known':
      return `whether ${branch} is the main branch, which nobody can delete, could not be seen`;
    case 'push-restriction-on-deletion':
      return reason.restrictions.length === 0
        ? `which push restrictions cover ${branch} could not be seen`
        : `whether ${restrictionNames(reason.restrictions)} also ${verb('stops', reason.restrictions)} deleting ${branch} could not be settled`;
    case 'closed':
      return reason.state === 'MERGED'
        ? `${pullRequest} is merged already`
        : `${pullRequest} is ${reason.state.toLowerCase()}, and a closed pull request stays closed`;
    case 'draft':
      return `${pullRequest} is a draft, which nobody can merge`;
    case 'open':
      return `${pullRequest} is open`;
    case 'state-not-known':
      return `whether ${pullRequest} is open for merging could not be seen`;
    case 'source-gone':
      return `the source branch of ${pullRequest} is gone`;
    case 'source-not-known':
      return `whether the source branch of ${pullRequest} is still there could not be seen`;
    case 'no-checks':
      return `no merge check covers ${branch}`;
    case 'checks-done':
      return `${reason.count === 1 ? 'the merge check is' : `all ${String(reason.count)} merge checks are`} done`;
    case 'checks-missing':
      return `${openChecks(reason)}, and ${branch} takes no merge until all are done`;
    case 'checks-only-warn':
      return `${openChecks(reason)}, but Bitbucket only warns of that: nothing prevents a merge with unresolved merge checks into ${branch}`;
    case 'checks-not-known':
      return 'whether the merge checks let it through could not be settled';
    case 'kind-not-understood':
      return `${restrictionNames(reason.restrictions)} ${reason.restrictions.length === 1 ? 'is' : 'are'} of a kind that is new to us and may stop this on ${branch}`;
  }
}

const noRestriction: Partial<Record<RuleId, string>> = {
  'push-restriction': 'limits who can push to',
  'merge-restriction': 'limits who can merge into',
  'force-restriction': 'forbids rewriting the history of',
  'delete-restriction': 'forbids deleting',
};

function openChecks({ missing, unseen }: { missing: number; unseen: number }): string {
  const checks = (count: number) => `${String(count)} merge ${count === 1 ? 'check' : 'checks'}`;
  if (missing === 0) return `${checks(unseen)} could not be seen`;
  return `${checks(missing)} ${missing === 1 ? 'is' : 'are'} not done${unseen > 0 ? ` and ${String(unseen)} could not be seen` : ''}`;
}

function listedThrough(groups: string[], actor: string): string {
  if (groups.length === 0) return actor;
  const names = groups.map(code);
  return names.length === 1
    ? `the group ${names.join('')}, which ${actor} is in`
    : `the groups ${enumeration(names)}, at least one of which ${actor} is in`;
}

interface Words {
  actor: string;
  branch: string;
  merging: boolean;
  creating: boolean;
  listable: boolean;
}

function notListed(
  { restrictions, companions, level }: Extract<Reason, { why: 'not-listed' }>,
  { actor, branch, merging, creating, listable }: Words,
): string {
  const [first] = restrictions;
  const doing = merging ? 'merge' : 'push';
  const all = [...restrictions, ...companions];
  const nobody = !all.some(listsSomebody);
  const newBranch = creating ? ', and creating a branch is a push' : '';
  const surprise = level === 'admin' ? '; being an administrator exempts nobody' : '';
  if (nobody) {
    const covers =
      restrictions.length === 1 ? coversWords(first, branch) : `${restrictionNames(restrictions)} cover ${branch}`;
    return `${covers} and ${restrictions.length === 1 ? 'lets' : 'let'} nobody ${doing}, administrators included${newBranch}`;
  }
  const unlisted = listable
    ? `${actor} is not on ${all.length === 1 ? 'that list' : 'any of their lists'}`
    : `no list can name ${actor}`;
  if (all.length === 1)
    return `${coversWords(first, branch)} and lets only ${exempted(first)} ${doing}, and ${unlisted}${newBranch}${surprise}`;
  if (listTheSame(all))
    return `${restrictionNames(all)} cover ${branch} and let only ${exempted(first)} ${doing}, and ${unlisted}${newBranch}${surprise}`;
  const named = all
    .filter(listsSomebody)
    .map((one) => `${one.id === undefined ? restrictionName(one) : String(one.id)} lists ${exempted(one)}`);
  return `${restrictionNames(all)} cover ${branch} (${named.join('; ')}), and ${unlisted}${newBranch}${surprise}`;
}

/** A list that was not read whole may name people; an empty one surely names nobody. */
function listsSomebody({ users, otherUsers = 0, groups, gaps }: Restriction): boolean {
  return users.length + otherUsers + groups.length + gaps.length > 0;
}

/** People who are only counted may be others in each list. */
function listTheSame(restrictions: Restriction[]): boolean {
  const lists = restrictions.map(({ users, otherUsers = 0, groups, gaps }) =>
    otherUsers + gaps.length > 0
      ? undefined
      : [...users.map(({ id }) => id), ...groups.map(({ slug }) => slug)].sort().join(' '),
  );
  return lists.every((list) => list !== undefined && list === lists[0]);
}

function coversWords(restriction: Restriction, branch: string): string {
  const { match } = restriction;
  const own = restriction.id === undefined || (match.by === 'glob' && code(match.pattern) === branch);
  return `${restrictionName(restriction)}${own ? '' : ` for ${matchWords(match)}`} covers ${branch}`;
}

function verb(singular: string, subjects: unknown[]): string {
  return subjects.length === 1 ? singular : singular.replace(/s$/, '');
}
