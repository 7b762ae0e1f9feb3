import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseWorld, type World } from '../../../../src/bitbucket/worlds/world';
import { health } from '../../../../src/core/health/health';
import { savedWorkspace } from '../../../../src/sandbox/bitbucket/workspace/saved';
import { known } from '../../../../src/sandbox/bitbucket/workspace/telling';
import { factsOf, read } from '../../../bitbucket/saved-worlds';

const began = Date.parse('2026-11-29T00:00:00Z');
const day = 86_400_000;
let worlds: Map<string, World>;
beforeAll(() => {
  worlds = new Map([...savedWorkspace({ began, at: 0 })].map(({ slug, world }) => [slug, world]));
});

function worldOf(slug: string): World {
  const world = worlds.get(slug);
  if (!world) throw new Error(`There is no ${slug}.`);
  return world;
}

describe('the seeded workspace as saved worlds', () => {
  test('is 200 repositories, each a world that can be written and read', async () => {
    expect(worlds.size).toBe(200);
    const names = [];
    for (const world of worlds.values()) {
      const parsed = parseWorld(JSON.stringify(world));
      const result = await read('world' in parsed ? parsed.world : world);
      if ('world' in parsed && 'facts' in result) names.push(result.facts.repository.fullName);
    }
    expect(names).toEqual([...worlds.keys()].map((slug) => `acme/${slug}`));
  });

  test.each<[string, string, string]>([
    ['playground', 'main-branch-unprotected', 'warning'],
    ['archive-billing', 'nobody-can-push', 'error'],
    ['payments', 'one-person-can-push', 'info'],
    ['deploy-config', 'only-automation-can-push', 'info'],
    ['checkout', 'lists-who-left', 'warning'],
    ['checkout', 'grant-to-who-left', 'error'],
    ['catalog', 'lists-group-without-access', 'warning'],
    ['ledger', 'one-person-suffices', 'warning'],
    ['legacy-reports', 'disabled-branch-type', 'warning'],
    ['service-refunds', 'main-deletion-open', 'info'],
  ])('%s shows %s', async (slug, problem, level) => {
    const { problems } = health(await factsOf(worldOf(slug)));
    expect(problems.map((one) => [one.problem, one.level])).toContainEqual([problem, level]);
  });

  test('most repositories are sound, and no problem is in most of them', async () => {
    const found = new Map<string, number>();
    let calm = 0;
    for (const world of worlds.values()) {
      const bad = health(await factsOf(world)).problems.filter(({ level }) => level !== 'info');
      if (bad.length === 0) calm += 1;
      for (const problem of new Set(bad.map((one) => one.problem))) found.set(problem, (found.get(problem) ?? 0) + 1);
    }
    expect(calm).toBeGreaterThan(100);
    for (const [problem, count] of found) expect([problem, count < 100]).toEqual([problem, true]);
  });

  test('the model is what the other services have, but for those that stray', async () => {
    const rulesOf = async (slug: string) =>
      (await factsOf(worldOf(slug))).restrictions.items.map((rule) => JSON.stringify({ ...rule, id: 0 })).sort();
    const model = await rulesOf('service-template');
    const services = [...worlds.keys()].filter(
      (slug) =>
        slug.startsWith('service-') && !/-(api|worker|web|jobs|schema|client|docs|tools|config|e2e)$/.test(slug),
    );
    const straying: string[] = [];
    for (const slug of services) if ((await rulesOf(slug)).join() !== model.join()) straying.push(slug);
    expect(services.length).toBeGreaterThan(20);
    expect(straying.sort()).toEqual(['service-refunds', 'service-sessions', 'service-tracking']);
  });

  test('what the app is refused, and what Bitbucket cannot answer, are gaps', async () => {
    const ofApp = new Map(
      [...savedWorkspace({ began, at: 0, reader: { app: true } })].map(({ slug, world }) => [slug, world]),
    );
    const gapsOf = async (world: World | undefined) => world && (await factsOf(world)).restrictions.gaps;
    expect(await gapsOf(ofApp.get('vault'))).toMatchObject([{ because: 'forbidden' }]);
    expect(await gapsOf(worlds.get('vault'))).toEqual([]);
    expect(await gapsOf(ofApp.get('mirror'))).toMatchObject([{ because: 'unreachable' }]);
    expect(await gapsOf(worlds.get('mirror'))).toMatchObject([{ because: 'unreachable' }]);
  });

  test('a week later it is another, saved then', () => {
    const later = new Map([...savedWorkspace({ began, at: 7 * day })].map(({ slug, world }) => [slug, world]));
    expect(later.get('web')).toMatchObject({ savedAt: '2026-12-06T00:00:00Z', viewer: known.ana });
    expect(later.get('web')?.replies).not.toEqual(worlds.get('web')?.replies);
    expect([later.has('search-workers'), later.has('search-jobs'), later.has('inventory-docs')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
