import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';
import type { World } from '../../../src/bitbucket/worlds/world';
import { noCounts } from '../../../src/core/questions/ledger-report';
import { keepComparisons, ledgerFile, readLedger, type Kept } from '../../../src/cli/source/ledger';
import type { Io } from '../../../src/cli/terminal/io';
import { changed } from '../../forge/webhook/builds';
import { fileOf, savedWorld } from '../../bitbucket/saved-worlds';
import { closedAfterEach, serving, worldOver, type Server } from '../server';
import { answered, emptyFolder, failedWith, typed, type Ended } from '../terminal';

const servers = closedAfterEach<Server>();
const passed = { status: 'PASSED', required: true, blocking: false };
const mergeable = [
  { type: 'pullrequest_state_check', state: 'OPEN', ...passed },
  { type: 'current_user_permission_check', ...passed },
  { type: 'git_mergeability_check', reason: 'clean', ...passed },
];

/** The saved world, with Bitbucket's own word on these pull requests. */
function withWord(words: Record<number, object[]>): World {
  const replies = Object.entries(words).map(([id, values]): [string, World['replies'][string]] => [
    `/2.0/repositories/acme/web/pullrequests/${id}/mergeability/checks`,
    { status: 200, body: { values, pagelen: 100, page: 1, size: values.length } },
  ]);
  return changed(savedWorld('pull-requests'), Object.fromEntries(replies));
}

async function live(args: string[], world: World, state: string | undefined, io: Partial<Io> = {}): Promise<Ended> {
  const server = await serving(worldOver(world, 'Bearer secret'));
  servers.push(server);
  const env = { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: 'secret', XDG_STATE_HOME: state };
  return typed(args, { ...io, env: { ...env, ...io.env } });
}

/** An io that has nothing but a folder for what is kept. */
function ioIn(state: string, other: Partial<Io> = {}): Io & { said: string[] } {
  const said: string[] = [];
  return {
    env: { XDG_STATE_HOME: state },
    cwd: state,
    out: () => undefined,
    err: (text) => said.push(text),
    outIsTerminal: false,
    errIsTerminal: true,
    said,
    ...other,
  };
}

const fileIn = (state: string) => path.join(state, 'who-can-push', 'ledger.jsonl');
const linesIn = (state: string) => readFileSync(fileIn(state), 'utf8').split('\n').filter(Boolean);

function kept(number: number, repository = 'acme/web', at = '2026-11-28T10:00:00Z'): Kept {
  return { comparison: { at, repository, outcome: 'agreed' }, state: `${repository} ${at} ${String(number)}` };
}

function differing(number: number, filler = 10): Kept {
  const state = `differing ${String(number)}`;
  return {
    state,
    comparison: {
      at: new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString(),
      repository: 'acme/web',
      outcome: 'differed',
      difference: {
        pullRequest: number + 1,
        branch: 'main',
        ours: 'denied',
        bitbucket: 'mergeable',
        disagreements: [{ of: 'merge', ours: 'denied', bitbucket: 'mergeable' }],
        restsOn: {
          restrictions: Array.from({ length: filler }, (_, id) => ({
            id,
            kind: 'push',
            match: { by: 'glob' as const, pattern: 'main' },
            users: 3,
            groups: ['devs'],
          })),
          reported: [],
          counted: [],
        },
      },
    },
  };
}

describe('what is kept', () => {
  test('`explain --pr` and `prs` keep what they compared; the same once', async () => {
    const state = emptyFolder();
    const world = withWord({ 1: mergeable, 3: mergeable });
    await live(['explain', 'acme/web', '--pr', '1'], world, state);
    const first = linesIn(state);
    expect(first.map((line) => JSON.parse(line) as object)).toMatchObject([
      { format: 1, state: expect.stringMatching(/^[\da-f]{16}$/), kept: { repository: 'acme/web' } },
    ]);
    await live(['explain', 'acme/web', '--pr', '1'], world, state);
    expect(linesIn(state)).toEqual(first);
    await live(['prs', 'acme/web'], world, state);
    const all = linesIn(state);
    expect(all.slice(0, 1)).toEqual(first);
    expect(all.length).toBeGreaterThan(5);
    await live(['explain', 'acme/web', '--pr', '3'], world, state);
    expect(linesIn(state)).toEqual(all);
    const { err, out, status } = await typed(['ledger', 'acme/web'], { env: { XDG_STATE_HOME: state } });
    expect({ err, status }).toEqual({ err: '', status: 0 });
    expect(out).toMatch(/^acme\/web: Bitbucket's own word beside the rules that were read\n\n/);
    expect(out).not.toContain('Nothing was compared');
    expect(answered(await typed(['ledger', 'ACME/web', '--json'], { env: { XDG_STATE_HOME: state } }))).toMatchObject({
      repository: 'acme/web',
      broken: 0,
    });
    const text = readFileSync(fileIn(state), 'utf8');
    for (const name of ['Ana', 'Harvey', 'Tom', 'Mei', 'Jonas', '@', 'secret']) expect(text).not.toContain(name);
  });

  test('only the person may read it', async () => {
    const state = path.join(emptyFolder(), 'new', 'state');
    await live(['explain', 'acme/web', '--pr', '1'], withWord({ 1: mergeable }), state);
    expect(statSync(fileIn(state)).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(fileIn(state))).mode & 0o777).toBe(0o700);
  });

  test.each([
    ['a saved world', ['explain', 'acme/web', '--pr', '1', '--world', fileOf('pull-requests')]],
    ['a saved world, all pull requests', ['prs', '--world', fileOf('pull-requests')]],
    ['somebody else', ['explain', 'acme/web', '--pr', '1', '--as', 'harvey']],
    ['no pull request', ['explain', 'acme/web', 'main']],
  ])('of %s nothing is', async (_, args) => {
    const state = emptyFolder();
    const { status } = await live(args, withWord({ 1: mergeable }), state);
    expect(status).toBeLessThan(3);
    expect(readdirSync(state)).toEqual([]);
  });

  test('without a home nothing is, and a relative folder is none', async () => {
    const cwd = emptyFolder();
    for (const XDG_STATE_HOME of [undefined, '', 'here']) {
      const ended = await live(['explain', 'acme/web', '--pr', '1'], withWord({ 1: mergeable }), XDG_STATE_HOME, {
        cwd,
      });
      expect(ended.err).toBe('');
      expect(readdirSync(cwd)).toEqual([]);
    }
  });
});

test.each<[env: Io['env'], platform: string, file: string | undefined]>([
  [{ HOME: '/home/ana' }, 'linux', '/home/ana/.local/state/who-can-push/ledger.jsonl'],
  [{ HOME: '/home/ana', XDG_STATE_HOME: '/var/state' }, 'linux', '/var/state/who-can-push/ledger.jsonl'],
  [{ HOME: '/home/ana', XDG_STATE_HOME: 'state' }, 'linux', '/home/ana/.local/state/who-can-push/ledger.jsonl'],
  [{ HOME: '/home/ana', XDG_STATE_HOME: '' }, 'darwin', '/home/ana/.local/state/who-can-push/ledger.jsonl'],
  [{ HOME: 'ana' }, 'linux', undefined],
  [{}, 'linux', undefined],
  [
    { LOCALAPPDATA: 'C:\\Users\\ana\\AppData\\Local' },
    'win32',
    'C:\\Users\\ana\\AppData\\Local\\who-can-push\\ledger.jsonl',
  ],
  [{ HOME: '/c/Users/ana' }, 'win32', undefined],
])('%j on %s', (env, platform, file) => {
  expect(ledgerFile({ env, platform })).toBe(file);
});

describe('where it cannot be kept, the answer stands', () => {
  const faults: [string, (state: string) => void][] = [
    [
      'the folder is a file',
      (state) => {
        writeFileSync(path.join(state, 'who-can-push'), '');
      },
    ],
    [
      'the file is a folder',
      (state) => {
        mkdirSync(fileIn(state), { recursive: true });
      },
    ],
    [
      'the file is a device',
      (state) => {
        mkdirSync(path.dirname(fileIn(state)));
        symlinkSync('/dev/full', fileIn(state));
      },
    ],
    [
      'it leads nowhere',
      (state) => {
        mkdirSync(path.dirname(fileIn(state)));
        symlinkSync('/proc/nowhere/x', fileIn(state));
      },
    ],
  ];
  test.each(faults)('%s', async (_, prepare) => {
    const state = emptyFolder();
    prepare(state);
    const world = withWord({ 1: mergeable });
    const fine = await live(['explain', 'acme/web', '--pr', '1', '--json'], world, undefined);
    const quiet = await live(['explain', 'acme/web', '--pr', '1', '--json'], world, state);
    const shown = (ended: Ended) => ({ ...(JSON.parse(ended.out) as object), readAt: '' });
    expect(JSON.stringify({ ...quiet, out: shown(quiet) }).replaceAll(/\d{4}-[^"]*Z/g, '')).toBe(
      JSON.stringify({ ...fine, out: shown(fine) }).replaceAll(/\d{4}-[^"]*Z/g, ''),
    );
    const io = ioIn(state);
    keepComparisons([kept(1), kept(2)], io);
    expect(io.said).toEqual([`What was compared could not be kept in ${fileIn(state)}.\n`]);
  });

  test('nor is a pipe waited for', () => {
    const state = emptyFolder();
    mkdirSync(path.dirname(fileIn(state)));
    const { status } = spawnSync('mkfifo', [fileIn(state)]);
    expect(status).toBe(0);
    const io = ioIn(state);
    keepComparisons([kept(1)], io);
    expect(io.said).toHaveLength(1);
  });
});

describe('a file that somebody else wrote to', () => {
  const good = (number: number) =>
    `${JSON.stringify({ format: 1, state: 'a'.repeat(16), kept: kept(number).comparison })}\n`;
  const hostile: [string, string, broken: number][] = [
    ['nothing', '', 0],
    ['blank lines', '\n\n  \n', 0],
    ['no JSON', 'x\n{"format":1\n', 2],
    ['another format', good(1).replace('"format":1', '"format":2'), 1],
    ['an unknown part', good(1).replace('"format":1', '"format":1,"name":"Ana"'), 1],
    ['an unknown outcome', good(1).replace('agreed', 'agreeed'), 1],
    ['no time', good(1).replace('2026-11-28T10:00:00Z', 'yesterday'), 1],
    ['a prototype', '{"__proto__":{"format":1},"constructor":1}\n', 1],
    [
      'negative counts',
      `${JSON.stringify({ format: 1, repository: 'acme/web', since: kept(1).comparison.at, counts: { ...noCounts(), agreed: -1 } })}\n`,
      1,
    ],
    ['a very long line', `"${'x'.repeat(1_500_000)}"\n`, 1],
    ['deep nesting', `${'['.repeat(3_000)}${']'.repeat(900)}\n`, 1],
    ['a cut line', good(1).slice(0, 60), 1],
    ['zeros', '\0'.repeat(3_000), 1],
  ];
  test.each(hostile)('%s is counted as broken, and what is ours counts', async (_, text, broken) => {
    const state = emptyFolder();
    mkdirSync(path.dirname(fileIn(state)));
    writeFileSync(fileIn(state), good(1) + text);
    const io = ioIn(state);
    keepComparisons([kept(2)], io);
    expect(io.said).toEqual([]);
    const { ledgers, broken: found } = readLedger(io);
    expect(ledgers.map(({ repository, counts }) => [repository, counts.agreed])).toEqual([['acme/web', 2]]);
    const wasShortened = text.length > 1024 * 1024;
    expect(found).toBe(wasShortened ? 0 : broken);
    const { out, status } = await typed(['ledger'], { env: io.env });
    expect(status).toBe(0);
    if (!wasShortened && broken > 0)
      expect(out).toMatch(new RegExp(`^${String(broken)} lines? (is|are) not of the ledger or damaged`, 'm'));
  });

  test('whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string(), fc.constant(good(3)))), (lines) => {
        const state = emptyFolder();
        mkdirSync(path.dirname(fileIn(state)));
        writeFileSync(fileIn(state), lines.join('\n'));
        const io = ioIn(state);
        keepComparisons([kept(1)], io);
        expect(io.said).toEqual([]);
        expect(
          readLedger(io).ledgers.find(({ repository }) => repository === 'acme/web')?.counts.agreed,
        ).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });

  test('names that act in a terminal are shown', async () => {
    const state = emptyFolder();
    const io = ioIn(state);
    keepComparisons([kept(1, 'acme/\u001B[31mweb\u202E')], io);
    const { out } = await typed(['ledger'], { env: io.env });
    expect(out).toBe('acme/\\u{1B}[31mweb\\u{202E}: Compared once: agreed once, never differed.\n');
  });

  test('one that cannot be read', async () => {
    const state = emptyFolder();
    mkdirSync(fileIn(state), { recursive: true });
    const ended = await typed(['ledger'], { env: { XDG_STATE_HOME: state } });
    expect(failedWith(65, ended)).toBe(`The ledger ${fileIn(state)} could not be read.`);
  });
});

describe('bounds', () => {
  test('at 1 MiB the older half becomes counts, and nothing is lost of them', () => {
    const state = emptyFolder();
    const io = ioIn(state);
    const all = Array.from({ length: 3_000 }, (_, number) => differing(number));
    for (let at = 0; at < all.length; at += 100) {
      keepComparisons(all.slice(at, at + 100), io);
      expect(statSync(fileIn(state)).size).toBeLessThan(1.4 * 1024 * 1024);
    }
    keepComparisons([kept(1, 'acme/other')], io);
    const { ledgers, broken } = readLedger(io);
    expect(broken).toBe(0);
    const web = ledgers.find(({ repository }) => repository === 'acme/web');
    expect(web).toMatchObject({ since: '2026-11-01T00:00:00.000Z', counts: { differed: 3_000, agreed: 0 } });
    expect(web?.disagreements[0]?.pullRequest).toBe(3_000);
    expect(web?.disagreements).toHaveLength(100);
    expect(web?.older).toBe(2_900);
    expect(readdirSync(path.dirname(fileIn(state)))).toEqual(['ledger.jsonl']);
    expect(statSync(fileIn(state)).mode & 0o777).toBe(0o600);
  });

  test('a line of 4 KiB or more is not written', () => {
    const state = emptyFolder();
    keepComparisons([differing(1, 100), kept(1)], ioIn(state));
    expect(linesIn(state)).toHaveLength(1);
  });

  test('of a file without end the newest part is read', () => {
    const state = emptyFolder();
    const io = ioIn(state);
    keepComparisons([kept(1)], io);
    for (let at = 0; at < 8; at += 1) appendFileSync(fileIn(state), `${'x'.repeat(1024 * 1024)}\n`);
    keepComparisons([kept(2)], io);
    expect(readLedger(io)).toMatchObject({ broken: 0, ledgers: [{ counts: { agreed: 1 } }] });
    expect(statSync(fileIn(state)).size).toBeLessThan(10_000);
  });

  test('a link to the file stays one', () => {
    const state = emptyFolder();
    const elsewhere = path.join(emptyFolder(), 'mine.jsonl');
    mkdirSync(path.dirname(fileIn(state)));
    writeFileSync(elsewhere, `${'x'.repeat(1024 * 1024)}\n`);
    symlinkSync(elsewhere, fileIn(state));
    keepComparisons([kept(1)], ioIn(state));
    expect(readFileSync(elsewhere, 'utf8')).toBe(`${linesIn(state)[0] ?? ''}\n`);
    expect(readdirSync(path.dirname(elsewhere))).toEqual(['mine.jsonl']);
  });

  test('a file that only its owner may write is left as it is, in its mode too', () => {
    const state = emptyFolder();
    const io = ioIn(state);
    keepComparisons([kept(1)], io);
    chmodSync(fileIn(state), 0o640);
    keepComparisons([kept(2)], io);
    expect(statSync(fileIn(state)).mode & 0o777).toBe(0o640);
  });
});

test('what two processes added at the same time counts once', () => {
  const state = emptyFolder();
  const io = ioIn(state);
  keepComparisons([kept(1), differing(1)], io);
  appendFileSync(fileIn(state), readFileSync(fileIn(state)));
  expect(readLedger(io)).toMatchObject({ broken: 0, ledgers: [{ counts: { agreed: 1, differed: 1 } }] });
});

/** A program of its own that keeps as many comparisons as its second argument says, each under its name. */
async function writer(): Promise<string> {
  const program = path.join(emptyFolder(), 'writer.cjs');
  await build({
    stdin: {
      contents: `
        import { keepComparisons } from './src/cli/source/ledger';
        const [, , name, count] = process.argv;
        const err = (text) => process.stderr.write(text);
        const io = { env: process.env, cwd: '.', out() {}, err, outIsTerminal: false, errIsTerminal: true };
        const repository = 'acme/' + name + 'x'.repeat(300);
        for (let at = 0; at < Number(count); at += 1) {
          const comparison = { at: '2026-11-28T10:00:00Z', repository, outcome: 'agreed' };
          keepComparisons([{ state: name + at, comparison }], io);
        }`,
      resolveDir: path.join(__dirname, '..', '..', '..'),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: program,
    logLevel: 'silent',
  });
  return program;
}

test('a place where no folder can be made is not waited for', async () => {
  // Node makes a folder with its parents for ever where the system says that an existing parent is missing.
  const env = { ...process.env, XDG_STATE_HOME: '/proc/self' };
  const { status, stderr } = spawnSync(process.execPath, [await writer(), 'a', '1'], {
    env,
    encoding: 'utf8',
    timeout: 10_000,
    killSignal: 'SIGKILL',
  });
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: 'What was compared could not be kept in /proc/self/who-can-push/ledger.jsonl.\n',
  });
});

test('several processes at once do not mix their lines, and lose none', async () => {
  const state = emptyFolder();
  const program = await writer();
  const names = ['a', 'b', 'c', 'd'];
  const ended = await Promise.all(
    names.map(
      (name) =>
        new Promise((done) => {
          const child = spawn(process.execPath, [program, name, '150'], {
            env: { ...process.env, XDG_STATE_HOME: state },
          });
          let err = '';
          child.stderr.on('data', (text: Buffer) => (err += text.toString()));
          child.on('exit', (status) => {
            done({ status, err });
          });
        }),
    ),
  );
  expect(ended).toEqual(names.map(() => ({ status: 0, err: '' })));
  const { ledgers, broken } = readLedger(ioIn(state));
  expect({ broken, counts: ledgers.map(({ counts }) => counts.agreed) }).toEqual({
    broken: 0,
    counts: [150, 150, 150, 150],
  });
});

describe('`ledger`', () => {
  test('of nothing', async () => {
    const env = { XDG_STATE_HOME: emptyFolder() };
    const nothing =
      'Nothing was compared here yet: `who-can-push explain --pr` and `who-can-push prs` keep what they compare.\n';
    expect(await typed(['ledger'], { env })).toEqual({ status: 0, out: nothing, err: '' });
    expect(await typed(['ledger', 'acme/web'], { env })).toEqual({ status: 0, out: nothing, err: '' });
    expect(await typed(['ledger'], {})).toEqual({ status: 0, out: nothing, err: '' });
    expect(answered(await typed(['ledger', '--json'], { env }))).toEqual({ repositories: [], broken: 0 });
    expect(existsSync(fileIn(env.XDG_STATE_HOME))).toBe(false);
  });

  test('by repository, and what is no repository', async () => {
    const state = emptyFolder();
    const io = ioIn(state);
    keepComparisons([kept(1, 'acme/b'), kept(1, 'acme/a'), kept(2, 'acme/a')], io);
    const { out } = await typed(['ledger'], { env: io.env });
    expect(out).toBe(
      'acme/a: Compared twice: agreed twice, never differed.\nacme/b: Compared once: agreed once, never differed.\n',
    );
    expect(failedWith(64, await typed(['ledger', 'main'], { env: io.env }))).toContain('is not a repository');
  });
});
