import { expect, test } from '@jest/globals';
import { diagnose } from '../../src/refusals/diagnose';
import { causeNamed, families } from '../../src/refusals/families/index';
import { hitsOf, markersFor, prepared } from '../../src/refusals/signatures/hits';
import { logOf } from '../../src/refusals/text/log';
import type { Certainty, Signature } from '../../src/refusals/signatures/signature';

const rank: Record<Certainty, number> = { certain: 2, likely: 1, possible: 0 };
/** What a cause brings along where the text names who pushed, or whose host it was. */
const implied = ['unlistable-actor', 'dc-access'];
const all: Signature[] = families.flatMap(({ signatures }) => signatures);
const samples = all.flatMap((signature) =>
  signature.samples.map((sample): [string, string, Signature] => [[signature.says].flat()[0] ?? '', sample, signature]),
);

test.each(samples)('%s: its own signature recognises %j', (_, sample, signature) => {
  const one = prepared(signature);
  expect(hitsOf(one, logOf(sample, markersFor([one])))).not.toEqual([]);
});

test.each(samples)('%s: no other cause is claimed with more certainty for %j', (_, sample, { names }) => {
  const own = names.map(({ cause }) => cause);
  const most = Math.max(...names.map(({ certainty }) => rank[certainty]));
  const surer = diagnose(sample).causes.filter(
    ({ cause, certainty }) => !own.includes(cause) && !implied.includes(cause) && rank[certainty] > most,
  );
  expect(surer.map(({ cause, certainty, because }) => ({ cause, certainty, because }))).toEqual([]);
});

test.each(samples)('%s: its cause is among those named for %j', (_, sample, { names }) => {
  expect(diagnose(sample).causes.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(new RegExp(`^(?:${[...names.map(({ cause }) => cause)].join('|')})$`)),
    ]),
  );
});

test('every cause that a signature names is explained, once', () => {
  for (const { names } of all) for (const { cause } of names) expect(causeNamed(cause).id).toBe(cause);
  const ids = families.flatMap(({ causes }) => causes.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});
