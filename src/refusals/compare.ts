import { actorMeant } from '../core/people/actor';
import { gather } from '../core/cell/cell';
import type { Decision } from '../core/decision';
import { explainAmong } from '../core/questions/explain';
import { rules } from '../core/rules/index';
import type { Actor, Facts, Operation } from '../core/model';
import type { CauseId } from './signatures/cause';
import type { Diagnosis, Found } from './diagnose';
import type { Pusher } from './text/push';

/** A diagnosis beside what the live configuration says of the same push. */
export interface Comparison {
  /** The causes, those that the configuration bears out before those that it speaks against, where the text leaves it open. */
  causes: Compared[];
  /** The decision on the push that the first cause stopped. */
  decision: Decision;
}

/** Whether the configuration bears the cause out; absent where it cannot tell. */
export interface Compared extends Found {
  agrees?: boolean;
  decision?: Decision;
}

/** What a diagnosis is put beside. */
export interface Judging {
  /** Whom the text means; nothing where that is nobody whom the judge knows. */
  actorOf: (pusher: Pusher | undefined) => Actor | undefined;
  /** Nothing where the judge cannot tell which branch is meant, or knows nothing of it. */
  decide: (asked: { actor: Actor; operation: Operation; branch?: string }) => Decision | undefined;
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
 * Asks the judgement about the push of a diagnosis: its branch, what was tried, and who pushed, as far as the text says
 * so; else the owner of the credential that read the facts. `as` names somebody in place of all that.
 */
export function compare(diagnosis: Diagnosis, facts: Facts, as?: Actor): Comparison | { notCompared: NotCompared } {
  const gathered = gather(facts);
  return compareBy(diagnosis, {
    actorOf: (pusher) => as ?? actorAmong(facts, pusher),
    decide: ({ branch, ...asked }) => (branch === undefined ? undefined : explainAmong(gathered, { ...asked, branch })),
  });
}

/** As `compare`, by whatever judge is at hand. */
export function compareBy({ causes }: Diagnosis, judging: Judging): Comparison | { notCompared: NotCompared } {
  const [first] = causes;
  if (!first) return { notCompared: 'no-cause' };
  const compared = causes.map((found): Compared => ({ ...found, ...agreement(found, judging) }));
  const sorted = compared.sort((a, b) => standing(a) - standing(b));
  const withDecision = sorted.find((found) => found.decision);
  if (withDecision?.decision) return { causes: sorted, decision: withDecision.decision };
  if (!causes.some(({ cause }) => isRule(cause))) return { notCompared: 'not-a-rule' };
  return { notCompared: causes.some(({ push }) => push.branch !== undefined) ? 'no-actor' : 'no-branch' };
}

function isRule(cause: CauseId): boolean {
  return rules.some(({ id }) => id === cause);
}

/** What the text is certain of stays first; of the rest, what the configuration bears out. */
function standing({ cause, certainty, agrees }: Compared): number {
  if (cause === 'ssh-works') return 9;
  if (certainty === 'certain') return 0;
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
  // Of merge checks nothing is known but on a pull request.
  const speaksAgainst = finding?.verdict === 'allows' || (decision.verdict === 'allowed' && cause !== 'merge-checks');
  return { decision, ...(speaksAgainst && { agrees: false }) };
}

/** Who pushed, by what the text says; somebody whom the facts do not know is nobody, and not the viewer. */
function actorAmong(facts: Facts, pusher: Pusher | undefined): Actor | undefined {
  if (pusher?.is === 'actor') return { type: pusher.actor };
  if (pusher?.is === 'access-token') return { type: 'repository-access-token' };
  const meant = actorMeant(pusher?.is === 'named' ? pusher.name : undefined, facts);
  if ('actor' in meant) return meant.actor;
  return undefined;
}
