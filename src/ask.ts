import type { Unreadable } from './bitbucket/access';
import { readFacts, type ReadOptions } from './bitbucket/read';
import type { Get } from './bitbucket/port';
import { actorMeant, suppliedMembers, viewerAmong, type Meant } from './core/actor';
import type { Decision } from './core/decision';
import { explainAmong } from './core/explain';
import { gather } from './core/cell';
import type { Actor, Credential, Facts, Gap, Level, Listing, Operation } from './core/model';
import { matrix, where, who, type Matrix, type Reach, type Roster } from './core/survey';

/** Why a question has no answer at all: not even an unknown. */
export type Problem =
  | { unreadable: Unreadable }
  | Exclude<Meant, { actor: Actor }>
  | { credentialOfUnlistable: Exclude<Actor['type'], 'user'> };

export type Outcome<T> = { answer: T; facts: Facts } | { problem: Problem };

type Source = Omit<ReadOptions, 'branches'>;

/** One question for each operation, from facts that are read once. */
export async function askExplain(
  get: Get,
  source: Source,
  { as, operations, branch, credential }: { as?: string; operations: readonly Operation[]; branch: string; credential?: Credential },
): Promise<Outcome<Decision[]>> {
  return answered(await read(get, source, false), (facts) =>
    meaning(as, facts, (actor) => {
      if (credential && actor.type !== 'user') return { problem: { credentialOfUnlistable: actor.type } };
      const gathered = gather(facts);
      const question = { actor, branch, ...(credential && { credential }) };
      return { facts, answer: operations.map((operation) => explainAmong(gathered, { ...question, operation })) };
    }),
  );
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

/** The facts alone, with everything that any question needs. */
export async function askFacts(get: Get, source: Source): Promise<Outcome<Facts>> {
  return answered(await read(get, source, true), (facts) => ({ facts, answer: facts }));
}

async function read(get: Get, source: Source, branches: boolean): Promise<{ facts: Facts } | { unreadable: Unreadable }> {
  const result = await readFacts(get, { ...source, branches });
  if ('unreadable' in result) return result;
  const { facts } = result;
  return { facts: { ...facts, viewer: viewerAmong(facts), suppliedMembers: suppliedMembers(facts.suppliedMembers, facts) } };
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

/**
 * What a panel may ask of the app, by function key. The repository is that of Forge's context, never of the payload, and
 * each begins with the same check: only administrators of the repository are given its facts.
 */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Forge's makeResolver asks for an index signature, which only a type alias has by itself
export type PanelCalls = {
  facts: () => PanelFacts;
  branches: (payload: { page: number }) => BranchPortion;
  saveMembers: (payload: { group: string; members: string[] | null }) => { saved: true } | { cannotRead: CannotRead };
};
