import type { Decision, Verdict } from '../../decision';
import { isLikelyOfProject } from '../../mergeability/project-rule';
import type { BitbucketsWord, Disagreement, ReportedCheck, Says, TracedCheck } from '../../reported-check';
import { standardTitle } from '../../rules/pull-request/explained/mergeability-words';
import { wordsOfKind } from '../../words/kinds';
import { enumeration, sentence } from '../../words/names';
import { docs, settingsPages } from '../../words/pages';
import { readingsClause, reportedWords, saidClause, saidWords, sayBitbucket, unheardClause } from './bitbucket';

/** Bitbucket's own word beside what follows from the rules, for a page that shows the three next to each other. */
export interface SpokenBeside {
  ours: { verdict: Verdict; sentence: string };
  bitbucket: { says: Says; sentence: string };
  /** Where the two differ, each with both readings; where they do not, `compared` says so. */
  differences: SpokenDifference[];
  compared: string;
  /** What stands in the way comes first, then what is not settled, then a merge queue that is there. */
  open: SpokenBesideCheck[];
  settled: SpokenBesideCheck[];
  /** Where a rule set on the project is the likely cause of any of this: said once. */
  project?: SpokenProject;
}

/** A reported check: how it stands, in a sentence, with the page where a person can act on it. */
export interface SpokenBesideCheck {
  stands: 'in-the-way' | 'warns' | 'open' | 'passed' | 'skipped';
  sentence: string;
  /** Absent where that is the project's page, which stands once beside all that is open. */
  page?: string;
}

/** One thing on which the rules and Bitbucket differ, with both readings. */
export interface SpokenDifference {
  sentence: string;
}

/** For what a rule set on the project is the likely reason, and the page that shows such rules. */
export interface SpokenProject {
  sentence: string;
  page: string;
}

type Context = Pick<Decision, 'question' | 'repository'>;

/** Bitbucket's word beside ours; one line alone where nothing was reported, or not to whoever reads. */
export function sayBeside(word: BitbucketsWord, context: Context): SpokenBeside | { line: string } {
  const { says, checks, ours } = word;
  const said = sayBitbucket(word, context);
  if (says === 'unknown' && (checks.length === 0 || said.because === 'not-offered')) return { line: said.sentence };
  const say = (ones: TracedCheck[]) => ones.map((one) => sayCheckBeside(one, context));
  const project = sayProject(word, context);
  return {
    ours: { verdict: ours, sentence: oursWords[ours] },
    bitbucket: { says, sentence: said.sentence },
    differences: sayDifferences(word, context),
    compared: comparedWords(word),
    open: say(checks.filter(isShown)).sort((a, b) => order.indexOf(a.stands) - order.indexOf(b.stands)),
    settled: say(checks.filter((one) => !isShown(one))),
    ...(project && { project }),
  };
}

/**
 * What Bitbucket itself says to whoever reads, in one line that names what stands in the way, as far as that is not
 * said beside it already.
 */
export function wordInOneLine(
  word: BitbucketsWord,
  context: Context,
  isSaid: (one: TracedCheck) => boolean = () => false,
): string {
  const { says, checks, because } = word;
  switch (says) {
    case 'mergeable':
      return 'Bitbucket says that you could merge it now.';
    case 'not-mergeable': {
      const unsaid = checks.filter((one) => one.check.blocking && !isSaid(one));
      if (unsaid.length === 0) return 'Bitbucket says the same: you could not merge it now.';
      const clauses = unsaid.map(({ check }) => saidClause(check, context));
      return `Bitbucket says that you could not merge it now: ${enumeration(clauses)}.`;
    }
    case 'unknown':
      if (because?.of.what === 'reported-check') return sayBitbucket(word, context).sentence;
      return because
        ? `What Bitbucket itself says of a merge is not known: ${unheardClause(because, context.repository)}.`
        : 'What Bitbucket itself says of a merge is not known.';
  }
}

/** Each thing on which the rules and Bitbucket differ, once, without the likely cause. */
export function sayDifferences({ disagreements }: BitbucketsWord, context: Context): SpokenDifference[] {
  const said = disagreements.map((one) => `${sentence(readingsClause(one, context))}.`);
  return [...new Set(said)].map((one) => ({ sentence: one }));
}

/** For which open checks and differences a rule set on the project is the likely reason, and the page that shows it. */
export function sayProject(
  { checks, disagreements }: BitbucketsWord,
  { repository }: Context,
): SpokenProject | undefined {
  const open = checks.filter((one) => one.origin.from === 'project' && isOpen({ stands: standingOf(one) }));
  const differing = disagreements.filter(isLikelyOfProject);
  const behind = [...open.map(({ check }) => nameOfCheck(check)), ...differing.map(nameOfDifference)];
  if (behind.length === 0) return undefined;
  const lacking =
    checks.some(({ origin }) => origin.from === 'project' && origin.suppliedLacksIt) ||
    disagreements.some(({ suppliedLacksIt }) => suppliedLacksIt);
  return {
    sentence:
      `A rule set on the project is the likely reason for ${enumeration([...new Set(behind)])}. ` +
      "Bitbucket shows such rules only on the project's own page." +
      (lacking ? ' What was supplied of them is likely out of date.' : ''),
    page: settingsPages.project(repository, 'branch-restrictions'),
  };
}

function nameOfCheck(check: ReportedCheck): string {
  return check.type === 'standard_merge_check' ? standardTitle(check) : whoMayMerge;
}

function nameOfDifference({ of, ours }: Disagreement): string {
  if (ours === 'no-rule') return wordsOfKind(of)?.name ?? standardTitle({ kind: of });
  return ours === 'not-enforced' ? 'that what is missing stops the merge' : whoMayMerge;
}

const whoMayMerge = 'whom Bitbucket lets merge';

const oursWords: Record<Verdict, string> = {
  allowed: 'The rules that were read let the merge through.',
  denied: 'The rules refuse the merge.',
  unknown: 'The rules that were read leave it open.',
};

function comparedWords({ says, ours, disagreements }: BitbucketsWord): string {
  if (disagreements.length > 0) return '';
  if (says === 'unknown') return 'Nowhere, as far as Bitbucket says.';
  if (ours === 'unknown') return 'Nowhere: Bitbucket settles what the rules leave open.';
  const agree = (ours === 'allowed') === (says === 'mergeable');
  return agree ? 'Nowhere: the two agree.' : 'Nowhere: what stands in the way is no rule.';
}

function sayCheckBeside(traced: TracedCheck, context: Context): SpokenBesideCheck {
  const { check, origin } = traced;
  const stands = standingOf(traced);
  const isOfProject = origin.from === 'project' && isOpen({ stands });
  return {
    stands,
    sentence: isOfProject ? saidWords(check, context) : reportedWords(traced, context),
    ...(!isOfProject && { page: pageOf(traced, context) }),
  };
}

function standingOf({ check: { status, blocking, required } }: TracedCheck): SpokenBesideCheck['stands'] {
  if (blocking) return 'in-the-way';
  if (status === 'PASSED') return 'passed';
  if (status === 'SKIPPED') return 'skipped';
  return status === 'FAILED' && required === false ? 'warns' : 'open';
}

function isOpen({ stands }: Pick<SpokenBesideCheck, 'stands'>): boolean {
  return stands !== 'passed' && stands !== 'skipped';
}

/** What is settled needs no look, but for a merge queue that is there: merging is then but the way into it. */
function isShown(traced: TracedCheck): boolean {
  const { check } = traced;
  const isQueue = check.type === 'merge_queue_check' && check.queueState !== 'INACTIVE';
  return isQueue || isOpen({ stands: standingOf(traced) });
}

const order: SpokenBesideCheck['stands'][] = ['in-the-way', 'open', 'warns', 'passed', 'skipped'];

function pageOf({ check, origin }: TracedCheck, { repository }: Context): string {
  if (origin.from === 'project') return settingsPages.project(repository, 'branch-restrictions');
  if (origin.from === 'restriction') return settingsPages.restrictions(repository);
  switch (check.type) {
    case 'git_mergeability_check':
      return docs.conflicts;
    case 'custom_pre_merge_check':
    case 'custom_on_merge_check':
      return docs.customMergeChecks;
    case 'merge_queue_check':
      return docs.mergePullRequest;
    case 'pullrequest_state_check':
      return docs.pullRequests;
    case 'current_user_permission_check':
      return docs.restrictions;
    case 'standard_merge_check':
      return docs.mergeChecks;
    case 'unknown':
      return docs.mergeability;
  }
}
