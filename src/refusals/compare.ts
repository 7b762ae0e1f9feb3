import { actorMeant } from '../core/people/actor';
import { gather } from '../core/cell/cell';
import type { Decision } from '../core/decision';
import { explainAmong } from '../core/questions/explain';
import { rules } from '../core/rules/index';
import type { Actor, Facts, Operation } from '../core/model';
import type { CauseId } from './signatures/cause';
import type { Diagnosis, Found } from './diagnose';
import type { Pusher } from './text/push';

/** A diagnosis with what the live configuration says about the same push. */
export interface Comparison {
  /** The causes. Where the text is not certain, those that the configuration confirms come first. */
  causes: Compared[];
  /** The decision on the push that the first cause stopped. */
  decision: Decision;
}

/** A cause, and whether the configuration confirms it; absent where it does not settle it. */
export interface Compared extends Found {
  agrees?: boolean;
  decision?: Decision;
}

/** What a diagnosis is compared with. */
export interface Judging {
  /** The actor that the text means; undefined for somebody unknown. */
  actorOf: (pusher: Pusher | undefined) => Actor | undefined;
  /** The decision; undefined where the branch is not known, or nothing is known about it. */
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
  if (withDecision?.decision) return { causes: sorted, decision: withDecision.decision };
  if (!causes.some(({ cause }) => isRule(cause))) return { notCompared: 'not-a-rule' };
  return { notCompared: causes.some(({ push }) => push.branch !== undefined) ? 'no-actor' : 'no-branch' };
}

function isRule(cause: CauseId): boolean {
  return rules.some(({ id }) => id === cause);
}

/** The place of a cause, lowest first: what the text is certain of, then what the configuration confirms. */
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
