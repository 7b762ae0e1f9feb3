import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import * as cheerio from 'cheerio';
import { parse } from 'csv-parse/sync';
import markdownIt from 'markdown-it';
import * as v from 'valibot';
import type { World } from '../../../../src/bitbucket/worlds/world';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import { fileOf, savedWorld } from '../../../bitbucket/saved-worlds';
import { emptyFolder, failedWith, typed } from '../../terminal';

const web = '/2.0/repositories/acme/web';
const folder = emptyFolder();
mkdirSync(folder, { recursive: true });

interface Rule {
  id?: number;
  kind: string;
  pattern: string;
  users?: object[];
  groups?: object[];
  value?: number;
}

/** The ordinary team under these restrictions. */
function team(name: string, rules: Rule[], replies: World['replies'] = {}): string {
  const world = savedWorld('ordinary-team');
  const values = rules.map((rule, at) => ({ id: at + 1, users: [], groups: [], ...rule }));
  const restrictions = { [`${web}/branch-restrictions`]: { status: 200, body: { values } } };
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ ...world, replies: { ...world.replies, ...restrictions, ...replies } }));
  return file;
}

async function lint(file: string, ...args: string[]) {
  const { status, out, err } = await typed(['lint', '--world', file, ...args]);
  expect(err).toBe('');
  return { status, out };
}

const problem = v.looseObject({ problem: v.string(), level: v.string() });
const answer = v.looseObject({ problems: v.array(problem), gaps: v.array(v.unknown()) });

describe('the exit status', () => {
  const info = team('info', [
    { kind: 'push', pattern: 'main' },
    { kind: 'force', pattern: 'main' },
    { kind: 'delete', pattern: 'main' },
  ]);
  const warning = team('warning', [{ kind: 'force', pattern: 'main' }]);
  const error = team('error', [{ kind: 'push', pattern: 'main ' }]);

  test.each([
    [info, 'info', 1],
    [info, undefined, 0],
    [warning, undefined, 1],
    [warning, 'warning', 1],
    [warning, 'error', 0],
    [error, 'error', 1],
    [fileOf('viewer-without-admin'), 'info', 0],
  ])('%#: --fail-on %s ends with %i', async (file, level, ending) => {
    for (const format of ['text', 'json', 'sarif', 'code-insights', 'markdown', 'csv']) {
      const { status } = await lint(file, '--format', format, ...(level === undefined ? [] : ['--fail-on', level]));
      expect([format, status]).toEqual([format, ending]);
    }
  });

  test.each([
    [['--fail-on', 'fatal'], "'fatal' is invalid"],
    [['--format', 'xml'], "'xml' is invalid"],
    [['--json', '--format', 'csv'], '`--json` is `--format json`'],
    [['acme/web', 'main'], 'Too many arguments'],
  ])('%j is wrong usage', async (args, says) => {
    expect(failedWith(64, await typed(['lint', '--world', info, ...args]))).toContain(says);
  });

  test('--json and --format json are the same', async () => {
    expect((await lint(info, '--json')).out).toBe((await lint(info, '--format', 'json')).out);
    expect((await lint(info, '--json', '--format', 'json')).out).toBe((await lint(info, '--json')).out);
  });
});

describe('situations from the field', () => {
  async function problems(file: string, ...args: string[]) {
    const { out } = await lint(file, '--json', ...args);
    return v.parse(answer, JSON.parse(out)).problems;
  }

  test('release-1.0 is protected and release-2.0 is not', async () => {
    const names = ['main', 'release-1.0', 'release-2.0'].map((name) => ({ name }));
    const file = team('releases', [{ kind: 'push', pattern: 'release-1.0' }], {
      [`${web}/refs/branches`]: { status: 200, body: { values: names } },
    });
    const near = (await problems(file)).filter((one) => one.problem === 'nearly-covers');
    expect(near).toEqual([
      expect.objectContaining({
        level: 'warning',
        restriction: 1,
        reason: '`release-1.0` misses `release-2.0` by a number.',
        effect: 'Write access on `release-1.0` does not cover that branch, and no other restriction of its kind does.',
      }),
    ]);
  });

  test('a group is listed that has no access', async () => {
    const file = team('group', [{ kind: 'push', pattern: 'main', groups: [{ slug: 'contractors' }] }]);
    const listed = (await problems(file)).filter((one) => one.problem === 'lists-group-without-access');
    expect(listed).toEqual([
      expect.objectContaining({
        level: 'warning',
        reason:
          'Write access on `main` lists the group `contractors`, which has no permission on acme/web or the project Core.',
      }),
    ]);
  });

  test('someone who left still administers', async () => {
    const user = { uuid: '{5f0c0f1e-5b7a-4d0d-9a53-0d3a8a8f0e11}', display_name: 'Nils Gone' };
    const { replies } = savedWorld('ordinary-team');
    const [everybody] = [replies['/2.0/workspaces/acme/permissions/repositories/web'] ?? []].flat();
    const { values } = v.parse(v.looseObject({ values: v.array(v.unknown()) }), everybody?.body);
    const file = team('left', [{ kind: 'push', pattern: 'main', users: [user] }], {
      [`${web}/permissions-config/users`]: { status: 200, body: { values: [{ permission: 'admin', user }] } },
      '/2.0/workspaces/acme/permissions/repositories/web': {
        status: 200,
        body: { values: [...values, { permission: 'admin', user }] },
      },
    });
    const found = await problems(file);
    expect(found.find((one) => one.problem === 'grant-to-who-left')).toMatchObject({
      level: 'error',
      reason: 'Nils Gone has admin permission on acme/web, and is not among the members of the workspace acme.',
      effect: '1 person from outside the workspace can administer acme/web, its rules included.',
      change: { permissions: { [user.uuid]: 'none' } },
    });
    expect(found.find((one) => one.problem === 'lists-who-left')).toMatchObject({
      effect: 'Nils Gone can still write to acme/web, and the list lets them through.',
      change: { restrictions: { replace: [{ id: 1, users: [] }] } },
    });
  });

  test('members that were supplied count', async () => {
    const members = path.join(folder, 'members.json');
    writeFileSync(members, JSON.stringify({ contractors: [savedWorld('ordinary-team').viewer] }));
    const file = team('supplied', [{ kind: 'push', pattern: 'main', groups: [{ slug: 'contractors' }] }]);
    const found = await problems(file, '--members', members);
    expect(found.map((one) => one.problem)).not.toContain('lists-group-without-access');
  });
});

const hostile = [
  '=HYPERLINK("http://evil.example","x")',
  "+1+cmd|' /C calc'!A0",
  '@SUM(1)',
  '\u001B[2J\u202Eevil',
  '[x](javascript:alert) <img src=x onerror=y> *b* | {0}',
].map((display_name, at) => ({ uuid: `{00000000-0000-4000-8000-00000000000${String(at)}}`, display_name }));
/** What a terminal would obey. */
const hidden = ['\u001B', '\u202E'];
const patterns = ['=cmd|x', '`a`?', '{0}](http://evil.example)?', '-2+3', 'a\u202Eb?', '\t=1'];
const file = team('hostile', [
  ...patterns.map((pattern) => ({ kind: 'push', pattern, users: hostile })),
  ...patterns.map((pattern) => ({ kind: 'require_approvals_to_merge', pattern, value: 1 })),
]);

describe('SARIF', () => {
  // The schema is written for a draft that nobody reads any more; its `id` is all that differs.
  const draft = { ...(schema as Record<string, unknown>) };
  delete draft['$schema'];
  delete draft['id'];
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const isSarif = ajv.compile(draft);
  const logShape = v.looseObject({
    runs: v.tuple([
      v.looseObject({
        tool: v.looseObject({ driver: v.looseObject({ rules: v.array(v.looseObject({ id: v.string() })) }) }),
        results: v.array(
          v.looseObject({
            ruleId: v.string(),
            ruleIndex: v.number(),
            message: v.looseObject({ text: v.string() }),
            locations: v.tuple([
              v.looseObject({
                logicalLocations: v.tuple([
                  v.looseObject({ name: v.string(), fullyQualifiedName: v.string(), kind: v.literal('resource') }),
                ]),
              }),
            ]),
            partialFingerprints: v.looseObject({ 'whoCanPush/v1': v.string() }),
          }),
        ),
      }),
    ]),
  });

  async function log(of: string) {
    const printed: unknown = JSON.parse((await lint(of, '--format', 'sarif')).out);
    isSarif(printed);
    expect(isSarif.errors ?? []).toEqual([]);
    return v.parse(logShape, printed).runs[0];
  }

  test('the schema refuses what is no SARIF', () => {
    expect(isSarif({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  test.each(['ordinary-team', 'odd-names', 'viewer-without-admin', 'pull-requests'])('of %s is valid', async (name) => {
    const { results, tool } = await log(fileOf(name));
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test('names a restriction as Bitbucket does, and the repository where it is about none', async () => {
    const { results } = await log(
      team('sarif', [
        { kind: 'push', pattern: 'main' },
        { kind: 'force', pattern: 'x?' },
      ]),
    );
    const places = results.map(
      ({
        locations: [
          {
            logicalLocations: [at],
          },
        ],
      }) => at.fullyQualifiedName,
    );
    expect(places).toContain('acme/web: Write access on `main`');
    expect(places).toContain('acme/web: rewriting branch history of `x?`');
    expect(places).toContain('acme/web');
  });

  test('knows a problem again by its fingerprint, whatever the number of the restriction', async () => {
    const prints = async (id: number) =>
      (await log(team(`id-${String(id)}`, [{ id, kind: 'push', pattern: 'x?' }]))).results.map(
        ({ partialFingerprints }) => partialFingerprints['whoCanPush/v1'],
      );
    const first = await prints(7);
    expect(await prints(8)).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
  });

  test('of hostile names holds no link and no placeholder', async () => {
    for (const { message } of (await log(file)).results) {
      expect(message.text).not.toContain('](');
      expect(message.text.replaceAll(/\{\{\d+\}\}/g, '')).not.toMatch(/\{\d+\}/);
      for (const one of hidden) expect(message.text).not.toContain(one);
    }
  });
});

describe('Code Insights', () => {
  const short = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
  const reportShape = v.strictObject({
    title: short(450),
    details: short(2000),
    report_type: v.picklist(['SECURITY', 'COVERAGE', 'TEST', 'BUG']),
    reporter: short(450),
    result: v.picklist(['PASSED', 'FAILED', 'PENDING']),
    data: v.pipe(
      v.array(v.strictObject({ title: short(450), type: v.literal('NUMBER'), value: v.number() })),
      v.maxLength(10),
    ),
  });
  const annotationShape = v.strictObject({
    external_id: short(450),
    title: short(450),
    annotation_type: v.picklist(['VULNERABILITY', 'CODE_SMELL', 'BUG']),
    summary: short(450),
    details: short(2000),
    severity: v.picklist(['HIGH', 'MEDIUM', 'LOW', 'CRITICAL']),
    link: v.pipe(v.string(), v.url()),
  });
  const shape = v.strictObject({
    report: reportShape,
    annotations: v.array(v.pipe(v.array(annotationShape), v.minLength(1), v.maxLength(100))),
  });

  async function insights(of: string, ...args: string[]) {
    const { out } = await lint(of, '--format', 'code-insights', ...args);
    return v.parse(shape, JSON.parse(out));
  }

  test.each(['ordinary-team', 'odd-names', 'viewer-without-admin', 'nobody-may-push'])(
    'of %s have their shape',
    async (name) => {
      const { annotations, report } = await insights(fileOf(name));
      const { out } = await lint(fileOf(name), '--json');
      const { problems, gaps } = v.parse(answer, JSON.parse(out));
      expect(annotations.flat()).toHaveLength(problems.length);
      expect(report.data.map(({ value }) => value).reduce((sum, one) => sum + one)).toBe(problems.length + gaps.length);
    },
  );

  test('fail as the status does', async () => {
    expect((await insights(file)).report.result).toBe('FAILED');
    expect((await insights(fileOf('nobody-may-push'))).report.result).toBe('PASSED');
    expect((await insights(fileOf('nobody-may-push'), '--fail-on', 'info')).report.result).toBe('FAILED');
    expect((await insights(fileOf('viewer-without-admin'))).report.result).toBe('PENDING');
  });

  test('come in parts of at most 100, a thousand in all, each with an id of its own', async () => {
    const long = 'x'.repeat(600);
    const many = Array.from({ length: 700 }, (_, at) => ({ kind: 'push', pattern: `${long}-${String(at)}?` }));
    const twice = [...many, ...many.map((rule) => ({ ...rule, kind: 'force' }))];
    const { annotations, report } = await insights(team('many', twice));
    const all = annotations.flat();
    expect({ all: all.length, parts: annotations.length }).toEqual({ all: 1000, parts: 10 });
    expect(new Set(all.map((one) => one.external_id)).size).toBe(all.length);
    expect(report.details).toMatch(/more problems are not listed here/);
  });
});

describe('CSV', () => {
  test('has a row for each problem', async () => {
    const { out } = await lint(file, '--format', 'csv');
    const rows: Record<string, string>[] = parse(out, { columns: true });
    const { problems } = v.parse(answer, JSON.parse((await lint(file, '--json')).out));
    expect(rows.map(({ level, problem: id }) => [level, id])).toEqual(problems.map((one) => [one.level, one.problem]));
  });
});

test('text and Markdown show hostile names without obeying them', async () => {
  const { out: text } = await lint(file);
  const { out: markdown } = await lint(file, '--format', 'markdown');
  const page = cheerio.load(markdownIt({ html: true, linkify: true }).render(markdown));
  for (const shown of [text, markdown, page.text()]) for (const one of hidden) expect(shown).not.toContain(one);
  for (const shown of [text, page.text()]) expect(shown).toContain('\\u{1B}');
  expect(page('img').length).toBe(0);
  expect(page('a[href*=evil]').length).toBe(0);
});
