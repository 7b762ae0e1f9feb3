import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import type { Ledger } from '../../../src/core/questions/ledger-report';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, panelOf, personIn, shownTo, type Beside, type Setup } from '../panels/beside';
import { givenAwayTo, secretsOf, tellingWorld } from '../secrets';
import { changed } from '../webhook/builds';
import { contextOf } from '../host';

const world = tellingWorld(savedWorld('pull-requests'));
const passed = { status: 'PASSED', required: true, blocking: false };
const standard = (kind: string, weight: object, asks: number, counted: number) => ({
  type: 'standard_merge_check',
  check: { kind, name: kind },
  requirement: { [kind]: asks },
  observed: { [kind]: counted },
  ...weight,
});
const fine = [
  { type: 'pullrequest_state_check', state: 'OPEN', ...passed },
  { type: 'current_user_permission_check', ...passed },
  { type: 'git_mergeability_check', reason: 'clean', ...passed },
  { type: 'custom_pre_merge_check', message: 'by Harvey Jones', check: { name: 'Harvey Jones' }, ...passed },
];
const projectRule = standard('allow_auto_merge_of_nothing', { status: 'FAILED', required: true, blocking: true }, 2, 0);
const twoApprovals = standard('minimum_approvals', { status: 'FAILED', required: true, blocking: true }, 9, 0);

/** The world, with Bitbucket's own word on every pull request; none answers 404. */
function withWord(values: object[] | undefined, of: World = world): World {
  const paths = Object.keys(of.replies).flatMap((one) => {
    const [found] = /^\/2\.0\/repositories\/[^/]+\/[^/]+\/pullrequests\/\d+$/.exec(one) ?? [];
    return found === undefined ? [] : [`${found}/mergeability/checks`];
  });
  const reply = values
    ? { status: 200, body: { values, pagelen: 100, page: 1, size: values.length } }
    : { status: 404 };
  return changed(of, Object.fromEntries(paths.map((one) => [one, reply])));
}

const context = contextOf(world);
const written = (one: Beside) => one.stored.filter((call) => call.includes('set ledger:'));
const read = (one: Beside) => one.stored.filter((call) => call.includes('get ledger:'));

async function ledgerAt(one: Beside): Promise<Ledger> {
  const answer = (await one.invoke('ledger', undefined, context)) as { ledger: Ledger };
  return answer.ledger;
}

/** The app after somebody looked at these pull requests, with the store it leaves. */
async function looked(values: object[] | undefined, ids: number[], setup: Setup = {}): Promise<Beside> {
  const one = beside(withWord(values), world, setup);
  for (const id of ids) panelOf(await one.look(id));
  return one;
}

afterEach(() => {
  jest.useRealTimers();
});

describe('the panel of a pull request', () => {
  test('keeps a comparison once a day: one read for each view, one write for what is new', async () => {
    const one = await looked(fine, [1, 1, 1]);
    expect({ read: read(one).length, written: written(one).length }).toEqual({ read: 3, written: 1 });
    const { counts } = await ledgerAt(one);
    expect(counts.agreed + counts.differed + counts['beyond-the-rules']).toBe(1);
  });

  test('on another day it counts again, and both days are in the report', async () => {
    const one = await looked(fine, [1]);
    jest.useFakeTimers({
      now: Date.now() + 86_400_000,
      doNotFake: ['setTimeout', 'performance', 'nextTick', 'setImmediate', 'queueMicrotask'],
    });
    panelOf(await one.look(1));
    expect([...one.kept.keys()].filter((key) => key.startsWith('ledger:'))).toHaveLength(2);
    const { counts } = await ledgerAt(one);
    expect(counts.agreed + counts.differed).toBe(2);
  });

  test('of what was not told nothing is written', async () => {
    expect(written(await looked(undefined, [1, 3]))).toEqual([]);
  });

  test('a disagreement is kept with its facts, and names nobody', async () => {
    const one = await looked([...fine, twoApprovals, projectRule], [1, 2, 3]);
    const { disagreements, counts, repository } = await ledgerAt(one);
    expect(repository).toBe('acme/web');
    expect(counts.differed).toBeGreaterThan(0);
    expect(disagreements.map(({ pullRequest }) => pullRequest)).toEqual(expect.arrayContaining([1]));
    expect(disagreements[0]?.restsOn.restrictions.length).toBeGreaterThan(0);
    const kept = [...one.kept].filter(([key]) => key.startsWith('ledger:')).join('\n');
    expect(givenAwayTo(undefined, kept, secretsOf(world))).toEqual([]);
    expect(givenAwayTo(undefined, JSON.stringify(disagreements), secretsOf(world))).toEqual([]);
    expect(kept).not.toContain('Harvey');
  });

  test('what a developer looks at counts too, and only an administrator reads it', async () => {
    const tomas = personIn(world, 'Tomás Vidal');
    const one = beside(withWord([...fine, projectRule], shownTo(world, tomas, 'write')), world, {
      app: worldGet(world),
    });
    panelOf(await one.look(1));
    expect(written(one)).toHaveLength(1);
    expect(await one.invoke('ledger', undefined, context)).toMatchObject({
      cannotRead: { because: 'not-administrator' },
    });
    const administrator = beside(world, world, { kept: one.kept });
    expect((await ledgerAt(administrator)).counts.differed).toBe(1);
  });
});

describe('the store', () => {
  const asked = 'ledger:';
  const late = () =>
    new Promise<{ status: number }>(
      (done) =>
        void setTimeout(() => {
          done({ status: 500 });
        }, 60_000).unref(),
    );
  test.each<[what: string, answer: (call: string) => Promise<{ status: number; body?: unknown } | undefined>]>([
    ['fails on everything', () => Promise.resolve({ status: 500 })],
    ['fails at reading', (call) => Promise.resolve(call.startsWith('get') ? { status: 500 } : undefined)],
    ['fails at writing', (call) => Promise.resolve(call.startsWith('set') ? { status: 500 } : undefined)],
    ['is over its limit', () => Promise.resolve({ status: 429 })],
    ['answers something else', () => Promise.resolve({ status: 200, body: 'x' })],
    ['rejects', () => Promise.reject(new Error('no route'))],
  ])('%s: the answer is the same, and nothing is overwritten', async (_, answer) => {
    const earlier = (await looked(fine, [3])).kept;
    const before = panelOf(await beside(withWord(fine), world).look(1));
    const one = beside(withWord(fine), world, {
      kept: earlier,
      store: ((call: string) =>
        call.includes(asked) ? answer(call) : Promise.resolve(undefined)) as () => Promise<void>,
    });
    const after = panelOf(await one.look(1));
    const untimed = (value: unknown) => JSON.stringify(value).replaceAll(/"readAt":"[^"]*"/g, '');
    expect(untimed(after)).toBe(untimed(before));
    const inLedger = (kept: Map<string, string>) => [...kept].filter(([key]) => key.startsWith('ledger:'));
    expect(inLedger(one.kept)).toEqual(inLedger(earlier));
    expect(inLedger(earlier)).toHaveLength(1);
  });

  test('that never answers delays no more than one bounded call for each of reading and writing', async () => {
    const one = beside(withWord(fine), world, {
      store: ((call: string) => (call.includes(asked) ? late() : Promise.resolve(undefined))) as () => Promise<void>,
    });
    const begun = performance.now();
    panelOf(await one.look(1));
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(written(one)).toEqual([]);
    await expect(one.invoke('ledger', undefined, context)).rejects.toThrow("The app's own storage does not answer");
  }, 15_000);

  test('a value of another format counts as none', async () => {
    const one = await looked(fine, [1]);
    const [key = ''] = [...one.kept.keys()].filter((found) => found.startsWith('ledger:'));
    one.kept.set(key, JSON.stringify({ format: 99, counts: { agreed: 1_000_000 } }));
    expect((await ledgerAt(one)).counts.agreed).toBe(0);
    panelOf(await one.look(1));
    const { counts } = await ledgerAt(one);
    expect(counts.agreed + counts.differed).toBe(1);
  });

  test('of two who write at the same time one may be missing, until the same is shown again', async () => {
    const one = beside(withWord(fine), world);
    const ids = [1, 2, 3, 4];
    await Promise.all(ids.map((id) => one.look(id)));
    for (const id of ids) await one.look(id);
    const { counts } = await ledgerAt(one);
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const alone = await looked(fine, ids);
    expect(counts).toEqual((await ledgerAt(alone)).counts);
    expect(all).toBeGreaterThan(1);
  });

  test('a day of thousands of comparisons stays below the limit of a value', async () => {
    const one = await looked([...fine, projectRule], [1]);
    const [[key, text] = ['', '']] = [...one.kept].filter(([found]) => found.startsWith('ledger:'));
    const value = JSON.parse(text) as {
      states: string[];
      differed: { difference: { restsOn: { restrictions: object[] } } }[];
    };
    const [first] = value.differed;
    const [rule = {}] = first?.difference.restsOn.restrictions ?? [];
    if (!first) throw new Error('There is a difference.');
    first.difference.restsOn.restrictions = [];
    while (JSON.stringify(first).length < 3_400) first.difference.restsOn.restrictions.push(rule);
    value.differed = Array.from({ length: 30 }, () => first);
    value.states = Array.from({ length: 3_999 }, (_, at) => at.toString(16).padStart(16, '0'));
    one.kept.set(key, JSON.stringify(value));
    panelOf(await one.look(2));
    expect((JSON.parse(one.kept.get(key) ?? '') as typeof value).states).toHaveLength(4_000);
    expect(Buffer.byteLength(one.kept.get(key) ?? '')).toBeLessThan(240 * 1024);
    panelOf(await one.look(3));
    expect((JSON.parse(one.kept.get(key) ?? '') as typeof value).states).toHaveLength(4_000);
  });
});
