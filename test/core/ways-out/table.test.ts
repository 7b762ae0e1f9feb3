import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../src/core/cell/cell';
import { explain, explainMerge } from '../../../src/core/questions/explain';
import type { Decision } from '../../../src/core/decision';
import type { ReportedCheck } from '../../../src/core/reported-check';
import { waysOut } from '../../../src/core/ways-out/table';
import { families } from '../../../src/refusals/families/index';
import { ana, cem, facts, push, question, restriction, type Asked, type Told } from '../facts';
import { pullRequest } from '../pull-requests';
import { checks, pullRequests, questions, repositories } from '../random';

const folder = path.join(__dirname, '../../../src/core/ways-out');
const table: [string, object][] = Object.entries(waysOut);

test('every way out of this folder is in the table, and its id is nobody else’s', async () => {
  const files = readdirSync(folder).filter((file) => file !== 'table.ts');
  const modules = await Promise.all(files.map(async (file) => (await import(path.join(folder, file))) as object));
  const exported = modules.flatMap((one): unknown[] => Object.values(one));
  const ids = exported.flatMap((one) => Object.entries(one ?? {})).flatMap(([id, one]) => (isWay(one) ? [id] : []));
  expect(ids.toSorted()).toEqual(Object.keys(waysOut).toSorted());
});

function isWay(one: unknown): boolean {
  return typeof one === 'object' && one !== null && ('ofDecision' in one || 'ofText' in one);
}

test('every way out of a text is offered by some cause', () => {
  const offered = new Set<string>(families.flatMap(({ causes }) => causes.flatMap(({ ways }) => ways)));
  expect(table.flatMap(([id, way]) => ('ofText' in way && !offered.has(id) ? [id] : []))).toEqual([]);
});

/** Refusals that random worlds meet too rarely to be waited for. */
const rare: [Told, Asked][] = [[{ restrictions: [push('topic')] }, 'create topic']];

/** So is this one, by Bitbucket's own word. */
const lackingGroups: ReportedCheck = {
  type: 'standard_merge_check',
  kind: 'minimum_review_group_approvals',
  status: 'FAILED',
  required: true,
  blocking: true,
};

/** The ways that a decision offers, those for its merge checks among them. */
function waysIn({ findings, checks: of = [] }: Decision): string[] {
  return [
    ...findings.flatMap((finding) => (finding.verdict === 'denies' ? finding.remedies : [])),
    ...of.flatMap((check) => (check.is === 'missing' ? check.remedies : [])),
  ].map(({ way }) => way);
}

test('every way out of a decision is offered by some rule or merge check', () => {
  const sample = <T>(of: fc.Arbitrary<T>) => fc.sample(of, { seed: 11, numRuns: 600 });
  const asked = sample(fc.tuple(repositories, questions)).map(([told, one]) => explain(facts(told), one));
  const merging = sample(fc.tuple(repositories, fc.array(checks, { maxLength: 5 }), pullRequests)).map(
    ([told, more, opened], at) => {
      const gathered = gather(facts({ ...told, restrictions: [...(told.restrictions ?? []), ...more] }));
      const person = at % 2 === 0 ? ana : cem;
      return explainMerge(gathered, pullRequest(opened), { actor: { type: 'user', person } });
    },
  );
  const told = rare.map(([repository, one]) => explain(facts(repository), question(one)));
  const beside = explainMerge(
    gather(facts({ restrictions: [restriction('require_review_group_approvals_to_merge', 'main')] })),
    pullRequest({ reported: [lackingGroups] }),
    { actor: { type: 'user', person: ana } },
  );
  const offered = new Set([...asked, ...merging, ...told, beside].flatMap(waysIn));
  expect(table.flatMap(([id, way]) => ('ofDecision' in way && !offered.has(id) ? [id] : []))).toEqual([]);
});
