import { expect, test } from '@jest/globals';
import { counted } from '../../bench/round-trips';
import { costOf } from '../../bench/round-trips/simulated';
import { works } from '../../bench/round-trips/works';

/* What somebody waits for, in round trips of simulated time: the same on every machine. The bounds stand in bench. */

test.each(works.map((work) => [work.name, work] as const))('%s', async (_, work) => {
  const { met, ...found } = await counted(work);
  expect({ met, ...found, most: work.most }).toEqual({ met: true, ...found, most: work.most });
});

test('what waits for another is counted one after another, and what does not, once', async () => {
  const latency = { bitbucket: 120, storage: 50 };
  const reply = { status: 200, headers: {}, body: undefined };
  const cost = await costOf(latency, async ({ through, store }, begin) => {
    const get = through(() => Promise.resolve(reply));
    await get('/before');
    begin();
    await Promise.all([get('/a'), get('/b').then(() => get('/c')), store('get a')]);
    await store('get b');
  });
  expect(cost).toEqual({
    requests: ['/a', '/b', '/c'],
    stored: ['get a', 'get b'],
    sideBySide: 2,
    milliseconds: 2 * 120 + 50,
  });
});
