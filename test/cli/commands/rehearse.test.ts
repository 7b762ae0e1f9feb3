import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { fileOf } from '../../bitbucket/saved-worlds';
import { rehearsalShape } from '../../pipelines/contract';
import { answered, emptyFolder, failedWith, typed } from '../terminal';

const folder = emptyFolder();
const clone = path.join(folder, 'clone');
const sub = path.join(clone, 'sub', 'deeper');
const world = ['--world', fileOf('ordinary-team')];
const pushing =
  'pipelines:\n  default:\n    - step:\n        script:\n          - git push\n          - ./release.sh\n';

beforeAll(() => {
  mkdirSync(sub, { recursive: true });
  execFileSync('git', ['init', '--quiet', clone]);
  writeFileSync(path.join(clone, 'bitbucket-pipelines.yml'), pushing);
  writeFileSync(path.join(folder, 'release.sh'), '#!/bin/sh\ngit push origin secret\n');
  symlinkSync(path.join(folder, 'release.sh'), path.join(clone, 'release.sh'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function rehearsed(args: string[], io: Parameters<typeof typed>[1] = {}) {
  return v.parse(rehearsalShape, answered(await typed(['rehearse', '--json', ...world, ...args], io)));
}

test('of the commands no secret is printed, wherever it stands', async () => {
  const [secret, token] = ['hunter2wolf', ['Zq7xV2kLm9', 'Tp4Rb8Wc3N'].join('')];
  const commands = [
    `git push https://ana:${secret}@bitbucket.org/acme/web.git HEAD:main`,
    `git -c http.extraHeader="Authorization: Bearer ${token}" push origin main`,
    `DB_PASSWORD='${secret}' git push origin main`,
  ];
  const file =
    'pipelines:\n  default:\n    - step:\n        script:\n' +
    commands.map((one) => `          - '${one.replaceAll("'", "''")}'\n`).join('');
  for (const options of [[], ['--json']]) {
    const { out, err } = await typed(['rehearse', ...options, ...world, '-'], { input: () => Promise.resolve(file) });
    expect(out).toContain('main');
    for (const one of [secret, token]) expect(`${out}${err}`).not.toContain(one);
  }
});

test('a failure does not quote the secret of an argument', async () => {
  const { out, err } = await typed([
    'explain',
    ...world,
    '--repository',
    'https://ana:hunter2wolf@bitbucket.org/acme/web/x',
    'main',
  ]);
  expect(`${out}${err}`).not.toContain('hunter2wolf');
  expect(err).not.toBe('');
});

describe('the file', () => {
  test('is that of the folder, or of the top of the clone', async () => {
    for (const cwd of [clone, sub])
      expect((await rehearsed([], { cwd })).pushes).toMatchObject([{ line: 5, branch: 'main' }]);
  });

  test('may be named, or come from standard input', async () => {
    expect((await rehearsed(['clone/bitbucket-pipelines.yml'], { cwd: folder })).pushes).toHaveLength(1);
    expect((await rehearsed(['-'], { input: () => Promise.resolve(pushing) })).pushes).toHaveLength(1);
  });

  test('of a clone that has none is not looked for outside it', async () => {
    writeFileSync(path.join(folder, 'bitbucket-pipelines.yml'), pushing);
    const empty = path.join(folder, 'empty');
    execFileSync('git', ['init', '--quiet', empty]);
    expect(failedWith(65, await typed(['rehearse', ...world], { cwd: empty }))).toContain(
      'There is no `bitbucket-pipelines.yml` here or at the top of the clone',
    );
  });

  test('calls no script outside its folder', async () => {
    const { pushes, notFollowed } = await rehearsed([], { cwd: clone });
    expect(pushes).toHaveLength(1);
    expect(notFollowed).toMatchObject([{ what: './release.sh', line: 6 }]);
  });

  test.each<[args: string[], input: string, sentence: string]>([
    [['nowhere.yml'], '', '`nowhere.yml` could not be read.'],
    [['.'], '', '`.` could not be read.'],
    [['-'], '', 'Standard input holds no pipelines: its top is not a map.'],
    [['-'], 'pipelines: [1,2]', 'Standard input holds no pipelines: `pipelines` is not a map (line 1).'],
    [
      ['-'],
      'pipelines:\n  default: [',
      'Standard input is not YAML: this line is not indented as those around it, or a bracket does not close (line 2).',
    ],
    [['-'], `pipelines: ${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'Standard input is nested too deeply (line 1).'],
    [['-'], 'pipelines: {}\npipelines: {}', 'Standard input has the key `pipelines` twice in one map (line 2).'],
    [
      ['-'],
      `pipelines: { default: [ step: { script: ["${'x;'.repeat(20_001)}"] } ] }`,
      'Standard input holds more commands than can be rehearsed.',
    ],
  ])('that cannot be read: %j', async (args, input, sentence) => {
    expect(
      failedWith(
        65,
        await typed(['rehearse', ...args, ...world], { cwd: folder, input: () => Promise.resolve(input) }),
      ),
    ).toBe(sentence);
  });
});

describe('the branch', () => {
  test('is the main one, and said to be', async () => {
    const { out, status } = await typed(['rehearse', '-', ...world], { input: () => Promise.resolve(pushing) });
    expect(status).toBe(0);
    expect(out).toContain(
      'Pipelines of `default` and `custom` were rehearsed for `main`, the main branch; `--branch` names another.',
    );
    expect(out).toContain(
      '✗ Step 1 (default, line 5) pushes to `main` as Pipelines: refused by Write access on `main`, which ' +
        'cannot list Pipelines.\n    git push\n',
    );
  });

  test('may be another', async () => {
    const { pushes, branch } = await rehearsed(['--branch', 'refs/heads/feature/login'], { cwd: clone });
    expect({ branch, pushes }).toMatchObject({
      branch: 'feature/login',
      pushes: [{ branch: 'feature/login', decision: { verdict: 'allowed' } }],
    });
  });

  test.each(['a b', 'refs/tags/v1'])('must be one: %s', async (branch) => {
    expect(failedWith(64, await typed(['rehearse', '--branch', branch, ...world], { cwd: clone }))).toContain(
      'Git does not allow a branch to be called',
    );
  });
});

test('the repository is named by an option', async () => {
  expect((await rehearsed(['--repository', 'acme/web'], { cwd: clone })).pushes).toHaveLength(1);
  expect(failedWith(66, await typed(['rehearse', '--repository', 'acme/other', ...world], { cwd: clone }))).toContain(
    'acme/other',
  );
});

test('a file that does not push says so in one sentence', async () => {
  const { out, status } = await typed(['rehearse', '-', ...world], {
    input: () => Promise.resolve('pipelines:\n  default:\n    - step:\n        script: [npm ci]\n'),
  });
  expect({ out, status }).toEqual({ out: 'No step of standard input pushes, as far as the file shows.\n', status: 0 });
});

test('where a file pushes for other branches only, it says for which one it was rehearsed', async () => {
  const script =
    'pipelines:\n  default:\n    - step:\n        script: [\'[ "$BITBUCKET_BRANCH" = develop ] && git push\']\n';
  const { out } = await typed(['rehearse', '-', ...world], { input: () => Promise.resolve(script) });
  expect(out).toBe(
    'No step of standard input pushes, as far as the file shows.\n' +
      'Pipelines of `default` and `custom` were rehearsed for `main`, the main branch; `--branch` ' +
      'names another.\n',
  );
});

test.each([
  [
    'git push backup main',
    '? Step 1 (branches › main, line 5) pushes to a place that is not known: not judged.',
    'Where it goes cannot be worked out: the file does not say what `backup` is.',
  ],
  [
    'git push origin v1.0.0',
    '? Step 1 (branches › main, line 5) pushes to `v1.0.0`, a branch or a tag, as Pipelines: not judged.',
    'Whether `v1.0.0` is a branch or a tag is not in the file; branch restrictions do not cover tags.',
  ],
  [
    'git push origin HEAD:refs/notes/builds',
    '? Step 1 (branches › main, line 5) pushes to `refs/notes/builds` as Pipelines: not judged.',
    '`refs/notes/builds` is neither branch nor tag, and what stops it is not documented.',
  ],
  [
    'git flow release finish -p 1.0',
    '? Step 1 (branches › main, line 5) pushes to a branch that is not known, as Pipelines: not judged.',
    'Which branch cannot be worked out: the file does not name the main and development branches of git-flow.',
  ],
  [
    'ls | xargs git push origin',
    '? Step 1 (branches › main, line 5) pushes to a branch that is not known, as Pipelines: not judged.',
    'Which branch cannot be worked out: the file does not name what `xargs` passes on.',
  ],
  [
    'git push https://harvey:$T@bitbucket.org/acme/web main',
    '✓ Step 1 (branches › main, line 5) pushes to `main` as Harvey Jones: allowed.',
    '`harvey` is taken to be the user name of Harvey Jones: Bitbucket tells nicknames and display names, and no user names.',
  ],
])('%s: what is known is said, and what is not', async (script, lead, why) => {
  const { out } = await typed(['rehearse', '-', ...world], {
    input: () =>
      Promise.resolve(`pipelines:\n  branches:\n    main:\n      - step:\n          script: ['${script}']\n`),
  });
  expect(out.split('\n')).toEqual(expect.arrayContaining([lead, `    ${why}`]));
});

test('names from the file bring no control characters to the terminal', async () => {
  const { out } = await typed(['rehearse', '-', ...world], {
    input: () =>
      Promise.resolve(
        'pipelines:\n  default:\n    - step:\n        name: "a\\e[31mb"\n        script: ["git push origin \\"x\\e[31m\\""]\n',
      ),
  });
  expect(out).not.toContain('\u001B');
});
