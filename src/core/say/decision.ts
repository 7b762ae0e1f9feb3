import { distinctGaps } from '../answer';
import type { Decision, NotChecked, Verdict } from '../decision';
import type { MergeDecision, MergeFinding, MergeRuleId } from '../merge-decision';
import type { Actor, Operation } from '../model';
import { explained } from '../rules/explained/index';
import { waysOut } from '../ways-out/table';
import { sayShown, type Context, type SpokenEvidence } from './evidence';
import { gapClause, sayGap, type SpokenGap } from '../words/gaps';
import {
  actorName,
  actorTitle,
  code,
  actionWords,
  enumeration,
  plain,
  restrictionNames,
  sentence,
  supplierWords,
  theProject,
} from '../words/names';
import type { Shell } from '../words/shell';
import { peopleIn, tellingOf, withTellingNames, type Telling } from '../words/telling-names';
import { docs, settingsPages } from '../words/pages';
import { reasonIn, type WordsOfRules } from './reasons';
import type { SpokenBitbucket, SpokenDisagreement } from './pull-request/bitbucket';
import { sayBranchNote, type SpokenBranchNote } from './branch-note';
import type { SpokenCheck } from './pull-request/checks';
import { remedyIn, type SpokenRemedy, type WordsOfWays } from './remedies';

/** An actor as others read it. */
export interface SpokenActor {
  type: Actor['type'];
  id?: string;
  name: string;
}

/** A finding in words. */
export interface SpokenFinding {
  rule: MergeRuleId;
  verdict: 'allows' | 'denies' | 'unknown';
  reason: string;
  /** Where Atlassian describes the rule. */
  page: string;
  evidence?: SpokenEvidence[];
  remedies?: SpokenRemedy[];
  gap?: SpokenGap;
  /** Where there is more than one, all of them. */
  gaps?: SpokenGap[];
}

/** Something that was not checked, and where one can look. */
export interface SpokenNotChecked {
  what: string;
  page: string;
}

/** A decision in words: the shape that `explain --json` prints. Absent keys are left out. */
export interface SpokenDecision {
  verdict: Verdict;
  question: { actor: SpokenActor; operation: Operation; branch: string; credential?: string; pullRequest?: number };
  summary: string;
  /** Where the branch surely does not exist. */
  branchNote?: SpokenBranchNote;
  findings: SpokenFinding[];
  /** Where a pull request was at hand: each merge check that covers its destination. */
  checks?: SpokenCheck[];
  /** Where a pull request was at hand: what Bitbucket itself says of the merge, and where our reading differs. */
  bitbucket?: SpokenBitbucket;
  disagreements?: SpokenDisagreement[];
  notChecked: SpokenNotChecked[];
  /** What it takes for granted because somebody supplied it. */
  supplied?: { what: string; page: string }[];
  readAt?: string;
}

/** The words of all that findings are made of: those about branches alone, or those about pull requests too. */
export interface Voice {
  rules: WordsOfRules;
  ways: WordsOfWays;
  evidence: (one: never, about: Context) => SpokenEvidence;
  notChecked: (one: never, about: Context) => SpokenNotChecked;
}

const ofBranches: Voice = { rules: explained, ways: waysOut, evidence: sayShown, notChecked: sayNotChecked };

/**
 * A decision about a branch in words, with commands for this shell. Where two people of it look alike, or of the answer
 * that it is part of (`telling`), sentences tell them apart; data has ids for that.
 */
export function sayDecision(decision: Decision, shell?: Shell, telling?: Telling): SpokenDecision {
  return sayIn(ofBranches, decision, shell, telling);
}

/** The same in this voice; of a pull request only what the findings say. */
export function sayIn(
  voice: Voice,
  decision: MergeDecision,
  shell: Shell = 'posix',
  telling: Telling = tellingOf(peopleIn(decision)),
): SpokenDecision {
  const { verdict, question, branchNote, readAt } = decision;
  const named = withTellingNames(decision, telling);
  const { operation, branch, credential, pullRequest } = question;
  return {
    verdict,
    question: {
      actor: sayActor(question.actor),
      operation,
      branch,
      ...(credential && { credential }),
      ...(pullRequest !== undefined && { pullRequest }),
    },
    summary: summaryOf(named),
    ...sayBranchNote(branchNote, question, decision.repository),
    findings: named.findings.map((finding) => findingIn(voice, finding, named, shell)),
    notChecked: named.notChecked.map((one) => voice.notChecked(one as never, named)),
    ...(named.projectRules && { supplied: [sayProjectRules(named.projectRules, named)] }),
    ...(readAt !== undefined && { readAt }),
  };
}

/** An actor as others read it; one that no list can name has no id. */
export function sayActor(actor: Actor): SpokenActor {
  return actor.type === 'user'
    ? { type: 'user', id: actor.person.id, name: plain(actor.person.name) }
    : { type: actor.type, name: actorTitle(actor) };
}

function summaryOf({ verdict, question, repository, findings }: MergeDecision): string {
  const actor = sentence(actorName(question.actor));
  const what = `${actionWords(question.operation, question.branch, question.pullRequest)} in ${plain(repository.fullName)}`;
  if (verdict === 'allowed') return `${actor} can ${what}.`;
  if (verdict === 'denied') return `${actor} cannot ${what}.`;
  const open = findings.find((finding) => finding.verdict === 'unknown');
  if (!open) return `Whether ${actorName(question.actor)} can ${what} is not known: nothing speaks for or against it.`;
  return `Whether ${actorName(question.actor)} can ${what} is not known: ${gapClause(open.gaps[0], repository)}.`;
}

/** A finding in this voice, with commands for this shell. */
export function findingIn(
  { rules, ways, evidence: sayOne }: Voice,
  finding: MergeFinding,
  decision: Pick<MergeDecision, 'question' | 'repository' | 'actorIsViewer'>,
  shell: Shell = 'posix',
): SpokenFinding {
  const { repository } = decision;
  const { rule, verdict, evidence } = finding;
  const said: SpokenFinding = {
    rule,
    verdict,
    reason: reasonIn(rules, finding, decision),
    page: rules[rule]?.page ?? '',
  };
  if (evidence.length > 0) {
    // Each once; that this voice has words for it is for those who choose the voice.
    const each = evidence.map((one) => sayOne(one as never, decision));
    said.evidence = [...new Map(each.map((one) => [one.shows, one])).values()];
  }
  if (finding.verdict === 'denies')
    said.remedies = finding.remedies.map((remedy) => remedyIn(ways, remedy, decision, shell));
  if (finding.verdict === 'unknown') {
    const gaps = distinctGaps(finding.gaps).map((gap) => sayGap(gap, repository));
    said.gap = sayGap(finding.gaps[0], repository);
    if (gaps.length > 1) said.gaps = gaps;
  }
  return said;
}

/** What was supplied of the project's rules, with the page where a person can compare it. */
export function sayProjectRules(
  { count, whole, supplied }: NonNullable<Decision['projectRules']>,
  { repository }: Pick<Decision, 'repository'>,
): { what: string; page: string } {
  const project = theProject(repository.project);
  const all =
    count === 0 ? `that no restriction is set on ${project}` : `all restrictions set on ${project} (${String(count)})`;
  const some = `${count === 0 ? 'none' : String(count)} of the restrictions set on ${project}`;
  return {
    what: [whole ? all : some, supplierWords(supplied).trim()].filter((part) => part !== '').join(', '),
    page: settingsPages.project(repository, 'branch-restrictions'),
  };
}

/** Something that was not checked, in words. */
export function sayNotChecked(one: NotChecked, { repository }: Pick<Decision, 'repository'>): SpokenNotChecked {
  switch (one.what) {
    case 'merge-checks':
      return {
        what:
          one.restrictions.length === 0
            ? 'the state of the pull request'
            : `the merge checks of the pull request (${restrictionNames(one.restrictions)})`,
        page: docs.mergeChecks,
      };
    case 'project-restrictions':
      return {
        what: `restrictions set on ${theProject(one.project)} (Bitbucket has no API for them)`,
        page: settingsPages.project(repository, 'branch-restrictions'),
      };
    case 'two-step-verification':
      return { what: 'two-step verification', page: docs.twoStep };
    case 'ip-allowlist':
      return { what: 'the IP allowlist', page: docs.accessControls };
    case 'plan-and-size':
      return { what: 'plan and size limits', page: docs.readOnly };
    case 'credential-scopes':
      return { what: 'the scopes of the credential', page: docs.apiTokens };
    case 'letter-case': {
      const patterns = one.restrictions.map(({ match }) => (match.by === 'glob' ? code(match.pattern) : ''));
      return {
        what:
          `whether Bitbucket tells ${enumeration([...new Set(patterns)])} from this name by letter case, as Git does ` +
          `(${restrictionNames(one.restrictions)})`,
        page: settingsPages.restrictions(repository),
      };
    }
    case 'group-exemption-by-oauth':
      return {
        what: 'whether the exemption of a group holds for an OAuth grant (a report says that it did not)',
        page: docs.oauthGroups,
      };
  }
}
