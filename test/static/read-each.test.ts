import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readEach, type Clock, type Outcome, type Progress } from '../../static/src/workspace/reading/read-each';

/** A clock that a test moves, and a Bitbucket whose answers a test gives one by one. */
function bench(names: string[]) {
  let time = 0;
  let timers: { at: number; then: () => void }[] = [];
  const clock: Clock = {
    now: () => time,
    after(milliseconds, then) {
      const timer = { at: time + milliseconds, then };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  const asked: string[] = [];
  const told: Progress[] = [];
  const waiting: ((outcome: Outcome) => void)[] = [];
  const reading = readEach(
    names.map((name) => ({ id: name, name })),
    ({ name }) =>
      new Promise((resolve) => {
        asked.push(name);
        waiting.push(resolve);
      }),
    (progress) => told.push(progress),
    clock,
  );
  return {
    reading,
    asked,
    told,
    last: () => told.at(-1),
    underWay: () => waiting.length,
    async answer(outcome: Outcome, took = 1_000) {
      time += took;
      waiting.shift()?.(outcome);
      await settle();
    },
    async pass(milliseconds: number) {
      time += milliseconds;
      const due = timers.filter(({ at }) => at <= time);
      timers = timers.filter(({ at }) => at > time);
      for (const { then } of due) then();
      await settle();
    },
  };
}

const read: Outcome = { is: 'read' };
const silent: Outcome = { is: 'no-answer', because: 'Bitbucket did not answer.' };
const settle = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('one after another', () => {
  test('each is read once, with the pace and what is left', async () => {
    const { asked, answer, last } = bench(['a', 'b', 'c', 'd', 'e']);
    expect(last()).toMatchObject({ standing: { is: 'reading' }, now: 'a', read: 0, of: 5 });
    for (const took of [1_000, 2_000, 3_000]) await answer(read, took);
    expect(last()).toMatchObject({ now: 'd', read: 3, left: 4_000 });
    await answer(read);
    await answer(read);
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(last()).toMatchObject({ standing: { is: 'done' }, read: 5, notRead: [] });
  });

  test('what cannot be read is named with its cause, and not asked again', async () => {
    const { asked, answer, last } = bench(['a', 'b']);
    await answer({ is: 'not-read', because: 'You do not administer a.' });
    await answer(read);
    expect(asked).toEqual(['a', 'b']);
    expect(last()).toMatchObject({ read: 1, notRead: [{ name: 'a', because: 'You do not administer a.' }] });
  });

  test('what did not answer is tried once more at the end', async () => {
    const { asked, answer, last } = bench(['a', 'b']);
    for (const outcome of [silent, read, silent]) await answer(outcome);
    expect(asked).toEqual(['a', 'b', 'a']);
    expect(last()).toMatchObject({ standing: { is: 'done' }, read: 1, notRead: [{ name: 'a' }] });
  });
});

describe('pauses', () => {
  test('after the one under way; pausing twice, and going on twice, are as once', async () => {
    const { reading, asked, answer, last } = bench(['a', 'b', 'c']);
    reading.pause();
    reading.pause();
    expect(last()?.standing).toEqual({ is: 'pausing' });
    await answer(read);
    expect([last()?.standing, asked]).toEqual([{ is: 'paused' }, ['a']]);
    reading.goOn();
    reading.goOn();
    await settle();
    expect([last()?.standing, asked]).toEqual([{ is: 'reading' }, ['a', 'b']]);
  });

  test('going on before the pause has begun takes it back', async () => {
    const { reading, asked, answer, last } = bench(['a', 'b']);
    reading.pause();
    reading.goOn();
    await answer(read);
    expect([last()?.standing, asked]).toEqual([{ is: 'reading' }, ['a', 'b']]);
  });

  test('a pause during the last one is the end', async () => {
    const { reading, answer, last } = bench(['a']);
    reading.pause();
    await answer(read);
    expect(last()?.standing).toEqual({ is: 'done' });
  });

  test('it pauses itself once three in a row did not answer, with the cause, and goes on where it was', async () => {
    const { reading, asked, answer, last } = bench(['a', 'b', 'c', 'd']);
    for (let times = 0; times < 3; times += 1) await answer(silent);
    expect(last()?.standing).toEqual({ is: 'paused', because: 'Bitbucket did not answer.' });
    reading.goOn();
    for (let times = 0; times < 4; times += 1) await answer(read);
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'a', 'b', 'c']);
    expect(last()).toMatchObject({ standing: { is: 'done' }, read: 4, notRead: [] });
  });

  test('it waits as long as Bitbucket asks, and asks for the same one again; a pause ends the wait', async () => {
    const { reading, asked, answer, pass, last } = bench(['a', 'b']);
    await answer({ is: 'later', seconds: 60 });
    expect(last()?.standing).toEqual({ is: 'waiting', until: 61_000, because: 'asked' });
    await pass(59_000);
    expect(asked).toEqual(['a']);
    await pass(1_000);
    expect(asked).toEqual(['a', 'a']);
    await answer({ is: 'later', seconds: 60 });
    reading.pause();
    await pass(100_000);
    expect([last()?.standing, asked]).toEqual([{ is: 'paused' }, ['a', 'a']]);
  });

  test('it waits where little is left of the limit, whatever came of the one before, and not after the last', async () => {
    const { asked, answer, pass, last } = bench(['a', 'b', 'c']);
    await answer({ ...read, rest: 600 });
    expect(last()?.standing).toEqual({ is: 'waiting', until: 601_000, because: 'little-left' });
    await pass(599_000);
    expect(asked).toEqual(['a']);
    await pass(1_000);
    await answer({ is: 'not-read', because: 'no', rest: 600 });
    expect(last()?.standing).toMatchObject({ is: 'waiting', because: 'little-left' });
    await pass(600_000);
    await answer({ ...read, rest: 600 });
    expect([last()?.standing, asked]).toEqual([{ is: 'done' }, ['a', 'b', 'c']]);
  });

  test('a pause that was asked for before is a pause all the same, and going on does not wait', async () => {
    const { reading, asked, answer, last } = bench(['a', 'b']);
    reading.pause();
    await answer({ ...read, rest: 600 });
    expect(last()?.standing).toEqual({ is: 'paused' });
    reading.goOn();
    await settle();
    expect(asked).toEqual(['a', 'b']);
  });

  test('once it was stopped nothing is asked and nothing told', async () => {
    const { reading, asked, told, answer } = bench(['a', 'b']);
    reading.stop();
    const before = told.length;
    await answer(read);
    reading.goOn();
    await settle();
    expect([asked, told.length]).toEqual([['a'], before]);
  });
});

test('in whatever order it is paused and gone on with, never two are read at once, and each is read or named once', async () => {
  const deed = fc.constantFrom('pause', 'goOn', 'read', 'not-read', 'no-answer', 'later', 'little-left', 'pass');
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 60 }), fc.integer({ min: 0, max: 6 }), async (deeds, count) => {
      const names = Array.from({ length: count }, (_, at) => `repository-${String(at)}`);
      const { reading, answer, pass, last, underWay } = bench(names);
      const outcomes: Record<string, Outcome> = {
        read,
        'not-read': { is: 'not-read', because: 'no' },
        'no-answer': silent,
        later: { is: 'later', seconds: 5 },
        'little-left': { ...read, rest: 5 },
      };
      for (const one of deeds) {
        const outcome = outcomes[one];
        if (outcome) await answer(outcome);
        else if (one === 'pass') await pass(5_000);
        else if (one === 'pause') reading.pause();
        else reading.goOn();
        await settle();
        expect(underWay()).toBeLessThanOrEqual(1);
      }
      for (let turn = 0; turn < 40 && last()?.standing.is !== 'done'; turn += 1) {
        reading.goOn();
        await settle();
        await answer(read);
      }
      const end = last();
      expect(end?.standing).toEqual({ is: 'done' });
      expect((end?.read ?? 0) + (end?.notRead.length ?? 0)).toBe(count);
      expect(new Set(end?.notRead.map(({ name }) => name)).size).toBe(end?.notRead.length);
    }),
  );
});
