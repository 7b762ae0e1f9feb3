import type { MergeDecision } from '../core/merge-decision';
import type { SpokenDecision } from '../core/say/decision';
import { sayMerge } from '../core/say/pull-request/decision';
import { actorName, code, kindName, onOneLine, plain, theProject } from '../core/words/names';
import type { Shell } from '../core/words/shell';
import type { SpokenRemedy } from '../core/say/remedies';
import { waysOut } from '../core/ways-out/table';
import type { WayOfText } from './ways-out/table';
import { docs, settingsPages } from '../core/words/pages';
import { productAt, type Product } from './reading/attempts';
import type { CauseId } from './signatures/cause';
import type { Compared, Comparison, ProjectRuleShown } from './compare';
import type { Diagnosis } from './diagnose';
import { causeNamed } from './families/index';
import type { Push } from './text/push';
import type { Certainty } from './signatures/signature';
import type { IdentityAsked } from './reading/identity';
import { fits, sayWay } from './ways';

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
  const found = askedOnce(comparison?.causes ?? diagnosis.causes);
  const ref = found[0]?.push.branch;
  const first = found[0];
  return {
    causes: found.map((one) => sayCause(one, clone, shell)),
    product: diagnosis.product,
    ...(ref !== undefined && { ref: plain(ref) }),
    scrubbed: diagnosis.scrubbed,
    ...(comparison && { decision: sayMerge(comparison.decision, shell) }),
    ...(comparison?.decision.verdict === 'allowed' &&
      first?.agrees === false && { disagreement: disagreement(comparison) }),
    ...(comparison?.projectRule && { projectRule: likelyRule(comparison.projectRule, comparison.decision) }),
    ...(diagnosis.unread > 0 && { unread: diagnosis.unread }),
  };
}

/** The causes with each way out said once, where it stands first: for whoever reads them one below the other. */
export function withoutRepeats(causes: SpokenCause[]): SpokenCause[] {
  const said = new Set<string>();
  return causes.map((cause) => {
    const remedies = cause.remedies.filter((way) => !said.has(way.do));
    for (const way of remedies) said.add(way.do);
    return { ...cause, remedies };
  });
}

/** The causes, of which the first alone asks who pushed. */
function askedOnce(causes: Compared[]): Compared[] {
  const first = causes.findIndex(({ identity }) => identity);
  return causes.map(({ identity, ...one }, at) => (identity && at === first ? { ...one, identity } : one));
}

function sayCause(
  {
    cause,
    certainty,
    because,
    push: shown,
    agrees,
    decision,
    unsettled,
    identity,
    product = 'unknown',
    ...found
  }: Compared,
  clone: Push,
  shell: Shell,
): SpokenCause {
  const known = causeNamed(cause);
  const { title, means } = known;
  const ways = distinct([...(identity ? whoFirst : []), ...(found.ways ?? known.ways)]);
  const push = { ...clone, ...shown };
  const own =
    agrees === true && decision
      ? sayMerge(decision, shell).findings.flatMap(({ rule, remedies = [] }) => (rule === cause ? remedies : []))
      : [];
  const asked = unsettled && certainty === 'possible' ? [sayWay('show-all', push, shell)] : [];
  const others = ways.filter(
    (way) => fits(way, push, product) && way !== 'show-all' && (own.length === 0 || !(way in waysOut)),
  );
  const general = others.map((way) => ({ way, said: sayWay(way, push, shell, product) }));
  const first = identity ? general.filter(({ way }) => whoFirst.includes(way)).map(({ said }) => said) : [];
  const rest = general.map(({ said }) => said).filter((said) => !first.includes(said));
  return {
    cause,
    certainty,
    title,
    reason: identity ? `${means(push)} ${identityWords[identity]}` : means(push),
    because: because.map(onOneLine),
    // The decision's ways are checked for this person. General ones follow, except those that a decision offers itself.
    remedies: [...asked, ...first, ...own, ...fitting(rest, push)],
    ...(agrees !== undefined && { agrees }),
    page: pageOf(cause),
  };
}

/** The ways to find out who pushed. */
const whoFirst: readonly WayOfText[] = ['find-out-who', 'name-one-key'];

const identityWords: Record<IdentityAsked, string> = {
  build: 'A build pushes as somebody else than you do by hand, so who that was is the first thing to find out.',
  keys: 'Several keys are at hand, so who that was is the first thing to find out.',
};

function distinct<One>(all: One[]): One[] {
  return [...new Set(all)];
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
  { repository, projectRules }: MergeDecision,
): SpokenDiagnosis['projectRule'] & object {
  const outdated = projectRules ? '; the list that was supplied of them lacks it' : '';
  return {
    kind,
    branch: plain(branch),
    says:
      `A restriction set on ${theProject(repository.project)} is the likely cause: none of ${plain(repository.fullName)} for ` +
      `${kindName(kind)} covers ${code(branch)}, and Bitbucket shows those of a project only ` +
      `on its own page${outdated}.`,
    page: settingsPages.project(repository, 'branch-restrictions'),
  };
}
