import type { Because, Gap, PullRequestUnknown, Reading } from '../model';
import type { RepositoryNames } from '../repository';
import { code, matchWords, plain, plainly, restrictionName, sentence } from './names';

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
      return `${part}the permissions given to people on the project ${plain(project?.name ?? '')}`.trimEnd();
    case 'project-group-grants':
      return `${part}the permissions given to groups on the project ${plain(project?.name ?? '')}`.trimEnd();
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
    case 'restriction-kind':
      return `what ${restrictionName(of.restriction)}${of.restriction.id === undefined ? '' : ` of kind ${code(of.restriction.kind)}`} stops`;
    case 'restriction-match':
      return `which branches ${restrictionName(of.restriction)}${of.restriction.id === undefined ? '' : ` for ${matchWords(of.restriction.match)}`} covers`;
    case 'exemptions':
      return `whom ${restrictionName(of.restriction)} exempts`;
    case 'check-value':
      return `how much ${restrictionName(of.restriction)} asks for`;
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
    case 'merge-queue':
      return 'when the merge queue takes in pull requests again';
    case 'check-beside-reported': {
      const [ours, reported] = of.ours === 'done' ? ['done', 'not done'] : ['not done', 'done'];
      return (
        `which of two readings of ${code(of.kind)} is right: by what was read it is ${ours}, ` +
        `and Bitbucket itself reports it as ${reported}`
      );
    }
    case 'denial-beside-mergeable':
      return 'which of two readings is right: the rules that were read refuse it, and Bitbucket itself says that it would go through';
    case 'merge-without-source':
      return 'whether a pull request whose source branch is gone can be merged';
    case 'pipelines-exception':
      return `what ${code('pipelines_source_branches')} of ${restrictionName(of.restriction)} lets Pipelines do`;
    case 'who-is-meant':
      return 'who is meant';
    case 'push-restriction-on-deletion':
      return 'whether a push restriction stops a deletion';
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
      return `a permission given on ${reading.on === 'repository' ? fullName : `the project ${plain(project?.name ?? '')}`.trimEnd()}, which is ${code(reading.level)}`;
    case 'owner':
      return `the list of owners of the workspace ${workspace}, who administer every repository`;
    case 'member':
      return `the members of ${code(reading.group)}${reading.source === 'supplied' ? ' as they were supplied' : ''}, a group that was given ${code(reading.level)}`;
  }
}

/** What keeps it from being known, as a clause: `this credential may not read the members of \`devs\``. */
export function gapClause(gap: Gap, where: Where): string {
  return clauseFor(gap, unknownOf(gap, where));
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

function clauseFor(
  { because, retryAfter, required, reader }: Pick<Gap, 'because' | 'retryAfter' | 'required' | 'reader'>,
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
      return `the list was cut short and left out ${unknown}`;
    case 'unreachable':
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

function liftOf(gap: Gap, where: Where): string {
  const { of, because, retryAfter, required, reader } = gap;
  const { fullName, workspace } = plainly(where);
  const unknown = unknownOf(gap, where).replace(/^part of /, '');
  if (of.what === 'members' && because !== 'unreachable') {
    return `An administrator of the workspace ${workspace} can see who is in ${code(of.group)} and supply the list.`;
  }
  if (of.what === 'who-is-meant') return 'You can ask with the uuid of the person.';
  const admin = `an administrator of ${fullName}`;
  if (of.what === 'denial-beside-mergeable' || of.what === 'check-beside-reported') {
    return `You can ask again; if both readings stay, ${admin} can see on the pull request which one holds.`;
  }
  if (of.what === 'contradiction') {
    return `You can ask again; if both readings stay, ${admin} can see on the page of its permissions which one holds.`;
  }
  if (
    reader === 'app' &&
    !required &&
    (because === 'forbidden' || because === 'not-found') &&
    readerOf(of, where) === admin
  ) {
    return `${sentence(admin)} can open “Who can push” in the repository settings, and the app then answers from what they could read there.`;
  }
  switch (because) {
    case 'forbidden':
      return `${sentence(required ? `a credential with the scope ${required.map(code).join(', ')}` : readerOf(of, where))} can read ${unknown}.`;
    case 'truncated':
    case 'unreachable':
      return `You can ask again ${retryAfter === undefined ? 'later' : `in ${spanOf(retryAfter)}`} for ${unknown}.`;
    case 'not-documented':
      return of.what === 'pipelines-exception'
        ? 'You can run the step and see, or ask Atlassian what the field does.'
        : 'You can try it and see, or ask Atlassian.';
    case 'not-found':
    case 'not-offered':
    case 'not-understood':
      if (of.what === 'pull-requests') return `You can see ${unknown} on its own page of pull requests.`;
      if (onItsPage.has(of.what))
        return `You can see ${unknown.replace(/ of the pull request$/, '')} on the page of the pull request.`;
      return `An administrator of ${fullName} can look up ${unknown} in the repository settings.`;
  }
}

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
  'merge-queue',
]);

function readerOf({ what }: Gap['of'], where: Where): string {
  const { fullName, workspace, project } = plainly(where);
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the list above
  switch (what) {
    case 'project-user-grants':
    case 'project-group-grants':
      return `an administrator of the project ${plain(project?.name ?? '')}`.trimEnd();
    case 'workspace-members':
      return `a member of the workspace ${workspace}`;
    default:
      return onItsPage.has(what) ? `somebody with read access to ${fullName}` : `an administrator of ${fullName}`;
  }
}
