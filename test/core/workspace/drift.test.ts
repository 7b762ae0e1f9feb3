import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Gap } from '../../../src/core/model';
import { digestOf, type ProblemCount, type UnreadRepository } from '../../../src/core/workspace/digest';
import { driftOf, type Moment } from '../../../src/core/workspace/drift';
import { sayDrift } from '../../../src/core/workspace/words/drift';
import { facts, merges, push } from '../facts';
import type { Told } from '../facts';
import { repositories } from '../random';

const gap: Gap = { of: { what: 'repository' }, because: 'forbidden', status: 403 };
const unread: UnreadRepository = { repository: { workspace: 'acme', slug: 'web', fullName: 'acme/web' }, gap };
const digest = (told: Told) => digestOf(facts(told));
const rules = [push('main'), merges('main')];

function drifted(before: Moment, after: Moment): string[] {
  const drift = driftOf(before, after);
  return drift ? sayDrift(drift) : [];
}

test.each<[what: string, before: Moment, after: Moment, says: string[]]>([
  ['nothing', digest({ restrictions: rules }), digest({ restrictions: rules }), []],
  ['it is new', undefined, digest({}), ['acme/web was not there before.']],
  ['it is gone', digest({}), undefined, ['acme/web is no longer there.']],
  ['it cannot be read now', digest({}), unread, ['acme/web could be read before, and cannot now.']],
  ['it could not be read then', unread, digest({}), ['acme/web can be read now, and could not before.']],
  ['it could be read at neither moment', unread, unread, []],
  [
    'an administrator',
    digest({ restrictions: rules }),
    digest({ restrictions: rules, permissions: { ana: 'admin', ben: 'write', cem: 'read', dea: 'write' } }),
    ['Ana administers acme/web now, and did not before.', 'Dea no longer administers acme/web.'],
  ],
  [
    'problems',
    digest({ restrictions: [push('main', { pipelinesSourceBranches: ['main'] }), merges('main')] }),
    digest({ restrictions: rules }),
    [
      'acme/web has a problem that it did not have before: Nobody can push to a branch.',
      'acme/web no longer has a problem that it had before: Only automation can push to a branch.',
    ],
  ],
  [
    'problems of which that is not known',
    digest({}),
    digest({ unread: { restrictions: 'forbidden' } }),
    ['Whether this is otherwise in acme/web is not known, as not all could be read: The main branch is not protected.'],
  ],
])('%s', (_what, before, after, says) => {
  expect(drifted(before, after)).toEqual(says);
});

test('nothing drifts from itself, and what comes one way goes the other way', () => {
  fc.assert(
    fc.property(repositories, repositories, (one, other) => {
      const [was, is] = [digest(one), digest(other)];
      expect(driftOf(was, was)).toBeUndefined();
      const [there, back] = [driftOf(was, is), driftOf(is, was)];
      const counts = (some: readonly ProblemCount[] = []) =>
        some.map(({ problem, level, count }) => [problem, level, count].join(' ')).sort();
      expect(counts(there?.come)).toEqual(counts(back?.gone));
      expect(counts(there?.gone)).toEqual(counts(back?.come));
    }),
    { numRuns: 60 },
  );
});
