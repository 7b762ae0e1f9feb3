import { describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRealTime, type Reply } from '../../../src/bitbucket/port/port';
import { disk, type Disk } from '../../../src/cli/store/disk';
import { openStore } from '../../../src/cli/store/store';
import { clockAt, mostInAnHour, simulatedBitbucket, uuid, type Simulated } from '../../bitbucket/workspace/simulated';
import { emptyFolder, typed } from '../terminal';
import { folderWith, repositoryLike } from './folder';
import { filesOf, reading } from './runs';

const hour = 3_600_000;
const forbidden: Reply = { status: 403, headers: {}, body: { type: 'error', error: { message: 'No.' } } };
const down: Reply = { status: 503, headers: {}, body: undefined };

/** A disk that does not wait until what was written has reached it. */
const quick: Disk = {
  ...disk,
  write: (file, text) => {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  },
};

/** A small workspace that was read once, an hour ago. */
async function readOnce(size = 12) {
  const clock = clockAt();
  const bitbucket = simulatedBitbucket({ repositories: size, people: 20, projects: 3, groups: 4, clock });
  const dir = emptyFolder();
  const first = await reading(dir, bitbucket, clock);
  clock.pass(hour);
  bitbucket.asked.length = 0;
  return { clock, bitbucket, dir, first };
}

function pathsOf({ asked }: Simulated): string[] {
  return asked.map(({ path: one }) => one.split('?')[0] ?? '');
}

function at<T>(all: readonly T[], place: number): T {
  const one = all[place];
  if (one === undefined) throw new Error('There is none.');
  return one;
}

describe('how many requests', () => {
  test('500 repositories take at most 2,100, and a reading that sees ten changes a tenth of that', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 500, clock });
    const dir = emptyFolder();
    const first = await reading(dir, bitbucket, clock, { disk: quick });
    expect(first).toMatchObject({ repositories: 500, read: 500, carried: 0, failed: [], gaps: [] });
    expect(bitbucket.asked.length).toBe(first.calls);
    expect(first.calls).toBeLessThanOrEqual(2_100);
    expect(mostInAnHour(bitbucket.asked)).toBeLessThanOrEqual(700);
    expect(openStore(dir).repositories()).toHaveLength(500);
    clock.pass(hour);
    for (const one of bitbucket.repositories.slice(40, 50)) one.effective.push([59, 'admin']);
    const second = await reading(dir, bitbucket, clock, { disk: quick });
    expect(second).toMatchObject({ read: 10, carried: 490 });
    expect(second.changed).toEqual(bitbucket.repositories.slice(40, 50).map(({ slug }) => `acme/${slug}`));
    expect(second.calls).toBeLessThanOrEqual(first.calls / 10);
    expect(Object.keys(filesOf(dir)).filter((name) => name.startsWith('earlier/'))).toHaveLength(10);
  });

  test('grow in a straight line', async () => {
    const counts: number[] = [];
    for (const repositories of [100, 200, 300]) {
      const clock = clockAt();
      counts.push(
        (await reading(emptyFolder(), simulatedBitbucket({ repositories, clock }), clock, { disk: quick })).calls,
      );
    }
    const [one = 0, two = 0, three = 0] = counts;
    // Four each, and the pages of three lists for each hundred.
    expect([two - one, three - two]).toEqual([412, 412]);
  });
});

describe('a second reading', () => {
  test.each<[string, (bitbucket: Simulated) => void, number]>([
    ['a permission that somebody was given', ({ repositories }) => at(repositories, 3).effective.push([19, 'read']), 1],
    ['a permission that somebody lost', ({ repositories }) => at(repositories, 3).effective.pop(), 1],
    ['a higher one', ({ repositories }) => (at(at(repositories, 3).effective, 1)[1] = 'admin'), 1],
    ['another main branch', ({ repositories }) => (at(repositories, 3).mainBranch = 'trunk'), 1],
    ['another project', ({ repositories }) => (at(repositories, 3).project = 'P1'), 1],
    ['another name', ({ repositories }) => (at(repositories, 3).slug = 'other'), 1],
    // The project's four repositories were each judged by it.
    ['a grant of a project to a person', ({ projects }) => projects.get('P0')?.users.push([7, 'write']), 4],
    ['a grant of a project to a group', ({ projects }) => projects.get('P0')?.groups.push(['group-3', 'read']), 4],
    ['a member who joined a group', ({ groups }) => groups.get('group-0')?.push(19), 8],
  ])('sees %s', async (_, change, repositories) => {
    const { clock, bitbucket, dir } = await readOnce();
    change(bitbucket);
    const { read, changed, carried } = await reading(dir, bitbucket, clock);
    expect({ read, carried, changed: changed.length }).toEqual({
      read: repositories,
      carried: 12 - repositories,
      changed: repositories,
    });
    // What was there before still is.
    expect(
      openStore(dir)
        .repositories()
        .map(({ versions }) => versions.length),
    ).toEqual(expect.arrayContaining([2]));
  });

  test.each<[string, (bitbucket: Simulated) => void]>([
    ['restrictions', ({ repositories }) => (at(repositories, 3).restrictions = [])],
    ['the branching model', ({ repositories }) => (at(repositories, 3).prefix = 'feat/')],
    ['a grant that leaves the permission as it was', ({ repositories }) => (at(repositories, 3).users = [])],
  ])('cannot see changes of %s, but reads again by age, or when it is told to', async (_, change) => {
    const { clock, bitbucket, dir } = await readOnce();
    change(bitbucket);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 0, carried: 12, changed: [] });
    expect(await reading(dir, bitbucket, clock, { again: true })).toMatchObject({
      read: 12,
      carried: 0,
      changed: ['acme/repo-00003'],
    });
    clock.pass(23 * hour);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 0 });
    clock.pass(2 * hour);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 12, carried: 0, changed: [] });
  });

  test('keeps as of when each answer holds: a repository that was carried on was not read again', async () => {
    const { clock, bitbucket, dir } = await readOnce();
    at(bitbucket.repositories, 3).effective.push([19, 'read']);
    await reading(dir, bitbucket, clock);
    const [carried, changed] = [2, 3].map((place) => at(openStore(dir).repositories(), place));
    expect(carried?.versions.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z'],
    ]);
    expect(changed?.versions.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z'],
      ['2026-11-20T09:00:00Z', '2026-11-20T09:00:00Z'],
    ]);
    clock.pass(hour);
    await reading(dir, bitbucket, clock, { again: true });
    expect(at(openStore(dir).repositories(), 2).versions.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-20T08:00:00Z', '2026-11-20T10:00:00Z'],
    ]);
  });

  test('encloses each change between two readings, however long these take', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 12, people: 20, projects: 3, groups: 4, clock });
    const dir = emptyFolder();
    // Some thirty requests an hour: the lists are read long before the last repositories.
    let changedAt = 0;
    const late = at(bitbucket.repositories, 11);
    await reading(dir, bitbucket, clock, {
      share: 97,
      onProgress: ({ done }) => {
        if (done !== 6 || changedAt > 0) return;
        changedAt = clock.now();
        late.effective.push([5, 'admin']);
      },
    });
    expect(clock.now() - changedAt).toBeGreaterThan(hour / 4);
    clock.pass(hour);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ changed: ['acme/repo-00011'] });
    const [before, after] = at(openStore(dir).repositories(), 11).versions;
    expect(Date.parse(before?.to ?? '')).toBeLessThan(changedAt);
    expect(Date.parse(after?.from ?? '')).toBeGreaterThan(changedAt);
  });

  test('is the same whether Bitbucket shows the permissions of all at once, or each repository’s own', async () => {
    const { clock, bitbucket, dir } = await readOnce();
    bitbucket.instead = (asked) =>
      /^\/2.0\/(?:user\/)?workspaces\/acme\/permissions\/repositories\?pagelen=\d+(?:&fields|$)/.test(asked)
        ? forbidden
        : undefined;
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 0, carried: 12 });
    expect(await reading(dir, bitbucket, clock, { again: true })).toMatchObject({ read: 12, changed: [] });
    bitbucket.instead = () => undefined;
    expect(await reading(dir, bitbucket, clock, { again: true })).toMatchObject({ read: 12, changed: [] });
  });

  test('is the same whatever pushes and newcomers elsewhere there were', async () => {
    const { clock, bitbucket, dir } = await readOnce();
    for (const one of bitbucket.repositories) one.updatedOn = '2026-11-20T08:30:00Z';
    bitbucket.people.push({ ...at(bitbucket.people, 0), uuid: uuid('a', 77), display_name: 'Newcomer' });
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 0, carried: 12 });
    expect(await reading(dir, bitbucket, clock, { again: true })).toMatchObject({ read: 12, changed: [] });
    expect(at(openStore(dir).repositories(), 0).versions).toHaveLength(1);
    // Who left and is still listed somewhere is a change there.
    bitbucket.people.splice(10, 1);
    const { changed } = await reading(dir, bitbucket, clock);
    expect(changed.length).toBeGreaterThan(0);
  });

  test('with branches reads those again that were pushed to', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 6, people: 20, projects: 3, groups: 4, clock });
    const dir = emptyFolder();
    await reading(dir, bitbucket, clock);
    expect(await reading(dir, bitbucket, clock, { branches: true })).toMatchObject({ read: 6 });
    const [one] = bitbucket.repositories;
    Object.assign(one ?? {}, { branches: ['main', 'new'], updatedOn: '2026-11-20T08:30:00Z' });
    expect(await reading(dir, bitbucket, clock, { branches: true })).toMatchObject({
      read: 1,
      changed: ['acme/repo-00000'],
    });
  });
});

describe('repositories that come, go, and are called otherwise', () => {
  test('one with another name is followed, its file too', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    at(bitbucket.repositories, 1).restrictions = [];
    await reading(dir, bitbucket, clock, { again: true });
    clock.pass(hour);
    at(bitbucket.repositories, 1).slug = 'site';
    await reading(dir, bitbucket, clock);
    expect(Object.keys(filesOf(dir)).filter((name) => !name.startsWith('.'))).toEqual([
      'earlier/site/2026-11-20T08-00-00Z.json',
      'earlier/site/2026-11-20T09-00-00Z.json',
      'repo-00000.json',
      'repo-00002.json',
      'site.json',
    ]);
    expect(
      openStore(dir)
        .repositories()
        .map(({ fullName, versions }) => [fullName, versions.length]),
    ).toEqual([
      ['acme/repo-00000', 1],
      ['acme/repo-00002', 1],
      ['acme/site', 3],
    ]);
  });

  test('two that swap their names, and one that takes the name of one that is gone, are told apart', async () => {
    const { clock, bitbucket, dir } = await readOnce(4);
    const [a, b] = bitbucket.repositories;
    [at(bitbucket.repositories, 0).slug, at(bitbucket.repositories, 1).slug] = [b?.slug ?? '', a?.slug ?? ''];
    at(bitbucket.repositories, 3).id = uuid('b', 55);
    const { gone, appeared } = await reading(dir, bitbucket, clock);
    expect({ gone, appeared }).toEqual({ gone: ['acme/repo-00003'], appeared: ['acme/repo-00003'] });
    expect(
      openStore(dir)
        .repositories()
        .map(({ fullName, id, goneAt, versions }) => [fullName, id, goneAt !== undefined, versions.length]),
    ).toEqual([
      ['acme/repo-00000', uuid('b', 1), false, 2],
      ['acme/repo-00001', uuid('b', 0), false, 2],
      ['acme/repo-00002', uuid('b', 2), false, 1],
      ['acme/repo-00003', uuid('b', 55), false, 1],
      ['acme/repo-00003', uuid('b', 3), true, 1],
    ]);
    // Each day has the one that was called so then.
    const asOf = async (time: string) => {
      const ended = await typed(['save', 'acme/repo-00003', '--world', dir, '--at', time]);
      return /"uuid": "(\{b[^"]*)"/.exec(ended.out)?.[1];
    };
    expect([await asOf('2026-11-20T08:30:00Z'), await asOf('2026-11-20')]).toEqual([uuid('b', 3), uuid('b', 55)]);
  });

  test('one that is gone is kept with the day, and goes on where it comes back', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    const [gone] = bitbucket.repositories.splice(1, 1);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ gone: ['acme/repo-00001'], carried: 2 });
    expect(readdirSync(dir)).not.toContain('repo-00001.json');
    expect(at(openStore(dir).repositories(), 1)).toMatchObject({ goneAt: '2026-11-20T09:00:00Z' });
    // Once is enough to say it.
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ gone: [], repositories: 2 });
    clock.pass(hour);
    if (gone) bitbucket.repositories.push(gone);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ appeared: ['acme/repo-00001'] });
    const back = at(openStore(dir).repositories(), 1);
    expect([back.goneAt, back.versions.map(({ goneAt }) => goneAt)]).toEqual([
      undefined,
      ['2026-11-20T09:00:00Z', undefined],
    ]);
  });

  test('one that only the permissions name, and one that is refused, are there by name', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    const list = '/2.0/repositories/acme';
    const secret = `${list}/repo-00001`;
    const hidden = `${list}/${encodeURIComponent(uuid('b', 1))}`;
    const listing = bitbucket.get;
    const hiding: Simulated = {
      ...bitbucket,
      get: async (asked) => {
        if (asked === secret || asked === hidden) return forbidden;
        const reply = await listing(asked);
        if (asked.split('?')[0] !== list) return reply;
        const { values } = reply.body as { values: { full_name: string }[] };
        return { ...reply, body: { values: values.filter(({ full_name }) => !full_name.endsWith('1')), size: 2 } };
      },
    };
    const result = await reading(dir, hiding, clock);
    expect(result).toMatchObject({ repositories: 3, gone: [], unreadable: [{ repository: 'acme/repo-00001' }] });
    expect(result.unreadable[0]?.gap).toMatchObject({ because: 'forbidden', status: 403 });
    const fresh = emptyFolder();
    expect(await reading(fresh, hiding, clock)).toMatchObject({
      repositories: 3,
      unreadable: [{ repository: 'acme/repo-00001' }],
    });
    for (const folder of [dir, fresh]) {
      const one = at(openStore(folder).repositories(), 1);
      expect([one.fullName, one.versions.at(-1)?.world().replies[secret]]).toEqual([
        'acme/repo-00001',
        expect.objectContaining({ status: 403 }),
      ]);
    }
  });
});

describe('what fails', () => {
  test('is tried once more at the end, and never takes the place of what was read whole', async () => {
    const { clock, bitbucket, dir } = await readOnce(4);
    const before = filesOf(dir);
    let failing = 4;
    bitbucket.instead = (asked) =>
      asked.includes('repo-00002/branch-restrictions') && failing-- > 0 ? down : undefined;
    expect(await reading(dir, bitbucket, clock, { again: true })).toMatchObject({ read: 4, failed: [] });
    bitbucket.instead = (asked) => (asked.includes('repo-00002/branch-restrictions') ? down : undefined);
    const { failed, read } = await reading(dir, bitbucket, clock, { again: true });
    expect({ failed, read }).toEqual({
      read: 3,
      failed: [
        {
          repository: 'acme/repo-00002',
          lastRead: '2026-11-20T09:00:03Z',
          gap: expect.objectContaining({ status: 503 }),
        },
      ],
    });
    expect(Object.keys(filesOf(dir))).toEqual(Object.keys(before));
  });

  test('again as it failed before leaves its file as it is, and says so; what came meanwhile is kept', async () => {
    const { clock, bitbucket, dir } = await readOnce(0);
    bitbucket.repositories.push(...simulatedBitbucket({ repositories: 1, people: 20, clock }).repositories);
    const [one] = bitbucket.repositories;
    bitbucket.instead = (asked) => (asked.includes('/branch-restrictions') ? down : undefined);
    expect((await reading(dir, bitbucket, clock)).failed[0]?.lastRead).toBeUndefined();
    const before = filesOf(dir)['repo-00000.json'];
    clock.pass(hour);
    const { failed, read } = await reading(dir, bitbucket, clock);
    expect([read, failed[0]?.lastRead, filesOf(dir)['repo-00000.json']]).toEqual([0, expect.any(String), before]);
    // And nothing that is known is lost for what is not.
    if (one) one.users = [[7, 'admin']];
    bitbucket.instead = (asked) => (/branch-restrictions|permissions-config.groups/.test(asked) ? down : undefined);
    await reading(dir, bitbucket, clock);
    expect(filesOf(dir)['repo-00000.json']).toBe(before);
    bitbucket.instead = (asked) => (asked.includes('/branch-restrictions') ? down : undefined);
    const third = await reading(dir, bitbucket, clock);
    expect([third.changed, third.failed[0]?.lastRead]).toEqual([['acme/repo-00000'], undefined]);
  });

  test('the first time leaves a gap by name, which the next reading fills', async () => {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 3, people: 20, projects: 1, groups: 1, clock });
    bitbucket.instead = (asked) => (asked.includes('repo-00001/effective-branching-model') ? down : undefined);
    const dir = emptyFolder();
    expect(await reading(dir, bitbucket, clock)).toMatchObject({
      read: 3,
      failed: [{ repository: 'acme/repo-00001' }],
    });
    expect(openStore(dir).repositories()).toHaveLength(3);
    bitbucket.instead = () => undefined;
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 1, carried: 2, failed: [] });
  });

  test('of the list leaves what is there as it is, and nobody is said to be gone', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    const listing = bitbucket.get;
    const cut: Simulated = {
      ...bitbucket,
      get: async (asked) => {
        const reply = await listing(asked);
        if (asked.split('?')[0] !== '/2.0/repositories/acme') return reply;
        return { ...reply, body: { values: (reply.body as { values: unknown[] }).values.slice(0, 1), size: 3 } };
      },
    };
    const { gone, gaps, repositories } = await reading(dir, cut, clock);
    expect({ gone, gaps, repositories }).toEqual({
      gone: [],
      repositories: 3,
      gaps: [expect.objectContaining({ because: 'truncated' })],
    });
  });

  test('a credential that is revoked meanwhile ends the run, and spoils nothing', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    const before = filesOf(dir, true);
    bitbucket.instead = (asked) => (asked.includes('/repositories/acme/repo-') ? { ...down, status: 401 } : undefined);
    await expect(reading(dir, bitbucket, clock, { again: true })).rejects.toMatchObject({ exitStatus: 77 });
    const after = filesOf(dir, true);
    delete after['.who-can-push/run.jsonl'];
    expect(after).toEqual(before);
  });

  test.each<[string, (asked: string) => Reply | undefined, number]>([
    // Then each repository's own list is asked for.
    [
      'the permissions of all',
      (asked) => (/^\/2.0\/workspaces\/acme\/permissions\/repositories\?/.test(asked) ? forbidden : undefined),
      12,
    ],
    ['`fields`', (asked) => (asked.includes('fields') ? { ...forbidden, status: 400 } : undefined), 0],
    ['the members of groups', (asked) => (asked.startsWith('/1.0/') ? forbidden : undefined), 0],
    ['the grants of projects', (asked) => (asked.includes('/projects/') ? forbidden : undefined), 0],
  ])('%s that are refused cost no answer', async (_, instead, own) => {
    const { clock, bitbucket, first } = await readOnce();
    bitbucket.instead = instead;
    const dir = emptyFolder();
    const result = await reading(dir, bitbucket, clock);
    expect(result).toMatchObject({ read: 12, failed: [], unreadable: [] });
    expect(pathsOf(bitbucket).filter((one) => one.includes('/permissions/repositories/repo-'))).toHaveLength(own);
    expect(result.calls).toBeLessThanOrEqual(first.calls + own + 6);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ carried: 12, read: 0 });
    // A change shows all the same, where it takes a request for each repository.
    at(bitbucket.repositories, 3).effective.push([17, 'read']);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ read: 1, changed: ['acme/repo-00003'] });
  });
});

describe('a workspace that means harm', () => {
  test.each([
    '..',
    '../../etc/x',
    'a/b',
    '',
    '.',
    'CON',
    'nul.txt',
    '%2e%2e',
    'a\u202Eb',
    '{x}',
    'a b',
    '-rf',
    'earlier',
    'X'.repeat(300),
  ])('cannot write anywhere but into its folder by a repository called %j', async (slug) => {
    const { clock, bitbucket } = await readOnce(3);
    at(bitbucket.repositories, 1).slug = slug;
    const parent = emptyFolder();
    const dir = path.join(parent, 'store');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(dir);
    writeFileSync(path.join(parent, 'x.json'), 'untouched');
    const { gaps, repositories } = await reading(dir, bitbucket, clock);
    // It was read, or it is said that the list held something that nobody can ask for.
    expect(repositories + (gaps.length > 0 ? 1 : 0)).toBeGreaterThanOrEqual(3);
    expect(readdirSync(parent).sort()).toEqual(['store', 'x.json']);
    expect(readFileSync(path.join(parent, 'x.json'), 'utf8')).toBe('untouched');
    for (const name of readdirSync(dir)) expect(name).toMatch(/^(?:[\w%~-][\w%.~-]*\.json|\.who-can-push|earlier)$/);
    expect(openStore(dir).repositories().length).toBeGreaterThanOrEqual(2);
  });

  test('cannot have another workspace read', async () => {
    const { clock, bitbucket } = await readOnce(2);
    const listing = bitbucket.get;
    const evil: Simulated = {
      ...bitbucket,
      get: async (asked) => {
        const reply = await listing(asked);
        if (asked.split('?')[0] !== '/2.0/repositories/acme') return reply;
        const values = [
          ...(reply.body as { values: unknown[] }).values,
          { type: 'repository', uuid: uuid('e', 1), full_name: 'other/web' },
        ];
        return { ...reply, body: { values, size: 3 } };
      },
    };
    const result = await reading(emptyFolder(), evil, clock);
    expect([result.repositories, result.gaps.length]).toEqual([2, 1]);
    expect(pathsOf(bitbucket).filter((one) => one.includes('other'))).toEqual([]);
  });
});

describe('the folder', () => {
  test('of another workspace is left alone', async () => {
    const { clock, bitbucket } = await readOnce(2);
    const world = repositoryLike('web', {
      repository: { fullName: 'other/web', id: '{other}' },
      savedAt: '2026-11-01T00:00:00Z',
    });
    const dir = folderWith({ 'web.json': world });
    await expect(reading(dir, bitbucket, clock)).rejects.toMatchObject({
      exitStatus: 64,
      message: expect.stringContaining('other/web'),
    });
    expect(existsSync(path.join(dir, '.who-can-push', 'run.jsonl'))).toBe(false);
  });

  test('that somebody filled by hand has its files called as the repositories are', async () => {
    const { clock, bitbucket, dir: read } = await readOnce(2);
    const text = readFileSync(path.join(read, 'repo-00001.json'), 'utf8');
    const dir = folderWith({ 'my favourite.json': text });
    await reading(dir, bitbucket, clock, { again: true });
    expect(readdirSync(dir).sort()).toEqual(['.who-can-push', 'repo-00000.json', 'repo-00001.json']);
  });

  test('with a file of several repositories is somebody’s own', async () => {
    const { clock, bitbucket } = await readOnce(2);
    const both = { ...repositoryLike('api').replies, ...repositoryLike('web').replies };
    const dir = folderWith({ 'both.json': JSON.stringify({ savedAt: '2026-11-01T00:00:00Z', replies: both }) });
    await expect(reading(dir, bitbucket, clock)).rejects.toMatchObject({ exitStatus: 64 });
  });

  test.each([['{bad'], ['']])(
    'with a broken file (%j) has it read again and written anew, and loses nothing',
    async (text) => {
      const { clock, bitbucket, dir } = await readOnce(3);
      const [, one] = bitbucket.repositories;
      if (one) one.restrictions = [];
      await reading(dir, bitbucket, clock, { again: true });
      const before = filesOf(dir, true);
      const earlier = Object.keys(before).filter((name) => name.startsWith('earlier/'));
      expect(earlier).toHaveLength(1);
      clock.pass(hour);
      const file = path.join(dir, 'repo-00001.json');
      writeFileSync(file, text);
      expect(await reading(dir, bitbucket, clock)).toMatchObject({
        ...{ repositories: 3, read: 1, carried: 2, gone: [], appeared: [], changed: [], failed: [] },
        mended: ['acme/repo-00001'],
      });
      expect(filesOf(dir, true)).toEqual({ ...before, 'repo-00001.json.broken': text });
      // Without anything earlier it is known by its file alone.
      writeFileSync(path.join(dir, 'repo-00002.json'), text);
      expect(await reading(dir, bitbucket, clock)).toMatchObject({ repositories: 3, mended: ['acme/repo-00002'] });
      expect(openStore(dir).repositories()).toHaveLength(3);
    },
  );

  test('with a broken file of what is there no more sets it aside, and keeps that it is gone', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    bitbucket.repositories[1]?.effective.pop();
    await reading(dir, bitbucket, clock);
    bitbucket.repositories.splice(1, 1);
    writeFileSync(path.join(dir, 'repo-00001.json'), '{bad');
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ gone: ['acme/repo-00001'], repositories: 2 });
    expect(readdirSync(dir)).toContain('repo-00001.json.broken');
    expect(
      openStore(dir)
        .repositories()
        .map(({ fullName, goneAt }) => [fullName, goneAt === undefined]),
    ).toEqual([
      ['acme/repo-00000', true],
      ['acme/repo-00001', false],
      ['acme/repo-00002', true],
    ]);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ gone: [], repositories: 2 });
  });

  test('leaves alone whatever of it is somebody’s own, and takes it for no repository', async () => {
    const { clock, bitbucket, dir } = await readOnce(2);
    const own = { 'package.json': '{"name": "readings"}', 'tsconfig.json': '// Not JSON\n{}', 'empty.json': '' };
    for (const [name, text] of Object.entries(own)) writeFileSync(path.join(dir, name), text);
    const before = filesOf(dir, true);
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ repositories: 2, gone: [], mended: [] });
    expect(filesOf(dir, true)).toEqual(before);
    // One that Bitbucket lists by that name has a file of its own beside it.
    const [like] = bitbucket.repositories;
    if (like) Object.assign(like, { slug: 'package' });
    await reading(dir, bitbucket, clock, { again: true });
    expect(filesOf(dir, true)).toMatchObject(own);
  });

  test('keeps each broken file that was there', async () => {
    const { clock, bitbucket, dir } = await readOnce(2);
    for (const text of ['{one', '{two']) {
      writeFileSync(path.join(dir, 'repo-00001.json'), text);
      await reading(dir, bitbucket, clock);
    }
    expect(filesOf(dir, true)).toMatchObject({
      'repo-00001.json.broken': '{one',
      'repo-00001.json.broken~2': '{two',
    });
  });

  test('that was read in the future waits for the clock', async () => {
    const { bitbucket, dir } = await readOnce(2);
    await expect(reading(dir, bitbucket, clockAt('2026-11-19T00:00:00Z'))).rejects.toMatchObject({ exitStatus: 65 });
  });

  test('on a disk that is full says so, and keeps what it has', async () => {
    const { clock, bitbucket, dir } = await readOnce(3);
    const before = filesOf(dir, true);
    const write: Disk['write'] = (file, text) => {
      if (file.endsWith('repo-00001.json'))
        throw Object.assign(new Error('Full.'), { syscall: 'write', code: 'ENOSPC' });
      disk.write(file, text);
    };
    await expect(reading(dir, bitbucket, clock, { again: true, disk: { ...disk, write } })).rejects.toMatchObject({
      exitStatus: 65,
      message: `The folder ${dir} could not be written (ENOSPC).`,
    });
    await reading(dir, bitbucket, clock, { again: true });
    expect(filesOf(dir, true)).toEqual(before);
  });

  test('loses what a killed write left beside a file', async () => {
    const { clock, bitbucket, dir } = await readOnce(2);
    writeFileSync(path.join(dir, 'repo-00000.json.3141592653'), '{');
    await reading(dir, bitbucket, clock);
    expect(readdirSync(dir)).not.toContain('repo-00000.json.3141592653');
  });
});

test('a run that is interrupted ends after the repository under way, and goes on later', async () => {
  const clock = clockAt();
  const bitbucket = simulatedBitbucket({ repositories: 10, people: 20, projects: 3, groups: 4, clock });
  const dir = emptyFolder();
  let interrupt = (): void => undefined;
  const interrupted = new Promise<void>((done) => {
    interrupt = done;
  });
  const result = await reading(dir, bitbucket, clock, {
    interrupted,
    onProgress: ({ done }) => {
      if (done === 4) interrupt();
    },
  });
  expect(result).toMatchObject({ interrupted: true, repositories: 10 });
  expect([4, 5]).toContain(result.read);
  expect(await reading(dir, bitbucket, clock)).toMatchObject({ interrupted: false, wentOn: true, read: 10 });
});

describe('a run that has to wait is interrupted at once, and leaves no timer', () => {
  /** The workspace, and a run of it that is interrupted at its first wait in real time for as long as this at least. */
  async function interruptedIn(least: number, refuse: (asked: string) => Reply | undefined = () => undefined) {
    const clock = clockAt();
    const bitbucket = simulatedBitbucket({ repositories: 40, people: 20, projects: 3, groups: 4, clock });
    bitbucket.instead = refuse;
    const dir = emptyFolder();
    let interrupt = (): void => undefined;
    const interrupted = new Promise<void>((done) => {
      interrupt = done;
    });
    const before = process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    let waits = 0;
    const result = await reading(dir, bitbucket, clock, {
      interrupted,
      share: 90,
      wait: (milliseconds, ended) => {
        if (milliseconds < least) return clock.wait(milliseconds);
        waits++;
        const waiting = inRealTime(milliseconds, ended);
        interrupt();
        return waiting;
      },
    });
    const left = process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length - before;
    return { clock, bitbucket, dir, result, waits, left };
  }

  test('between requests that are spaced', async () => {
    const { clock, bitbucket, dir, result, waits, left } = await interruptedIn(20_000);
    expect({ waits, left, interrupted: result.interrupted }).toEqual({ waits: 1, left: 0, interrupted: true });
    expect(result.repositories).toBe(40);
    expect(result.read).toBeGreaterThan(0);
    expect(openStore(dir).repositories()).toHaveLength(result.read);
    bitbucket.asked.length = 0;
    const next = await reading(dir, bitbucket, clock);
    expect(next).toMatchObject({ wentOn: true, interrupted: false, read: 40 });
    expect(pathsOf(bitbucket).filter((one) => one === '/2.0/repositories/acme')).toEqual([]);
  });

  const later: Reply = { ...down, status: 429, headers: { 'retry-after': '3000' } };
  test.each([
    ['in the middle', (asked: string) => (asked.includes('repo-00001/branch-') ? later : undefined), 40],
    ['at the very beginning', () => later, 0],
  ])('after a 429 %s', async (_, refuse, repositories) => {
    const { clock, bitbucket, dir, result, waits, left } = await interruptedIn(2_000_000, refuse);
    expect({ waits, left }).toEqual({ waits: 1, left: 0 });
    expect(result).toMatchObject({ interrupted: true, repositories });
    bitbucket.instead = () => undefined;
    expect(await reading(dir, bitbucket, clock)).toMatchObject({ wentOn: true, read: 40, failed: [] });
  });
});
