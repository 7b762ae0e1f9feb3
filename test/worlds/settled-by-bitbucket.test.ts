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

interface Cell {
  whose: 'the viewer' | 'others';
  before: MergeDecision['verdict'];
  after: MergeDecision;
}

function withoutReplies(world: World): World {
  const kept = Object.entries(world.replies).filter(([at]) => !at.endsWith('/mergeability/checks'));
  return { ...world, replies: Object.fromEntries(kept) };
}

/** The merge of each pull request by each person, by their ids. */
async function merges(world: World): Promise<Map<string, MergeDecision>> {
  const facts = settled(await factsOf(world));
  const gathered = gather(facts);
  const api = { get: worldGet(world), base: bitbucketApi };
  const viewer = facts.viewer.known ? [facts.viewer.value] : [];
  const people = new Map([...viewer, ...everybody(facts)].map((person) => [person.id, person]));
  const all = new Map<string, MergeDecision>();
  for (const id of pullRequestsIn(world)) {
    const read = await readPullRequest(api, repositoryIn(world), id);
    if ('gap' in read) throw new Error(JSON.stringify(read.gap));
    for (const person of people.values()) {
      all.set(
        `${String(id)} ${person.id}`,
        explainMerge(gathered, read.pullRequest, { actor: { type: 'user', person } }),
      );
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
    for (const [key, decision] of after) {
      const without = before.get(key);
      if (!without) throw new Error(`${name}: ${key} is judged only with the replies.`);
      all.push({ whose: decision.actorIsViewer ? 'the viewer' : 'others', before: without.verdict, after: decision });
    }
  }
  return all;
}

/** Why a cell is still unknown: the first of these that holds. */
const causes: readonly (readonly [cause: string, holds: (decision: MergeDecision, whats: Set<string>) => boolean])[] = [
  ['the rules and Bitbucket contradict each other', (_, whats) => whats.has('denial-beside-mergeable')],
  ['a merge queue takes nothing in', (_, whats) => whats.has('merge-queue')],
  ['it names a check that we have not met', (_, whats) => whats.has('reported-check')],
  ['the reply tells nobody but the viewer', ({ bitbucket }) => bitbucket?.because?.because === 'not-offered'],
  ['there is no reply', ({ bitbucket }) => bitbucket?.because?.of.what === 'mergeability'],
  ['the reply leaves it open', ({ bitbucket }) => bitbucket?.says === 'unknown'],
];

function causeOf(decision: MergeDecision): string {
  const gaps = decision.findings.flatMap((one) => (one.verdict === 'unknown' ? one.gaps : []));
  const whats = new Set<string>(gaps.map(({ of }) => of.what));
  const found = causes.find(([, holds]) => holds(decision, whats));
  if (!found) throw new Error(`No cause is named for ${JSON.stringify([...whats])}.`);
  return found[0];
}

/** The table, as it stands in the documentation. */
function tableOf(all: readonly Cell[]): string {
  const whose = ['the viewer', 'others'] as const;
  const row = (title: string, holds: (cell: Cell) => boolean) =>
    `| ${[title, ...whose.map((who) => String(all.filter((one) => one.whose === who && holds(one)).length))].join(' | ')} |`;
  const verdict = ({ after }: Cell) => after.verdict;
  const unknown = ({ before }: Cell) => before === 'unknown';
  const became = (before: MergeDecision['verdict'], after: MergeDecision['verdict']) => (one: Cell) =>
    one.before === before && verdict(one) === after;
  return [
    '| a person on a pull request | the viewer | others |',
    '|---|--:|--:|',
    row('all', () => true),
    row('unknown by the rules alone', unknown),
    row('… and allowed with the reply', became('unknown', 'allowed')),
    row('… and denied with the reply', became('unknown', 'denied')),
    row('… and still unknown', became('unknown', 'unknown')),
    row('allowed by the rules alone, and denied with the reply', became('allowed', 'denied')),
    row('known by the rules alone, and unknown with the reply', (one) => !unknown(one) && verdict(one) === 'unknown'),
    row('denied by the rules alone, and allowed with the reply', became('denied', 'allowed')),
    row('unknown in the end', (one) => verdict(one) === 'unknown'),
    ...causes.map(([cause]) =>
      row(`… as ${cause}`, ({ after }) => after.verdict === 'unknown' && causeOf(after) === cause),
    ),
  ].join('\n');
}

test("the documentation tells what Bitbucket's own word settles, by these figures", async () => {
  const table = tableOf(await cells());
  const page = path.join(__dirname, '..', '..', 'docs', 'how-it-decides.md');
  const [start, end] = ['<!-- settled by Bitbucket -->\n', '\n<!-- end -->'];
  const [before = '', after = ''] = readFileSync(page, 'utf8').split(start);
  const [told = '', ...rest] = after.split(end);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(page, before + start + table + end + rest.join(end));
  else expect(told).toBe(table);
});
