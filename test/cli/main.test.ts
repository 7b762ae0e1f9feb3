import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSync } from 'esbuild';
import { fileOf } from '../bitbucket/saved-worlds';
import { always, serving, type Server } from './server';
import { emptyFolder } from './terminal';

const folder = emptyFolder();
let hanging: Server | undefined;
const program = path.join(folder, 'who-can-push.js');

beforeAll(() => {
  buildSync({
    entryPoints: [path.join(__dirname, '..', '..', 'src', 'cli', 'main.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: program,
  });
});

afterAll(async () => {
  await hanging?.close();
  rmSync(folder, { recursive: true });
});

/** Runs the command in a process of its own; nobody reads its standard output where `deaf`. */
function started(
  args: string[],
  env: Record<string, string> = {},
  deaf = false,
): Promise<{ status: number | null; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    if (deaf) child.stdout.destroy();
    else child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('close', (status) => {
      done({ status, out, err });
    });
  });
}

const world = ['--world', fileOf('ordinary-team')];

test.each<[string[], number]>([
  [['explain', 'develop', ...world], 0],
  [['explain', 'main', ...world], 1],
  [['explain', 'main', '--world', fileOf('unknown-kind'), '--as', 'nobody'], 66],
])('%j ends with %i, whether or not somebody reads on', async (args, status) => {
  expect((await started(args)).status).toBe(status);
  expect(await started(args, {}, true)).toMatchObject({ status });
});

// Linux has a device that is always full.
const full = existsSync('/dev/full') ? test : test.skip;
full('an answer that could not be written ends like none, with one sentence', () => {
  const out = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [program, 'explain', 'develop', ...world], {
    cwd: folder,
    env: {},
    stdio: ['ignore', out, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(out);
  expect({ status, stderr }).toEqual({ status: 70, stderr: 'The answer could not be written (ENOSPC).\n' });
});

test('it ends as soon as the answer is there, whatever is still under way', async () => {
  hanging = await serving((request, response, url) => {
    if (request.url === '/2.0/repositories/acme/web') void always(404)(request, response, url);
  });
  const begun = Date.now();
  const { status, err } = await started(['matrix', 'acme/web'], {
    BITBUCKET_ACCESS_TOKEN: 'secret',
    BITBUCKET_API_URL: hanging.url,
  });
  expect({ status, err: err.split('\n').length, soon: Date.now() - begun < 4_000 }).toEqual({
    status: 66,
    err: 2,
    soon: true,
  });
});

test('nothing of what it prints is lost', async () => {
  const { status, out, err } = await started(['save', ...world]);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(Object.keys((JSON.parse(out) as { replies: object }).replies)).toContain('/2.0/user');
});

test.each<[words: string[], offered: string[]]>([
  [['ex'], ['explain', 'export']],
  [
    ['explain', '--to', ''],
    ['push', 'create', 'force-push', 'delete', 'merge', 'all'],
  ],
  [['explain', '--with', 'api'], ['api-token']],
  [['wh'], ['who', 'where']],
  [['refusals', 'push-r'], ['push-restriction']],
])('the shell completes %j', async (words, offered) => {
  const { out } = await started(['complete', '--', ...words]);
  expect(
    out.split('\n').flatMap((line) => (line === '' || line.startsWith(':') ? [] : line.split('\t').slice(0, 1))),
  ).toEqual(offered);
});

test.each(['bash', 'zsh', 'fish', 'powershell'])('a script for %s asks the command itself', async (shell) => {
  const { status, out } = await started(['complete', shell]);
  expect(status).toBe(0);
  expect(out).toContain('who-can-push');
});
