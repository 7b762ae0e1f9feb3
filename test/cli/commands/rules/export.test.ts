import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suppliedRulesIn } from '../../../../src/bitbucket/repository/project-rules';
import type { Reply } from '../../../../src/bitbucket/port/port';
import type { World } from '../../../../src/bitbucket/worlds/world';
import { restrictionBody } from '../../../../src/core/apply/body';
import { unwritable } from '../../../../src/core/apply/restriction-block';
import { namesOf } from '../../../../src/core/repository';
import { rulesFileOf } from '../../../../src/core/apply/rules-file';
import { by, facts, push, restriction } from '../../../core/facts';
import { hostileRules } from '../../../core/apply/hostile';
import { meaningOf } from '../../../core/apply/repository-model';
import { appliedToEmpty } from '../../../core/apply/terraform';
import { fileOf, savedWorld } from '../../../bitbucket/saved-worlds';
import { emptyFolder, failedWith, typed } from '../../terminal';

const folder = emptyFolder();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const list = '/2.0/repositories/acme/web/branch-restrictions';

/** The ordinary team, its list of restrictions answered otherwise. */
function answering(reply: Partial<Reply>): string {
  const world: World = savedWorld('ordinary-team');
  const file = path.join(folder, 'world.json');
  writeFileSync(file, JSON.stringify({ ...world, replies: { ...world.replies, [list]: reply } }));
  return file;
}

const values = (savedWorld('ordinary-team').replies[list] as { body: { values: unknown[] } }).body.values;

describe('restrictions that could not be read', () => {
  test.each<[string, Partial<Reply>, number, string]>([
    ['forbidden', { status: 403, body: {} }, 77, 'This credential may not read the branch restrictions of acme/web.'],
    ['not there', { status: 404, body: {} }, 66, 'An administrator of acme/web can'],
    ['no answer', { status: 503, body: {} }, 69, 'Bitbucket did not answer when asked for the branch restrictions'],
    ['something else', { status: 200, body: 'hello' }, 69, 'branch restrictions of acme/web'],
    ['only broken entries', { status: 200, body: { values: [{}, 7] } }, 69, 'We cannot make out part of the branch'],
  ])('%s: nothing is written', async (_, reply, status, says) => {
    for (const format of ['terraform', 'json'])
      expect(failedWith(status, await typed(['export', '--format', format, '--world', answering(reply)]))).toContain(
        says,
      );
  });
});

test('a list of which a part could not be read says so at its top, on standard error and by its status', async () => {
  const world = answering({ status: 200, body: { values: [...values, {}] } });
  const terraform = await typed(['export', '--world', world]);
  expect(terraform.status).toBe(2);
  expect(terraform.err).toMatch(/^Not whole: we cannot make out part of the branch restrictions of acme\/web\.\n$/);
  expect(terraform.out).toMatch(/^# NOT WHOLE: we cannot make out part/);
  const json = await typed(['export', '--format', 'json', '--world', world]);
  expect(json).toMatchObject({ status: 2, err: terraform.err });
  const file = JSON.parse(json.out) as Record<string, unknown>;
  expect(file).toMatchObject({ next: list, notWhole: [expect.stringContaining('We cannot make out')] });
  expect(file).not.toHaveProperty('size');
  expect(suppliedRulesIn(file)).toMatchObject({ whole: false });
});

test('nothing on the way to standard output changes it', async () => {
  const where = namesOf(facts().repository);
  await fc.assert(
    fc.asyncProperty(hostileRules, async (sent) => {
      const world = answering({ status: 200, body: { values: sent.map(restrictionBody) } });
      // The port reads half a character as U+FFFD, whatever asks.
      const rules = JSON.parse(JSON.stringify(sent), (_, one: unknown) =>
        typeof one === 'string' ? one.replaceAll(/\p{Cs}/gu, '\uFFFD') : one,
      ) as typeof sent;
      const { out } = await typed(['export', '--world', world]);
      // Pipelines' source branches are said in a comment.
      const wanted = rules
        .filter((rule) => unwritable(rule, where) === undefined)
        .map((rule) => ({ ...rule, pipelinesSourceBranches: [] }));
      expect(meaningOf(await appliedToEmpty(out))).toEqual(meaningOf(wanted));
    }),
    { numRuns: 25 },
  );
});

test('what it writes as JSON, `--project-rules` reads, and answers by', async () => {
  const { out } = await typed(['export', '--json', '--world', fileOf('ordinary-team')]);
  const file = path.join(folder, 'rules.json');
  writeFileSync(file, out);
  const args = ['explain', 'acme/docs', 'main', '--world', fileOf('pipelines-exception'), '--project-rules', file];
  const answer = await typed(args);
  expect(answer.out).toContain('set on the project, supplied');
  expect(answer.status).toBe(1);
});

test('rules of the project are none of the repository’s, and are named', async () => {
  const rules = path.join(folder, 'project.json');
  writeFileSync(rules, JSON.stringify([{ kind: 'push', pattern: 'x', users: [], groups: [] }]));
  const args = ['export', '--world', fileOf('ordinary-team'), '--project-rules', rules];
  const { out, status } = await typed(args);
  expect(status).toBe(0);
  expect(out).toContain('# Not written: Write access on `x` (set on the project, supplied), because it is set on the');
  expect((await appliedToEmpty(out)).length).toBe(values.length);
  const file = JSON.parse((await typed([...args, '--json'])).out) as {
    leftOut: string[];
    values: unknown[];
    size: number;
  };
  expect(file.leftOut).toEqual(['Write access on `x` (set on the project, supplied).']);
  expect([file.values.length, file.size]).toEqual([values.length, values.length]);
});

test('the file holds the rules as they are', () => {
  fc.assert(
    fc.property(hostileRules, (rules) => {
      const told = facts();
      told.restrictions.items = rules;
      const read = suppliedRulesIn(JSON.parse(JSON.stringify(rulesFileOf(told))));
      // What could not be read in the first place cannot be supplied.
      const unread = rules.some(({ match }) => match.by === 'unknown' && match.word !== 'regex');
      if (unread) expect(read).toHaveProperty('wrong');
      else {
        expect(read).toMatchObject({ whole: true });
        expect(meaningOf('rules' in read ? read.rules : [])).toEqual(meaningOf(rules));
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  [
    'a list that was not read whole',
    { gaps: [{ of: { what: 'exemptions', restriction: push('main') }, because: 'not-understood' }] },
  ],
  ['people who may not be named', { otherUsers: 2 }],
] as const)('%s is not taken for whole when the file is read again', (_, more) => {
  const told = facts({ restrictions: [{ ...push('main'), ...(more as object) }] });
  const file = rulesFileOf(told);
  expect(file.notWhole).toHaveLength(1);
  expect(suppliedRulesIn(JSON.parse(JSON.stringify(file)))).toHaveProperty('wrong');
});

test('a glob without a pattern does not become the empty pattern', () => {
  const [one] = rulesFileOf(facts({ restrictions: [restriction('force', by('glob'))] })).values;
  expect(one).toEqual({ id: 1, kind: 'force', branch_match_kind: 'glob', users: [], groups: [] });
});
