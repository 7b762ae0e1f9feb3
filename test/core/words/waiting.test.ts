import { expect, test } from '@jest/globals';
import { gapOf } from '../../../src/core/redact/stand-ins';
import { gapClause, sayGap, sayUnreachable, spanOf, spokenGapClause } from '../../../src/core/words/gaps';
import type { Gap } from '../../../src/core/model';

const where = { fullName: 'acme/web', workspace: 'acme' };
const gap: Gap = { of: { what: 'restrictions' }, because: 'unreachable', status: 429, retryAfter: 1500 };

test('words say how long, and do not claim that it was asked more than once', () => {
  expect(gapClause(gap, where)).toBe(
    'Bitbucket asks to wait 25 minutes before asking for the branch restrictions of acme/web',
  );
  expect(sayGap(gap, where)).toEqual({
    unknown: 'the branch restrictions of acme/web',
    because: 'unreachable',
    lift: 'You can ask again in 25 minutes for the branch restrictions of acme/web.',
    retryAfter: 1500,
  });
  expect(spokenGapClause(sayGap(gap, where))).toBe(gapClause(gap, where));
  expect(gapClause({ ...gap, of: { what: 'branches' } }, where)).not.toMatch(/times/);
  expect(gapOf(gap)).toMatchObject({ retryAfter: 1500 });
});

test.each<[object, string]>([
  [{ status: 429, retryAfter: 60 }, 'Bitbucket asks to wait 60 seconds before it is asked again.'],
  [{ status: 429 }, 'Bitbucket was asked too often.'],
  [{ status: 503 }, 'Bitbucket did not answer.'],
  [{}, 'Bitbucket did not answer.'],
])('%j: %s', (left, says) => {
  expect(sayUnreachable(left)).toBe(says);
});

test.each([
  [1, '1 second'],
  [119, '119 seconds'],
  [120, '2 minutes'],
  [121, '3 minutes'],
  [3600, '60 minutes'],
  [7200, '2 hours'],
  [7201, '3 hours'],
])('%i: %s', (seconds, span) => {
  expect(spanOf(seconds)).toBe(span);
});
