import { repositoriesOf } from '../../src/bitbucket/worlds/world';
import { settled } from '../../src/core/questions/asked';
import { explain } from '../../src/core/questions/explain';
import { mostRequests } from '../../src/forge/administrator';
import { unlistableActors, type Actor, type Facts, type Operation } from '../../src/core/model';
import type { Verdict } from '../../src/core/decision';
import { pathsIn } from '../../src/sandbox/bitbucket/replies';
import { factsOf, patient } from '../bitbucket/saved-worlds';
import { givenAwayTo } from '../forge/secrets';
import type { Cell, Ending, Ran } from './run/answer';
import { listAt } from './run/bad-replies';
import { storageWords } from './run/bad-store';
import { namesWhatFailed } from './named';
import { contradictions, otherWorld, type Contradiction } from './run/other-world';
import { isStoreFault, isWorldFault, type Ask, type Face, type Fault, type Plan, type WorldFault } from './plan';
import { ranInTerminal } from './run/terminal';
import { longest, ranInForge } from './run/forge';
import { placeNamed, type Place } from './worlds';

/** The result of a plan; the worst comes last. */
export const columns = ['same', 'unknown', 'unnoticeable', 'wrong', 'crashed', 'late', 'leaked', 'other host'] as const;
export type Column = (typeof columns)[number];

/** The columns that must stay empty. */
export const faulty: readonly Column[] = ['wrong', 'crashed', 'late', 'leaked', 'other host'];

/** The result of a plan, and each objection to it. */
export interface Judged {
  columns: Column[];
  why: string[];
  /** How many verdicts were compared. */
  cells: number;
}

/** The verdicts that are right in this world, or in one that nobody can distinguish from it. */
interface Baseline {
  ending: Ending;
  truth: () => Promise<Facts>;
  is: 'same' | 'unnoticeable';
}

/**
 * Milliseconds for each face: Forge ends a resolver after 25 seconds and a web trigger after 55; a terminal waits
 * longer.
 */
const bounds: Partial<Record<Face, number>> = {
  webhook: longest.trigger,
  prs: 1_000_000,
  explain: 70_000,
  who: 70_000,
  where: 70_000,
  matrix: 70_000,
  'explain --pr': 70_000,
};

let runs = 0;

/** Each run has a month of its own: nothing that is kept for a while is still kept in the next. */
function nextMonth(): number {
  runs += 1;
  return Date.UTC(2027, 0, 1) + runs * 35 * 86_400_000;
}

function run(place: Place, { ask, faults }: Pick<Plan, 'ask' | 'faults'>): Promise<Ran> {
  switch (ask.face) {
    case 'webhook':
    case 'facts':
    case 'pullRequest':
    case 'pullRequests':
    case 'checkKeys':
    case 'saveMembers':
      return ranInForge(place, ask, faults, nextMonth());
    default:
      return ranInTerminal(otherWorld(place.world, faults), ask, faults, nextMonth());
  }
}

const fineDays = new Map<string, Promise<Ran>>();

function isOwnWord(path: string): boolean {
  return path.endsWith('/mergeability/checks');
}

/** The same question in fine weather. */
function inFineWeather(world: string, ask: Ask): Promise<Ran> {
  const key = `${world} ${JSON.stringify(ask)}`;
  const before = fineDays.get(key) ?? run(placeNamed(world), { ask, faults: [] });
  fineDays.set(key, before);
  if (fineDays.size > 500) fineDays.delete([...fineDays.keys()][0] ?? '');
  return before;
}

/** Runs a plan and judges it. */
export async function judgedPlan(plan: Plan): Promise<Judged> {
  return judgedRun(plan, await run(placeNamed(plan.world), plan));
}

/** Judges the result of a plan, compared with that of the same question in fine weather. */
export async function judgedRun(plan: Plan, ran: Ran): Promise<Judged> {
  const place = placeNamed(plan.world);
  const fine = await inFineWeather(plan.world, plan.ask);
  if (fine.ending.is === 'crash' || fine.ending.is === 'hangs')
    throw new Error(`In fine weather already: ${JSON.stringify(fine.ending)} ${JSON.stringify(plan.ask)}`);
  const found = new Map<Column, string[]>();
  const say = (column: Column, why?: string) =>
    found.set(column, [...(found.get(column) ?? []), ...(why === undefined ? [] : [why])]);

  if (ran.milliseconds > (bounds[plan.ask.face] ?? longest.resolver))
    say('late', `${String(ran.milliseconds / 1000)} s`);
  const elsewhere = ran.contacts.filter(({ host }) => host !== 'api.bitbucket.org');
  for (const { host, credential } of elsewhere)
    say('other host', `${host} was asked${credential ? ', and given the credential' : ''}`);
  if (ran.output.includes(storageWords))
    say('leaked', `what the storage said of itself was shown: ${excerpt(ran.output, storageWords)}`);
  if (ran.audience === 'others') {
    const given = givenAwayTo(ran.self, ran.output, place.secrets);
    const always = new Set(givenAwayTo(fine.self, fine.output, place.secrets));
    const asked = JSON.stringify(plan.ask);
    for (const one of given) if (!always.has(one) && !asked.includes(one)) say('leaked', `of somebody else: ${one}`);
  }
  const { ending } = ran;
  if (ending.is === 'crash') say('crashed', ending.what);
  else if (ending.is === 'hangs') say('late', 'it never ends');
  else await compare(plan, place, ran, ending, say);
  return {
    columns: columns.filter((column) => found.has(column)),
    why: [...found].flatMap(([column, whys]) => whys.slice(0, 3).map((why) => `${column}: ${why}`)),
    cells: ending.is === 'answer' ? ending.cells.size : 0,
  };
}

function excerpt(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 80), at + 60);
}

/** The reason why there is no answer, without the repository's name. */
function reasonIn(says: string): string {
  return says.replace(/"repository":"[^"]*"/, '');
}

type Say = (column: Column, why?: string) => void;

async function compare(
  plan: Plan,
  place: Place,
  ran: Ran,
  ending: Exclude<Ending, { is: 'crash' | 'hangs' }>,
  say: Say,
): Promise<void> {
  const baselines = await baselinesOf(plan, place, ran);
  const names = namesOf(plan, place, ran, baselines);
  if (ending.is === 'closed') {
    const same = baselines.find(
      (one) => one.ending.is === 'closed' && reasonIn(one.ending.says) === reasonIn(ending.says),
    );
    if (same) say(same.is);
    else if (closesRightly(plan, ran, ending, names)) say('unknown');
    else say('wrong', `no answer, which nothing that failed explains: ${String(ending.status ?? '')} ${ending.says}`);
    return;
  }
  const answers = baselines.filter(
    (one): one is Baseline & { ending: Extract<Ending, { is: 'answer' }> } => one.ending.is === 'answer',
  );
  if (answers.length === 0) {
    const every = [...ending.cells.values()].every(({ verdict }) => verdict === 'unknown');
    if (every) say('unknown');
    else say('wrong', 'an answer, where there is none in fine weather');
    return;
  }
  const restrictions = pathsIn(place.world)?.restrictions ?? '';
  const unreadRestrictions = ran.log.struck.has(restrictions) || ran.log.jumps > 0;
  for (const [key, cell] of ending.cells) {
    const same = answers.find((one) => one.ending.cells.get(key)?.verdict === cell.verdict);
    if (same) say(same.is);
    else if (cell.verdict === 'unknown') {
      if (cell.gaps.some(names)) say('unknown');
      else say('wrong', `${key}: unknown, by ${list(cell.gaps)}, of which none failed`);
    } else if (
      cell.verdict === 'allowed' &&
      unreadRestrictions &&
      answers.some((one) => isOnlyByUnknownKinds(one.ending.cells.get(key)))
    ) {
      say('unnoticeable');
    } else if (answers.some((one) => one.ending.cells.has(key))) {
      say(
        'wrong',
        `${key}: ${cell.verdict}, in fine weather ${answers.map((one) => one.ending.cells.get(key)?.verdict ?? 'not there').join(' or ')}`,
      );
    } else {
      const true_ = await truthOf(cell, answers);
      const right = answers.find((_, at) => true_[at] === cell.verdict);
      if (right) say(right.is);
      else say('wrong', `${key}: ${cell.verdict}, in truth ${true_.join(' or ')}`);
    }
  }
  const missing = answers.map((one) => [...one.ending.cells.keys()].filter((key) => !ending.cells.has(key)));
  if (missing.every((keys) => keys.length > 0)) {
    // Where the list of people is not known in fine weather either, somebody missing from it may be on it.
    const people = ending.gaps.some((gap) =>
      namesWhatFailed(place.world, pathsIn(place.world)?.effective ?? '', plan.ask.face)(gap),
    );
    if (ending.gaps.some(names) || people) say('unknown');
    else
      say('wrong', `${missing[0]?.[0] ?? ''} is left out, and the gaps name nothing that failed: ${list(ending.gaps)}`);
  }
  if (ending.cells.size === 0 && missing.some((keys) => keys.length === 0)) say('same');
}

/**
 * Whether nothing but kinds of restriction that we do not know keeps it unknown. What was not read may hold such a kind
 * as well, but counts as the kinds that decide alone: else nobody would be allowed anything wherever a page is missing.
 */
function isOnlyByUnknownKinds(cell: Cell | undefined): boolean {
  return cell?.verdict === 'unknown' && cell.gaps.length > 0 && cell.gaps.every((gap) => /^what .* stops$/.test(gap));
}

function list(gaps: string[]): string {
  return gaps.length === 0 ? 'nothing' : [...new Set(gaps)].slice(0, 4).join('; ');
}

/**
 * What may be said. A world that differs only in replies that are whole, and by themselves a consistent repository, is
 * one that nobody can tell from the real one: decided by the kinds of the faults and by the replies, before anything is
 * compared.
 */
async function baselinesOf(plan: Plan, place: Place, ran: Ran): Promise<Baseline[]> {
  const truth = (of: Place) => () =>
    factsOf(of.world, patient(of.world), { askGroups: !('viewer' in plan.ask) && plan.ask.face !== 'webhook' }).then(
      settled,
    );
  const all: Baseline[] = [];
  for (const ask of askedWith(plan))
    all.push({ ending: (await inFineWeather(plan.world, ask)).ending, truth: truth(place), is: 'same' });
  if (
    plan.ask.face === 'checkKeys' &&
    plan.faults.some(
      (fault) =>
        (fault.fault === 'store-race' && fault.how === 'gone') ||
        (fault.fault === 'store-format' && fault.of === 'check-keys'),
    )
  ) {
    all.push({
      ending: { is: 'answer', gaps: [], cells: new Map([['the key is listed', { verdict: 'denied', gaps: [] }]]) },
      truth: truth(place),
      is: 'same',
    });
  }
  // Without Bitbucket's own word the rules decide, as they do where it never came.
  const silent = [...ran.log.struck].filter(isOwnWord);
  const unasked = ran.log.jumps > 0 || ran.log.requests >= mostRequests ? place.paths.filter(isOwnWord) : silent;
  if (unasked.length > 0) {
    const faults = unasked.map((at): Fault => ({ fault: 'status', at, from: 1, status: 404, body: 'none' }));
    for (const ask of askedWith(plan))
      all.push({ ending: (await run(place, { ask, faults })).ending, truth: truth(place), is: 'same' });
  }
  for (const edits of someOf(plan.faults.filter(isWorldFault))) {
    if (nowContradicting(edits, place, ran).length > 0 && !edits.some((edit) => isOwnForEverybodys(edit, place)))
      continue;
    const elsewhere = { ...place, world: otherWorld(place.world, edits) };
    for (const ask of askedWith(plan))
      all.push({
        ending: (await run(place, { ask, faults: edits })).ending,
        truth: truth(elsewhere),
        is: 'unnoticeable',
      });
  }
  return all;
}

/**
 * One person's own permissions, in place of everybody's, where they have one on this repository alone: both lists have
 * the same type, and nobody can say whether a missing grant was taken away meanwhile.
 */
function isOwnForEverybodys(edit: WorldFault, { world }: Place): boolean {
  const paths = pathsIn(world);
  return (
    edit.fault === 'list-of' &&
    edit.at === paths?.effective &&
    edit.other === paths.own &&
    listAt(world, edit.other)?.length === 1
  );
}

/**
 * What is asked, with what may be kept: what is kept no more was never kept, and somebody else may have looked
 * meanwhile.
 */
function askedWith({ ask, faults }: Plan): Ask[] {
  if (!('visited' in ask) || !faults.some((fault) => isStoreFault(fault) || fault.fault === 'clock')) return [ask];
  const looked = faults.some(({ fault }) => fault === 'store-race');
  const kept = [
    ask,
    ...[true, false].flatMap((visited) => [true, false].map((supplied) => ({ ...ask, visited, supplied }))),
  ];
  return kept.filter((one) => (ask.visited || looked || !one.visited) && (ask.supplied || !one.supplied));
}

/** Every subset of them: where one is noticed and another cannot be, the other one shows. */
function someOf<T>(list: T[]): T[][] {
  return list.reduce<T[][]>((some, one) => [...some, ...some.map((others) => [...others, one]), [one]], []);
}

/** The replies that cannot all be true, of those that were read, since these faults. */
function nowContradicting(edits: Fault[], place: Place, { log }: Pick<Ran, 'log'>): Contradiction[] {
  const before = new Set(contradictions(place.world).map(String));
  return contradictions(otherWorld(place.world, edits)).filter(
    (paths) => !before.has(String(paths)) && paths.every((path) => log.asked.has(path)),
  );
}

/** Whether a gap names something that failed. */
function namesOf(plan: Plan, place: Place, { log }: Ran, baselines: Baseline[]): (gap: string) => boolean {
  const struck = new Set(log.struck);
  for (const { at } of plan.faults.filter(isWorldFault)) if (log.asked.has(at)) struck.add(at);
  for (const path of nowContradicting(plan.faults.filter(isWorldFault), place, { log }).flat()) struck.add(path);
  // A request that is not made any more, as time is over or the budget is spent, failed as well.
  if (log.jumps > 0 || log.requests >= mostRequests) for (const path of place.paths) struck.add(path);
  // Where the list of everybody is refused in fine weather already, grants stand in for it; without them it is what is
  // missing.
  const paths = pathsIn(place.world);
  const standIns = [...struck].some(
    (path) => /\/permissions-config\/|^\/1\.0\//.test(path) || path === paths?.members || path === paths?.own,
  );
  if (paths && standIns && !listAt(place.world, paths.effective)) struck.add(paths.effective);
  const each = [...struck].map((path) => namesWhatFailed(place.world, path, plan.ask.face));
  const otherwise = new Set(
    baselines
      .slice(1)
      .flatMap(({ ending, is }) =>
        is === 'same' && ending.is === 'answer' ? [...ending.cells.values()].flatMap(({ gaps }) => gaps) : [],
      ),
  );
  const kept = struck.has('storage');
  return (gap) =>
    each.some((named) => named(gap)) || otherwise.has(gap) || (kept && gap.startsWith('the members of `'));
}

/** Whether something that failed explains why there is no answer, and the answer says so. */
function closesRightly(
  plan: Plan,
  { log }: Ran,
  ending: Extract<Ending, { is: 'closed' }>,
  names: (gap: string) => boolean,
): boolean {
  const paths = pathsIn(placeNamed(plan.world).world);
  const struck = (path: string | undefined) =>
    path !== undefined &&
    (log.struck.has(path) || log.jumps > 0 || plan.faults.some((fault) => isWorldFault(fault) && fault.at === path));
  const people =
    [paths?.effective, paths?.userGrants, paths?.members, paths?.restrictions].some(struck) ||
    [...log.struck].some((path) => /\/(permissions-config|members)/.test(path));
  const stored = log.struck.has('storage');
  const { status, says } = ending;
  if (plan.ask.face === 'webhook') {
    if (status === 503)
      return (
        (!says.includes('Bitbucket') ||
          (stored && says.includes('storage')) ||
          [...log.struck].some((path) => path !== 'storage') ||
          log.jumps > 0) &&
        (log.struck.size > 0 || log.jumps > 0)
      );
    if (status === 401) return stored || log.jumps > 0;
    if (status === 429) return stored;
    return status === 400 && says.includes('actor') && (people || struck(paths?.repository));
  }
  if (status !== undefined) {
    if (says.includes('Nobody called')) return people || struck('/2.0/user');
    if (says.includes('whose credential')) return struck('/2.0/user');
    if (says.includes('pull request'))
      return [...log.struck].some((path) => path.includes('/pullrequests/')) || struck(paths?.repository);
    return (
      struck(paths?.repository) || (status === 77 && [...log.struck].some((path) => path.includes('/pullrequests/')))
    );
  }
  return ending.gaps.some(names) || (stored && /stor|keep|kept/.test(says));
}

/** The verdicts on somebody whom no answer in fine weather named. */
async function truthOf({ about }: Cell, baselines: Baseline[]): Promise<Verdict[]> {
  if (!about) return baselines.map(() => 'denied');
  const { actor, operation, branch } = about;
  const type = unlistableActors.find((one) => one === actor);
  const who: Actor = type ? { type } : { type: 'user', person: { id: actor, name: actor } };
  return Promise.all(
    baselines.map(
      async ({ truth }) => explain(await truth(), { actor: who, operation: operation as Operation, branch }).verdict,
    ),
  );
}

/** What a plan is about, in one line. */
export function titleOf({ seed, world, ask }: Plan): string {
  return `seed ${String(seed)}: ${ask.face} over ${world} (${repositoriesOf(placeNamed(world).world)[0] ?? ''})`;
}
