import { beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import path from 'node:path';
import { failedWith, typed } from '../terminal';
import { first, refused, save, second, seededFolder, third, worldOf } from './seeded';

let dir: string;
beforeAll(() => {
  dir = seededFolder();
});

interface Turn {
  repository: string;
  operation: string;
  because: string[];
}

interface Changed {
  people: { actor: { name: string }; gained: Turn[]; lost: Turn[] }[];
  changed: { is: string; repository: string; renamedFrom?: string }[];
}

async function changed(...args: string[]): Promise<Changed> {
  return JSON.parse((await typed(['changes', '--world', dir, '--json', ...args])).out) as Changed;
}

describe('changes', () => {
  test('tells who gained and who lost, by which change', async () => {
    const { people } = await changed('--since', '2026-11-10');
    const told = people.map(({ actor, gained, lost }) => [
      actor.name,
      gained.map(({ operation }) => operation),
      [...new Set([...gained, ...lost].flatMap(({ because }) => because))],
      lost.length > 0,
    ]);
    const added = ['The group `release-managers` was added to Write access on `main`.'];
    expect(told).toEqual([
      ['Mei Tanaka', ['push', 'create'], added, false],
      ['Priya Raman', ['push', 'create'], added, false],
      ['Tomás Vidal', [], ['The write permission given to Tomás Vidal on acme/web was taken away.'], true],
    ]);
  });

  test('tells what came, went and was renamed', async () => {
    const { changed: all } = await changed('--since', '2026-11-10');
    expect(all.map(({ is, repository, renamedFrom }) => [is, repository, renamedFrom])).toEqual([
      ['new', 'acme/infra', undefined],
      ['gone', 'acme/old', undefined],
      ['changed', 'acme/search', 'acme/find'],
      ['changed', 'acme/web', undefined],
    ]);
  });

  test.each([
    ['a day begins with its first moment', ['--since', '2026-11-16'], ['Mei Tanaka', 'Priya Raman', 'Tomás Vidal']],
    ['a time is that time', ['--since', '2026-11-16T08:00:00Z'], ['Tomás Vidal']],
    ['until --at', ['--since', '2026-11-10', '--at', '2026-11-20'], ['Mei Tanaka', 'Priya Raman']],
    ['for one', ['--since', '2026-11-10', '--as', 'mei'], ['Mei Tanaka']],
    ['for one operation', ['--since', '2026-11-10', '--to', 'force-push'], ['Tomás Vidal']],
    ['on one branch', ['--since', '2026-11-10', '--branch', 'wip', '--to', 'push'], ['Tomás Vidal']],
    ['of one repository', ['acme/api', '--since', '2026-11-10'], []],
  ])('%s', async (_, args, names) => {
    const { people } = await changed(...args);
    expect(people.map(({ actor }) => actor.name)).toEqual(names);
  });

  test('as text: people first, then each repository with its causes', async () => {
    const { out } = await typed(['changes', '--world', dir, '--since', '2026-11-10']);
    expect(out).toContain('Mei Tanaka\n  gained: acme/web (push to `main`)\n');
    expect(out).toContain(
      '  Mei Tanaka and Priya Raman can now push to `main`.\n' +
        '    The group `release-managers` was added to Write access on `main`.\n',
    );
    expect(out).toContain('acme/old\n  It is no longer there, or not for whoever reads.\n');
  });

  test('as CSV: a row for each operation of each change', async () => {
    const { out } = await typed(['changes', '--world', dir, '--since', '2026-11-10', '--format', 'csv']);
    const rows: Record<string, string>[] = parse(out, { columns: true });
    expect(rows).toContainEqual(
      expect.objectContaining({
        repository: 'acme/web',
        what: 'gained',
        operation: 'push',
        before: 'denied',
        after: 'allowed',
      }),
    );
  });
});

describe('history', () => {
  interface Told {
    entries: { entry: string; from?: string; to?: string; says: string[]; verdicts?: unknown[] }[];
  }
  async function told(...args: string[]): Promise<Told['entries']> {
    return (JSON.parse((await typed(['history', '--world', dir, '--json', ...args])).out) as Told).entries;
  }

  test('goes from the oldest change to the newest, each between two readings', async () => {
    const entries = await told('acme/web', '--to', 'push');
    expect(entries.map(({ entry, from, to, says }) => [entry, from, to, says])).toEqual([
      ['first-read', undefined, '2026-11-02T08:00:00Z', ['acme/web was read for the first time.']],
      [
        'changed',
        '2026-11-02T08:00:00Z',
        '2026-11-16T08:00:00Z',
        ['Mei Tanaka and Priya Raman can now push to `main`.'],
      ],
      ['changed', '2026-11-16T08:00:00Z', '2026-11-27T08:00:00Z', ['Tomás Vidal can no longer push to any branch.']],
    ]);
  });

  test('of somebody on a branch says what held first, and what concerns them alone', async () => {
    const entries = await told('acme/web', 'main', '--as', 'mei', '--to', 'push');
    expect(entries.map(({ entry }) => entry)).toEqual(['first-read', 'changed']);
    expect(entries[0]?.verdicts).toEqual([{ operation: 'push', verdict: 'denied' }]);
    expect((await told('acme/web', 'main', '--as', 'harvey')).map(({ entry }) => entry)).toEqual(['first-read']);
  });

  test.each([
    ['acme/search', ['first-read', 'renamed']],
    ['acme/old', ['first-read', 'gone']],
    ['acme/secret', ['not-read']],
  ])('%s: %j', async (repository, entries) => {
    expect((await told(repository)).map(({ entry }) => entry)).toEqual(entries);
  });

  test('of what could not be read says from when until when', async () => {
    const { out } = await typed(['history', 'acme/secret', '--world', dir]);
    expect(out).toContain(
      '\nfrom 2026-11-02T08:00:00Z until 2026-11-27T08:00:00Z\n' +
        '  This credential may not read the repository acme/secret.\n',
    );
    expect(await told('acme/secret')).toMatchObject([
      { entry: 'not-read', to: '2026-11-02T08:00:00Z', until: '2026-11-27T08:00:00Z' },
    ]);
    const { out: csv } = await typed(['history', 'acme/secret', '--world', dir, '--format', 'csv']);
    expect(csv).toContain('acme/secret,not-read,2026-11-02T08:00:00Z,2026-11-27T08:00:00Z,');
  });

  test('of what could be read before and after says so between which readings', async () => {
    const away = seededFolder();
    const api = { slug: 'api', number: 2, rules: [], users: {} };
    save(path.join(away, 'earlier', 'api', '2026-11-02T08-00-00Z.json'), worldOf(api, first));
    save(path.join(away, 'earlier', 'api', '2026-11-16T08-00-00Z.json'), { ...refused(2, 'api'), savedAt: second });
    save(path.join(away, 'api.json'), worldOf(api, third));
    const { out } = await typed(['history', 'acme/api', '--world', away, '--json']);
    const { entries } = JSON.parse(out) as Told;
    expect(entries.map(({ entry, from, to }) => [entry, from, to])).toEqual([
      ['first-read', undefined, first],
      ['not-read', first, second],
      ['read-again', second, third],
    ]);
    expect((await typed(['history', 'acme/api', '--world', away])).out).toContain(`\n${second}\n  This credential`);
  });

  test.each([
    [['acme/none'], 66, 'holds no repository acme/none'],
    [['main'], 64, 'Name a repository as WS/REPO'],
    [['acme/web', '--as', 'nobody'], 66, 'Nobody called `nobody` can be seen in any reading of acme/web'],
    [['acme/web', 'a..b'], 64, 'Git does not allow'],
    [['acme/infra', '--at', '2026-11-10'], 66, 'the first was read on 2026-11-16T08:00:00Z'],
  ])('%j: %i', async (args, status, says) => {
    expect(failedWith(status, await typed(['history', '--world', dir, ...args]))).toContain(says);
  });
});

describe('compare --model', () => {
  interface Strays {
    model: string;
    repositories: { repository: string; strays: { stray: string; says: string }[] }[];
  }

  test('tells who strays, and where', async () => {
    const { out } = await typed(['compare', '--model', 'acme/infra', '--world', dir, '--json']);
    const { model, repositories } = JSON.parse(out) as Strays;
    expect(model).toBe('acme/infra');
    const strays = Object.fromEntries(
      repositories.map(({ repository, strays: all }) => [repository, all.map(({ stray }) => stray)]),
    );
    expect(strays).toMatchObject({
      'acme/search': [],
      'acme/api': ['lacks', 'lacks', 'lacks'],
      'acme/mobile': ['has-beside'],
      'acme/shop': ['otherwise'],
    });
    expect(strays).not.toHaveProperty('acme/infra');
  });

  test('two repositories of a folder are compared on what their rules tell apart', async () => {
    const { out, err } = await typed(['compare', 'acme/billing', 'acme/infra', '--world', dir, '--json']);
    const { differs } = JSON.parse(out) as { differs: { branch: string; actor: { name: string } }[] };
    expect(differs.filter(({ branch }) => branch === 'main').map(({ actor }) => actor.name)).toEqual([
      'Harvey Jones',
      'Tomás Vidal',
    ]);
    expect(err).toContain('The branches of acme/billing and acme/infra were not read');
  });

  test.each([
    [['compare', '--model', 'acme/none'], 66, 'holds no repository acme/none'],
    [['compare', 'acme/web', '--model', 'acme/infra'], 64, 'Beside `--model` name a workspace'],
    [['compare', 'a', 'b', '--model', 'acme/infra'], 64, 'name a workspace or a folder alone'],
    [['compare', 'acme/web'], 64, 'Name two things to compare'],
  ])('%j: %i', async (args, status, says) => {
    expect(failedWith(status, await typed([...args, '--world', dir]))).toContain(says);
  });
});
