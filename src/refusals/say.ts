import type { Decision } from '../core/decision';
import { sayDecision, type SpokenDecision } from '../core/say/decision';
import { wordsOfKind } from '../core/words/kinds';
import { actorName, code, onOneLine, plain, theProject } from '../core/words/names';
import type { Shell } from '../core/words/shell';
import type { SpokenRemedy } from '../core/say/remedies';
import { waysOut } from '../core/ways-out/table';
import { docs, settingsPages } from '../core/words/pages';
import { productAt, type Product } from './attempts';
import type { CauseId } from './signatures/cause';
import type { Compared, Comparison, ProjectRuleShown } from './compare';
import type { Diagnosis } from './diagnose';
import { causeNamed } from './families/index';
import type { Push } from './text/push';
import type { Certainty } from './signatures/signature';
import { sayWay } from './ways';

/** A cause in words. */
export interface SpokenCause {
  cause: CauseId;
  certainty: Certainty;
  title: string;
  reason: string;
  /** The lines of the text that say so. */
  because: string[];
  remedies: SpokenRemedy[];
  /** Whether the live configuration confirms it; absent where it was not asked or does not settle it. */
  agrees?: boolean;
  /** The page about this cause, in the folder of the project. */
  page: string;
}

/** A diagnosis in words: the shape that `diagnose --json` prints. Absent keys are left out. */
export interface SpokenDiagnosis {
  causes: SpokenCause[];
  product: Product;
  ref?: string;
  scrubbed: number;
  /** What the live configuration says about the same push. */
  decision?: SpokenDecision;
  /** Why text and configuration may differ, where they do. */
  disagreement?: { says: string; mayMean: string[] };
  /** That a rule set on the project, of this kind and covering this branch, is the likely cause. */
  projectRule?: ProjectRuleShown & { says: string; page: string };
  /** Why the live configuration was not asked, in a sentence. */
  notCompared?: string;
  /** Characters in the middle of the text that were not read. */
  unread?: number;
}

/** The path of the page about a cause, in the folder of the project. */
export function pageOf(cause: CauseId): string {
  return `docs/refusals/${cause}.md`;
}

/**
 * A diagnosis in words, with what the configuration says where it was asked. `clone` gives what the text does not show
 * of the push: remote, branch, upstream. Commands are for this shell.
 */
export function sayDiagnosis(
  diagnosis: Diagnosis,
  comparison?: Comparison,
  clone: Push = {},
  shell: Shell = 'posix',
): SpokenDiagnosis {
  const found: Compared[] = comparison?.causes ?? diagnosis.causes;
  const ref = found[0]?.push.branch;
  const first = found[0];
  return {
    causes: found.map((one) => sayCause(one, clone, shell)),
    product: diagnosis.product,
    ...(ref !== undefined && { ref: plain(ref) }),
    scrubbed: diagnosis.scrubbed,
    ...(comparison && { decision: sayDecision(comparison.decision, shell) }),
    ...(comparison && first?.agrees === false && { disagreement: disagreement(comparison) }),
    ...(comparison?.projectRule && { projectRule: likelyRule(comparison.projectRule, comparison.decision) }),
    ...(diagnosis.unread > 0 && { unread: diagnosis.unread }),
  };
}

function sayCause(
  { cause, certainty, because, push: shown, agrees, decision, unsettled }: Compared,
  clone: Push,
  shell: Shell,
): SpokenCause {
  const { title, means, ways } = causeNamed(cause);
  const push = { ...clone, ...shown };
  const own =
    agrees === true && decision
      ? sayDecision(decision, shell).findings.flatMap(({ rule, remedies = [] }) => (rule === cause ? remedies : []))
      : [];
  const asked = unsettled && certainty === 'possible' ? [sayWay('show-all', push, shell)] : [];
  const others = ways.filter(
    (way) => (asked.length === 0 || way !== 'show-all') && (own.length === 0 || !('ofDecision' in waysOut[way])),
  );
  return {
    cause,
    certainty,
    title,
    reason: means(push),
    because: because.map(onOneLine),
    // The decision's ways are checked for this person. General ones follow, except those that a decision offers itself.
    remedies: [
      ...asked,
      ...own,
      ...fitting(
        others.map((way) => sayWay(way, push, shell)),
        push,
      ),
    ],
    ...(agrees !== undefined && { agrees }),
    page: pageOf(cause),
  };
}

/** Leaves out ways that mention Bitbucket where the push went to another host. */
function fitting(spoken: SpokenRemedy[], { address }: Push): SpokenRemedy[] {
  const own =
    address && productAt(address) === 'other' ? spoken.filter((way) => !/bitbucket|atlassian/i.test(way.do)) : spoken;
  return own.length > 0 ? own : spoken;
}

function disagreement({ decision, projectRule }: Comparison): { says: string; mayMean: string[] } {
  const { question, repository, projectRules } = decision;
  const who = actorName(question.actor);
  return {
    says:
      `The text says that a rule refused, but as the rules of ${plain(repository.fullName)} stand now, none of them ` +
      `stops ${who} on ${code(question.branch)}.`,
    mayMean: [
      `Another identity pushed than ${who}: SSH takes the first key that the server knows, and Git may have stored ` +
        'another credential.',
      'The rules were changed since.',
      ...(projectRule || projectRules?.whole
        ? []
        : [
            `A restriction set on ${theProject(repository.project)} stops it; Bitbucket has no API for those, but an ` +
              `administrator sees them at ${docs.projectRestrictions}.`,
          ]),
      'A cause outside the rules: the size of the repository or of a file, the plan, two-step verification.',
    ],
  };
}

function likelyRule(
  { kind, branch }: ProjectRuleShown,
  { repository, projectRules }: Decision,
): SpokenDiagnosis['projectRule'] & object {
  const outdated = projectRules ? '; the list that was supplied of them lacks it' : '';
  return {
    kind,
    branch: plain(branch),
    says:
      `A restriction set on ${theProject(repository.project)} is the likely cause: none of ${plain(repository.fullName)} for ` +
      `${wordsOfKind(kind)?.name ?? code(kind)} covers ${code(branch)}, and Bitbucket shows those of a project only ` +
      `on its own page${outdated}.`,
    page: settingsPages.project(repository, 'branch-restrictions'),
  };
}
