import { actorMeant } from '../core/people/actor';
import { gather } from '../core/cell/cell';
import type { MergeDecision } from '../core/merge-decision';
import { explainAmong } from '../core/questions/explain';
import { mergeRuleOf } from '../core/rules/pull-request/index';
import type { Actor, Facts, Operation } from '../core/model';
import type { RuleId } from '../core/reason';
import type { CauseId } from './signatures/cause';
import type { Diagnosis } from './diagnose';
import type { Found } from './reading/causes';
import type { Pusher } from './text/push';

/** A diagnosis with what the live configuration says about the same push. */
export interface Comparison {
  /** The causes. Where the text is not certain, those that the configuration confirms come first. */
  causes: Compared[];
  /** The decision on the push that the first cause stopped. */
  decision: MergeDecision;
  /** Set where a rule that Bitbucket's list of the repository leaves out is the likely cause. */
  projectRule?: ProjectRuleShown;
}

/** A rule set on the project, as far as a refusal shows it: its kind, and a branch that it covers. */
export interface ProjectRuleShown {
  kind: string;
  branch: string;
}

/** A cause, and whether the configuration confirms it; absent where it does not settle it. */
export interface Compared extends Found {
  agrees?: boolean;
  decision?: MergeDecision;
}

/** What a diagnosis is compared with. */
export interface Judging {
  /** The actor that the text means; undefined for somebody unknown. */
  actorOf: (pusher: Pusher | undefined) => Actor | undefined;
  /** The decision; undefined where the branch is not known, or nothing is known about it. */
  decide: (asked: { actor: Actor; operation: Operation; branch?: string }) => MergeDecision | undefined;
}

/** Why a diagnosis was not compared: the text names no branch, or nobody to ask for. */
export type NotCompared = 'no-cause' | 'no-branch' | 'no-actor' | 'not-a-rule';

const operationOf: Partial<Record<CauseId, Operation>> = {
  'force-restriction': 'force-push',
  'delete-restriction': 'delete',
  'main-branch': 'delete',
  'merge-restriction': 'merge',
  'merge-checks': 'merge',
};

/**
 * Judges the push of a diagnosis: its branch, what was tried, and who pushed, as far as the text shows them; else the
 * owner of the credential that read the facts. `as` replaces whoever the text shows.
 */
export function compare(diagnosis: Diagnosis, facts: Facts, as?: Actor): Comparison | { notCompared: NotCompared } {
  const gathered = gather(facts);
  return compareBy(diagnosis, {
    actorOf: (pusher) => as ?? actorAmong(facts, pusher),
    decide: ({ branch, ...asked }) => (branch === undefined ? undefined : explainAmong(gathered, { ...asked, branch })),
  });
}

/** As `compare`, with any judge. */
export function compareBy({ causes }: Diagnosis, judging: Judging): Comparison | { notCompared: NotCompared } {
  const [first] = causes;
  if (!first) return { notCompared: 'no-cause' };
  const compared = causes.map((found): Compared => ({ ...found, ...agreement(found, judging) }));
  const sorted = compared.sort((a, b) => standing(a) - standing(b));
  const withDecision = sorted.find((found) => found.decision);
  if (withDecision?.decision) {
    const shown = projectRuleAmong(sorted);
    return { causes: sorted, decision: withDecision.decision, ...(shown && { projectRule: shown }) };
  }
  if (!causes.some(({ cause }) => isRule(cause))) return { notCompared: 'not-a-rule' };
  return { notCompared: causes.some(({ push }) => push.branch !== undefined) ? 'no-actor' : 'no-branch' };
}

/** The kinds of restriction that these causes show, and the rule that answers for each. */
const restrictionOf: Partial<Record<CauseId, { kind: string; rule: RuleId }>> = {
  'push-restriction': { kind: 'push', rule: 'push-restriction' },
  'unlistable-actor': { kind: 'push', rule: 'push-restriction' },
  'force-restriction': { kind: 'force', rule: 'force-restriction' },
  'delete-restriction': { kind: 'delete', rule: 'delete-restriction' },
  'merge-restriction': { kind: 'restrict_merges', rule: 'merge-restriction' },
};

/** The rule of the project that is the likely cause, where nothing certain or borne out explains it. */
function projectRuleAmong(causes: Compared[]): ProjectRuleShown | undefined {
  const [first] = causes;
  const shown = causes.find((one) => projectRuleShownBy(one));
  const explained = causes.some(({ agrees }) => agrees) || (first?.certainty === 'certain' && first !== shown);
  return shown && !explained ? projectRuleShownBy(shown) : undefined;
}

/**
 * The rule of the project that a refusal shows: a restriction refused, and of the whole list of the repository none of
 * its kind covers the branch. A list that covers the branch and names the actor is no such case.
 */
function projectRuleShownBy({ cause, certainty, decision }: Compared): ProjectRuleShown | undefined {
  const shown = restrictionOf[cause];
  if (!shown || !decision || certainty === 'possible') return undefined;
  const noneCovers = decision.findings.some(({ rule, reason }) => rule === shown.rule && reason.why === 'none-covers');
  return noneCovers ? { kind: shown.kind, branch: decision.question.branch } : undefined;
}

/** Whether a cause is one of the rules that the judgement knows. */
export function isRule(cause: CauseId): boolean {
  return Object.hasOwn(mergeRuleOf, cause);
}

/** The place of a cause, lowest first: what the text is certain of, then what the configuration confirms. */
function standing({ cause, certainty, agrees }: Compared): number {
  if (cause === 'ssh-works') return 9;
  // What the server said itself stays before whatever rule would refuse the same.
  if (certainty === 'certain' || (cause === 'server-hook' && certainty === 'likely')) return 0;
  return (agrees === true ? 1 : agrees === false ? 5 : 3) + (certainty === 'possible' ? 1 : 0);
}

function agreement({ cause, push }: Found, { actorOf, decide }: Judging): Pick<Compared, 'agrees' | 'decision'> {
  const actor = actorOf(push.pusher);
  if (!isRule(cause) || !actor) return {};
  const decision = decide({
    actor,
    operation: operationOf[cause] ?? push.operation ?? 'push',
    ...(push.branch !== undefined && { branch: push.branch }),
  });
  if (!decision) return {};
  const finding = decision.findings.find(({ rule }) => rule === cause);
  if (finding?.verdict === 'denies') return { decision, agrees: true };
  // Merge checks are known only on a pull request.
  const contradicts = finding?.verdict === 'allows' || (decision.verdict === 'allowed' && cause !== 'merge-checks');
  return { decision, ...(contradicts && { agrees: false }) };
}

/** Who pushed, as the text shows it. Somebody whom the facts do not name is undefined, and not the viewer. */
function actorAmong(facts: Facts, pusher: Pusher | undefined): Actor | undefined {
  if (pusher?.is === 'actor') return { type: pusher.actor };
  if (pusher?.is === 'access-token') return { type: 'repository-access-token' };
  const meant = actorMeant(pusher?.is === 'named' ? pusher.name : undefined, facts);
  if ('actor' in meant) return meant.actor;
  return undefined;
}
