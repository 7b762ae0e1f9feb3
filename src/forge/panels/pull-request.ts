import type { CannotRead, PullRequestPanel } from '../../panel-calls';
import { bitbucketApi } from '../../bitbucket/port/port';
import type { Request } from '@forge/resolver';
import { readRepository, type Place } from '../../bitbucket/repository/access';
import { budgetOf } from '../../bitbucket/port/budget';
import { once, patiently, timeOfReading, type Get, type Wait } from '../../bitbucket/port/port';
import { everyPart, readPullRequest } from '../../bitbucket/pull-request/pull-request';
import { readViewer } from '../../bitbucket/repository/read';
import { withProjectRules } from '../../core/people/project-rules';
import { settled } from '../../core/questions/asked';
import { comparisonOf } from '../../core/questions/ledger';
import { gather } from '../../core/cell/cell';
import type { Fact, Facts, Gap, Level } from '../../core/model';
import { partsFor } from '../../core/merge-checks/merge-checks';
import {
  deniesWhatPasses,
  mergersOf,
  outlook,
  seesAsMuch,
  type Outlook,
} from '../../core/questions/pull-request/outlook';
import type { PullRequestFacts } from '../../core/pull-request';
import { redactedOutlook } from '../../core/redact/redact';
import { mostRequests, patience, readViewerLevel } from '../administrator';
import { placeIn, pullRequestIn } from '../context';
import { forgeGet } from '../get';
import { keepComparison, ledgerDay } from '../store/ledger';
import { keptMembers } from '../store/members';
import { keptProjectRules } from '../store/project-rules';
import { againIn } from './payload';
import { isFresh, keptRules, readRules } from './rules-read';
import { keptInTime } from '../store/storage';
import { seenBy, seenByUnnamed, unnamed, viewerAmong } from './viewer';

/** One viewing of a pull request. */
interface Look {
  /** Requests as the viewer, each path once. */
  get: Get;
  place: Place;
  id: number;
  accountId: string | undefined;
  again: boolean;
  /** When it began, RFC 3339. */
  at: string;
  deadline: number;
  wait: Wait;
  within: (get: Get) => Get;
}

type Answer = PullRequestPanel | { cannotRead: CannotRead };

/** The answer, and how Bitbucket's own word and ours stand beside each other. */
interface Answered {
  answer: Answer;
  compared?: ReturnType<typeof comparisonOf>;
}

/**
 * Answers `pullRequest`. The answer holds only what Bitbucket shows this viewer of the pull request; whatever
 * credential read the rules, only an administrator of the repository is given other people's names.
 */
export function pullRequestPanel(wait: Wait) {
  return async ({ payload, context }: Request<unknown>): Promise<Answer> => {
    const look = { place: placeIn(context), ...pullRequestIn(context), again: againIn(payload) };
    const deadline = performance.now() + patience;
    const within = budgetOf(mostRequests);
    const get = patiently(within(forgeGet('user')), patience, wait);
    const at = timeOfReading();
    const ledgerRead = keptInTime(ledgerDay(look.place, at));
    const read = (again: boolean) => answered({ ...look, get: once(get), again, at, deadline, wait, within });
    const { answer, compared } = look.again ? await read(true) : await twiceWhereTheyDiffer(read);
    const today = await ledgerRead;
    // Where Bitbucket took all the time that there is, nothing is kept: Forge would end the invocation.
    if (today && compared && performance.now() < deadline) await keptInTime(keepComparison(today, compared));
    return answer;
  };
}

/** Reads the rules anew beside a contradiction, as something may have changed since they were read. */
async function twiceWhereTheyDiffer(read: (again: boolean) => Promise<Answered>): Promise<Answered> {
  const first = await read(false);
  if (!('outlook' in first.answer) || !deniesWhatPasses(first.answer.outlook.merge)) return first;
  const second = await read(true);
  const { merge } = first.answer.outlook;
  return 'outlook' in second.answer && seesAsMuch(second.answer.outlook.merge, merge) ? second : first;
}

/**
 * Takes at most three rounds of requests: who views what, beside the look at what is kept of the rules; then the rules,
 * and the parts of the pull request; then what is below both. Whoever may read the rules gets them as they are now, so
 * that what they mended counts at once; rules that were kept spare only the others that reading. A fourth round is
 * there only where the rules of now look at more of the pull request than those that were kept.
 */
async function answered({ get, place, id, accountId, again, at, deadline, wait, within }: Look): Promise<Answered> {
  const api = { get, base: bitbucketApi };
  const ownLevel = readViewerLevel(api, place);
  const repositoryRead = readRepository(get, place);
  const viewerRead = readViewer(get);
  // Which of its parts are needed is not known yet; `get` asks for each path once.
  const begun = Promise.all([ownLevel, repositoryRead, viewerRead, readPullRequest(api, place, id, [])]);
  // What the port throws is thrown below.
  begun.catch(() => undefined);
  const kept = await keptRules(place);
  const fresh = kept && !again && isFresh(kept) ? kept : undefined;
  const parts = fresh ? partsFor(fresh.facts.restrictions.items) : everyPart;

  const rulesRead = Promise.all([ownLevel, repositoryRead]).then(([level, read]) => {
    const administrator = administers(level);
    if ('unreadable' in read || (fresh && !administrator)) return fresh;
    return readRules({ get, place, administrator, kept, again, deadline, wait, within });
  });
  const [level, read, person, first, rules, suppliedMembers = {}, projectRules] = await Promise.all([
    ownLevel,
    repositoryRead,
    viewerRead,
    readPullRequest(api, place, id, parts),
    rulesRead,
    keptInTime(keptMembers(place)),
    repositoryRead.then((found) =>
      'repository' in found ? keptInTime(keptProjectRules(place, found.repository)) : undefined,
    ),
  ]);

  if ('unreadable' in read) return { answer: { cannotRead: { because: 'unreadable', unreadable: read.unreadable } } };
  const { repository } = read;
  if ('gap' in first) return { answer: { cannotRead: { because: 'no-pull-request', gap: first.gap } } };
  if (!rules) throw new Error('The rules of a repository that can be read have an answer.');

  const seen = withProjectRules({ ...rules.facts, repository, suppliedMembers }, projectRules);
  const needed = partsFor(seen.restrictions.items);
  // What was read is not requested again: `get` asks for each path once.
  const isWhole = needed.every((part) => parts.includes(part));
  const one = isWhole ? first : await readPullRequest(api, place, id, needed);
  if ('gap' in one) return { answer: { cannotRead: { because: 'no-pull-request', gap: one.gap } } };
  const viewer = viewerAmong(person, accountId, rules.facts);
  const whole = viewer.known
    ? outlookOf(seenBy({ person: viewer, level }, seen), one.pullRequest)
    : outlookOfUnnamed(viewer.gap, level, seen, one.pullRequest);
  const common = { repository: repository.fullName, rules: rules.rules };
  const answer: Answer = administers(level)
    ? { for: 'administrator', ...common, outlook: whole }
    : { for: 'others', ...common, outlook: redactedOutlook(whole) };
  return viewer.known ? { answer, compared: compared(whole, seen, at) } : { answer };
}

function compared({ about, merge }: Outlook, seen: Facts, at: string): Answered['compared'] {
  const { bitbucket: word, checks = [] } = merge;
  return word && comparisonOf({ at, facts: seen, pullRequest: about, word, checks });
}

/** What the viewer of these facts may do about a pull request. */
export function outlookOf(facts: Facts, pullRequest: PullRequestFacts): Outlook {
  const sound = settled(facts);
  const person = sound.viewer.known ? sound.viewer.value : unnamed;
  return outlook(gather(sound), pullRequest, { actor: { type: 'user', person } });
}

/** Who else can merge does not depend on the viewer. */
function outlookOfUnnamed(gap: Gap, level: Fact<Level>, facts: Facts, pullRequest: PullRequestFacts): Outlook {
  const whole = outlookOf(seenByUnnamed(gap, level, facts), pullRequest);
  return { ...whole, mergers: mergersOf(gather(settled(facts)), pullRequest) };
}

function administers(level: Fact<Level>): boolean {
  return level.known && level.value === 'admin';
}
