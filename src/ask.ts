import type { Unreadable } from './bitbucket/access';
import { readFacts, type ReadOptions } from './bitbucket/read';
import type { Get } from './bitbucket/port';
import { actorMeant } from './core/actor';
import { explainAsked, settled, type Asked as Question, type Misput } from './core/asked';
import type { Decision } from './core/decision';
import { explainAmong } from './core/explain';
import { gather } from './core/cell';
import type { Actor, Facts, Gap, Level, Listing, Operation } from './core/model';
import { compare } from './refusals/compare';
import type { Diagnosis } from './refusals/diagnose';
import { rehearse, type Asked, type Rehearsal } from './pipelines/rehearse';
import { matrix, where, who, type Matrix, type Reach, type Roster } from './core/survey';

/** Why a question has no answer at all: not even an unknown. */
export type Problem = { unreadable: Unreadable } | Misput;

export type Outcome<T> = { answer: T; facts: Facts } | { problem: Problem };

type Source = Omit<ReadOptions, 'branches'>;

/** One question for each operation, from facts that are read once. */
export async function askExplain(
  get: Get,
  source: Source,
  { operations, branch, ...who }: Omit<Question, 'deeds'> & { operations: readonly Operation[]; branch: string },
): Promise<Outcome<Decision[]>> {
  return askDeeds(get, source, { ...who, deeds: operations.map((operation) => ({ operation, branch })) });
}

/** One question for each deed, from facts that are read once. */
export async function askDeeds(
  get: Get,
  source: Source,
  asked: Question,
): Promise<Outcome<Decision[]>> {
  return answered(await read(get, source, false), (facts) => {
    const explained = explainAsked(facts, asked);
    return 'misput' in explained ? { problem: explained.misput } : { facts, answer: explained.decisions };
  });
}

/** Everybody on one branch. */
export async function askWho(get: Get, source: Source, operation: Operation, branch: string): Promise<Outcome<Roster>> {
  return answered(await read(get, source, false), (facts) => ({ facts, answer: who(facts, operation, branch) }));
}

/** Every branch, for one actor. */
export async function askWhere(get: Get, source: Source, operation: Operation, as?: string): Promise<Outcome<Reach>> {
  return answered(await read(get, source, true), (facts) =>
    meaning(as, facts, (actor) => ({ facts, answer: where(facts, operation, actor) })),
  );
}

/** Everybody on every branch. */
export async function askMatrix(get: Get, source: Source, operation: Operation): Promise<Outcome<Matrix>> {
  return answered(await read(get, source, true), (facts) => ({ facts, answer: matrix(facts, operation) }));
}

/** What a pasted text names as causes, beside what the configuration says of the same push. */
export async function askComparison(get: Get, source: Source, diagnosis: Diagnosis, as?: string): Promise<Outcome<ReturnType<typeof compare>>> {
  return answered(await read(get, source, false), (facts) => {
    if (as === undefined) return { facts, answer: compare(diagnosis, facts) };
    return meaning(as, facts, (actor) => ({ facts, answer: compare(diagnosis, facts, actor) }));
  });
}

/** The facts alone, with everything that any question needs. */
export async function askFacts(get: Get, source: Source): Promise<Outcome<Facts>> {
  return answered(await read(get, source, true), (facts) => ({ facts, answer: facts }));
}

async function read(get: Get, source: Source, branches: boolean): Promise<{ facts: Facts } | { unreadable: Unreadable }> {
  const result = await readFacts(get, { ...source, branches });
  if ('unreadable' in result) return result;
  return { facts: settled(result.facts) };
}

function answered<T>(
  result: { facts: Facts } | { unreadable: Unreadable },
  answer: (facts: Facts) => Outcome<T>,
): Outcome<T> {
  return 'unreadable' in result ? { problem: result } : answer(result.facts);
}

function meaning<T>(who: string | undefined, facts: Facts, answer: (actor: Actor) => Outcome<T>): Outcome<T> {
  const meant = actorMeant(who, facts);
  return 'actor' in meant ? answer(meant.actor) : { problem: meant };
}

/** Why a panel shows no facts: said by role, never by name, as whoever reads this may see no names. */
export type CannotRead =
  | { because: 'not-administrator'; repository: string; level: Level }
  | { because: 'permission-not-known'; repository: string; gap: Gap }
  | { because: 'unreadable'; unreadable: Unreadable };

/** The facts for the settings page, without branches, which come in portions of their own. */
export type PanelFacts = { facts: Facts } | { cannotRead: CannotRead };

/** Some of the branches, in Bitbucket's order. `next` is the page that the next portion begins with. */
export type BranchPortion = { branches: Listing<string>; size?: number; next?: number } | { cannotRead: CannotRead };

/** A key of the permission-check webhook, without its secret. Times are RFC 3339. */
export interface CheckKey {
  id: string;
  madeAt: string;
}

/**
 * What a panel may ask of the app, by function key. The repository is that of Forge's context, never of the payload, and
 * each begins with the same check: only administrators of the repository are given its facts.
 */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Forge's makeResolver asks for an index signature, which only a type alias has by itself
export type PanelCalls = {
  facts: () => PanelFacts;
  branches: (payload: { page: number }) => BranchPortion;
  saveMembers: (payload: { group: string; members: string[] | null }) => { saved: true } | { cannotRead: CannotRead };
  /** The repository's webhook keys, and the address that builds ask. */
  checkKeys: () => { url: string; keys: CheckKey[] } | { cannotRead: CannotRead };
  /** `secret` is base64 of 32 random bytes and is shown this once. At most two keys at a time: a third needs a revocation first. */
  makeCheckKey: () => { key: CheckKey; secret: string; url: string; keys: CheckKey[] } | { tooMany: true; keys: CheckKey[] } | { cannotRead: CannotRead };
  revokeCheckKey: (payload: { id: string }) => { keys: CheckKey[] } | { cannotRead: CannotRead };
};

/** Every push of a pipelines file, each judged, from facts that are read once; or what is wrong with the file. */
export async function askRehearsal(get: Get, source: Source, asked: Asked): Promise<Outcome<Rehearsal | { wrong: string }>> {
  return answered(await read(get, source, false), (facts) => {
    const gathered = gather(facts);
    const person = (name: string) => {
      const meant = actorMeant(name, facts);
      return 'actor' in meant && meant.actor.type === 'user' ? meant.actor.person : undefined;
    };
    return { facts, answer: rehearse(asked, { facts, judge: (question) => explainAmong(gathered, question), person }) };
  });
}
