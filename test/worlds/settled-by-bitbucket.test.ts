import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { bitbucketApi } from '../../src/bitbucket/port/port';
import { readPullRequest } from '../../src/bitbucket/pull-request/pull-request';
import { worldGet, type World } from '../../src/bitbucket/worlds/world';
import { gather } from '../../src/core/cell/cell';
import type { MergeDecision } from '../../src/core/merge-decision';
import { settled } from '../../src/core/questions/asked';
import { explainMerge } from '../../src/core/questions/pull-request/explain-merge';
import { everybody } from '../../src/core/people/everybody';
import { pullRequestsIn } from '../../src/sandbox/bitbucket/replies';
import { factsOf, names, repositoryIn, savedWorld } from '../bitbucket/saved-worlds';

/*
 * Of the cells of all saved worlds with pull requests, a person on a pull request, how many are unknown, and how many
 * stay so with Bitbucket's own word. Every world is judged as it is, and without those replies.
 */

interface Cell extends Merge {
  whose: 'the viewer' | 'others';
  before: MergeDecision['verdict'];
}

interface Merge {
  after: MergeDecision;
  /** Whether Bitbucket's reply on the pull request came. */
  replied: boolean;
}

function withoutReplies(world: World): World {
  const kept = Object.entries(world.replies).filter(([at]) => !at.endsWith('/mergeability/checks'));
  return { ...world, replies: Object.fromEntries(kept) };
}

/** The merge of each pull request by each person, by their ids. */
async function merges(world: World): Promise<Map<string, Merge>> {
  const facts = settled(await factsOf(world));
  const gathered = gather(facts);
  const api = { get: worldGet(world), base: bitbucketApi };
  const viewer = facts.viewer.known ? [facts.viewer.value] : [];
  const people = new Map([...viewer, ...everybody(facts)].map((person) => [person.id, person]));
  const all = new Map<string, Merge>();
  for (const id of pullRequestsIn(world)) {
    const read = await readPullRequest(api, repositoryIn(world), id);
    if ('gap' in read) throw new Error(JSON.stringify(read.gap));
    const replied = read.pullRequest.mergeability.items.length > 0;
    for (const person of people.values()) {
      const after = explainMerge(gathered, read.pullRequest, { actor: { type: 'user', person } });
      all.set(`${String(id)} ${person.id}`, { after, replied });
    }
  }
  return all;
}

async function cells(): Promise<Cell[]> {
  const all: Cell[] = [];
  for (const name of names) {
    const world = savedWorld(name);
    if (pullRequestsIn(world).length === 0) continue;
    const [before, after] = [await merges(withoutReplies(world)), await merges(world)];
    for (const [key, merge] of after) {
      const without = before.get(key);
      if (!without) throw new Error(`${name}: ${key} is judged only with the replies.`);
      all.push({
        ...merge,
        whose: merge.after.actorIsViewer ? 'the viewer' : 'others',
        before: without.after.verdict,
      });
    }
  }
  return all;
}

const contradictions = [
  'denial-beside-mergeable',
  'denial-beside-permission',
  'check-beside-reported',
  'enforced-beside-reported',
];

/** Why a cell is unknown: the first of these that holds. */
const causes: readonly (readonly [cause: string, holds: (cell: Cell, whats: Set<string>) => boolean])[] = [
  ['there is no reply', ({ replied }) => !replied],
  ['the rules and Bitbucket contradict each other', (_, whats) => contradictions.some((one) => whats.has(one))],
  ['a merge queue takes nothing in', (_, whats) => whats.has('merge-queue')],
  ['it names a check that we have not met', (_, whats) => whats.has('reported-check')],
  ['the reply settles it for the viewer alone', ({ whose }) => whose === 'others'],
  ['the reply leaves it open', ({ after }) => after.bitbucket?.says === 'unknown'],
];

function causeOf(cell: Cell): string {
  const gaps = cell.after.findings.flatMap((one) => (one.verdict === 'unknown' ? one.gaps : []));
  const whats = new Set<string>(gaps.map(({ of }) => of.what));
  const found = causes.find(([, holds]) => holds(cell, whats));
  if (!found) throw new Error(`No cause is named for ${JSON.stringify([...whats])}.`);
  return found[0];
}

type Holds = (cell: Cell) => boolean;

/** How many cells a row and a column have in common. */
function table(all: readonly Cell[], title: string, columns: [string, Holds][], rows: [string, Holds][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const count = (...both: Holds[]) => String(all.filter((cell) => both.every((holds) => holds(cell))).length);
  return [
    line([title, ...columns.map(([name]) => name)]),
    `|---|${'--:|'.repeat(columns.length)}`,
    ...rows.map(([name, holds]) => line([name, ...columns.map(([, within]) => count(holds, within))])),
  ].join('\n');
}

/** The two tables, as they stand in the documentation. */
function tablesOf(all: readonly Cell[]): string {
  const of =
    (whose: Cell['whose']): Holds =>
    (cell) =>
      cell.whose === whose;
  const became =
    (before: MergeDecision['verdict'][], after: MergeDecision['verdict']): Holds =>
    (cell) =>
      before.includes(cell.before) && cell.after.verdict === after;
  const stayed = became(['unknown'], 'unknown');
  const made = became(['allowed', 'denied'], 'unknown');
  const isUnknown: Holds = ({ after }) => after.verdict === 'unknown';
  return [
    table(
      all,
      'a person on a pull request',
      [
        ['the viewer', of('the viewer')],
        ['others', of('others')],
      ],
      [
        ['all', () => true],
        ['unknown by the rules alone', ({ before }) => before === 'unknown'],
        ['… and allowed with the reply', became(['unknown'], 'allowed')],
        ['… and denied with the reply', became(['unknown'], 'denied')],
        ['… and still unknown', stayed],
        ['allowed by the rules alone, and denied with the reply', became(['allowed'], 'denied')],
        ['known by the rules alone, and unknown with the reply', made],
        ['denied by the rules alone, and allowed with the reply', became(['denied'], 'allowed')],
      ],
    ),
    '',
    'Why what is unknown in the end is so, the first of these that holds:',
    '',
    table(
      all,
      'unknown',
      (['the viewer', 'others'] as const).flatMap((whose): [string, Holds][] => [
        [`${whose}: still`, (cell) => of(whose)(cell) && stayed(cell)],
        [`${whose}: only with the reply`, (cell) => of(whose)(cell) && made(cell)],
      ]),
      [
        ['in the end', isUnknown],
        ...causes.map(([cause]): [string, Holds] => [
          `… as ${cause}`,
          (cell) => isUnknown(cell) && causeOf(cell) === cause,
        ]),
      ],
    ),
  ].join('\n');
}

/** Each number of a table, by the name of its row. */
function figuresIn(text: string): Map<string, number[]> {
  const rows = text.split('\n').map((line) => line.split('|').slice(1, -1));
  return new Map(
    rows.flatMap(([name = '', ...cells]) => {
      const figures = cells.map(Number);
      return figures.every(Number.isInteger) ? [[name.trim(), figures]] : [];
    }),
  );
}

test("the documentation tells what Bitbucket's own word settles, by these figures", async () => {
  const told = tablesOf(await cells());
  const page = path.join(__dirname, '..', '..', 'docs', 'how-it-decides.md');
  const [start, end] = ['<!-- settled by Bitbucket -->\n', '\n<!-- end -->'];
  const [before = '', after = ''] = readFileSync(page, 'utf8').split(start);
  const [written = '', ...rest] = after.split(end);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(page, before + start + told + end + rest.join(end));
  else expect(written).toBe(told);
});

test('the figures add up, and each reason belongs to what stayed unknown or to what became so', async () => {
  const told = figuresIn(tablesOf(await cells()));
  const row = (name: string) => told.get(name) ?? [];
  const [still, made] = [row('… and still unknown'), row('known by the rules alone, and unknown with the reply')];
  const inTheEnd = row('in the end');
  expect(inTheEnd).toEqual([still[0], made[0], still[1], made[1]]);
  expect(inTheEnd.map((_, at) => causes.reduce((sum, [cause]) => sum + (row(`… as ${cause}`)[at] ?? 0), 0))).toEqual(
    inTheEnd,
  );
  const settled = [row('… and allowed with the reply'), row('… and denied with the reply'), still];
  expect(row('unknown by the rules alone')).toEqual(
    [0, 1].map((at) => settled.reduce((sum, one) => sum + (one[at] ?? 0), 0)),
  );
});

test('of a world without replies there is none to tell anybody anything', async () => {
  const world = savedWorld('pull-requests');
  const unknown = [...(await merges(world)).values()].filter(({ after }) => after.verdict === 'unknown');
  expect(unknown.length).toBeGreaterThan(5);
  const reasons = unknown.map((one) => causeOf({ ...one, whose: 'others', before: 'unknown' }));
  expect([...new Set(reasons)]).toEqual(['there is no reply']);
});
