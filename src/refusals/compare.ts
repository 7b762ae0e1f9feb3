import { actorMeant } from '../core/actor';
import { gather, type Gathered } from '../core/cell';
import type { Decision } from '../core/decision';
import { explainAmong } from '../core/explain';
import { rules } from '../core/rules/index';
import type { Actor, Facts, Operation } from '../core/model';
import type { CauseId } from './cause';
import type { Diagnosis, Found } from './diagnose';
import type { Pusher } from './push';

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

/** Why a diagnosis was not compared: the text names no branch, or nobody to ask for. */
export type NotCompared = 'no-cause' | 'no-branch' | 'no-actor' | 'not-a-rule';

const operationOf: Partial<Record<CauseId, Operation>> = {
  'force-restriction': 'force-push',
  'delete-restriction': 'delete',
  'main-branch': 'delete',
  'merge-restriction': 'merge',
};

/**
 * Asks the judgement about the push of a diagnosis: its branch, what was tried, and who pushed, as far as the text says
 * so; else the owner of the credential that read the facts. `as` names somebody in place of all that.
 */
export function compare({ causes }: Diagnosis, facts: Facts, as?: Actor): Comparison | { notCompared: NotCompared } {
  const [first] = causes;
  if (!first) return { notCompared: 'no-cause' };
  const gathered = gather(facts);
  const compared = causes.map((found): Compared => ({ ...found, ...agreement(found, gathered, as) }));
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

function agreement({ cause, push }: Found, gathered: Gathered, as: Actor | undefined): Pick<Compared, 'agrees' | 'decision'> {
  const actor = as ?? actorOf(push.pusher, gathered.facts);
  if (!isRule(cause) || !actor || push.branch === undefined) return {};
  const decision = explainAmong(gathered, { actor, branch: push.branch, operation: operationOf[cause] ?? push.operation ?? 'push' });
  const finding = decision.findings.find(({ rule }) => rule === cause);
  if (finding?.verdict === 'denies') return { decision, agrees: true };
  const speaksAgainst = finding?.verdict === 'allows' || decision.verdict === 'allowed';
  return { decision, ...(speaksAgainst && { agrees: false }) };
}

/** Who pushed, by what the text says; somebody whom the facts do not know is nobody, and not the viewer. */
function actorOf(pusher: Pusher | undefined, facts: Facts): Actor | undefined {
  if (pusher?.is === 'actor') return { type: pusher.actor };
  if (pusher?.is === 'access-token') return { type: 'repository-access-token' };
  const meant = actorMeant(pusher?.is === 'named' ? pusher.name : undefined, facts);
  if ('actor' in meant) return meant.actor;
  return undefined;
}
