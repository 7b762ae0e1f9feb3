import { allActors } from '../../../src/core/people/actor';
import { expect, test } from '@jest/globals';
import { bitbucketApi } from '../../../src/bitbucket/port/port';
import { everyPart, readPullRequest } from '../../../src/bitbucket/pull-request/pull-request';
import { gather, type Gathered } from '../../../src/core/cell/cell';
import { health } from '../../../src/core/health/health';
import { operations, type Facts } from '../../../src/core/model';
import { explainAmong } from '../../../src/core/questions/explain';
import { outlook } from '../../../src/core/questions/pull-request/outlook';
import { since } from '../../../src/core/questions/since/since';
import { sayDecision } from '../../../src/core/say/decision';
import { sayOutlook } from '../../../src/core/say/pull-request/outlook';
import { sayHealth } from '../../../src/core/say/rules/health';
import { saySince } from '../../../src/core/say/since/since';
import { kindWords } from '../../../src/core/words/kinds';
import { toReader } from '../../../src/core/words/reader';
import { factsOf, names, patient, repositoryIn, savedWorld } from '../../bitbucket/saved-worlds';

const ids = Object.keys(kindWords).filter((kind) => kind.includes('_'));
/** A kind by the API's id: one that is no word at all, or a word of Git's in code type that nobody could type. */
const namedById = new RegExp(`\\b(?:${ids.join('|')})\\b|\`(?:push|force|delete)\``);

test.each(names)(
  'in %s, sentences name each rule as the screen does, and never by the id of its kind',
  async (name) => {
    const world = savedWorld(name);
    const facts = await factsOf(world);
    const gathered = gather(facts);
    const said = [
      ...decisions(gathered),
      sayHealth(health(facts), facts),
      ...(await outlooks(name, gathered)),
      saySince({ changed: [...since(bare(facts), facts), ...since(facts, bare(facts))], verdicts: [] }, facts),
    ];
    expect([...new Set(said.flatMap(sentencesIn))].filter((text) => namedById.test(text))).toEqual([]);
  },
);

function decisions(gathered: Gathered): unknown[] {
  const { facts } = gathered;
  const reader = { id: facts.viewer.known ? facts.viewer.value.id : undefined, administers: true };
  const branches = [...facts.branches.items.slice(0, 3), 'no/such-branch'];
  const actors = allActors(facts).filter(({ type }, at) => at < 3 || type === 'pipelines' || type === 'access-key');
  return actors.flatMap((actor) =>
    operations.flatMap((operation) =>
      branches.flatMap((branch) => {
        const decision = explainAmong(gathered, { actor, operation, branch });
        return sayDecision(actor.type === 'user' ? toReader(decision, reader) : decision);
      }),
    ),
  );
}

async function outlooks(name: string, gathered: Gathered): Promise<unknown[]> {
  const world = savedWorld(name);
  const api = { get: patient(world), base: bitbucketApi };
  const numbers = Object.keys(world.replies).flatMap((path) => /\/pullrequests\/(\d+)$/.exec(path)?.[1] ?? []);
  const { viewer } = gathered.facts;
  const actor = viewer.known ? ({ type: 'user', person: viewer.value } as const) : ({ type: 'pipelines' } as const);
  return Promise.all(
    numbers.map(async (number) => {
      const read = await readPullRequest(api, repositoryIn(world), Number(number), everyPart);
      return 'gap' in read ? [] : sayOutlook(outlook(gathered, read.pullRequest, { actor }));
    }),
  );
}

/** The same repository without rules and people. */
function bare(facts: Facts): Facts {
  const none = { items: [], gaps: [] };
  return { ...facts, restrictions: none, permissions: none, userGrants: none, groupGrants: none };
}

/** Every text with a space in it: ids and addresses have none. */
function sentencesIn(said: unknown): string[] {
  if (typeof said === 'string') return said.includes(' ') ? [said] : [];
  return typeof said === 'object' && said !== null ? Object.values(said).flatMap(sentencesIn) : [];
}
