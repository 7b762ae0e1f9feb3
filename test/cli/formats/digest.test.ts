import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  digestOfAccess,
  digestOfComparison,
  digestOfDecision,
  digestOfHealth,
  digestOfMatrix,
  digestOfReach,
  digestOfRoster,
} from '../../../src/cli/print/formats/digest';
import type { Facts, Listing } from '../../../src/core/model';
import { health } from '../../../src/core/health/health';
import { accessReport } from '../../../src/core/questions/access';
import { compare } from '../../../src/core/questions/compare/compare';
import { explain } from '../../../src/core/questions/explain';
import { matrix, where, who } from '../../../src/core/questions/survey';
import { ana, ben, facts, push } from '../../core/facts';
import { questions, repositories } from '../../core/random';

/** The digest of each kind of answer about the same facts. */
function digestsOf(known: Facts): Record<string, string> {
  const actor = { type: 'user', person: ana } as const;
  return {
    who: digestOfRoster(who(known, 'push', 'main'), known),
    where: digestOfReach(where(known, 'push', actor), known),
    matrix: digestOfMatrix(matrix(known, 'merge'), known),
    lint: digestOfHealth(health(known), known),
    access: digestOfAccess(accessReport(known), known),
    people: digestOfComparison(
      compare({ of: 'people', facts: known, left: actor, right: { type: 'user', person: ben } }, 'push'),
    ),
    branches: digestOfComparison(compare({ of: 'branches', facts: known, left: 'main', right: 'topic' }, 'merge')),
    repositories: digestOfComparison(compare({ of: 'repositories', left: known, right: facts() }, 'push')),
    explain: digestOfDecision(explain(known, { actor, operation: 'push', branch: 'main' })),
  };
}

/** A second reading: later, and every list in another order. */
function readAgain(known: Facts): Facts {
  const turned = <T>({ items, gaps }: Listing<T>): Listing<T> => ({ items: [...items].reverse(), gaps });
  return {
    ...known,
    readAt: '2027-01-01T00:00:00Z',
    restrictions: {
      ...known.restrictions,
      items: [...known.restrictions.items]
        .reverse()
        .map((one) => ({ ...one, users: [...one.users].reverse(), groups: [...one.groups].reverse() })),
    },
    permissions: turned(known.permissions),
    userGrants: turned(known.userGrants),
    groupGrants: turned(known.groupGrants),
    projectUserGrants: turned(known.projectUserGrants),
    projectGroupGrants: turned(known.projectGroupGrants),
    workspaceMembers: turned(known.workspaceMembers),
    branches: turned(known.branches),
  };
}

describe('a digest', () => {
  test('is the same for a second reading, in whatever order the lists come', () => {
    fc.assert(
      fc.property(repositories, (told) => {
        const known = facts(told);
        expect(digestsOf(readAgain(known))).toEqual(digestsOf(known));
      }),
      { numRuns: 300 },
    );
  });

  test('of everybody is another wherever a verdict is', () => {
    fc.assert(
      fc.property(repositories, repositories, (one, other) => {
        const verdictsOf = (known: Facts) =>
          who(known, 'push', 'main')
            .actors.map(({ actor, verdict }) =>
              [actor.type === 'user' ? actor.person.id : actor.type, verdict].join(' '),
            )
            .sort()
            .join();
        const [a, b] = [facts(one), facts(other)];
        fc.pre(verdictsOf(a) !== verdictsOf(b));
        expect(digestsOf(a)['who']).not.toBe(digestsOf(b)['who']);
      }),
      { numRuns: 300 },
    );
  });

  test('is one for each question', () => {
    const digests = Object.values(digestsOf(facts()));
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('of a decision is the same only for the same question and verdict', () => {
    fc.assert(
      fc.property(repositories, questions, questions, (told, one, other) => {
        const key = ({ actor, operation, branch, credential }: typeof one) =>
          [actor.type === 'user' ? actor.person.id : actor.type, operation, branch, credential].join(' ');
        fc.pre(key(one) !== key(other));
        expect(digestOfDecision(explain(facts(told), one))).not.toBe(digestOfDecision(explain(facts(told), other)));
      }),
      { numRuns: 300 },
    );
  });

  test('changes with one cell of a matrix, and not with names', () => {
    const told = { branches: ['main', 'topic'], restrictions: [push('main', { users: [ana] })] };
    const digest = (known: Facts) => digestOfMatrix(matrix(known, 'push'), known);
    const before = digest(facts(told));
    expect(digest(facts({ ...told, restrictions: [push('main')] }))).not.toBe(before);
    expect(digest(facts({ ...told, restrictions: [push('topic', { users: [ana] })] }))).not.toBe(before);
    const known = facts(told);
    const renamed = (one: { id: string; name: string }) => ({ ...one, name: `${one.name} Lovell` });
    const permissions = known.permissions.items.map((grant) => ({ ...grant, person: renamed(grant.person) }));
    expect(digest({ ...known, permissions: { items: permissions, gaps: [] } })).toBe(before);
  });
});
