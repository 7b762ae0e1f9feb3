import type { Because, Gap, PullRequestUnknown, Reading } from '../model';
import type { RepositoryNames } from '../repository';
import { wordsOfKind } from './kinds';
import { code, kindName, plainly, restrictionName, sentence, theProject } from './names';
import { readerAdministers } from './reader';

/** A gap in words: what is not known, the cause as the contract names it, and who can lift it. */
export interface SpokenGap {
  unknown: string;
  because: Because;
  lift: string;
  /** Seconds that Bitbucket asks to wait, where it said so. */
  retryAfter?: number;
}

type Where = Pick<RepositoryNames, 'fullName' | 'workspace' | 'project'>;

/** What would lift the doubts of these findings, each once. */
export function liftsOf(
  findings: readonly { gap?: Pick<SpokenGap, 'lift'> | undefined; gaps?: Pick<SpokenGap, 'lift'>[] | undefined }[],
): string[] {
  return [...new Set(findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => gaps.map(({ lift }) => lift)))];
}

/** A gap in words. */
export function sayGap(gap: Gap, where: Where): SpokenGap {
  const { because, retryAfter } = gap;
  return {
    unknown: unknownOf(gap, where),
    because,
    lift: liftOf(gap, where),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

const unlookedNames = 'some of the names that a branch may have';

/** What is not known, as a noun phrase. */
export function unknownOf({ of, because }: Gap, where: Where): string {
  const { fullName, workspace, project } = plainly(where);
  const part = because === 'truncated' || because === 'not-understood' ? 'part of ' : '';
  switch (of.what) {
    case 'repository':
      return `the repository ${fullName}`;
    case 'project':
      return `the project of ${fullName}`;
    case 'main-branch':
      return `the main branch of ${fullName}`;
    case 'restrictions':
      return `${part}the branch restrictions of ${fullName}`;
    case 'branching-model':
      return `${part}the branching model of ${fullName}`;
    case 'permissions':
      return `${part}the list of people with access to ${fullName}`;
    case 'user-grants':
      return `${part}the permissions given to people on ${fullName}`;
    case 'group-grants':
      return `${part}the permissions given to groups on ${fullName}`;
    case 'project-user-grants':
      return `${part}the permissions given to people on ${theProject(project)}`;
    case 'project-group-grants':
      return `${part}the permissions given to groups on ${theProject(project)}`;
    case 'workspace-members':
      return `${part}the members of the workspace ${workspace}`;
    case 'viewer':
      return 'the owner of the credential';
    case 'viewer-permission':
      return `the permission of the credential's owner on ${fullName}`;
    case 'branches':
      return `${part}the branches of ${fullName}`;
    case 'members':
      return `the members of ${code(of.group)}`;
    case 'saved-file':
      return `what ${code(of.file)} holds of ${fullName}`;
    case 'restriction-kind':
      return `what ${restrictionName(of.restriction)} stops`;
    case 'restriction-match':
      return `which branches are meant by ${restrictionName(of.restriction)}`;
    case 'exemptions':
      return `whom ${restrictionName(of.restriction)} is for`;
    case 'check-value':
      return `the number set for ${restrictionName(of.restriction)}`;
    case 'pull-request':
      return 'the pull request';
    case 'pull-requests':
      return `${part}the pull requests of ${fullName}`;
    case 'draft':
      return 'whether the pull request is a draft';
    case 'state':
      return 'the state of the pull request';
    case 'participants':
      return `${part}the reviewers of the pull request`;
    case 'tasks':
      return `${part}the tasks of the pull request`;
    case 'comments':
      return `${part}the comments of the pull request`;
    case 'general-comments':
      return 'whether open comments on the pull request as a whole, which nobody can resolve, stand in the way';
    case 'builds':
      return `${part}the builds of the pull request`;
    case 'default-reviewers':
      return `${part}the default reviewers of ${fullName}`;
    case 'source-branch':
      return 'whether the source branch is still there';
    case 'behind':
      return 'how many commits the source is behind';
    case 'review-groups':
      return 'which review groups have approved';
    case 'dependencies':
      return 'the dependencies of the pull request';
    case 'own-approval':
      return "whether the author's own approval counts";
    case 'too-few-default-reviewers':
      return 'how many approvals it asks for where there are fewer default reviewers';
    case 'other-builds':
      return 'whether a build that was stopped stands in the way';
    case 'which-maximum':
      return 'which of several maxima of commits behind holds';
    case 'mergeability':
      return `${part}what it would check before the merge`;
    case 'reported-check':
      return 'whether a check that Bitbucket reports stands in the way';
    case 'requirement':
      return 'all that the merge check asks for';
    case 'merge-queue':
      return 'when the merge queue takes in pull requests again';
    case 'check-beside-reported': {
      const [ours, reported] = of.ours === 'done' ? ['done', 'not done'] : ['not done', 'done'];
      return (
        `which of two readings of ${wordsOfKind(of.kind)?.name ?? code(of.kind)} is right: by what was read it is ${ours}, ` +
        `and Bitbucket itself reports it as ${reported}`
      );
    }
    case 'denial-beside-mergeable':
      return 'which of two readings is right: the rules refuse it, and Bitbucket itself says that it would go through';
    case 'denial-beside-permission':
      return (
        'which of two readings of the permission to merge is right: the rules that were read refuse it, ' +
        'and Bitbucket itself reports it as given'
      );
    case 'enforced-beside-reported':
      return (
        'which of two readings is right: by the rules that were read, what is missing stops the merge, ' +
        'and Bitbucket itself reports that it only warns'
      );
    case 'merge-without-source':
      return 'whether a pull request whose source branch is gone can be merged';
    case 'pipelines-exception':
      return `what ${code('pipelines_source_branches')} of ${restrictionName(of.restriction)} lets Pipelines do`;
    case 'who-is-meant':
      return 'who is meant';
    case 'branch-names':
      return unlookedNames;
    case 'access-source':
      return 'what gives a permission that is above every source that was read';
    case 'push-restriction-on-deletion':
      return `whether ${kindName('push')} holds for deletion too`;
    case 'contradiction':
      return `which of two readings is right: ${of.readings.map((one) => readingWords(one, where)).join(', or ')}`;
  }
}

function readingWords(reading: Reading, { fullName, workspace, project }: Where): string {
  switch (reading.says) {
    case 'listed':
      return `the list of people with access to ${fullName}, which says ${code(reading.level)}`;
    case 'not-listed':
      return `the list of people with access to ${fullName}, which leaves this person out`;
    case 'nobody-listed':
      return `the list of people with access to ${fullName}, which names nobody`;
    case 'own':
      return `what Bitbucket tells the owner of the credential of their own permission, which is ${code(reading.level)}`;
    case 'grant':
      return `a permission given on ${reading.on === 'repository' ? fullName : theProject(project)}, which is ${code(reading.level)}`;
    case 'owner':
      return `the list of owners of the workspace ${workspace}, who administer every repository`;
    case 'member':
      return `the members of ${code(reading.group)}${reading.source === 'supplied' ? ' as they were supplied' : ''}, a group that was given ${code(reading.level)}`;
  }
}

/**
 * What the evidence leans to where Bitbucket documents nothing, and by what; it never decides. The author's own
 * approval: an issue that is marked as fixed. Stopped builds and several values: what the page on merge checks says of
 * near things. Deletions: the place of the setting on the screen, and what Data Center documents.
 */
const leanings: Partial<Record<Gap['of']['what'], string>> = {
  'own-approval': 'the evidence leans to no (BCLOUD-19032 is marked as fixed)',
  'other-builds': 'the evidence leans to no, nor does it count as successful (the page on merge checks)',
  'which-maximum': 'the evidence leans to the laxest (the page on merge checks, on several values)',
  'push-restriction-on-deletion': 'the evidence leans to yes (BCLOUD-14434)',
};

/** What keeps it from being known, as a clause: `this credential may not read the members of \`devs\``. */
export function gapClause(gap: Gap, where: Where): string {
  const leans = gap.because === 'not-documented' ? leanings[gap.of.what] : undefined;
  return `${clauseFor(gap, unknownOf(gap, where))}${leans === undefined ? '' : `; ${leans}`}`;
}

/** Why nothing came, in one sentence, where it is clear what was asked for. */
export function sayUnreachable({ status, retryAfter }: Pick<Gap, 'status' | 'retryAfter'>): string {
  if (retryAfter !== undefined) return `Bitbucket asks to wait ${spanOf(retryAfter)} before it is asked again.`;
  return status === 429 ? 'Bitbucket was asked too often.' : 'Bitbucket did not answer.';
}

/** So many seconds as people say them, rounded up: `40 seconds`, `5 minutes`, `3 hours`. */
export function spanOf(seconds: number): string {
  const [size, unit] = seconds < 120 ? [1, 'second'] : seconds < 7200 ? [60, 'minute'] : [3600, 'hour'];
  const count = Math.ceil(seconds / size);
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** The same of a gap that was put into words before. */
export function spokenGapClause(gap: SpokenGap): string {
  return clauseFor(gap, gap.unknown);
}

/** What could not be read, and who could lift that, in two sentences. */
export function gapSentence(gap: SpokenGap): string {
  return `${sentence(spokenGapClause(gap))}. ${gap.lift}`;
}

function clauseFor(
  {
    because,
    status,
    retryAfter,
    required,
    reader,
  }: Pick<Gap, 'because' | 'status' | 'retryAfter' | 'required' | 'reader'>,
  unknown: string,
): string {
  const who = reader === 'app' ? 'the app' : 'this credential';
  switch (because) {
    case 'forbidden':
      return required
        ? `${who} lacks the scope ${required.map(code).join(', ')} to read ${unknown}`
        : `${who} may not read ${unknown}`;
    case 'not-found':
      return `Bitbucket says that it does not have ${unknown}`;
    case 'truncated':
      if (unknown === unlookedNames)
        return `the patterns can overlap in more ways than are looked at, which leaves out ${unknown}`;
      return `the list was cut short and left out ${unknown}`;
    case 'unreachable':
      if (status === 429 && retryAfter === undefined) return `Bitbucket was asked too often to tell ${unknown}`;
      return retryAfter === undefined
        ? `Bitbucket did not answer when asked for ${unknown}`
        : `Bitbucket asks to wait ${spanOf(retryAfter)} before asking for ${unknown}`;
    case 'not-offered':
      return `Bitbucket does not tell ${unknown}`;
    case 'not-documented':
      return `Bitbucket does not document ${unknown}`;
    case 'not-understood':
      return `we cannot make out ${unknown}`;
  }
}

/** Where an administrator says who is in a group; within the page this leads there. */
export const underSupplied = 'under “Supplied”, in “Who can push” in the repository settings';
/** Where Bitbucket shows the pull requests of a repository. */
export const ownPullRequests = 'its own page of pull requests';

function liftOf(gap: Gap, where: Where): string {
  const { of, because, retryAfter, required, reader } = gap;
  const { fullName, workspace, project } = plainly(where);
  const unknown = unknownOf(gap, where).replace(/^part of /, '');
  const administrator = `an administrator of ${fullName}`;
  const isReader = readerAdministers(where);
  const admin = isReader ? 'you' : administrator;
  if (of.what === 'members' && because !== 'unreachable') {
    // Only the command line asks Bitbucket for members, so a reply means that it is the command line that reads.
    const asking = `with an API token that has the scope ${code('read:permission:bitbucket')}`;
    const owner = `administrator of the workspace ${workspace}`;
    const group = code(of.group);
    if (gap.status !== undefined) return `An ${owner} can supply who is in ${group}, or ask ${asking}.`;
    const supply = isReader
      ? `You can say who is in ${group} ${underSupplied}`
      : `${sentence(admin)} can paste who is in ${group} into “Who can push” in the repository settings`;
    return `${supply}; an ${owner} can ask on the command line ${asking}.`;
  }
  if ('lift' in of) return of.lift;
  if (of.what === 'branch-names') return 'You can ask about a narrower pattern, or about one branch.';
  if (of.what === 'who-is-meant') return 'You can ask with the uuid of the person.';
  if (besideReported.has(of.what)) {
    return `You can ask again; if both readings stay, ${admin} can see on the pull request which one holds.`;
  }
  if (of.what === 'contradiction') {
    return `You can ask again; if both readings stay, ${admin} can see on the page of its permissions which one holds.`;
  }
  if (
    reader === 'app' &&
    !required &&
    (because === 'forbidden' || because === 'not-found') &&
    (of.what === 'permissions' || readerOf(of, where) === administrator)
  ) {
    return (
      `${sentence(admin)} can open “Who can push” in the repository settings, and the app then answers from what they ` +
      'could read there.'
    );
  }
  switch (because) {
    case 'forbidden': {
      const reader = required ? `a credential with the scope ${required.map(code).join(', ')}` : readerOf(of, where);
      return `${sentence(reader)} can read ${unknown}.`;
    }
    case 'truncated':
    case 'unreachable':
      return `You can ask again ${retryAfter === undefined ? 'later' : `in ${spanOf(retryAfter)}`} for ${unknown}.`;
    case 'not-documented':
      return mayDestroy.has(of.what)
        ? `${sentence(admin)} can try it on a branch made for that, with a restriction of its own, or ask Atlassian.`
        : 'You can try it and see, or ask Atlassian.';
    case 'not-found':
    case 'not-offered':
    case 'not-understood':
      if (of.what === 'pull-requests') return `You can see ${unknown} on ${ownPullRequests}.`;
      if (onItsPage.has(of.what))
        return `You can see ${unknown.replace(/ of the pull request$/, '')} on the page of the pull request.`;
      return 'restriction' in of && of.restriction.supplied
        ? `An administrator of ${theProject(project)}` + ` can look up ${unknown} in the settings of the project.`
        : `${sentence(admin)} can look up ${unknown} in the repository settings.`;
  }
}

/** What is unknown of a deletion, or of any push of a step: to try those where they are meant may destroy something. */
const mayDestroy: ReadonlySet<Gap['of']['what']> = new Set(['push-restriction-on-deletion', 'pipelines-exception']);

/** Two readings, one of them Bitbucket's own word on a merge. */
const besideReported: ReadonlySet<Gap['of']['what']> = new Set([
  'denial-beside-mergeable',
  'denial-beside-permission',
  'enforced-beside-reported',
  'check-beside-reported',
]);

/** What Bitbucket shows on the page of a pull request to everybody who can read the repository. */
const onItsPage: ReadonlySet<Gap['of']['what']> = new Set<PullRequestUnknown>([
  'pull-request',
  'draft',
  'state',
  'participants',
  'tasks',
  'comments',
  'builds',
  'source-branch',
  'behind',
  'review-groups',
  'dependencies',
  'mergeability',
  'reported-check',
  'requirement',
  'merge-queue',
]);

function readerOf({ what }: Gap['of'], where: Where): string {
  const { fullName, workspace, project } = plainly(where);
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the list above
  switch (what) {
    case 'project-user-grants':
    case 'project-group-grants':
      return `an administrator of ${theProject(project)}`;
    case 'permissions':
      // Documented for administrators of the repository; some report that it takes one of the workspace
      // (drone/go-scm#355, harness/harness#3683).
      return `an administrator of ${fullName} or of the workspace ${workspace}`;
    case 'workspace-members':
      return `a member of the workspace ${workspace}`;
    default:
      return onItsPage.has(what) ? `somebody with read access to ${fullName}` : `an administrator of ${fullName}`;
  }
}
