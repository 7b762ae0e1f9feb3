import { describe, expect, test } from '@jest/globals';
import type { SpokenChange } from '../../../../src/core/say/rules/changes';
import { fileOf } from '../../../bitbucket/saved-worlds';
import { answered, failedWith, typed } from '../../terminal';

interface Explained {
  verdict: string;
  changes: SpokenChange[];
  more: number;
}

function explaining(world: string, ...args: string[]): string[] {
  return ['explain', '--world', fileOf(world), ...args];
}

async function asked(world: string, ...args: string[]): Promise<Explained> {
  return answered(await typed(explaining(world, ...args, '--json'))) as Explained;
}

describe('explain --fix', () => {
  test('offers the change that opens the least first, each with its account and with how it is made', async () => {
    const { verdict, changes, more } = await asked('overlapping-rules', 'main', '--fix');
    expect({ verdict, more }).toEqual({ verdict: 'denied', more: 0 });
    expect(changes.map(({ safe, summary }) => [safe, summary])).toEqual([
      [true, 'An administrator of acme/api can add Ana Lovell to Write access on `main`.'],
      [false, 'An administrator of acme/api can add Ana Lovell to Write access on `*`.'],
      [false, 'An administrator of acme/api can remove Write access on `*` and remove Write access on `main`.'],
    ]);
    const [best, wide] = changes;
    expect(best?.opens.map(({ operation, branches }) => [operation, branches])).toEqual([
      ['create', ['main']],
      ['force-push', ['main']],
    ]);
    expect(wide?.opens.find(({ operation }) => operation === 'push')?.branches).toContain('develop');
    expect(best?.change.restrictions?.replace).toHaveLength(1);
    expect(best?.apply.rest).toMatchObject([{ method: 'PUT' }]);
    expect(best?.by).toContainEqual({ type: 'user', id: expect.any(String) as unknown, name: 'Ana Lovell' });
    expect(best?.request).toMatch(/^Could you add Ana Lovell to Write access on `main` in acme\/api\? /);
  });

  test('of what is allowed, and of what no change allows, there is none', async () => {
    expect(await asked('ordinary-team', 'main', '--as', 'harvey', '--fix')).toMatchObject({ changes: [], more: 0 });
    const { out, status } = await typed(explaining('ordinary-team', 'main', '--to', 'delete', '--fix'));
    expect(status).toBe(1);
    expect(out).toContain('No change to restrictions, groups or permissions would allow it by itself.');
    expect((await typed(explaining('ordinary-team', 'main', '--as', 'harvey', '--fix'))).out).toContain(
      'Nothing has to change: it is allowed.',
    );
  });

  test('ends with the status of the verdict, and answers all five', async () => {
    const { status, out } = await typed(explaining('ordinary-team', 'main', '--to', 'all', '--fix', '--json'));
    expect([status, (JSON.parse(out) as unknown[]).length]).toEqual([1, 5]);
  });

  test('says how, in three ways', async () => {
    const how = async (way: string) => (await typed(explaining('ordinary-team', 'main', '--fix', '--how', way))).out;
    expect(await how('screen')).toContain('edit `main`: under Write access add Ana Lovell');
    expect(await how('rest')).toContain('--request PUT');
    expect(await how('terraform')).toContain('resource "bitbucket_branch_restriction"');
  });
});

describe('explain --stop', () => {
  test('offers the change that takes the least first', async () => {
    const { changes } = await asked('ordinary-team', 'main', '--as', 'harvey', '--stop');
    expect(changes.map(({ safe, summary }) => [safe, summary])).toEqual([
      [true, 'An administrator of acme/web can take Harvey Jones off Write access on `main`.'],
      [false, 'An administrator of acme/web can set the permission of Harvey Jones on acme/web to read.'],
    ]);
    expect(changes.map(({ opens }) => opens)).toEqual([[], []]);
    expect(changes[0]?.closes?.map(({ operation }) => operation)).toEqual(['create']);
  });

  test('or leaves it to some alone', async () => {
    const args = ['main', '--to', 'merge', '--stop', '--but', 'harvey', '--but', 'mei'];
    const { out, status } = await typed(explaining('ordinary-team', ...args));
    expect(status).toBe(0);
    expect(out).toContain(
      'What would leave it to Harvey Jones and Mei Tanaka to merge a pull request into `main` in acme/web',
    );
    expect(out).toContain('take the group `developers` off Merge via pull request on `main`');
  });
});

test.each<[string[], string]>([
  [['--fix', '--stop'], 'with `--fix`, or prevent it, with `--stop`'],
  [['--how', 'rest'], 'ask for one with `--fix` or `--stop`'],
  [['--but', 'harvey'], 'ask with `--stop`'],
  [['--fix', '--but', 'harvey'], 'ask with `--stop`'],
  [['--stop', '--but', 'harvey', '--to', 'delete'], 'Name an operation that a list can keep to some'],
  [['--stop', '--but', 'harvey', '--as', 'mei'], 'Leave out `--as` and `--with` beside `--but`'],
])('%j is wrong usage', async (options, says) => {
  expect(failedWith(64, await typed(explaining('ordinary-team', 'main', ...options)))).toContain(says);
});

test('beside a pull request there is nothing to change', async () => {
  const args = ['explain', '--world', fileOf('pull-requests'), '--pr', '7', '--fix'];
  expect(failedWith(64, await typed(args))).toContain('Leave out `--fix` and `--stop` beside `--pr`');
});
