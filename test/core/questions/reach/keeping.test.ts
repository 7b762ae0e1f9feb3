import { compile } from '../../../../src/core/compiled/compile';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../../src/core/cell/cell';
import { actorId } from '../../../../src/core/people/actor';
import { tried } from '../../../../src/core/questions/change/tried';
import { keepingOnly, mayNow } from '../../../../src/core/questions/reach/keeping';
import { together } from '../../../../src/core/questions/reach/single';
import { smallestChanges } from '../../../../src/core/questions/reach/smallest';
import type { Actor, Person } from '../../../../src/core/model';
import { ana, ben, cem, devs, facts, merges, people, push, type Told } from '../../facts';
import { repositories } from '../../random';

const user = (person: Person): Actor => ({ type: 'user', person });

describe('leaving an operation on a branch to some alone', () => {
  test('holds once the change is made, takes nothing from them, and opens nothing', () => {
    let offered = 0;
    const keeps = fc.subarray(Object.values(people), { maxLength: 2 });
    const operation = fc.constantFrom('push' as const, 'merge' as const, 'create' as const);
    fc.assert(
      fc.property(repositories, keeps, operation, (told, some, op) => {
        const keep = some.map(user);
        const compiled = compile(gather(facts({ ...told, branches: ['main', 'topic'] })), [], keep);
        const asked = { operation: op, branch: 'main' };
        const kept = new Set(keep.map(actorId));
        const before = mayNow(compiled, asked).map(actorId);
        for (const { singles, opens } of keepingOnly(compiled, asked, keep).changes) {
          offered++;
          const after = compile(tried(compiled.gathered, together(singles)), ['main'], compiled.actors);
          expect(mayNow(after, asked).map(actorId).sort()).toEqual(before.filter((key) => kept.has(key)).sort());
          const gaining = opens.flatMap(({ actors }) => actors.map((at) => compiled.actors[at]));
          expect(gaining.filter((actor) => !actor || !kept.has(actorId(actor)))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
    expect(offered).toBeGreaterThan(50);
  });

  test('where nobody else may, there is nothing to do', () => {
    const compiled = compile(gather(facts({ restrictions: [push('main', { users: [ana] })] })));
    expect(keepingOnly(compiled, { operation: 'push', branch: 'main' }, [user(ana)])).toEqual({
      changes: [],
      more: 0,
      others: [],
      unable: [],
    });
  });

  test('too many merge into the release branches: the list is cut down by name', () => {
    const told: Told = {
      restrictions: [merges('release-*', { users: [ana, ben], groups: [devs] })],
      permissions: { ana: 'write', ben: 'write', cem: 'write', dea: 'admin' },
      members: { devs: ['cem'] },
      branches: ['main', 'release-1', 'release-2'],
    };
    const compiled = compile(gather(facts(told)), []);
    const [best] = keepingOnly(compiled, { operation: 'merge', branch: 'release-1' }, [user(ana), user(cem)]).changes;
    expect(best?.singles.map(({ does }) => does)).toEqual(['unlist-person', 'unlist-group', 'list-person']);
    expect(best?.singles.flatMap((one) => ('person' in one ? [one.person.name] : []))).toEqual(['Ben', 'Cem']);
    expect(best?.closes.flatMap(({ actors }) => actors.map((at) => compiled.actors[at]))).toEqual([user(ben)]);
  });
});

test('a group may be called like what every object has', () => {
  const told: Told = {
    restrictions: [push('main', { groups: [{ slug: 'constructor', name: 'Constructor' }] })],
    members: { constructor: [] },
  };
  const compiled = compile(gather(facts(told)), []);
  const { changes } = smallestChanges(compiled, { actor: user(ana), operation: 'push', branch: 'main' });
  const joins = changes.find(({ singles }) => singles.some(({ does }) => does === 'join-group'));
  expect(joins?.change.groups).toEqual({ constructor: { add: [ana.id], remove: [] } });
});
