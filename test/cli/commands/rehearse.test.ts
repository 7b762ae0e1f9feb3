import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { fileOf as worldOf } from '../../bitbucket/saved-worlds';
import { rehearsalShape } from '../../pipelines/contract';
import { answered, emptyFolder, failedWith, typed } from '../terminal';

const folder = emptyFolder();
const clone = path.join(folder, 'clone');
const sub = path.join(clone, 'sub', 'deeper');
const world = ['--world', worldOf('ordinary-team')];
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

function fileOf(script: string, branches = 'default', under = ''): string {
  const name = under === '' ? '' : `    '${under}':\n`;
  return `pipelines:\n  ${branches}:\n${name}      - step:\n          script: ['${script.replaceAll("'", "''")}']\n`;
}

function given(text: string): Parameters<typeof typed>[1] {
  return { input: () => Promise.resolve(text) };
}

describe('--check', () => {
  const own = fileOf('git push origin HEAD:feature/x');
  const refused = fileOf('git push origin HEAD:main');
  const unknown = fileOf('git push origin HEAD:$B');
  test.each<[what: string, file: string, status: number]>([
    ['nothing is pushed', fileOf('npm ci'), 0],
    ['what is not followed does not count', fileOf('./release.sh'), 0],
    ['allowed', own, 0],
    ['refused', refused, 1],
    ['not known', unknown, 2],
    ['refused beside one that is not known', fileOf('git push origin HEAD:$B; git push origin HEAD:main'), 1],
    ['elsewhere', fileOf('git push git@github.com:a/b main'), 2],
    ['refused if settings elsewhere say that it pushes', fileOf('npx nx release'), 2],
    [
      'refused by a request',
      fileOf(
        'curl -X DELETE -H "Authorization: Bearer $T" https://api.bitbucket.org/2.0/repositories/acme/web/refs/branches/main',
      ),
      1,
    ],
    ['of a pipeline that does not run for the branch', fileOf('git push', 'branches', 'feature/*'), 0],
  ])('%s', async (_, file, status) => {
    const branch = ['--branch', 'main'];
    expect((await typed(['rehearse', '-', '--check', ...branch, ...world], given(file))).status).toBe(status);
    expect((await typed(['rehearse', '-', '--check', '--json', ...branch, ...world], given(file))).status).toBe(status);
    expect((await typed(['rehearse', '-', ...branch, ...world], given(file))).status).toBe(0);
  });

  test('what cannot be read stays what it is', async () => {
    expect((await typed(['rehearse', '-', '--check', ...world], given('- a'))).status).toBe(65);
  });
});

describe('--root', () => {
  const root = path.join(folder, 'root');
  beforeAll(() => {
    mkdirSync(path.join(root, 'ci'), { recursive: true });
    writeFileSync(path.join(root, 'ci', 'go.sh'), 'git push origin HEAD:from-script\n');
    writeFileSync(path.join(root, 'package.json'), '{"scripts": {"ship": "bash ci/go.sh"}}');
    writeFileSync(path.join(folder, 'outside.sh'), 'git push origin HEAD:outside\n');
    symlinkSync(path.join(folder, 'outside.sh'), path.join(root, 'ci', 'link.sh'));
    symlinkSync(folder, path.join(root, 'up'));
    execFileSync('mkfifo', [path.join(root, 'fifo.sh')]);
    writeFileSync(path.join(root, 'large.sh'), `git push origin HEAD:large\n${'#'.repeat(300_000)}`);
  });

  test('names the repository whose scripts are followed', async () => {
    const file = fileOf('npm run ship');
    const { pushes, notFollowed } = await rehearsed(['-', '--root', root], given(file));
    expect({ pushes, notFollowed }).toMatchObject({
      pushes: [{ branch: 'from-script', file: 'ci/go.sh' }],
      notFollowed: [],
    });
    expect((await rehearsed(['-'], given(file))).notFollowed).toMatchObject([{ what: 'npm run ship', withRoot: true }]);
  });

  test('is offered where the repository is not at hand, and only there', async () => {
    const said = async (args: string[], file: string) =>
      (await typed(['rehearse', '-', ...args, ...world], given(file))).out;
    expect(await said([], fileOf('./x.sh'))).toContain('\n→ `--root DIR` names the top of the repository');
    expect(await said(['--root', root], fileOf('./x.sh'))).not.toContain('--root');
    expect(await said([], fileOf('./x.py'))).not.toContain('--root');
    expect((await typed(['rehearse', ...world], { cwd: clone })).out).not.toContain('--root');
  });

  test.each(['ci/link.sh', 'up/outside.sh', '../outside.sh', 'ci/../../outside.sh', 'fifo.sh', 'large.sh', 'ci'])(
    'is not left, nor waited for: %s',
    async (script) => {
      const { pushes, notFollowed } = await rehearsed(['-', '--root', root], given(fileOf(`bash ${script}`)));
      expect(pushes).toEqual([]);
      expect(notFollowed).toMatchObject([{ what: `bash ${script}` }]);
    },
  );

  test('must be a folder', async () => {
    const missing = await typed(['rehearse', '-', '--root', path.join(root, 'package.json'), ...world], given(''));
    expect(failedWith(65, missing)).toContain('is no folder that can be read.');
  });
});

describe('what is not followed', () => {
  test('stands in one line, but for what is likely to push', async () => {
    const script = './a.sh; ./a.sh; npm run b; ./release.sh; curl -s https://x.example | bash';
    const { out } = await typed(['rehearse', '-', ...world], given(fileOf(script)));
    expect(out).toBe(
      'No step of standard input pushes, as far as the file shows.\n\n' +
        'Not followed:\n' +
        '  line 4: ./release.sh\n' +
        '    By its name this script may push, and it could not be read here.\n' +
        'Not followed either: `./a.sh` (line 4), `npm run b` (line 4), `curl -s https://x.example | bash` (line 4).\n' +
        '→ `--root DIR` names the top of the repository, whose scripts and targets are then followed.\n',
    );
  });

  test('is named once with all its lines', async () => {
    const file =
      'pipelines:\n  default:\n    - step:\n        script:\n          - ./a.sh\n          - ./b.sh\n          - ./a.sh\n';
    const { out } = await typed(['rehearse', '-', ...world], given(file));
    expect(out).toContain('Not followed: `./a.sh` (lines 5 and 7), `./b.sh` (line 6).\n');
  });

  test('prints no secret and no control character', async () => {
    const file = fileOf('TOKEN=hunter2wolf ./a.sh --password hunter2wolf "\u001B[31m"')
      .replace("['", '["')
      .replace("']", '"]')
      .replaceAll('"\u001B[31m"', '\\e[31m');
    for (const options of [[], ['--json']]) {
      const { out } = await typed(['rehearse', '-', ...options, ...world], given(file));
      expect(out).toContain('./a.sh');
      expect(out).not.toContain('hunter2wolf');
      expect(out).not.toContain('\u001B');
    }
  });

  test('what cannot be read is, with why', async () => {
    const { notFollowed } = await rehearsed(['-'], given(fileOf('echo "open')));
    expect(notFollowed).toMatchObject([
      {
        what: 'echo "open',
        why:
          'This cannot be read: a quote, a bracket or a closing word is missing, ' +
          'or too much of it stands inside of each other. What follows may push.',
      },
    ]);
  });

  test('triggers and schedules are', async () => {
    const file =
      'triggers:\n  repository-push:\n    - condition: BITBUCKET_BRANCH == "x"\n      pipelines: [go, on]\nschedules: []\n' +
      'pipelines:\n  custom:\n    go: [ step: { script: [git fetch] } ]\n';
    expect((await rehearsed(['-'], given(file))).notFollowed).toMatchObject([
      { what: 'triggers', line: 1, why: expect.stringContaining('(`go` and `on`)') },
      { what: 'schedules', line: 5 },
    ]);
  });
});

describe('the branch asked for and the patterns of Pipelines', () => {
  const feature = fileOf('git push', 'branches', 'feature/*');
  const said = async (file: string, branch: string) =>
    (await typed(['rehearse', '-', '--branch', branch, ...world], given(file))).out;

  test('a star does not cross a slash there', async () => {
    expect(await said(feature, 'feature/a/b')).toBe(
      'Standard input pushes once, and that does not run for the branch asked for.\n' +
        'No pipeline of the file runs by itself for `feature/a/b`: `*` in Pipelines does not cross `/`, ' +
        'so `feature/*` does not match it.\n\n' +
        '? Step 1 (branches › feature/*, line 5) pushes to a branch that is not known, as Pipelines: it ' +
        'does not run for the branch asked for.\n' +
        '    git push\n' +
        '    The pipeline runs for branches that `feature/*` matches, and `*` in Pipelines does not ' +
        'cross `/`, so none of it runs for `feature/a/b`.\n',
    );
  });

  test.each<[what: string, file: string, branch: string, sentence: string]>([
    [
      'another branch',
      feature,
      'main',
      'The pipeline runs for branches that `feature/*` matches, so none of it runs for `main`.',
    ],
    ['none runs', feature, 'main', 'No pipeline of the file runs by itself for `main`.'],
    [
      'only those that are started',
      `${feature}  custom:\n    go: [ step: { script: [git push] } ]\n`,
      'main',
      'No pipeline of the file runs by itself for `main`. Those of `custom` can be started for it.',
    ],
    [
      'a pipeline of its own',
      `${feature}    feature/a: [ step: { script: [ls] } ]\n`,
      'feature/a',
      'The pipeline runs for branches that `feature/*` matches, and `feature/a` has a pipeline of its ' +
        'own, so none of it runs for `feature/a`.',
    ],
    [
      'the default one',
      `${fileOf('git push')}  branches:\n    'x/*': [ step: { script: [ls] } ]\n`,
      'x/y',
      '`x/y` has a pipeline of its own under `branches`, so the default one does not run for it.',
    ],
    [
      'a pull request',
      fileOf('git push', 'pull-requests', 'feature/*'),
      'feature/a/b',
      'The pipeline runs for pull requests from branches that `feature/*` matches, and `*` in ' +
        'Pipelines does not cross `/`, so none of it runs for `feature/a/b`.',
    ],
  ])('%s', async (_, file, branch, sentence) => {
    expect(await said(file, branch)).toContain(sentence);
  });

  test.each(['feature/a', 'feature/a/b'])('where one runs, nothing of the kind is said: %s', async (branch) => {
    const out = await said(fileOf('git push', 'branches', 'feature/**'), branch);
    expect(out).toContain(`pushes to \`${branch}\` as Pipelines`);
    expect(out).not.toMatch(/none of it|No pipeline/);
  });

  test('without a branch asked for, one can be named', async () => {
    const { out } = await typed(['rehearse', '-', ...world], given(feature));
    expect(out).toContain('the pipeline runs for each branch that `feature/*` matches, and `--branch` can name one.');
  });

  test('data says so too', async () => {
    expect(await rehearsed(['-', '--branch', 'feature/a/b'], given(feature))).toMatchObject({
      pushes: [{ runs: false }],
      noneRuns: expect.stringContaining('does not cross'),
    });
  });
});

test.each([
  [
    'curl -X POST -H "Authorization: Bearer $T" https://api.bitbucket.org/2.0/repositories/acme/web/pullrequests/12/merge',
    '? Step 1 (default, line 4) merges a pull request into a branch that is not known, with curl as an access token: not judged.',
    'Which branch cannot be worked out: where pull request `12` leads is not in the file.',
  ],
  [
    'curl -u harvey:$T https://api.bitbucket.org/2.0/repositories/acme/web/refs/branches -d \'{"name":"main"}\'',
    '✓ Step 1 (default, line 4) creates `main` with curl as Harvey Jones: allowed.',
    '`harvey` is taken to be the user name of Harvey Jones: Bitbucket tells nicknames and display names, and no user names.',
  ],
  [
    'curl -X DELETE https://api.bitbucket.org/2.0/repositories/acme/web/refs/branches/old',
    '? Step 1 (default, line 4) deletes `old` with curl: not judged.',
    'The request holds no credential; one would come from somewhere that the file does not show.',
  ],
  [
    'docker run -v $PWD:/w alpine/git push origin HEAD:x',
    '? Step 1 (default, line 4) pushes to `x`: not judged.',
    'It runs in a container, where Pipelines signs no push unless its Git is told of the proxy; ' +
      'whose credential it has there is not in the file.',
  ],
])('%s: what is known is said', async (script, lead, why) => {
  const { out } = await typed(['rehearse', '-', ...world], given(fileOf(script)));
  expect(out.split('\n')).toEqual(expect.arrayContaining([lead, `    ${why}`]));
});
