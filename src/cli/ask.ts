import { bitbucketApi } from '../bitbucket/port/port';
import type { Unreadable } from '../bitbucket/repository/access';
import { readFacts, type ReadOptions } from '../bitbucket/repository/read';
import { once, type Get } from '../bitbucket/port/port';
import { actorMeant } from '../core/people/actor';
import { accessReport, type AccessReport } from '../core/questions/access';
import {
  actorAsked,
  explainAsked,
  settled,
  type Asked as Question,
  type InvalidQuestion,
} from '../core/questions/asked';
import { namesThatCount, readBranchesAround, type BranchesAround } from '../bitbucket/repository/branches-around';
import { isTag } from '../core/branches/glob';
import { missingBranch } from '../core/branches/missing-branch';
import type { BranchNote, Decision } from '../core/decision';
import { helpFor, wantsHelp, type Help } from '../core/questions/help';
import { deniesWhatPasses, outlook, seesAsMuch, type Outlook } from '../core/questions/pull-request/outlook';
import { queue, type Queue } from '../core/questions/pull-request/queue';
import type { PullRequestFacts } from '../core/pull-request';
import { partsFor } from '../core/merge-checks/merge-checks';
import { readPullRequest } from '../bitbucket/pull-request/pull-request';
import { readOwnPullRequests } from '../bitbucket/pull-request/own-pull-requests';
import { listOpenPullRequests, readEach } from '../bitbucket/pull-request/pull-requests';
import { gather } from '../core/cell/cell';
import type { Actor, Facts, Gap, Listing, Operation } from '../core/model';
import { compare } from '../refusals/compare';
import type { Diagnosis } from '../refusals/diagnose';
import { judgeOn } from '../pipelines/judged';
import { rehearse, type Asked, type Rehearsal } from '../pipelines/rehearse';
import { matrix, where, who, type Matrix, type Reach, type Roster } from '../core/questions/survey';

/** Why a question has no answer at all, not even *unknown*. */
export type Problem = { unreadable: Unreadable } | InvalidQuestion;

/** A pull request that could not be read, and why. */
export interface NoPullRequest {
  noPullRequest: Gap;
  id: number;
}

/**
 * An answer with the facts it was made from, or why there is none.
 */
export type Outcome<T> = { answer: T; facts: Facts } | { problem: Problem };

type Source = Omit<ReadOptions, 'branches'>;

/** A branch that may not exist. */
interface OnBranch {
  branch: string;
  /** The names of the clone's remotes, one of which may stand before the branch. */
  remotes?: readonly string[];
  /** By which whether it exists is asked, where no progress is to be shown of that. */
  unwatched?: Get;
}

/** One decision for each operation on a branch, and help for somebody who may not read the rules. */
export interface Explained {
  decisions: Decision[];
  help?: Help;
}

/**
 * One decision for each operation on a branch, from facts that are read once; with a note where there is no branch.
 * Where the owner of the credential may not read the rules, their own open pull requests into the branch are read too.
 */
export async function askExplain(
  get: Get,
  source: Source,
  {
    operations,
    branch,
    remotes,
    unwatched,
    ...who
  }: Omit<Question, 'actions'> & OnBranch & { operations: readonly Operation[] },
): Promise<Outcome<Explained>> {
  const [outcome, around] = await withAside(
    askActions(get, source, { ...who, actions: operations.map((operation) => ({ operation, branch })) }),
    branchesAround(unwatched ?? get, source, branch),
  );
  if ('problem' in outcome) return outcome;
  const { answer, facts } = outcome;
  const note = noteOn({ branch, ...(remotes && { remotes }) }, around, facts);
  const decisions = answer.map((decision) => ({ ...decision, ...note }));
  const help = await helpWith(unwatched ?? get, source, decisions, facts);
  return { facts, answer: { decisions, ...(help && { help }) } };
}

async function helpWith(get: Get, source: Source, decisions: Decision[], facts: Facts): Promise<Help | undefined> {
  const open = decisions.find((decision) => wantsHelp(decision, facts));
  if (!open || !facts.viewer.known) return undefined;
  const api = { get: once(get), base: source.api ?? bitbucketApi };
  const own = { author: facts.viewer.value.id, into: open.question.branch };
  const pullRequests = await readOwnPullRequests(api, source, own, partsFor(facts.restrictions.items));
  return helpFor(open, gather(facts), pullRequests);
}

/** Milliseconds that an answer which is there waits for a note. */
const patience = 1_000;

/** An answer, and a note beside it, which is left out where it fails or comes much later. */
async function withAside<T, N>(answer: Promise<T>, note: Promise<N>): Promise<[T, N | undefined]> {
  const sure = note.catch(() => undefined);
  const first = await answer;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(done, patience, undefined);
  });
  const second = await Promise.race([sure, late]).finally(() => {
    clearTimeout(timer);
  });
  return [first, second];
}

/** Nothing is asked for a tag: restrictions do not cover it, and it is never created by mistake for a branch. */
function branchesAround(get: Get, source: Source, branch: string): Promise<BranchesAround | undefined> {
  return isTag(branch) ? Promise.resolve(undefined) : readBranchesAround(get, source, branch);
}

function noteOn(
  { branch, remotes }: OnBranch,
  around: BranchesAround | undefined,
  { repository }: Facts,
): { branchNote?: BranchNote } {
  const names = namesThatCount(around, branch, repository.mainBranch);
  const branchNote = names && missingBranch(branch, names, remotes);
  return branchNote ? { branchNote } : {};
}

/** One decision for each action, from facts that are read once. */
export async function askActions(get: Get, source: Source, asked: Question): Promise<Outcome<Decision[]>> {
  return answered(await read(get, source, false, asked.as !== undefined), (facts) => {
    const explained = explainAsked(facts, asked);
    return 'invalid' in explained ? { problem: explained.invalid } : { facts, answer: explained.decisions };
  });
}

/**
 * What one actor may do about one pull request; facts and pull request are read at the same time. Where Bitbucket says
 * that it can be merged and the rules refuse it, both are read anew: something may have changed in between.
 */
export async function askPullRequest(
  get: Get,
  source: Source,
  asked: Omit<Question, 'actions'> & { id: number },
): Promise<Outcome<Outlook> | { problem: NoPullRequest }> {
  const first = await lookAtPullRequest(get, source, asked);
  if (!('answer' in first) || !deniesWhatPasses(first.answer.merge)) return first;
  const second = await lookAtPullRequest(get, source, asked);
  return 'answer' in second && seesAsMuch(second.answer.merge, first.answer.merge) ? second : first;
}

async function lookAtPullRequest(
  get: Get,
  source: Source,
  { id, ...asked }: Omit<Question, 'actions'> & { id: number },
): Promise<Outcome<Outlook> | { problem: NoPullRequest }> {
  const api = { get, base: source.api ?? bitbucketApi };
  const [result, one] = await Promise.all([
    read(get, source, false, asked.as !== undefined),
    readPullRequest(api, source, id),
  ]);
  if ('unreadable' in result) return { problem: result };
  if ('gap' in one) return { problem: { noPullRequest: one.gap, id } };
  const { facts } = result;
  const found = actorAsked(facts, asked);
  return 'invalid' in found
    ? { problem: found.invalid }
    : { facts, answer: outlook(gather(facts), one.pullRequest, found.asked) };
}

/** Called with the number of pull requests that were read so far, and how many there are. */
type OnRead = (read: number, of: number) => void;

/**
 * Every open pull request: what stands between it and its merge, and who could merge it. Where the rules refuse what
 * Bitbucket lets through, they are read anew, once for all: something may have changed in between.
 */
export async function askQueue(get: Get, source: Source, onRead: OnRead): Promise<Outcome<Queue>> {
  const first = await lookAtAll(get, source, onRead);
  const differing = 'answer' in first ? first.answer.entries.filter(deniesWhatPasses) : [];
  if (!('answer' in first) || differing.length === 0) return first;
  const second = await lookAtAll(get, source, onRead, first);
  if (!('answer' in second)) return first;
  const anew = new Map(second.answer.entries.map((entry) => [entry.pullRequest.id, entry]));
  return differing.every((one) => seesAsMuch(anew.get(one.pullRequest.id) ?? {}, one)) ? second : first;
}

/** What was read to look at every open pull request. */
interface Seen {
  facts: Facts;
  open: Listing<PullRequestFacts>;
}

/** `before`: what was read of the pull requests stands, unless the rules of now look at more of them. */
async function lookAtAll(
  get: Get,
  source: Source,
  onRead: OnRead,
  before?: Seen,
): Promise<(Seen & { answer: Queue }) | { problem: Problem }> {
  const api = { get: once(get), base: source.api ?? bitbucketApi };
  const [result, listed] = await Promise.all([
    read(get, source, false),
    before ? undefined : listOpenPullRequests(api, source),
  ]);
  if ('unreadable' in result) return { problem: result };
  const { facts } = result;
  const [wanted, had] = [facts, before?.facts].map((one) => partsFor(one?.restrictions.items ?? []));
  const isEnough = before && wanted?.every((part) => had?.includes(part));
  const open = isEnough
    ? before.open
    : await readEach(api, source, listed ?? (await listOpenPullRequests(api, source)), wanted ?? [], onRead);
  return { facts, open, answer: queue(facts, open) };
}

/** Any question of all the facts and every open pull request, which are listed beside them. */
export async function askOfAllWithQueue<T>(
  get: Get,
  source: Source,
  onRead: OnRead,
  answer: (facts: Facts, pullRequests: Listing<PullRequestFacts>) => { answer: T } | { problem: Problem },
): Promise<Outcome<T>> {
  const api = { get: once(get), base: source.api ?? bitbucketApi };
  const [result, open] = await Promise.all([read(get, source, true, true), listOpenPullRequests(api, source)]);
  if ('unreadable' in result) return { problem: result };
  const { facts } = result;
  const found = answer(facts, await readEach(api, source, open, partsFor(facts.restrictions.items), onRead));
  return 'problem' in found ? found : { facts, ...found };
}

/** Everybody's verdict on one branch, with a note where there is no such branch. */
export async function askWho(get: Get, source: Source, operation: Operation, on: OnBranch): Promise<Outcome<Roster>> {
  const [result, around] = await withAside(
    read(get, source, false),
    branchesAround(on.unwatched ?? get, source, on.branch),
  );
  return answered(result, (facts) => ({
    facts,
    answer: { ...who(facts, operation, on.branch), ...noteOn(on, around, facts) },
  }));
}

/** Everybody's permission on the repository, and where it comes from. */
export async function askAccess(get: Get, source: Source): Promise<Outcome<AccessReport>> {
  return answered(await read(get, source, false), (facts) => ({ facts, answer: accessReport(facts) }));
}

/** One actor's verdict on every branch. */
export async function askWhere(get: Get, source: Source, operation: Operation, as?: string): Promise<Outcome<Reach>> {
  return answered(await read(get, source, true, as !== undefined), (facts) =>
    meaning(as, facts, (actor) => ({ facts, answer: where(facts, operation, actor) })),
  );
}

/** Everybody's verdict on every branch. */
export async function askMatrix(get: Get, source: Source, operation: Operation): Promise<Outcome<Matrix>> {
  return answered(await read(get, source, true), (facts) => ({ facts, answer: matrix(facts, operation) }));
}

/** The causes in a pasted text, compared with what the configuration says about the same push. */
export async function askComparison(
  get: Get,
  source: Source,
  diagnosis: Diagnosis,
  as?: string,
): Promise<Outcome<ReturnType<typeof compare>>> {
  return answered(await read(get, source, false, as !== undefined), (facts) => {
    if (as === undefined) return { facts, answer: compare(diagnosis, facts) };
    return meaning(as, facts, (actor) => ({ facts, answer: compare(diagnosis, facts, actor) }));
  });
}

/**
 * The facts alone, with everything that any question needs; the parts of these pull requests are read too, for a
 * recording port.
 */
export async function askFacts(
  get: Get,
  source: Source,
  pullRequests: number[] = [],
): Promise<Outcome<Facts> | { problem: NoPullRequest }> {
  const facts = await read(get, source, true, true);
  if ('unreadable' in facts) return { problem: facts };
  const api = { get, base: source.api ?? bitbucketApi };
  for (const id of pullRequests) {
    const one = await readPullRequest(api, source, id);
    if ('gap' in one) return { problem: { noPullRequest: one.gap, id } };
  }
  return { facts: facts.facts, answer: facts.facts };
}

/** The facts without branches, for what is asked of the rules alone. */
export async function askRules(get: Get, source: Source): Promise<Outcome<Facts>> {
  return answered(await read(get, source, false), (facts) => ({ facts, answer: facts }));
}

/** Any other question of the facts, which are read once, with the branches and every member of the workspace. */
export async function askOfAll<T>(
  get: Get,
  source: Source,
  answer: (facts: Facts) => { answer: T } | { problem: Problem },
): Promise<Outcome<T>> {
  return answered(await read(get, source, true, true), (facts) => {
    const found = answer(facts);
    return 'problem' in found ? found : { facts, ...found };
  });
}

/** Somebody named in a question may be a workspace member without any permission here, so then every member is read. */
async function read(
  get: Get,
  source: Source,
  branches: boolean,
  everyMember = false,
): Promise<{ facts: Facts } | { unreadable: Unreadable }> {
  const result = await readFacts(get, { ...source, branches, everyMember });
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

/** Every push of a pipelines file, each judged, from facts that are read once; or what is wrong with the file. */
export async function askRehearsal(
  get: Get,
  source: Source,
  asked: Asked,
): Promise<Outcome<Rehearsal | { wrong: string }>> {
  return answered(await read(get, source, false, true), (facts) => {
    return { facts, answer: rehearse(asked, judgeOn(gather(facts))) };
  });
}
