import { expect, test } from '@jest/globals';
import { parseWorld, worldGet } from '../../../src/bitbucket/worlds/world';
import { readFacts } from '../../../src/bitbucket/repository/read';
import { health } from '../../../src/core/health/health';
import { matrix } from '../../../src/core/questions/survey';
import { largeWorld } from '../../../src/sandbox/bitbucket/large-world';

/** Milliseconds. */
function timed(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

test('10,000 branches, 5,000 people and 200 restrictions take about as long as one matrix of them', async () => {
  const parsed = parseWorld(JSON.stringify(largeWorld()));
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  const place = { workspace: 'acme', slug: 'monolith', branches: true, askGroups: true, everyMember: true };
  const read = await readFacts(worldGet(parsed.world), place);
  if ('unreadable' in read) throw new Error('The large world can be read.');
  const { problems } = health(read.facts);
  expect(new Set(problems.map(({ problem }) => problem)).size).toBeGreaterThan(5);
  // Against what the same machine needs for a survey, which is known to be fast: about as long.
  expect(timed(() => health(read.facts))).toBeLessThan(2 * timed(() => matrix(read.facts, 'push')));
});
