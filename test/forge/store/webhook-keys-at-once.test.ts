import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { keysOf, keyWithSecret, listedKey, makeKey, revokeKey } from '../../../src/forge/store/webhook-keys';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { stopTimers } from '../clock';
import { contextOf, host, placeOf, type Host } from '../host';
import { seeded, turns } from '../webhook/turns';

const world = savedWorld('ordinary-team');
const here = placeOf(world);
const repository = { fullName: 'acme/web' };
const actions = ['make', 'make', 'revoke', 'revoke', 'list'] as const;

// A call waits for its turn, however long the machine takes for that.
beforeEach(stopTimers);
afterEach(() => {
  jest.useRealTimers();
});

/** The state of the keys in one run. */
interface Story {
  made: Set<string>;
  /** Given to somebody, with its secret. */
  shown: Set<string>;
  askedToRevoke: Set<string>;
  revoked: Set<string>;
}

/** A key as it was kept by the first version of the app. */
function keepFirst({ kept, secrets }: Host, at: number): string {
  const id = String(at).padStart(16, '0');
  kept.set(
    `check-keys:${here.slug.slice(1, -1)}:${id}`,
    JSON.stringify({ id, madeAt: `2026-01-0${String(at)}T00:00:00.000Z` }),
  );
  const secret = {
    workspace: here.workspace,
    repository: here.slug,
    fullName: 'acme/web',
    secret: Buffer.alloc(32, at).toString('base64'),
  };
  secrets.set(`check-key:${id}`, JSON.stringify(secret));
  return id;
}

async function administrator(random: () => number, story: Story): Promise<void> {
  let seen = (await keysOf(here)).map(({ id }) => id);
  for (let action = 0; action < 4; action += 1) {
    const what = actions[Math.floor(random() * actions.length)];
    if (what === 'make') {
      const made = await makeKey(here, repository);
      if (!made) continue;
      seen = made.keys.map(({ id }) => id);
      if (seen.includes(made.key.id)) story.shown.add(made.key.id);
      else expect(story.askedToRevoke).toContain(made.key.id);
    } else if (what === 'revoke') {
      const id = seen[Math.floor(random() * seen.length)];
      if (id === undefined) continue;
      story.askedToRevoke.add(id);
      seen = (await revokeKey(here, id)).map((key) => key.id);
      expect(seen).not.toContain(id);
      story.revoked.add(id);
    } else {
      seen = (await keysOf(here)).map(({ id }) => id);
    }
  }
}

async function validOf(ids: Iterable<string>): Promise<string[]> {
  const found = await Promise.all([...ids].map(async (id) => listedKey(await keyWithSecret(id))));
  return found.flatMap((key) => (key ? [key.id] : []));
}

/** The invariants at every moment. */
async function holds(one: Host, story: Story): Promise<void> {
  const kept = [...one.secrets.keys()].map((key) => key.replace('check-key:', ''));
  for (const id of kept) story.made.add(id);
  const valid = await validOf(kept);
  const listed = (await keysOf(here)).map(({ id }) => id);
  // One expectation, as there are some hundred thousand of these moments.
  expect({
    tooMany: [valid, listed].filter((ids) => ids.length > 2),
    unlisted: valid.filter((id) => !listed.includes(id)),
    revoked: [...story.revoked].filter((id) => valid.includes(id) || listed.includes(id)),
    lost: [...story.shown].filter((id) => !story.askedToRevoke.has(id) && !valid.includes(id)),
  }).toEqual({ tooMany: [], unlisted: [], revoked: [], lost: [] });
}

/** One run of two administrators; `lost` is how often a call never comes back, as where Forge ends an invocation. */
async function interleaving(seed: number, lost: number): Promise<{ story: Story; one: Host }> {
  const random = seeded(seed);
  const { gate, run } = turns();
  const one = host(world, contextOf(world), undefined, { store: gate });
  const story: Story = { made: new Set(), shown: new Set(), askedToRevoke: new Set(), revoked: new Set() };
  for (let at = 1; at <= seed % 3; at += 1) story.shown.add(keepFirst(one, at));
  const next = (waiting: number) => {
    const index = Math.floor(random() * waiting);
    return random() < lost ? ~index : index;
  };
  let before = '';
  const between = async () => {
    // Between two that only read, nothing can have changed.
    const now = [
      ...one.kept.values(),
      one.secrets.size,
      story.shown.size,
      story.askedToRevoke.size,
      story.revoked.size,
    ].join();
    if (now !== before) await holds(one, story);
    before = now;
  };
  await run([() => administrator(random, story), () => administrator(random, story)], next, between);
  return { story, one };
}

test('two administrators, a thousand interleavings: valid keys are listed, and revoked ones are rejected', async () => {
  const seen = { shown: 0, revoked: 0 };
  for (let seed = 0; seed < 1_000; seed += 1) {
    const { story, one } = await interleaving(seed, 0);
    const valid = (await validOf(story.made)).sort();
    expect((await keysOf(here)).map(({ id }) => id).sort()).toEqual(valid);
    expect([...story.shown].filter((id) => !story.revoked.has(id)).sort()).toEqual(valid);
    expect([...one.secrets.keys()].map((key) => key.replace('check-key:', '')).sort()).toEqual(valid);
    seen.shown += story.shown.size;
    seen.revoked += story.revoked.size;
  }
  expect(seen.shown).toBeGreaterThan(1_500);
  expect(seen.revoked).toBeGreaterThan(1_000);
});

test('where calls never come back, a key that nobody got may be listed, but no unlisted key works', async () => {
  for (let seed = 0; seed < 300; seed += 1) {
    const { story } = await interleaving(seed, 0.03);
    for (const { id } of await keysOf(here)) await revokeKey(here, id);
    expect(await validOf(story.made)).toEqual([]);
    const made = [await makeKey(here, repository), await makeKey(here, repository)];
    expect((await validOf(made.map((one) => one?.key.id ?? ''))).length).toBe(2);
  }
});
