import { expect, test } from '@jest/globals';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { since } from '../../../src/core/questions/since/since';
import { saySince } from '../../../src/core/say/since/since';
import { workedOn } from '../../../src/sandbox/bitbucket/worked-on';
import { factsOf, savedWorld } from '../../bitbucket/saved-worlds';

test('somebody works on the settings between the first reading and the second, and rests from then on', async () => {
  const world = workedOn(savedWorld('ordinary-team'));
  const get = worldGet(world);
  const [first, second, third] = [await factsOf(world, get), await factsOf(world, get), await factsOf(world, get)];
  expect(since(await factsOf(savedWorld('ordinary-team')), first)).toEqual([]);
  expect(saySince({ changed: since(first, second), verdicts: [] }, second).changes).toEqual([
    'The restriction against deleting `release/*` was added.',
    'Mei Tanaka was taken off Write access on `main`.',
    'Ana Lovell was added to Write access on `main`.',
    'The number set for Minimum number of approvals on `main` is 1 now; it was 2.',
    'The permission given to Jonas Weber on acme/web went from read to write.',
    '1 branch was created: `feature/export`.',
    '1 branch was deleted: `feature/search`.',
  ]);
  expect(since(second, third)).toEqual([]);
});

test('a world without a repository, or whose viewer is not known, stays as it is', () => {
  const none = { about: '', replies: {} };
  expect(workedOn(none)).toBe(none);
});
