import pLimit from 'p-limit';
import type { BranchPortion, CannotRead, PanelCalls, PullRequestPortion } from '../../../src/panel-calls';
import type { Get } from '../../../src/bitbucket/port/port';
import { repositoriesOf, worldGet } from '../../../src/bitbucket/worlds/world';
import { settled } from '../../../src/core/questions/asked';
import { partsFor } from '../../../src/core/merge-checks/merge-checks';
import type { Facts, Gap, Listing, Question } from '../../../src/core/model';
import type { PullRequestFacts } from '../../../src/core/pull-request';
import { withPortion, type Portions } from '../../../src/core/portions/portions';
import { queue } from '../../../src/core/questions/pull-request/queue';
import { namesOf } from '../../../src/core/repository';
import { unknownOf } from '../../../src/core/words/gaps';
import type { Decision } from '../../../src/core/decision';
import { matrix } from '../../../src/core/questions/survey';
import { check, resolver } from '../../../src/index';
import { contextBeside } from '../../forge/panels/beside';
import { contextOf, host, type Host } from '../../forge/host';
import { signed, type Key } from '../../forge/webhook/signed';
import { gapsOf, gapsWithin, type Cell, type Ending, type Ran } from './answer';
import { badReplies, emptyLog } from './bad-replies';
import { badStore, inOtherFormat } from './bad-store';
import { readBranches } from '../../../static/src/settings/reading/read-branches';
import { inSimulatedTime, type Clock } from './clock';
import { otherWorld } from './other-world';
import type { Ask, Fault, Viewer } from '../plan';
import type { Place } from '../worlds';

type ForgeAsk = Extract<
  Ask,
  { face: 'webhook' | 'facts' | 'pullRequest' | 'pullRequests' | 'checkKeys' | 'saveMembers' }
>;

/** How long a function of Forge may take, in milliseconds: what panels call, and what a web trigger calls. */
export const longest = { resolver: 25_000, trigger: 55_000 };

/** An invocation that threw, or did not end. */
interface Broken {
  broken: Ending;
}

/** The app in Forge, first in fine weather, then with these faults; each invocation in simulated time of its own. */
export async function ranInForge(place: Place, ask: ForgeAsk, faults: Fault[], now: number): Promise<Ran> {
  const log = emptyLog();
  const output: string[] = [];
  let milliseconds = 0;
  let time = now;
  let fine = true;
  let store: (asked: string) => Promise<unknown> = () => Promise.resolve();
  let [asViewer, asApp]: [Get, Get] = [worldGet(place.world), worldGet(place.world)];
  const one: Host = host((path) => asViewer(path), contextOf(place.world), resolver, {
    app: (path) => asApp(path),
    store: (asked) => store(asked),
  });
  const viewer: Viewer = 'viewer' in ask ? ask.viewer : 'administrator';
  const view = place.views[viewer] ?? place.world;
  const trigger = ask.face === 'webhook';

  /** One call by Forge. */
  async function invoked<T>(call: (clock: Clock) => Promise<T>): Promise<{ value: T } | Broken> {
    const took = await inSimulatedTime(time, async (clock) => {
      if (!fine) {
        asViewer = badReplies(otherWorld(view, faults), faults, log, clock);
        asApp = badReplies(otherWorld(place.app['app' in ask ? ask.app : 'all'], faults), faults, log, clock);
      }
      return call(clock);
    });
    time += took.milliseconds + 1_000;
    if (!fine) milliseconds = Math.max(milliseconds, took.milliseconds);
    if ('value' in took) {
      if (!fine) output.push(JSON.stringify(took.value));
      return took;
    }
    if ('hangs' in took) return { broken: { is: 'hangs' } };
    const error = took.error as Error;
    output.push(`${String(error)} ${JSON.stringify(error)}`);
    if (error.name === 'NEEDS_AUTHENTICATION_ERR') return { broken: { is: 'closed', says: error.name, gaps: [] } };
    // The one other error that the viewer may see: its words are the app's own.
    if (error.name === 'StorageDoesNotAnswer')
      return { broken: { is: 'closed', says: error.message, gaps: ['storage'] } };
    return {
      broken: { is: 'crash', what: `${String(error)} ${String(error.stack).split('\n').slice(1, 4).join(' ')}` },
    };
  }
  async function panel<C extends keyof PanelCalls>(
    call: C,
    payload?: unknown,
    context?: object,
  ): Promise<{ value: ReturnType<PanelCalls[C]> } | Broken> {
    return invoked(() => one.invoke(call, payload, context) as Promise<ReturnType<PanelCalls[C]>>);
  }

  async function before(): Promise<Key | undefined> {
    if ('supplied' in ask && ask.supplied)
      for (const [group, members] of Object.entries(place.groups)) await panel('saveMembers', { group, members });
    if ('visited' in ask && ask.visited) await panel('facts');
    if (ask.face !== 'webhook' && ask.face !== 'checkKeys') return undefined;
    const made = await panel('makeCheckKey');
    return 'value' in made && 'key' in made.value
      ? { id: made.value.key.id, secret: made.value.secret, url: made.value.url }
      : undefined;
  }

  const key = await before();
  const others = { kept: new Map(one.kept), secrets: new Map(one.secrets) };
  if (faults.some((fault) => fault.fault === 'store-race')) {
    await panel('facts');
    const later = new Map(one.kept);
    one.kept.clear();
    for (const [name, value] of others.kept) one.kept.set(name, value);
    others.kept = later;
  }
  fine = false;
  inOtherFormat(faults, one, log);
  store = badStore(faults, one, others, log);
  time += 300_000;

  const ending = await answered();
  const self = ask.face === 'webhook' ? ask.as : view.viewer;
  return {
    ending,
    milliseconds,
    log,
    output: output.join('\n'),
    contacts: one.asked.map((path) => ({
      host: new URL(path.replace(/^\w+ /, ''), 'https://api.bitbucket.org').host,
      credential: true,
    })),
    audience: trigger || viewer === 'developer' ? 'others' : 'administrator',
    ...(self !== undefined && { self }),
  };

  async function answered(): Promise<Ending> {
    switch (ask.face) {
      case 'webhook':
        return key ? askedTwice(key, ask) : { is: 'closed', says: 'no key', gaps: [] };
      case 'facts': {
        const read = await readFacts();
        return 'ending' in read ? read.ending : matrixOf(read.facts, ask.operation);
      }
      case 'pullRequest':
        return beside(ask.id);
      case 'pullRequests':
        return openOnes();
      case 'checkKeys':
        return listedKeys(key);
      case 'saveMembers':
        return saved(ask.group);
    }
  }

  async function askedTwice(
    { id, secret, url }: Key,
    { as, branch, operation }: Extract<Ask, { face: 'webhook' }>,
  ): Promise<Ending> {
    const cells = new Map<string, Cell>();
    for (const turn of ['first', 'second']) {
      const took = await invoked(async () => {
        const { body, headers } = signed(
          { id, secret, url },
          { body: { repository: repositoriesOf(place.world)[0], branch, operation, actor: as } },
        );
        return check({
          method: 'POST',
          headers: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
          body,
        });
      });
      if ('broken' in took) return took.broken;
      const { statusCode, body, headers } = took.value;
      if (statusCode >= 500 && (statusCode !== 503 || headers['retry-after'] === undefined))
        return { is: 'crash', what: `${String(statusCode)} ${body}` };
      if (statusCode !== 200) return { is: 'closed', status: statusCode, says: body, gaps: [] };
      const answer = JSON.parse(body) as Parameters<typeof gapsOf>[0] & { verdict: Cell['verdict'] };
      cells.set(turn, { verdict: answer.verdict, gaps: gapsOf(answer) });
      time += 90_000;
    }
    return { is: 'answer', cells, gaps: [] };
  }

  async function readFacts(): Promise<{ facts: Facts } | { ending: Ending }> {
    const took = await panel('facts');
    if ('broken' in took) return { ending: took.broken };
    if ('cannotRead' in took.value) return { ending: closed(took.value.cannotRead) };
    return { facts: took.value.facts };
  }

  async function matrixOf(facts: Facts, operation: Parameters<typeof matrix>[1]): Promise<Ending> {
    let branches: Portions<string> = { items: [], gaps: [] };
    let broken: Ending | undefined;
    let turns = 0;
    const missing = { branches: { items: [], gaps: [{ of: { what: 'branches' }, because: 'unreachable' } as const] } };
    // As the page reads them, but one after another: each invocation has a clock of its own.
    const inTurn = pLimit(1);
    await readBranches(
      (asked) =>
        inTurn(async () => {
          const took: { value: BranchPortion } | Broken = await panel('branches', asked);
          if ('broken' in took && took.broken.is !== 'closed') broken = took.broken;
          return 'broken' in took || 'cannotRead' in took.value ? missing : took.value;
        }),
      () => broken !== undefined || ++turns > 20,
      (read) => (branches = read),
    );
    if (broken) return broken;
    const answer = matrix(settled({ ...facts, branches }), operation);
    const words = answer.gaps.map((gap) => unknownOf(gap, namesOf(facts.repository)));
    const cells = new Map<string, Cell>();
    for (const [row, branch] of answer.branches.entries()) {
      for (const [column, actor] of answer.actors.entries()) {
        const { actor: id } = aboutOf({ actor, operation, branch });
        const verdict = answer.verdicts.at(answer.branchClass[row] ?? 0)?.[answer.actorClass[column] ?? 0] ?? 'unknown';
        cells.set(`${branch} ${id}`, { verdict, gaps: words, about: aboutOf({ actor, operation, branch }) });
      }
    }
    return { is: 'answer', cells, gaps: words };
  }

  async function beside(id: number): Promise<Ending> {
    const took = await panel('pullRequest', {}, contextBeside(place.world, id));
    if ('broken' in took) return took.broken;
    if ('cannotRead' in took.value) return closed(took.value.cannotRead);
    const { merge, source, destination } = took.value.outlook as {
      merge: Decision;
      source?: Decision;
      destination: Decision;
    };
    const cells = Object.entries({ merge, destination, ...(source && { source }) }).map(
      ([part, one]): [string, Cell] => [
        part,
        { verdict: one.verdict, gaps: gapsWithin(one), ...(part !== 'merge' && { about: aboutOf(one.question) }) },
      ],
    );
    return { is: 'answer', cells: new Map(cells), gaps: gapsWithin(merge) };
  }

  async function openOnes(): Promise<Ending> {
    const read = await readFacts();
    if ('ending' in read) return read.ending;
    const { facts } = read;
    let all: Portions<PullRequestFacts> = { items: [], gaps: [] };
    for (let page: number | undefined = 1, turns = 0; page !== undefined && turns < 20; turns += 1) {
      const took: { value: PullRequestPortion } | Broken = await panel('pullRequests', {
        page,
        parts: partsFor(facts.restrictions.items),
      });
      if ('broken' in took) return took.broken;
      if ('cannotRead' in took.value) return closed(took.value.cannotRead);
      const { pullRequests, size, next }: { pullRequests: Listing<PullRequestFacts>; size?: number; next?: number } =
        took.value;
      all = withPortion(
        all,
        { ...pullRequests, ...(size !== undefined && { size }) },
        { what: 'pull-requests' },
        ({ id }) => id,
      );
      page = next;
    }
    const { entries, gaps } = queue(settled(facts), all);
    const say = (gap: Gap) => unknownOf(gap, namesOf(facts.repository));
    const words = gaps.map(say);
    const cells = entries.flatMap(({ pullRequest: { id }, verdict, findings, listed, unsure }): [string, Cell][] => [
      [
        `#${String(id)}`,
        { verdict, gaps: [...words, ...gapsWithin({ findings, repository: namesOf(facts.repository) })] },
      ],
      ...listed.map((person): [string, Cell] => [`#${String(id)} ${person.id}`, { verdict: 'allowed', gaps: words }]),
      ...unsure.map((person): [string, Cell] => [`#${String(id)} ${person.id}`, { verdict: 'unknown', gaps: words }]),
    ]);
    return { is: 'answer', cells: new Map(cells), gaps: words };
  }

  async function listedKeys(made: Pick<Key, 'id'> | undefined): Promise<Ending> {
    const took = await panel('checkKeys');
    if ('broken' in took) return took.broken;
    if ('cannotRead' in took.value) return closed(took.value.cannotRead);
    if (!('keys' in took.value)) return { is: 'closed', says: JSON.stringify(took.value), gaps: ['storage'] };
    const listed = took.value.keys.some(({ id }) => id === made?.id);
    return {
      is: 'answer',
      cells: new Map([['the key is listed', { verdict: listed ? 'allowed' : 'denied', gaps: [] }]]),
      gaps: [],
    };
  }

  async function saved(group: string): Promise<Ending> {
    const took = await panel('saveMembers', { group, members: place.people.slice(0, 2) });
    if ('broken' in took) return took.broken;
    if ('cannotRead' in took.value) return closed(took.value.cannotRead);
    if (!('kept' in took.value)) return { is: 'closed', says: JSON.stringify(took.value), gaps: ['storage'] };
    const kept = [...one.kept].some(
      ([name, value]) =>
        name.startsWith('members:') && value.includes(place.people[1] ?? '?') && value.includes(JSON.stringify(group)),
    );
    return {
      is: 'answer',
      cells: new Map([['what was said to be kept is', { verdict: kept ? 'allowed' : 'denied', gaps: [] }]]),
      gaps: [],
    };
  }

  function closed(cannotRead: CannotRead): Ending {
    const { gap, unreadable } = cannotRead as { gap?: Gap; unreadable?: { gap: Gap } };
    const repository = repositoriesOf(place.world)[0] ?? '';
    const [workspace = ''] = repository.split('/');
    const words = [gap, unreadable?.gap].flatMap((one) =>
      one ? [unknownOf(one, { fullName: repository, workspace })] : [],
    );
    return { is: 'closed', says: JSON.stringify(cannotRead), gaps: words };
  }
}

function aboutOf({
  actor,
  operation,
  branch,
}: Pick<Question, 'actor' | 'operation' | 'branch'>): NonNullable<Cell['about']> {
  return { actor: actor.type === 'user' ? actor.person.id : actor.type, operation, branch };
}
