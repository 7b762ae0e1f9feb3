import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../src/core/model';
import { matrix, where } from '../../src/core/survey';
import { factsOf, patient, savedWorld } from '../bitbucket/saved-worlds';

const cut = { of: { what: 'branches' }, because: 'truncated' };
const unread = { of: { what: 'branches' }, because: 'forbidden' } as const;

describe('a list of branches', () => {
  test.each<[string, (facts: Facts) => Partial<Facts>, object[]]>([
    ['with the main branch is whole', () => ({}), []],
    ['without the main branch left it out', ({ branches }) => ({ branches: { ...branches, items: branches.items.filter((name) => name !== 'main') } }), [cut]],
    ['of nothing beside a main branch left it out', () => ({ branches: { items: [], gaps: [] } }), [cut]],
    ['of nothing may be whole where there is no main branch yet', ({ repository }) => ({ branches: { items: [], gaps: [] }, repository: { ...repository, mainBranch: { known: true, value: null } } }), []],
    ['that could not be read says so once', () => ({ branches: { items: [], gaps: [unread] } }), [unread]],
  ])('%s', async (_, change, gaps) => {
    const world = savedWorld('open-repository');
    const facts = await factsOf(world, patient(world));
    const changed = { ...facts, ...change(facts) };
    const viewer = facts.viewer.known ? facts.viewer.value : { id: '', name: '' };
    expect(where(changed, 'push', { type: 'user', person: viewer }).gaps).toEqual(gaps);
    expect(matrix(changed, 'push').gaps).toEqual(gaps);
  });
});
