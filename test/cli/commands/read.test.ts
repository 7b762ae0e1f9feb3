import { describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reply } from '../../../src/bitbucket/port/port';
import type { Io } from '../../../src/cli/terminal/io';
import { clockAt, simulatedBitbucket, type SimulatedClock, type Simulated } from '../../bitbucket/workspace/simulated';
import { served } from '../server';
import { emptyFolder, failedWith, typed, type Ended } from '../terminal';

const serve = served();
const token = 'ATCTT3x-not-a-real-one';

/** A simulated workspace over HTTP, and what runs a command line against it. */
async function workspace(size = 5): Promise<{
  bitbucket: Simulated;
  clock: SimulatedClock;
  cwd: string;
  run: (args: string[], io?: Partial<Io>) => Promise<Ended>;
}> {
  const clock = clockAt();
  const bitbucket = simulatedBitbucket({ repositories: size, people: 12, projects: 2, groups: 2, clock });
  const server = await serve(async (request, response, url) => {
    const { status, headers, body } =
      request.headers.authorization === `Bearer ${token}`
        ? await bitbucket.get(request.url ?? '')
        : { status: 401, headers: {}, body: { type: 'error' } };
    response.writeHead(status, headers);
    response.end(JSON.stringify(body ?? null).replaceAll('https://api.bitbucket.org', url));
  });
  const cwd = emptyFolder();
  const env = { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: token };
  const run = (args: string[], io: Partial<Io> = {}) =>
    typed(args, { cwd, now: clock.now, wait: clock.wait, ...io, env: { ...env, ...io.env } });
  return { bitbucket, clock, cwd, run };
}

describe('`read`', () => {
  test('makes a folder for its owner alone, and says what came of it', async () => {
    const { run, cwd } = await workspace();
    const { status, out, err } = await run(['read', 'acme', '--into', 'store']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(
      'acme has 5 repositories, in store.\n' +
        'Read now: 5, in 31 requests.\n' +
        'For the first time: acme/repo-00000, acme/repo-00001, acme/repo-00002, acme/repo-00003 and acme/repo-00004.\n',
    );
    const dir = path.join(cwd, 'store');
    const files = readdirSync(dir, { recursive: true }).map((name) => path.join(dir, String(name)));
    expect(files.filter((file) => statSync(file).isFile() && (statSync(file).mode & 0o077) !== 0)).toEqual([]);
    expect(
      [dir, ...files].filter((file) => statSync(file).isDirectory() && (statSync(file).mode & 0o077) !== 0),
    ).toEqual([]);
  });

  test('and what it reads answers every command', async () => {
    const { run } = await workspace();
    await run(['read', 'acme', '--into', 'store', '--branches']);
    const { status, out } = await run(['explain', 'acme/repo-00003', 'main', '--as', 'person-3', '--world', 'store']);
    expect({ status, out: out.split('\n')[0] }).toEqual({
      status: 0,
      out: 'Allowed. Person 3 can push to `main` in acme/repo-00003.',
    });
    expect((await run(['where', 'acme/repo-00003', '--as', 'person-3', '--world', 'store'])).out).toContain('develop');
  });

  test('a second time says what it did not read again, and what does not let itself be seen', async () => {
    const { run, bitbucket, clock } = await workspace();
    await run(['read', 'acme', '--into', 'store']);
    clock.pass(3_600_000);
    bitbucket.repositories[1]?.effective.pop();
    bitbucket.repositories.splice(3, 1);
    const { status, out } = await run(['read', 'acme', '--into', 'store', '--max-age', '48']);
    expect(status).toBe(0);
    expect(out).toBe(
      'acme has 4 repositories, in store.\n' +
        'Read now: 1, in 16 requests.\n' +
        'Changed since they were read before: acme/repo-00001.\n' +
        'No longer there, or not for this credential: acme/repo-00003.\n' +
        'Not read again: 3. Who may read, write and administer them is as it was, and so are their names, main branches ' +
        'and projects, the grants of these projects, and who is in the workspace and in groups. Changes of branch ' +
        'restrictions, of the branching model, and of grants that leave everybody’s permission as it was do not show ' +
        'without reading a repository: each is read again after 48 hours (`--max-age`), and all of them with `--again`.\n',
    );
    const again = await run(['read', 'acme', '--into', 'store', '--again', '--json']);
    expect(JSON.parse(again.out)).toMatchObject({
      workspace: 'acme',
      repositories: 4,
      read: 4,
      carried: 0,
      changed: [],
      appeared: [],
      gone: [],
      unreadable: [],
      failed: [],
      gaps: [],
      interrupted: false,
      wentOn: false,
    });
  });

  test('says whose file was broken, and is written anew', async () => {
    const { run, cwd } = await workspace();
    await run(['read', 'acme', '--into', 'store']);
    writeFileSync(path.join(cwd, 'store', 'repo-00002.json'), '{bad');
    expect((await run(['read', 'acme', '--into', 'store'])).out).toContain(
      '\nWritten anew, as the file was no saved world (kept beside it as NAME.json.broken): acme/repo-00002.\n',
    );
    expect((await run(['lint', 'acme/repo-00002', '--world', 'store'])).err).toBe('');
  });

  test('that leaves something unread ends with 69, and names it', async () => {
    const { run, bitbucket } = await workspace();
    const down: Reply = { status: 503, headers: {}, body: undefined };
    bitbucket.instead = (asked) => (asked.includes('repo-00002/branch-restrictions') ? down : undefined);
    const { status, out } = await run(['read', 'acme', '--into', 'store']);
    expect(status).toBe(69);
    expect(out).toContain('acme/repo-00002 could not be read, so parts of it are missing: Bitbucket did not answer.\n');
    const again = await run(['read', 'acme', '--into', 'store']);
    expect(again.out).toContain('acme/repo-00002 could not be read');
  });

  test('on a terminal says how far it is, and when it will be done', async () => {
    const { run, clock } = await workspace(120);
    const begun = clock.now();
    const { err, status } = await run(['read', 'acme', '--into', 'store', '--share', '90'], { errIsTerminal: true });
    expect(status).toBe(0);
    const lines = err.split('\r\u001B[K');
    expect(lines).toContain('Reading acme: 1 requests');
    const said = /Reading acme: 60 of 120 repositories, \d+ requests, done 2026-11-20 at (\d\d):(\d\d) UTC/.exec(err);
    const end = new Date(clock.now());
    const minutes = (Number(said?.[1]) - end.getUTCHours()) * 60 + Number(said?.[2]) - end.getUTCMinutes();
    expect(Math.abs(minutes)).toBeLessThan(10);
    expect(clock.now() - begun).toBeGreaterThan(3 * 3_600_000);
    expect(err).toMatch(/waiting until 2026-11-20 at \d\d:\d\d UTC, so as not to use up the limit/);
    const first = lines.findIndex((line) => line.includes(' of 120 '));
    expect(lines.slice(first, -1).filter((line) => !line.includes(' of 120 '))).toEqual([]);
    expect(lines.at(-1)).toBe('');
  });

  test('off a terminal says before a wait of more than a minute until when it waits, and why', async () => {
    const { run, bitbucket, clock } = await workspace(20);
    const begun = clock.now();
    const limited = await run(['read', 'acme', '--into', 'store', '--share', '97']);
    const waits = limited.err.split('\n').slice(0, -1);
    // Each request waits for two minutes.
    expect(waits.length).toBeGreaterThan(3);
    expect(waits.length).toBeLessThanOrEqual((clock.now() - begun) / 600_000);
    for (const line of waits)
      expect(line).toMatch(
        /^Reading acme.*; waiting until 2026-11-2\d at \d\d:\d\d UTC, so as not to use up the limit\.$/,
      );
    let asked = 0;
    bitbucket.instead = () => {
      asked++;
      return asked === 3 || asked === 9
        ? { status: 429, headers: { 'retry-after': asked === 3 ? '1800' : '20' }, body: undefined }
        : undefined;
    };
    const refused = await run(['read', 'acme', '--into', 'other', '--share', '0', '--again']);
    expect(refused.err).toMatch(
      /^Reading acme: 3 requests; waiting until \S+ at \d\d:\d\d UTC, as Bitbucket asked\.\n$/,
    );
  });

  test('that is interrupted ends with 130, and goes on', async () => {
    const { run } = await workspace(12);
    const { status, out, err } = await run(['read', 'acme', '--into', 'store'], {
      interruption: () => Promise.resolve(),
    });
    expect({ status, out }).toEqual({ status: 130, out: '' });
    expect(err).toBe('Interrupted. 0 of 12 repositories are done. The same command goes on from here.\n');
    const { out: json } = await run(['read', 'acme', '--into', 'store', '--json']);
    expect(JSON.parse(json)).toMatchObject({ wentOn: true, read: 12 });
  });
});

test('one that is interrupted while Bitbucket does not answer says what it waits for', async () => {
  const { run, bitbucket } = await workspace(3);
  let answer = (): void => undefined;
  const answered = new Promise<void>((done) => {
    answer = done;
  });
  bitbucket.delay = () => answered;
  const told = run(['read', 'acme', '--into', 'store'], { interruption: () => Promise.resolve() });
  setTimeout(() => {
    answer();
  }, 1_500);
  expect((await told).err).toBe(
    'Waiting for Bitbucket’s answer to what was asked last, at most 20 seconds. Interrupt once more to end at once.\n' +
      'Interrupted. 0 of 3 repositories are done. The same command goes on from here.\n',
  );
});

test('a run that went on says what it read itself, and what the run before it had read', async () => {
  const { run, bitbucket } = await workspace(12);
  let interrupt = (): void => undefined;
  const interruption = new Promise<void>((done) => {
    interrupt = done;
  });
  bitbucket.instead = (asked) => {
    if (asked.includes('/repo-00004/')) interrupt();
    return undefined;
  };
  const first = await run(['read', 'acme', '--into', 'store'], { interruption: () => interruption });
  expect(first.err).toBe('Interrupted. 5 of 12 repositories are done. The same command goes on from here.\n');
  const { out } = await run(['read', 'acme', '--into', 'store']);
  expect(out).toMatch(/^acme has 12 repositories, in store\.\nRead now: 7, in \d+ requests\.\n/);
  expect(out).toContain('\nRead by the run before, with which this one went on: 5.\nFor the first time: ');
  expect(out.match(/acme\/repo-/g)).toHaveLength(7);
});

describe('`read` leaves nothing where nothing was read', () => {
  const wrong = { env: { BITBUCKET_ACCESS_TOKEN: 'ATCTT3x-another' } };

  test.each([
    ['a wrong credential', 'acme', wrong, 77],
    ['an unknown workspace', 'nobody', {}, 66],
  ])('%s', async (_, name, io, status) => {
    const { run, cwd } = await workspace();
    mkdirSync(path.join(cwd, 'there'));
    writeFileSync(path.join(cwd, 'there', 'mine.txt'), '');
    for (const into of ['new', 'far/below/new', 'there'])
      expect((await run(['read', name, '--into', into], io)).status).toBe(status);
    expect(readdirSync(cwd, { recursive: true })).toEqual(['there', path.join('there', 'mine.txt')]);
  });

  test('and a folder of readings is what it was, and can be read on with the right one', async () => {
    const { run, cwd, clock } = await workspace();
    await run(['read', 'acme', '--into', 'store']);
    const files = readdirSync(path.join(cwd, 'store'), { recursive: true });
    expect((await run(['read', 'acme', '--into', 'store', '--again'], wrong)).status).toBe(77);
    expect(readdirSync(path.join(cwd, 'store'), { recursive: true })).toEqual(files);
    clock.pass(60_000);
    expect((await run(['read', 'acme', '--into', 'store', '--again'])).status).toBe(0);
  });
});

describe('`read` refuses with one sentence', () => {
  test.each<[string[], number, string]>([
    [['read', 'acme'], 64, '--into'],
    [['read', '--into', 'x'], 64, 'WS'],
    [['read', 'acme/web', '--into', 'x'], 64, '"acme/web" is not a workspace'],
    [['read', '..', '--into', 'x'], 64, 'is not a workspace'],
    [['read', 'acme', '--into', ''], 64, 'The name of a folder is empty'],
    [['read', 'acme', '--into', 'x', '--share', '100'], 64, '`--share` takes a whole number from 0 to 99'],
    [['read', 'acme', '--into', 'x', '--share', 'half'], 64, '`--share`'],
    [['read', 'acme', '--into', 'x', '--max-age', '-1'], 64, '`--max-age`'],
    [['read', 'acme', '--into', 'file'], 65, 'there is a file of that name'],
    [['read', 'acme', '--into', 'file/below'], 65, 'could not be made'],
    [['read', 'nobody', '--into', 'x'], 66, 'There is no workspace nobody, or this credential may not see it'],
  ])('%j: %i', async (args, status, says) => {
    const { run, cwd } = await workspace();
    writeFileSync(path.join(cwd, 'file'), '');
    expect(failedWith(status, await run(args))).toContain(says);
  });

  test('without a credential, and with one that is none', async () => {
    const { run } = await workspace();
    const none = await run(['read', 'acme', '--into', 'x'], { env: { BITBUCKET_ACCESS_TOKEN: '' } });
    expect(failedWith(64, none)).toContain('There is no credential');
    const wrong = await run(['read', 'acme', '--into', 'x'], { env: { BITBUCKET_ACCESS_TOKEN: 'ATCTT3x-another' } });
    expect(failedWith(77, wrong)).toContain('refused the credential');
  });

  test('where nothing answers, and where something else does', async () => {
    const { run, bitbucket } = await workspace();
    bitbucket.instead = () => ({ status: 502, headers: {}, body: undefined });
    expect(failedWith(69, await run(['read', 'acme', '--into', 'x']))).toBe(
      'Bitbucket did not give the repositories of acme: it answered 502.',
    );
    bitbucket.instead = () => ({ status: 418, headers: {}, body: undefined });
    expect(failedWith(69, await run(['read', 'acme', '--into', 'x']))).toContain(
      "was not Bitbucket's API: it sent status 418",
    );
    bitbucket.instead = () => ({ status: 200, headers: {}, body: { greeting: 'hello' } });
    expect(failedWith(69, await run(['read', 'acme', '--into', 'x']))).toContain("was not Bitbucket's API");
  });

  test('where a folder cannot be written', async () => {
    const { run, cwd } = await workspace();
    mkdirSync(path.join(cwd, 'store', '.who-can-push', 'lock'), { recursive: true });
    expect(failedWith(65, await run(['read', 'acme', '--into', 'store']))).toContain('store');
  });
});
