import { branchName } from '../core/branches/branch-name';
import type { Gathered } from '../core/cell/cell';
import type { Decision } from '../core/decision';
import type { Facts, Operation, Person, Question, UnlistableActor } from '../core/model';
import { actorMeant } from '../core/people/actor';
import { explainAmong } from '../core/questions/explain';
import { titleOf, type Pipeline, type Step } from './file/file';
import type { Found } from './walk/walk';
import { isKnown, type Assumption, type Cause, type NotFor, type Value } from './shell/values';
import type { Identity } from './git/address';

/** Why a pipeline does not run for the branch that was asked for. */
export type NotRunning =
  | (Extract<Cause, { because: 'pattern' }> & { notFor: NotFor })
  | (Extract<Cause, { because: 'default-elsewhere' }> & { asked: true });

function isNotRunning(cause: Cause): cause is NotRunning {
  return (
    (cause.because === 'pattern' && cause.notFor !== undefined) ||
    (cause.because === 'default-elsewhere' && cause.asked === true)
  );
}

/** Why a push is not judged, or only under a condition. */
export type Open =
  | { open: 'branch'; causes: Cause[] }
  /** The pipeline does not run for the branch that was asked for. */
  | { open: 'not-run'; cause: NotRunning }
  | { open: 'branch-or-tag'; name: string }
  | { open: 'name'; name: string }
  | { open: 'other-ref'; name: string }
  | { open: 'elsewhere'; name: string }
  | { open: 'address'; address: Value }
  | { open: 'more'; what: 'other-branches' | 'everything' | 'tags' }
  | { open: 'only'; tool: string; clause: string }
  | { open: 'assumed'; assumption: Assumption }
  | { open: 'token-kind' }
  | { open: 'whose-token'; name: Value; appPassword: boolean }
  | { open: 'app-password' }
  | { open: 'user-name'; name: string; person: string }
  | { open: 'ssh-key' }
  | { open: 'credential'; why: Exclude<Extract<Identity, { as: 'not-known' }>['why'], 'address'> }
  | { open: 'settings'; clause: string; settled: boolean }
  | { open: 'windows' }
  /** What would hold for one who may stand behind an identity that is not known. */
  | { open: 'if'; actor: UnlistableActor; decision: Decision };

/** One push of one step. */
export interface Rehearsed {
  pipeline: string;
  step: string;
  part: 'script' | 'after-script';
  found: Found;
  operation: Operation;
  /** What it would change: a branch, or `refs/tags/…`. Absent where it is not known. */
  branch?: string;
  actor?: Question['actor'];
  /** Absent where branch or actor is not known, or the push goes elsewhere. */
  decision?: Decision;
  open: Open[];
}

/** What the rehearsal asks of the judgement. */
export interface Judge {
  facts: Facts;
  judge: (question: Question) => Decision;
  /** Whom a user name in an address means. */
  person: (name: string) => Person | undefined;
}

/** The judgement on these facts. */
export function judgeOn(gathered: Gathered): Judge {
  const { facts } = gathered;
  return {
    facts,
    judge: (question) => explainAmong(gathered, question),
    person: (name) => {
      const meant = actorMeant(name, facts);
      return 'actor' in meant && meant.actor.type === 'user' ? meant.actor.person : undefined;
    },
  };
}

/** A push that was found, with the verdict on it, or with what keeps it from having one. */
export function rehearsed(
  pipeline: Pipeline,
  step: Step,
  part: Rehearsed['part'],
  found: Found,
  judge: Judge,
): Rehearsed {
  const { target, destination } = found;
  const open: Open[] = [];
  const { branch, said: aboutTarget } = branchOf(found);
  const { actor, credential, perhaps, said: aboutActor } = actorOf(found, judge);
  const here = destination.to.place === 'here';
  if (destination.to.place === 'elsewhere') open.push({ open: 'elsewhere', name: destination.to.name });
  if (destination.to.place === 'not-known') open.push({ open: 'address', address: destination.to.address });
  if (here) open.push(...aboutTarget, ...aboutActor);
  if (step.windows) open.push({ open: 'windows' });
  const ask = (who: Question['actor']): Decision | undefined =>
    here && branch !== undefined
      ? judge.judge({
          actor: who,
          operation: target.operation,
          branch,
          ...(credential && who.type === 'user' && { credential }),
        })
      : undefined;
  const decision = actor && ask(actor);
  const ifSo = perhaps && ask({ type: perhaps });
  if (perhaps && ifSo) open.push({ open: 'if', actor: perhaps, decision: ifSo });
  return {
    pipeline: titleOf(pipeline),
    step: step.title,
    part,
    found,
    operation: target.operation,
    ...(here && branch !== undefined && { branch }),
    ...(here && actor && { actor }),
    ...(decision && { decision }),
    open,
  };
}

function branchOf({ target, tool, only }: Found): { branch?: string; said: Open[] } {
  const { kind, name, and } = target;
  const said: Open[] = (name.assumed ?? []).map((assumption) => ({ open: 'assumed', assumption }));
  if (only !== undefined) said.push({ open: 'only', tool, clause: only });
  if (and) said.push({ open: 'more', what: and });
  // Whatever a tag is called, branch restrictions do not cover it.
  if (kind === 'tag') return { branch: name.text, said };
  if (!isKnown(name)) {
    const cause = name.causes.find(isNotRunning);
    return { said: [...said, cause ? { open: 'not-run', cause } : { open: 'branch', causes: name.causes }] };
  }
  if (kind === 'other') return { said: [...said, { open: 'other-ref', name: name.text }] };
  if (kind === 'branch-or-tag') return { said: [...said, { open: 'branch-or-tag', name: name.text }] };
  const branch = branchName(name.text);
  return branch === undefined ? { said: [...said, { open: 'name', name: name.text }] } : { branch, said };
}

interface Who {
  actor?: Question['actor'];
  credential?: 'api-token';
  /** Where the actor is not known: one that it may be. */
  perhaps?: UnlistableActor;
  said: Open[];
}

function actorOf({ destination: { as }, identity }: Found, { person }: Judge): Who {
  if (identity?.settled)
    return { perhaps: 'repository-access-token', said: [{ open: 'settings', clause: identity.clause, settled: true }] };
  const unless: Open[] = identity ? [{ open: 'settings', clause: identity.clause, settled: false }] : [];
  switch (as.as) {
    case 'pipelines':
      return { actor: { type: 'pipelines' }, said: unless };
    case 'access-token':
      return { actor: { type: 'repository-access-token' }, said: [{ open: 'token-kind' }, ...unless] };
    case 'oauth-client':
      return { actor: { type: 'oauth-client' }, said: unless };
    case 'person': {
      const found = isKnown(as.name) && as.name.text !== '' ? person(as.name.text) : undefined;
      if (!found) return { said: [{ open: 'whose-token', name: as.name, appPassword: as.appPassword }, ...unless] };
      return {
        actor: { type: 'user', person: found },
        credential: 'api-token',
        said: [
          { open: 'user-name', name: as.name.text, person: found.name },
          ...(as.appPassword ? [{ open: 'app-password' } as const] : []),
          ...unless,
        ],
      };
    }
    case 'ssh-key':
      return { perhaps: 'workspace-ssh-key', said: [{ open: 'ssh-key' }, ...unless] };
    case 'not-known':
      return as.why === 'address' ? { said: unless } : { said: [{ open: 'credential', why: as.why }, ...unless] };
  }
}
