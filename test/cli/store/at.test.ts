import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseWorld, type World } from '../../../src/bitbucket/worlds/world';
import { openStore, versionAt } from '../../../src/cli/store/store';
import { worldText } from '../../../src/cli/store/text';
import { names, savedWorld } from '../../bitbucket/saved-worlds';
import { failedWith, typed } from '../terminal';
import { folderWith, repositoryLike, restrictions } from './folder';

const monday = '2026-11-16T08:00:00Z';
const tuesday = '2026-11-17T08:00:00Z';
const thursday = '2026-11-19T08:00:00Z';
const friday = '2026-11-20T08:00:00Z';
const ana = savedWorld('ordinary-team').viewer ?? '';

/** The rules of two weeks: nobody may write to `main`, then Ana may. */
const nobody = {
  '/2.0/repositories/acme/web/branch-restrictions': restrictions({
    id: 1,
    kind: 'push',
    pattern: 'main',
    users: [],
    groups: [],
  }),
};
const anaAlone = {
  '/2.0/repositories/acme/web/branch-restrictions': restrictions({
    id: 1,
    kind: 'push',
    pattern: 'main',
    users: [{ type: 'user', uuid: ana, display_name: 'Ana Lovell' }],
    groups: [],
  }),
};

function aWeek(more: Record<string, World | string> = {}): string {
  return folderWith({
    'web.json': repositoryLike('web', { unchangedSince: thursday, savedAt: friday }, anaAlone),
    'earlier/web/2026-11-16T08-00-00Z.json': repositoryLike(
      'web',
      { unchangedSince: monday, savedAt: tuesday },
      nobody,
    ),
    ...more,
  });
}

async function explained(dir: string, ...args: string[]) {
  const { status, out } = await typed(['explain', '--branch', 'main', '--json', '--world', dir, ...args]);
  const { verdict, readAt } = JSON.parse(out) as { verdict: string; readAt?: string };
  return { status, verdict, readAt };
}

describe('`--at` answers as of a moment', () => {
  test.each([
    [[], 'allowed', friday],
    [['--at', monday], 'denied', monday],
    [['--at', '2026-11-16T07:59:59.999Z'], undefined, undefined],
    // Read on Monday and on Tuesday with the same contents, so they held in between.
    [['--at', '2026-11-16T20:00:00Z'], 'denied', '2026-11-16T20:00:00Z'],
    [['--at', '2026-11-16'], 'denied', '2026-11-16T23:59:59Z'],
    [['--at', tuesday], 'denied', tuesday],
    // Nobody looked on Wednesday: the answer is Tuesday's, and says so.
    [['--at', '2026-11-18'], 'denied', tuesday],
    [['--at', '2026-11-19T07:59:59Z'], 'denied', tuesday],
    [['--at', thursday], 'allowed', thursday],
    [['--at', '2026-11-19T09:00:00+01:00'], 'allowed', thursday],
    [['--at', '2026-11-30'], 'allowed', friday],
  ])('%j: %s, as read %s', async (args, verdict, readAt) => {
    const dir = aWeek();
    if (verdict !== undefined) {
      expect(await explained(dir, ...args)).toMatchObject({ verdict, readAt });
      return;
    }
    const says = failedWith(66, await typed(['explain', '--branch', 'main', '--world', dir, ...args]));
    expect(says).toBe(`Of acme/web nothing was read before ${monday}, which is after the moment asked for.`);
  });

  test.each(['yesterday', '2026-11-31', '2026-02-29', '2026-13-01', '2026-11-20T25:00:00Z', '2026-11-20T08:00:00', ''])(
    '%j is no moment: 64',
    async (at) => {
      const says = failedWith(64, await typed(['explain', 'main', '--world', aWeek(), '--at', at]));
      expect(says).toContain('2026-11-20T08:00:00Z');
    },
  );

  test.each([
    ['2026-11-20', 0],
    ['2026-11-20T09:30:00+01:00', 0],
    ['2026-11-21', 64],
    ['2026-11-20T08:30:01Z', 64],
    ['2030-01-01', 64],
  ])('by a clock of 2026-11-20T08:30:00Z %s ends with %s, as a day counts once it has begun', async (at, status) => {
    const ended = await typed(['explain', 'main', '--world', aWeek(), '--at', at], {
      now: () => Date.parse('2026-11-20T08:30:00Z'),
    });
    if (status === 0) expect(ended).toMatchObject({ status, err: '' });
    else
      expect(failedWith(status, ended)).toBe(
        `\`${at}\` is yet to come: by the clock of this machine it is 2026-11-20T08:30:00Z.`,
      );
  });

  test('without a folder it is wrong usage', async () => {
    const { file } = { file: path.join(aWeek(), 'web.json') };
    for (const args of [['--world', file], []])
      expect(failedWith(64, await typed(['explain', 'acme/web', 'main', '--at', '2026-11-20', ...args]))).toContain(
        '`--world DIR`',
      );
  });

  test('a repository that was gone for some days answers before and after them', async () => {
    const dir = folderWith({
      'web.json': repositoryLike('web', { unchangedSince: friday, savedAt: friday }),
      'earlier/web/2026-11-16T08-00-00Z.json': repositoryLike('web', {
        unchangedSince: monday,
        savedAt: monday,
        goneAt: tuesday,
      }),
    });
    const [web] = openStore(dir).repositories();
    const at = (time?: string) => web && versionAt(web, time === undefined ? undefined : Date.parse(time))?.from;
    expect([at(monday), at('2026-11-17T07:59:59Z'), at(tuesday), at(thursday), at(friday), at()]).toEqual([
      ...[monday, monday, undefined, undefined, friday, friday],
    ]);
    const says = failedWith(66, await typed(['explain', 'acme/web', 'main', '--world', dir, '--at', thursday]));
    expect(says).toContain(`missed first on ${tuesday}`);
  });
});

describe('a folder of saved worlds', () => {
  test('answers for the repository that is named, or its only one', async () => {
    const dir = aWeek();
    expect(await explained(dir)).toMatchObject({ status: 0 });
    expect(await explained(dir, 'ACME/Web')).toMatchObject({ status: 0 });
    const many = aWeek({ 'api.json': repositoryLike('api', { savedAt: friday }) });
    expect(await explained(many, 'acme/api')).toMatchObject({ verdict: 'denied' });
    expect(failedWith(64, await typed(['explain', 'main', '--world', many]))).toContain('acme/api and acme/web');
    expect(failedWith(66, await typed(['explain', 'acme/shop', 'main', '--world', many]))).toContain('acme/shop');
  });

  test.each(['who', 'where', 'matrix', 'lint', 'save', 'export --format json', 'credential', 'who --access', 'prs'])(
    'is what `%s` of one repository answers from',
    async (command) => {
      const dir = aWeek();
      const asked = [...command.split(' '), 'acme/web', ...(command === 'who' ? ['--branch', 'main'] : [])];
      const ended = await typed([...asked, '--world', dir]);
      const alone = await typed([...asked, '--world', path.join(dir, 'web.json')]);
      const fromFile = (text: string) => text.replaceAll('web.json', path.basename(dir));
      expect({ ...ended, err: fromFile(ended.err) }).toEqual({
        ...alone,
        out: fromFile(alone.out),
        err: fromFile(alone.err),
      });
    },
  );

  test('may have been filled by hand: any names, several repositories in a file, and one in several', () => {
    const api = repositoryLike('api', { savedAt: tuesday });
    const shop = repositoryLike('shop');
    const both: World = { about: '', savedAt: tuesday, replies: { ...api.replies, ...shop.replies } };
    const dir = folderWith({
      'on tuesday.json': JSON.stringify(both),
      'web-1.json': JSON.stringify({ ...repositoryLike('web', { savedAt: monday }), repository: undefined }),
      'web-2.json': JSON.stringify({ ...repositoryLike('web', { savedAt: friday }), repository: undefined }),
      'notes.txt': 'nothing to read',
      '.hidden.json': 'nor this',
    });
    const seen = openStore(dir).repositories();
    expect(seen.map(({ fullName, versions }) => [fullName, versions.map(({ from, to }) => [from, to])])).toEqual([
      ['acme/api', [[tuesday, tuesday]]],
      ['acme/shop', [[tuesday, tuesday]]],
      [
        'acme/web',
        [
          [monday, monday],
          [friday, friday],
        ],
      ],
    ]);
  });

  test('with two files of one repository that do not say when they were saved is not understood: 65', async () => {
    const { savedAt, ...undated } = repositoryLike('web');
    const dir = folderWith({ 'a.json': JSON.stringify(undated), 'b.json': JSON.stringify(undated) });
    const says = failedWith(65, await typed(['explain', 'main', '--world', dir]));
    expect(says).toContain(`${path.join(dir, 'a.json')} and ${path.join(dir, 'b.json')} both hold acme/web`);
    expect(savedAt).toBeDefined();
  });

  test.each([
    ['is no JSON', '{', 'it is not JSON'],
    ['is no world', '{"replies": []}', '`replies` is not what'],
    ['was cut', worldText(repositoryLike('api')).slice(0, 900), 'it is not JSON'],
    ['names no time', worldText(repositoryLike('api', { savedAt: 'Friday' })), 'not written as a time'],
  ])('with a file that %s: 65, and its name', async (_, text, says) => {
    const dir = aWeek({ 'api.json': text });
    const file = path.join(dir, 'api.json');
    expect(failedWith(65, await typed(['explain', 'acme/api', 'main', '--world', dir]))).toBe(
      `${file} is not a saved world: ${says.startsWith('`') ? `${says} a saved world has there` : says.includes('time') ? 'when it was saved is not written as a time' : says}; ` +
        '`who-can-push read WS --into DIR` reads the repository again and writes the file anew.',
    );
  });

  test('which is empty, or is none', async () => {
    expect(failedWith(65, await typed(['explain', 'main', '--world', folderWith({})]))).toContain(
      'holds no saved world',
    );
    expect(() => openStore('/no/such/folder')).toThrow('There is no folder /no/such/folder.');
  });

  test('of which a write was cut between what was earlier and what is new holds nothing twice', () => {
    const now = repositoryLike('web', { unchangedSince: monday, savedAt: tuesday }, nobody);
    const dir = aWeek({ 'web.json': now });
    expect(
      openStore(dir)
        .repositories()[0]
        ?.versions.map(({ from }) => from),
    ).toEqual([monday]);
    writeFileSync(
      path.join(dir, 'web.json'),
      worldText(repositoryLike('web', { unchangedSince: monday, savedAt: monday }, anaAlone)),
    );
    // Two contents within a second are two versions, of which the later counts.
    const [web] = openStore(dir).repositories();
    expect(web?.versions.map(({ from }) => from)).toEqual([monday, monday]);
    expect(web && versionAt(web, Date.parse(monday))?.world().replies).toMatchObject(anaAlone);
  });

  test('knows a repository by its uuid, whatever it is called', async () => {
    const renamed = { fullName: 'acme/site', id: repositoryLike('web').repository?.id };
    const dir = folderWith({
      'site.json': repositoryLike('site', { repository: renamed, unchangedSince: friday, savedAt: friday }),
      'earlier/web/2026-11-16T08-00-00Z.json': repositoryLike(
        'web',
        { unchangedSince: monday, savedAt: monday },
        nobody,
      ),
    });
    expect(
      openStore(dir)
        .repositories()
        .map(({ fullName, versions }) => [fullName, versions.length]),
    ).toEqual([['acme/site', 2]]);
    expect(await explained(dir, 'acme/site', '--at', monday)).toMatchObject({ verdict: 'denied', readAt: monday });
  });
});

describe('the text of a world', () => {
  test.each(names)('%s comes back from it', (name) => {
    const world = savedWorld(name);
    const parsed = parseWorld(worldText(world));
    const sorted = (value: unknown): string => JSON.stringify(value).split('').sort().join('');
    expect('world' in parsed && sorted(parsed.world)).toBe(sorted(world));
    expect('world' in parsed && worldText(parsed.world)).toBe(worldText(world));
  });

  test('is the same in whatever order Bitbucket lists', () => {
    const list = [3, 1, 2].map((id) => ({
      id,
      kind: 'push',
      pattern: `b${String(id)}`,
      users: [{ uuid: '{b}' }, { uuid: '{a}' }],
    }));
    const turned = list.map((one) => ({ ...one, users: [...one.users].reverse() })).reverse();
    const path = '/2.0/repositories/acme/web/branch-restrictions';
    const text = (values: unknown[]) => worldText({ about: '', replies: { [path]: restrictions(...values) } });
    expect(text(turned)).toBe(text(list));
    expect(
      text(list)
        .split('\n')
        .filter((line) => line.includes('"kind"')),
    ).toHaveLength(3);
  });
});
