import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { run } from '../../src/cli/run';
import {
  accessShape,
  changesShape,
  decisionShape,
  healthShape,
  matrixShape,
  outlookShape,
  queueShape,
  reachShape,
  rosterShape,
} from './contract';
import { inJson, merges, questions, type Telling, type TellingMerge } from './questions';

const worlds = path.join(__dirname, '..', '..', 'src', 'sandbox', 'worlds');
const golden = path.join(__dirname, 'golden');
const statuses = { allowed: 0, denied: 1, unknown: 2 };

/** Runs a command line on a world, in this process. */
async function ask(world: string, ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await run([...args, '--world', path.join(worlds, `${world}.json`)], {
    env: {},
    cwd: __dirname,
    out: (text) => (out += text),
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
  });
  return { status, out, err };
}

function explainArgs([who, operation, branch, , credential]: Telling): string[] {
  const as = who === '' ? [] : ['--as', who];
  const how = credential === undefined ? [] : ['--with', credential];
  return ['explain', '--branch', branch, '--to', operation, ...as, ...how];
}

/** Compares with the file, or writes it: `UPDATE_GOLDEN=1 npx jest test/worlds`, and then read what changed. */
function expectGolden(file: string, text: string) {
  const full = path.join(golden, file);
  if (process.env['UPDATE_GOLDEN'] || !existsSync(full)) {
    expect(process.env['CI']).toBeUndefined();
    mkdirSync(golden, { recursive: true });
    writeFileSync(full, text);
  }
  expect(text).toBe(readFileSync(full, 'utf8'));
}

test('every saved world has its questions', () => {
  const names = readdirSync(worlds).map((file) => path.basename(file, '.json'));
  expect(Object.keys(questions).sort()).toEqual(names.sort());
});

describe.each(Object.entries(questions))('%s', (world, tellings) => {
  test.each(tellings)('%s %s %s: %s', async (...telling) => {
    const { status, err } = await ask(world, ...explainArgs(telling));
    expect({ status, err }).toEqual({ status: statuses[telling[3]], err: '' });
  });

  test('the answers as text', async () => {
    const answers = [];
    for (const telling of tellings) {
      const [who, operation, branch, , credential] = telling;
      const how = credential === undefined ? '' : ` (${credential})`;
      const { out } = await ask(world, ...explainArgs(telling));
      answers.push(`## ${who === '' ? 'the viewer' : who}${how}: ${operation} ${branch}\n\n${out}`);
    }
    expectGolden(`${world}.txt`, answers.join('\n'));
  });

  test('the answers as JSON, in exactly the shape of the contract', async () => {
    const answers = [];
    for (const telling of tellings) {
      const { out } = await ask(world, ...explainArgs(telling), '--json');
      answers.push(v.parse(decisionShape, JSON.parse(out)));
    }
    expectGolden(`${world}.json`, `${JSON.stringify(answers, null, 2)}\n`);
  });

  test('the smallest changes to each answer, in exactly the shape of the contract', async () => {
    const answers = [];
    for (const telling of tellings) {
      const [who, operation, branch, verdict] = telling;
      if (branch.startsWith('refs/tags/')) continue;
      const args = [...explainArgs(telling), verdict === 'allowed' ? '--stop' : '--fix'];
      const { out } = await ask(world, ...args);
      const { changes } = v.parse(changesShape, JSON.parse((await ask(world, ...args, '--json')).out));
      for (const { safe, opens, closes = [] } of changes) {
        if (verdict !== 'allowed') expect(closes).toEqual([]);
        else if (safe) expect(opens).toEqual([]);
      }
      const [told = ''] = /^What would (?:allow|prevent) it\n[^]*?(?=\n\n)/m.exec(out) ?? [];
      answers.push(`## ${who === '' ? 'the viewer' : who}: ${operation} ${branch}: ${verdict}\n\n${told}\n`);
    }
    expectGolden(`${world}.changes.txt`, answers.join('\n'));
  });

  test('who has which permission, and where it comes from', async () => {
    const { out, status } = await ask(world, 'who', '--access');
    expect(status).toBe(0);
    const { people, gaps } = v.parse(accessShape, JSON.parse((await ask(world, 'who', '--access', '--json')).out));
    const { actors } = v.parse(rosterShape, JSON.parse((await ask(world, 'who', 'main', '--json')).out));
    expect(people.map(({ actor }) => actor)).toEqual(
      actors.map(({ actor }) => actor).filter(({ type }) => type === 'user'),
    );
    for (const { level, path: sources } of people) {
      const decides = sources.filter((one) => one.decides);
      expect(decides.map((one) => one.level)).toEqual(level === 'none' || level === 'unknown' ? [] : [level]);
      if (sources.some(({ source }) => source === 'unknown')) expect(gaps).not.toEqual([]);
    }
    expectGolden(`${world}.access.txt`, out);
  });

  test('what is wrong with the rules', async () => {
    const { out, err } = await ask(world, 'lint');
    expect(err).toBe('');
    v.parse(healthShape, JSON.parse((await ask(world, 'lint', '--json')).out));
    expectGolden(`${world}.lint.txt`, out);
  });

  test('who, where and matrix have the shape of the contract and agree', async () => {
    const matrix = v.parse(matrixShape, JSON.parse((await ask(world, 'matrix', '--json')).out));
    for (const [row, branch] of matrix.branches.entries()) {
      const { out } = await ask(world, 'who', '--branch', branch, '--json');
      const { actors } = v.parse(rosterShape, JSON.parse(out));
      expect(actors.map(({ verdict }) => verdict.charAt(0)).join('')).toBe(matrix.rows[row]);
    }
    const { out } = await ask(world, 'where', '--as', 'pipelines', '--json');
    const { branches } = v.parse(reachShape, JSON.parse(out));
    const column = matrix.actors.findIndex(({ type }) => type === 'pipelines');
    expect(branches.map(({ verdict }) => verdict.charAt(0))).toEqual(matrix.rows.map((row) => row.charAt(column)));
  });
});

test('surveys as text, of a branch that is not there too', async () => {
  const asked = [
    ['who', 'main'],
    ['who', 'origin/main', '--to', 'merge'],
    ['where', '--as', 'harvey', '--to', 'delete'],
    ['matrix', '--to', 'merge'],
  ];
  const answers = [];
  for (const args of asked) {
    const [command = '', ...rest] = args;
    const { out, err } = await ask('ordinary-team', command, ...(command === 'who' ? ['acme/web'] : []), ...rest);
    expect(err).toBe('');
    answers.push(`## ${args.join(' ')}\n\n${out}`);
  }
  expectGolden('ordinary-team.surveys.txt', answers.join('\n'));
});

const rules = ['--project-rules', path.join(__dirname, 'project-rules.json')];

describe('with rules of the project, which a world cannot hold', () => {
  const asked = [
    ...['develop', 'main', 'release/1.0', 'feature/login'].map((branch) => [
      'explain',
      '--branch',
      branch,
      '--to',
      'all',
    ]),
    ['explain', 'develop', '--as', 'harvey'],
    ['explain', 'develop', '--as', 'repository-access-token'],
    ['who', 'develop'],
    ['where'],
    ['matrix'],
  ];

  test('the answers as text', async () => {
    const answers = [];
    for (const args of asked)
      answers.push(`## ${args.join(' ')}\n\n${(await ask('ordinary-team', ...args, ...rules)).out}`);
    expectGolden('ordinary-team.project-rules.txt', answers.join('\n'));
  });

  test('the answers as JSON, in exactly the shape of the contract', async () => {
    const { out } = await ask('ordinary-team', 'explain', 'develop', '--to', 'all', '--json', ...rules);
    const answers = v.parse(v.array(decisionShape), JSON.parse(out));
    expectGolden('ordinary-team.project-rules.json', `${JSON.stringify(answers, null, 2)}\n`);
    for (const { notChecked, supplied } of answers) {
      expect(supplied).toHaveLength(1);
      expect(notChecked.map(({ what }) => what).join()).not.toContain('project');
    }
  });

  test('a pull request, and all that are open', async () => {
    const one = await ask('pull-requests', 'explain', '--pr', '1', ...rules);
    const all = await ask('pull-requests', 'prs', ...rules);
    expectGolden('pull-requests.project-rules.txt', `## explain --pr 1\n\n${one.out}\n## prs\n\n${all.out}`);
    v.parse(outlookShape, JSON.parse((await ask('pull-requests', 'explain', '--pr', '1', '--json', ...rules)).out));
  });
});

function mergeArgs([who, id]: TellingMerge): string[] {
  return ['explain', '--pr', String(id), ...(who === '' ? [] : ['--as', who])];
}

describe.each(Object.entries(merges))('the pull requests of %s', (world, tellings) => {
  test.each(tellings)('%s %i: %s', async (...telling) => {
    const { status, err } = await ask(world, ...mergeArgs(telling));
    expect({ status, err }).toEqual({ status: statuses[telling[2]], err: '' });
  });

  test('the answers as text', async () => {
    const answers = [];
    for (const telling of tellings) {
      const [who, id] = telling;
      answers.push(
        `## ${who === '' ? 'the viewer' : who}: pull request ${String(id)}\n\n${(await ask(world, ...mergeArgs(telling))).out}`,
      );
    }
    expectGolden(`${world}.merges.txt`, answers.join('\n'));
  });

  test('some of them as JSON: decisions, with what belongs to them', async () => {
    const answers = [];
    for (const telling of tellings.filter(([who, id]) => who === '' && inJson[world]?.includes(id))) {
      answers.push(v.parse(outlookShape, JSON.parse((await ask(world, ...mergeArgs(telling), '--json')).out)));
    }
    expectGolden(`${world}.merges.json`, `${JSON.stringify(answers, null, 2)}\n`);
  });

  test('all that are open, as text and as JSON', async () => {
    expectGolden(`${world}.prs.txt`, (await ask(world, 'prs')).out);
    const all = v.parse(queueShape, JSON.parse((await ask(world, 'prs', '--json')).out));
    expectGolden(`${world}.prs.json`, `${JSON.stringify(all, null, 2)}\n`);
  });

  test('`prs` says of everybody what `explain --pr` says', async () => {
    const { pullRequests, people } = v.parse(queueShape, JSON.parse((await ask(world, 'prs', '--json')).out));
    for (const { id } of pullRequests) {
      for (const { actor, canMerge, unsure } of people) {
        const { status } = await ask(
          world,
          'explain',
          '--pr',
          String(id),
          '--as',
          'id' in actor ? actor.id : actor.type,
        );
        expect([id, actor.name, status]).toEqual([
          id,
          actor.name,
          canMerge.includes(id) ? 0 : unsure.includes(id) ? 2 : 1,
        ]);
      }
    }
  });
});
