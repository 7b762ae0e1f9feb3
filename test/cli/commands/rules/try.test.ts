import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { changeIn } from '../../../../src/bitbucket/repository/change-file';
import { fileOf } from '../../../bitbucket/saved-worlds';
import { blocksOf, textOf } from '../../../docs/pages';
import { answered, emptyFolder, failedWith, typed } from '../../terminal';

const folder = emptyFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ana = '{60cad0b1-b371-4182-bd29-1d74687032bb}';
const openMain = { restrictions: { remove: [17] } };

function written(change: unknown, name = 'change.json'): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof change === 'string' ? change : JSON.stringify(change));
  return file;
}

function trying(change: unknown, ...more: string[]): string[] {
  return ['try', '--world', fileOf('ordinary-team'), '--change', written(change), ...more];
}

describe('try', () => {
  test('says who gains and loses what, for one operation', async () => {
    const said = answered(await typed(trying(openMain, '--json'))) as { gain: { actor: object; branches: string[] }[] };
    expect(said).toMatchObject({ operation: 'push', lose: [], unsure: [], pullRequests: [] });
    expect(said.gain[0]).toEqual({ actor: { type: 'user', id: ana, name: 'Ana Lovell' }, branches: ['main'] });
    expect(said.gain.map(({ actor }) => actor)).toContainEqual({ type: 'pipelines', name: 'Pipelines' });
  });

  test('or for all five', async () => {
    const said = answered(await typed(trying(openMain, '--to', 'all', '--json'))) as { operation: string }[];
    expect(said.map(({ operation }) => operation)).toEqual(['push', 'create', 'force-push', 'delete', 'merge']);
  });

  test('as text, by what is given and taken, and how it is made', async () => {
    const change = { ...openMain, permissions: { [ana]: 'read' }, groups: { unheard: { add: [ana] } } };
    const { out, status } = await typed(trying(change, '--how', 'rest'));
    expect(status).toBe(0);
    expect(out).toContain(
      'Gained\n  Priya Raman, Tomás Vidal and automation that no list can name can then push to `main`.',
    );
    expect(out).toMatch(/Lost\n {2}Ana Lovell can then no longer push to `/);
    expect(out).toContain('No rule and no grant that was read names `unheard`: moving people in it changes nothing.');
    expect(out).toMatch(/curl --fail-with-body --request DELETE .*\/branch-restrictions\/17\n/);
  });

  test('that nothing flips is said', async () => {
    expect((await typed(trying({}, '--to', 'all'))).out).toContain('It flips no verdict of anybody on any branch.');
    // What was not looked at may flip all the same.
    expect((await typed(trying({}))).out).toContain(
      'no verdict about `push` of anybody on any branch; `--to all` asks',
    );
  });

  test('names steps of a pipelines file that it breaks or frees', async () => {
    const file = written(
      'pipelines:\n  branches:\n    main:\n      - step:\n          name: tag\n          script:\n            - git push origin main\n',
      'bitbucket-pipelines.yml',
    );
    const said = answered(await typed(trying(openMain, '--pipelines', file, '--json'))) as { steps: object[] };
    expect(said.steps).toEqual([
      { step: expect.stringContaining('tag') as unknown, branch: 'main', before: 'denied', after: 'allowed' },
    ]);
    expect((await typed(trying(openMain, '--pipelines', file))).out).toMatch(
      /tag", on `main`: allowed then, denied before\./,
    );
  });

  test('names open pull requests whose merge it breaks', async () => {
    const change = written({ permissions: { '{25a04630-2216-4497-8609-90176a59b8d5}': 'read' } });
    const args = ['try', '--world', fileOf('pull-requests'), '--change', change, '--to', 'merge', '--json'];
    const said = answered(await typed(args)) as { pullRequests: { id: number; before: string; after: string }[] };
    expect(said.pullRequests.length).toBeGreaterThan(0);
    for (const { before, after } of said.pullRequests) expect([before !== 'denied', after]).toEqual([true, 'denied']);
  });

  test.each<[string, unknown, number, string]>([
    ['no JSON', '{', 65, 'is not a change: it should look like'],
    [
      'no such restriction',
      { restrictions: { remove: [999] } },
      65,
      'changes restriction 999, and there is none of that',
    ],
    ['somebody by name', { permissions: { Ana: 'read' } }, 65, 'it names `Ana`, which is not a uuid'],
  ])('a bad file is named: %s', async (_, change, status, says) => {
    expect(failedWith(status, await typed(trying(change)))).toContain(says);
  });

  test('needs a file', async () => {
    expect(failedWith(64, await typed(['try', '--world', fileOf('ordinary-team')]))).toContain('--change');
    const missing = ['try', '--world', fileOf('ordinary-team'), '--change', path.join(folder, 'none.json')];
    expect(failedWith(65, await typed(missing))).toContain('There is no file ');
  });
});

describe('the page about it', () => {
  const blocks = blocksOf(textOf('docs/rules.md')).flatMap(({ language, code }) => (language === 'json' ? [code] : []));

  test('shows changes that can be read', () => {
    expect(blocks.map((code) => changeIn(JSON.parse(code.replaceAll('{…}', ana))))).toEqual([
      { change: expect.anything() as unknown },
      { change: expect.anything() as unknown },
    ]);
  });

  test('lets developers push to feature branches only', async () => {
    const change = written(blocks[1] ?? '');
    const args = ['try', '--world', fileOf('ordinary-team'), '--change', change, '--json'];
    const { lose, gain } = answered(await typed(args)) as Record<
      string,
      { actor: { name: string }; branches: string[] }[]
    >;
    const loses = new Map((lose ?? []).map(({ actor, branches }) => [actor.name, branches]));
    expect(gain).toEqual([]);
    expect(loses.get('Tomás Vidal')).toEqual(['bugfix/cart-total', 'develop']);
    expect(loses.get('Harvey Jones')).toEqual(['bugfix/cart-total', 'develop', 'feature/login', 'feature/search']);
  });
});
