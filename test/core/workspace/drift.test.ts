import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Gap } from '../../../src/core/model';
import { digestOf, type ProblemCount, type UnreadRepository } from '../../../src/core/workspace/digest';
import { driftOf, type Moment } from '../../../src/core/workspace/drift';
import { facts, merges, push } from '../facts';
import type { Told } from '../facts';
import { repositories } from '../random';

const gap: Gap = { of: { what: 'repository' }, because: 'forbidden', status: 403 };
const unread: UnreadRepository = { repository: { workspace: 'acme', slug: 'web', fullName: 'acme/web' }, gap };
const digest = (told: Told) => digestOf(facts(told));
const rules = [push('main'), merges('main')];

/** What a drift says, without what it leaves empty. */
function drifted(before: Moment, after: Moment): unknown {
  const drift = driftOf(before, after);
  if (!drift) return 'none';
  const { is, come, gone, unclear, administrators } = drift;
  const named = (some: readonly ProblemCount[]) => some.map(({ problem, count }) => `${String(count)} ${problem}`);
  const people = (some: typeof administrators.come) => some.map(({ name }) => name);
  const all = Object.entries({
    come: named(come),
    gone: named(gone),
    unclear,
    'administrators now': people(administrators.come),
    'administrators then': people(administrators.gone),
  });
  return is ?? Object.fromEntries(all.filter(([, { length }]) => length > 0));
}

test.each<[what: string, before: Moment, after: Moment, says: unknown]>([
  ['nothing', digest({ restrictions: rules }), digest({ restrictions: rules }), 'none'],
  ['it is new', undefined, digest({}), 'new'],
  ['it is gone', digest({}), undefined, 'gone'],
  ['it cannot be read now', digest({}), unread, 'not read now'],
  ['it could not be read then', unread, digest({}), 'not read then'],
  ['it could be read at neither moment', unread, unread, 'none'],
  [
    'an administrator',
    digest({ restrictions: rules }),
    digest({ restrictions: rules, permissions: { ana: 'admin', ben: 'write', cem: 'read', dea: 'write' } }),
    { 'administrators now': ['Ana'], 'administrators then': ['Dea'] },
  ],
  [
    'problems',
    digest({ restrictions: [push('main', { pipelinesSourceBranches: ['main'] }), merges('main')] }),
    digest({ restrictions: rules }),
    { come: ['1 nobody-can-push'], gone: ['1 only-automation-can-push'] },
  ],
  [
    'problems of which that is not known',
    digest({}),
    digest({ unread: { restrictions: 'forbidden' } }),
    { unclear: ['main-branch-unprotected'] },
  ],
  [
    'what rests on permissions that could not be read, its administrators among that',
    digest({ restrictions: rules }),
    digest({ restrictions: rules, permissions: {}, unread: { permissions: 'forbidden' } }),
    { unclear: ['nobody-can-push', 'main-deletion-open'] },
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
