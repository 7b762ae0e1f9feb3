import { beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../../../src/bitbucket/worlds/world';
import { worldText } from '../../../src/cli/store/text';
import { emptyFolder, failedWith, typed } from '../terminal';
import { first, save, second, seededFolder, third, worldOf } from './seeded';

let dir: string;
beforeAll(() => {
  dir = seededFolder();
});

describe('a repository that a folder holds as one that could not be read', () => {
  const why =
    'this credential may not read the repository acme/secret. ' +
    'An administrator of acme/secret can read the repository acme/secret.';

  test.each([
    ['explain', 'acme/secret', 'main', '--as', 'mei'],
    ['explain', 'acme/secret', 'main', '--as', 'mei', '--fix'],
    ['explain', 'acme/secret', '--pr', '5'],
    ['who', 'acme/secret', 'main'],
    ['who', 'acme/secret', '--access'],
    ['where', 'acme/secret'],
    ['matrix', 'acme/secret'],
    ['lint', 'acme/secret'],
    ['prs', 'acme/secret'],
    ['save', 'acme/secret'],
    ['export', 'acme/secret', '--format', 'json'],
    ['pattern', 'main', '--repository', 'acme/secret'],
    ['compare', 'acme/secret', 'acme/web'],
    ['compare', 'mei', 'harvey', '--repository', 'acme/secret'],
    ['compare', '--model', 'acme/secret'],
  ])('%#: why, and who can, and 66 as without a folder', async (...args) => {
    const said = failedWith(66, await typed([...args, '--world', dir]));
    expect(said).toBe(`Of acme/secret the folder ${dir} holds only that it could not be read: ${why}`);
  });

  test('the same of its file; and of one that is not in there, that it is not', async () => {
    const file = path.join(dir, 'secret.json');
    expect(failedWith(66, await typed(['explain', 'acme/secret', 'main', '--world', file]))).toBe(
      `Of acme/secret the saved world holds only that it could not be read: ${why}`,
    );
    expect(failedWith(66, await typed(['explain', 'acme/web', 'main', '--world', file]))).toBe(
      'The saved world holds no repository acme/web.',
    );
  });
});

describe('a repository that was renamed', () => {
  test.each([
    ['explain', 'acme/find', 'main', '--as', 'harvey'],
    ['who', 'acme/find', 'main'],
    ['lint', 'acme/find'],
    ['history', 'acme/find'],
    ['changes', 'acme/find', '--since', '2026-11-05'],
  ])('%#: answers by the name it had, as of when it had that', async (...args) => {
    const { status, err, out } = await typed([...args, '--world', dir, '--at', '2026-11-20']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).not.toBe('');
  });

  test.each([[[]], [['--at', '2026-11-28']]])('%j: at another time says what it is called', async (at) => {
    for (const asked of [
      ['explain', 'acme/find', 'main'],
      ['history', 'ACME/find'],
    ])
      expect(failedWith(66, await typed([...asked, '--world', dir, ...at]))).toContain(
        `/find: it is called acme/search since ${third}.`,
      );
    expect(
      failedWith(66, await typed(['changes', 'acme/find', '--since', '2026-11-05', '--world', dir, ...at])),
    ).toContain(`it is called acme/search since ${third}.`);
  });

  test('is not taken for the one that has its name now', async () => {
    const folder = seededFolder();
    const other = { slug: 'find', number: 77, rules: [], users: { Mei: 'admin' } } as const;
    save(path.join(folder, 'find.json'), worldOf({ ...other, rules: [] }, third, second));
    const whoMayRead = async (at: string) =>
      (await typed(['who', 'acme/find', '--access', '--world', folder, '--at', at, '--json'])).out;
    expect(await whoMayRead(first)).toContain('Jonas');
    expect(await whoMayRead(third)).not.toContain('Jonas');
  });
});

describe('a folder that was not read to its end', () => {
  let unfinished: string;
  beforeAll(() => {
    unfinished = seededFolder();
    mkdirSync(path.join(unfinished, '.who-can-push'), { recursive: true });
    writeFileSync(path.join(unfinished, '.who-can-push', 'run.jsonl'), '');
  });

  test.each([
    [['explain', 'acme/none', 'main'], 'acme'],
    [['history', 'acme/none'], 'acme'],
    [['changes', 'acme/none', '--since', '2026-11-05'], 'acme'],
    [['lint', 'other'], 'other'],
  ])('%j: what is not there may be there all the same, and how to go on', async (args, workspace) => {
    expect(failedWith(66, await typed([...args, '--world', unfinished]))).toMatch(
      `. The folder was not read to its end, so there may be one all the same: ` +
        `\`who-can-push read ${workspace} --into ${unfinished}\` goes on.`,
    );
    expect(failedWith(66, await typed([...args, '--world', dir]))).not.toContain('to its end');
  });

  test('is no whole baseline', async () => {
    const { out } = await typed(['baseline', 'n', '--world', unfinished]);
    expect(out).toBe(
      'The baseline `n` is 2026-11-27T08:00:00Z, with 11 repositories. ' +
        'There may be more repositories: the folder was not read to its end.\n',
    );
    const { out: json } = await typed(['baseline', 'n', '--world', unfinished, '--json']);
    expect(JSON.parse(json)).toMatchObject({ repositories: 11, mayBeMore: true });
  });

  test.each([['report'], ['lint'], ['where', '--as', 'mei'], ['who', '--access']])(
    '%s says so in its title',
    async (...args) => {
      for (const format of ['text', 'markdown']) {
        const { out } = await typed([...args, '--world', unfinished, '--format', format]);
        expect(out.split('\n')[0]).toContain('repositories of the folder `readings`, which was not read to its end');
      }
    },
  );
});

describe('a broken file', () => {
  const file = '`api.json`';
  const why = `we cannot make out what ${file} holds of acme/api. You can run \`who-can-push read acme --into DIR\` again`;

  /** The folder with another `api.json`, and something of it that was read before. */
  function brokenBy(text: string | ((before: string) => string)): string {
    const folder = seededFolder();
    const at = path.join(folder, 'api.json');
    writeFileSync(at, typeof text === 'string' ? text : text(readFileSync(at, 'utf8')));
    return folder;
  }
  const ways: [string, (before: string) => string][] = [
    ['no JSON', () => '{bad'],
    ['nothing', () => ''],
    ['no saved world', () => '{"about": "api", "replies": 3}'],
    ['cut', (before) => before.slice(0, -100)],
    ['cut below its head', (before) => worldText(JSON.parse(before) as World).slice(0, -100)],
  ];

  test.each(ways)('(%s) keeps no other repository from its answer', async (_, text) => {
    const folder = brokenBy(text);
    for (const args of [
      ['explain', 'acme/web', 'main', '--as', 'mei'],
      ['where', 'acme/web', '--as', 'mei'],
      ['history', 'acme/web'],
      ['compare', 'acme/web', 'acme/infra'],
    ])
      expect(await typed([...args, '--world', folder])).toEqual({
        ...(await typed([...args, '--world', dir])),
        err: expect.any(String),
      });
  });

  test.each(ways)('(%s) is a gap with its name where many are asked', async (_, text) => {
    const folder = brokenBy(text);
    for (const args of [
      ['lint'],
      ['report'],
      ['where', '--as', 'mei'],
      ['who', '--access'],
      ['compare', '--model', 'acme/infra'],
    ]) {
      const { out, err, status } = await typed([...args, '--world', folder]);
      expect({ args, err, status }).toEqual({ args, err: '', status: args[0] === 'lint' ? 1 : 0 });
      expect(out.toLowerCase()).toContain(why.toLowerCase());
    }
    const { out: csv } = await typed(['where', '--as', 'mei', '--world', folder, '--format', 'csv']);
    expect(csv).toMatch(/^acme\/api,.*api\.json/m);
    const changes = await typed(['changes', '--since', '2026-11-10', '--world', folder, '--json']);
    expect(JSON.parse(changes.out)).toMatchObject({
      gaps: expect.arrayContaining([expect.objectContaining({ repository: 'acme/api' })]),
    });
    expect((await typed(['baseline', 'n', '--world', folder])).out).toContain('with 11 repositories');
  });

  test.each(ways)('(%s) asked alone ends with 65, and says what to do', async (_, text) => {
    const folder = brokenBy(text);
    for (const args of [
      ['explain', 'acme/api', 'main', '--as', 'mei'],
      ['lint', 'acme/api'],
      ['compare', '--model', 'acme/api'],
    ]) {
      const said = failedWith(65, await typed([...args, '--world', folder]));
      expect(said).toContain(path.join(folder, 'api.json'));
      expect(said).toContain('`who-can-push read WS --into DIR` reads the repository again and writes the file anew.');
    }
  });

  test('that is JSON of something else is somebody’s own, and no repository', async () => {
    const folder = seededFolder();
    writeFileSync(path.join(folder, 'package.json'), '{"name": "readings"}');
    writeFileSync(path.join(folder, 'list.json'), '[1]');
    for (const args of [['lint'], ['report'], ['where', '--as', 'mei'], ['changes', '--since', '2026-11-10']]) {
      const [told, whole] = [await typed([...args, '--world', folder]), await typed([...args, '--world', dir])];
      expect({ ...told, out: told.out.replaceAll(folder, dir) }).toEqual(whole);
    }
    expect((await typed(['baseline', 'n', '--world', folder])).out).toContain('with 11 repositories');
    const own = path.join(folder, 'own');
    mkdirSync(own);
    writeFileSync(path.join(own, 'package.json'), '{}');
    expect(failedWith(65, await typed(['lint', '--world', own]))).toContain('holds no saved world');
  });

  test('is no answer of what was before, but at a moment when that held', async () => {
    const folder = brokenBy('{bad');
    const api = { slug: 'api', number: 2, rules: [], users: {} };
    save(path.join(folder, 'earlier', 'api', '2026-11-02T08-00-00Z.json'), worldOf(api, second, first));
    const at = (...moment: string[]) =>
      typed(['explain', 'acme/api', 'main', '--as', 'ana', '--world', folder, ...moment]);
    expect((await at('--at', first)).status).toBe(0);
    expect((await at('--at', second)).status).toBe(0);
    expect((await at('--at', '2026-11-20')).status).toBe(65);
    expect((await at()).status).toBe(65);
    expect((await typed(['history', 'acme/api', '--world', folder])).out).toContain(
      `after ${second}\n  We cannot make out`,
    );
    const changes = await typed(['changes', '--since', first, '--world', folder]);
    expect(changes.out).toContain('acme/api\n  It could be read before, and cannot now. We cannot make out');
  });

  test('of an earlier reading is a gap there alone', async () => {
    const folder = seededFolder();
    writeFileSync(path.join(folder, 'earlier', 'web', '2026-11-16T08-00-00Z.json'), '{bad');
    const at = (moment: string) =>
      typed(['explain', 'acme/web', 'main', '--as', 'mei', '--world', folder, '--at', moment]);
    expect([(await at(first)).status, (await at(third)).status]).toEqual([1, 0]);
    expect(failedWith(65, await at(second))).toContain('brought back from where the folder is kept');
    expect((await typed(['lint', '--world', folder, '--at', second])).out).toContain(
      '`earlier/web/2026-11-16T08-00-00Z.json`',
    );
  });

  test('is of the workspace of the others', async () => {
    const folder = brokenBy('{bad');
    for (const args of [
      ['explain', 'other/api', 'main'],
      ['lint', 'other'],
    ])
      expect(failedWith(66, await typed([...args, '--world', folder]))).toContain('holds no repository');
  });

  test('alone in its folder is asked about by its name', async () => {
    const folder = emptyFolder();
    writeFileSync(path.join(folder, 'api.json'), '{bad');
    for (const args of [['explain', 'acme/api', 'main'], ['lint'], ['explain', 'main']])
      expect(failedWith(65, await typed([...args, '--world', folder]))).toContain('api.json');
  });
});
