import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as v from 'valibot';
import { fileOf, savedWorld } from '../../../bitbucket/saved-worlds';
import { emptyFolder, failedWith, typed } from '../../terminal';

const team = ['--world', fileOf('ordinary-team')];
const verdict = v.picklist(['allowed', 'denied', 'unknown']);
const actor = v.strictObject({ type: v.string(), id: v.exactOptional(v.string()), name: v.string() });
const side = v.strictObject({
  actor: v.exactOptional(actor),
  branch: v.exactOptional(v.string()),
  repository: v.exactOptional(v.string()),
  readAt: v.exactOptional(v.string()),
});
const shape = v.strictObject({
  operation: v.string(),
  left: side,
  right: side,
  differs: v.array(
    v.strictObject({
      branch: v.exactOptional(v.string()),
      actor: v.exactOptional(actor),
      left: verdict,
      right: verdict,
    }),
  ),
  groups: v.array(
    v.strictObject({
      branches: v.exactOptional(v.array(v.string())),
      actors: v.exactOptional(v.array(actor)),
      left: verdict,
      right: verdict,
      why: v.strictObject({ left: v.string(), right: v.string() }),
    }),
  ),
  unknownOnBoth: v.number(),
  gaps: v.array(v.object({ unknown: v.string() })),
  notChecked: v.array(v.object({ what: v.string() })),
  readAt: v.exactOptional(v.string()),
});

async function compared(...args: string[]) {
  const { status, out, err } = await typed(['compare', ...args, '--json']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return v.parse(shape, JSON.parse(out));
}

/** The ordinary team in a folder of its own, changed. */
function worldFile(name: string, change: (text: string) => string = (text) => text, folder = emptyFolder()): string {
  const file = path.join(folder, name);
  writeFileSync(file, change(JSON.stringify(savedWorld('ordinary-team'))));
  return file;
}

describe('what A and B are', () => {
  test.each([
    [['ana', 'priya'], 'actor', ['Ana Lovell', 'Priya Raman']],
    [['person:ana', 'pipelines'], 'actor', ['Ana Lovell', 'Pipelines']],
    [['main', 'release/1.0'], 'branch', ['main', 'release/1.0']],
    [['refs/heads/main', 'branch:release/9'], 'branch', ['main', 'release/9']],
    [['acme/web', 'acme/web'], 'repository', ['acme/web', 'acme/web']],
    [['acme/web', fileOf('overlapping-rules')], 'repository', ['acme/web', 'acme/api']],
    [[`world:${fileOf('overlapping-rules')}`, 'repository:acme/web'], 'repository', ['acme/api', 'acme/web']],
  ] as const)('%j', async (args, kind, names) => {
    const { left, right } = await compared(...args, ...team);
    const nameOf = (one: typeof left) => (kind === 'actor' ? one.actor?.name : one[kind]);
    expect([nameOf(left), nameOf(right)]).toEqual(names);
  });

  test.each<[string[], number, string]>([
    [['main', 'ana'], 64, '`main` is a branch and `ana` a person'],
    [['ana', 'main'], 64, '`main` is a branch and `ana` a person'],
    [['ana', 'nobody'], 66, 'called `nobody` can be seen in acme/web'],
    [['acme/web', 'feature/login'], 66, '`branch:acme/web`, a repository as `repository:acme/web`'],
    [['repository:acme/web', 'feature/login'], 66, 'feature/login'],
    [['person:main', 'ana'], 66, 'Nobody called `main`'],
    [['branch:a..b', 'main'], 64, 'Git does not allow'],
    [['main', fileOf('overlapping-rules')], 64, '`main` is no repository'],
    [['branch:main', 'repository:acme/web'], 64, '`main` is no repository'],
    [['', 'main'], 64, 'empty'],
    [['person:', 'ana'], 64, 'empty'],
    [['acme/web', 'acme/nothing'], 66, 'acme/nothing'],
    [['main'], 64, 'Name two things to compare'],
    [['main', 'develop', 'more'], 64, 'Too many arguments'],
  ])('%j: %i', async (args, status, says) => {
    expect(failedWith(status, await typed(['compare', ...args, ...team]))).toContain(says);
  });

  test('without a repository at hand: 64', async () => {
    expect(failedWith(64, await typed(['compare', 'ana', 'priya']))).toContain('`--repository WS/REPO`');
  });

  test('two people of one name: 64, with the uuids of both', async () => {
    const args = ['compare', 'ana lovell', 'sam lee', '--world', fileOf('odd-names')];
    expect(failedWith(64, await typed(args))).toContain('{70ee2f31-e848-4b7e-922b-a02d92584029}');
  });

  test('names of branches and of people alike: 64 with both readings, unless the other tells', async () => {
    const named = worldFile('named.json', (text) =>
      text.replaceAll('"name":"develop"', '"name":"Ana"').replaceAll('"name":"main"', '"name":"Harvey"'),
    );
    const branches = (JSON.parse(readFileSync(named, 'utf8')) as ReturnType<typeof savedWorld>).replies;
    expect(JSON.stringify(branches)).toContain('"name":"Ana"');
    const asked = ['--world', named];
    expect(failedWith(64, await typed(['compare', 'Ana', 'Harvey', ...asked]))).toContain(
      '`branch:Ana` or `person:Ana`, and `branch:Harvey` or `person:Harvey`',
    );
    expect((await compared('Ana', 'priya', ...asked)).left.actor?.name).toBe('Ana Lovell');
    expect((await compared('Ana', 'release/1.0', ...asked)).left.branch).toBe('Ana');
    expect((await compared('person:Ana', 'Harvey', ...asked)).right.actor?.name).toBe('Harvey Jones');
  });

  test('a file that is no saved world: 65', async () => {
    const folder = emptyFolder();
    writeFileSync(path.join(folder, 'Broken.json'), '{');
    const ended = await typed(['compare', 'Broken.json', 'ana', ...team], { cwd: folder });
    expect(failedWith(65, ended)).toContain('Broken.json is not a saved world');
  });

  test('a file that happens to be called as a branch is no saved world', async () => {
    const folder = emptyFolder();
    writeFileSync(path.join(folder, 'main'), 'notes');
    const { status, out } = await typed(['compare', 'main', 'develop', ...team, '--json'], { cwd: folder });
    expect([status, out.includes('"branch": "main"') || out.includes('"branch":"main"')]).toEqual([0, true]);
  });
});

describe('two readings of one repository', () => {
  const folder = emptyFolder();
  const before = worldFile('before.json', undefined, folder);
  const after = worldFile('after.json', (text) => text.replace('"pattern":"main"', '"pattern":"develop"'), folder);

  test('differ where a rule was changed', async () => {
    const { differs, groups } = await compared(before, after);
    expect(new Set(differs.map(({ branch }) => branch))).toEqual(new Set(['develop', 'main']));
    expect(differs).toHaveLength(
      groups.reduce((sum, { branches = [], actors = [] }) => sum + branches.length * actors.length, 0),
    );
  });

  test('are told apart by their files', async () => {
    const { out } = await typed(['compare', before, after]);
    expect(out).toContain('acme/web (before.json): allowed. acme/web (after.json): denied.');
  });

  test('of which one has another time alone do not', async () => {
    const later = worldFile('later.json', (text) =>
      text.replace(/"savedAt":"[^"]*"/, '"savedAt":"2027-01-01T00:00:00Z"'),
    );
    expect((await compared(before, later)).differs).toEqual([]);
    const { out } = await typed(['compare', before, later]);
    expect(out).toContain('Nothing differs.');
    expect(out).toContain('acme/web (later.json): Read at 2027-01-01T00:00:00Z.');
  });

  test('CSV has a row for each cell, Markdown one for each difference', async () => {
    const { differs, groups } = await compared(before, after);
    const csv = parse((await typed(['compare', before, after, '--format', 'csv'])).out, { columns: true });
    expect(
      (csv as Record<string, string>[]).map((row) => [row['branch'], row['actor_id'], row['left'], row['right']]),
    ).toEqual(differs.map((cell) => [cell.branch, cell.actor?.id ?? '', cell.left, cell.right]));
    const { out } = await typed(['compare', before, after, '--format', 'markdown']);
    expect(out.match(/^\| `/gm)).toHaveLength(groups.length);
    expect(out).toContain('| Read from | `before.json and after.json` |');
  });
});

test('rules of the project that were supplied count on both sides, and are said', async () => {
  const rules = path.join(emptyFolder(), 'rules.json');
  writeFileSync(rules, JSON.stringify([{ kind: 'push', pattern: 'develop', users: [], groups: [] }]));
  const { out } = await typed(['compare', 'develop', 'feature/login', ...team, '--project-rules', rules]);
  expect(out).toContain('`develop`: denied. `feature/login`: allowed.');
  expect(out).toContain('Supplied: all restrictions set on the project Core (1).');
});

test('the answers read well', async () => {
  const asked = [
    ['ana', 'priya', ...team],
    ['main', 'release/1.0', ...team],
    ['mei', 'harvey', '--to', 'delete', ...team],
    ['main', 'branch:no-such-branch', '--world', fileOf('viewer-without-admin')],
    [fileOf('ordinary-team'), fileOf('overlapping-rules')],
  ];
  const answers = [];
  for (const args of asked) {
    for (const format of ['text', 'markdown']) {
      const { out } = await typed(['compare', ...args, '--format', format]);
      const shown = args.map((word) => (word.endsWith('.json') ? path.basename(word) : word)).join(' ');
      answers.push(`$ compare ${shown} --format ${format}\n\n${out}`);
    }
  }
  const file = path.join(__dirname, 'golden', 'compare.txt');
  const text = answers.join('\n');
  if (process.env['UPDATE_GOLDEN'] || !existsSync(file)) {
    expect(process.env['CI']).toBeUndefined();
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
});
