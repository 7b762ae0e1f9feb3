import { describe, expect, test } from '@jest/globals';
import { gapKey, no, unknown, yes, type Answer } from '../../../src/core/answer';
import type { Covering } from '../../../src/core/branches/coverage';
import type { Cell } from '../../../src/core/cell/cell';
import type { Actor, Gap, Restriction } from '../../../src/core/model';
import { presence, judgeLists } from '../../../src/core/cell/lists';
import { ana, facts, restriction } from '../facts';

type Three = 'yes' | 'no' | 'unknown';
interface Terms {
  covers: Three;
  lists: Three;
}
const three: Three[] = ['yes', 'no', 'unknown'];
const each: Terms[] = three.flatMap((covers) => three.map((lists) => ({ covers, lists })));
const person: Actor = { type: 'user', person: ana };
const token: Actor = { type: 'oauth-client' };

interface Setup {
  own: Terms[];
  companions: Terms[];
  unseen: boolean;
  actor: Actor;
}

/**
 * Every set of at most two restrictions and one companion, with and without some that were not seen. No list has a
 * token.
 */
const setups: Setup[] = [
  [],
  ...each.map((one) => [one]),
  ...each.flatMap((one) => each.map((two) => [one, two])),
].flatMap((own) =>
  [[], ...each.map((one) => [one])].flatMap((companions) =>
    [false, true].flatMap((unseen) => {
      const listable = [...own, ...companions].some(({ lists }) => lists !== 'no');
      return (listable ? [person] : [person, token]).map((actor) => ({ own, companions, unseen, actor }));
    }),
  ),
);

describe('a refusal by lists', () => {
  test.each([
    ['alone', false],
    ['with companions', true],
  ])('is what every completion of the unknown terms agrees on: %s', (_, together) => {
    for (const setup of setups.filter(({ companions }) => together || companions.length === 0)) {
      const answer = judgeLists({ kind: 'restrict_merges', ...(together && { companion: 'push' }) }, cellOf(setup));
      const { verdict, relevant } = byCompletion(setup, together);
      expect({ setup, refuses: answer.refuses }).toEqual({ setup, refuses: verdict });
      if (answer.refuses === 'yes') expect(answer.evidence.length).toBeGreaterThan(0);
      // No gap is shown that cannot change the verdict, and none is missing that can.
      if (answer.refuses === 'unknown')
        expect({ setup, gaps: [...new Set(answer.gaps.map(gapKey))].sort() }).toEqual({ setup, gaps: relevant });
    }
  });

  test('of a kind is not touched by another kind', () => {
    expect(
      judgeLists(
        { kind: 'push' },
        cellOf({ own: [{ covers: 'yes', lists: 'no' }], companions: [], unseen: false, actor: person }),
      ).refuses,
    ).toBe('no');
  });

  test('names every restriction that surely covers, and no other', () => {
    const own: Terms[] = [
      { covers: 'yes', lists: 'no' },
      { covers: 'unknown', lists: 'no' },
      { covers: 'yes', lists: 'no' },
    ];
    const answer = judgeLists(
      { kind: 'restrict_merges', companion: 'push' },
      cellOf({ own, companions: [{ covers: 'yes', lists: 'no' }], unseen: false, actor: person }),
    );
    expect(answer.refuses === 'yes' && answer.restrictions.map(({ id }) => id)).toEqual([0, 2]);
  });
});

test.each<[covers: Three[], unseen: boolean, is: Three]>([
  [[], false, 'no'],
  [[], true, 'unknown'],
  [['no'], false, 'no'],
  [['yes'], false, 'yes'],
  [['yes'], true, 'yes'],
  [['unknown'], false, 'unknown'],
  [['unknown', 'yes'], true, 'yes'],
  [['no', 'unknown'], false, 'unknown'],
])('a restriction without a list, covering %j (some unseen: %j): present is %s', (covering, unseen, is) => {
  const own = covering.map((covers): Terms => ({ covers, lists: 'no' }));
  expect(presence('restrict_merges', cellOf({ own, companions: [], unseen, actor: person })).is).toBe(is);
});

function gapOf(restriction: Restriction, what: 'restriction-match' | 'exemptions'): Gap {
  return { of: { what, restriction }, because: 'not-understood' };
}

function cellOf({ own, companions, unseen, actor }: Setup): Cell {
  const all = [
    ...own.map((terms) => ({ terms, kind: 'restrict_merges' })),
    ...companions.map((terms) => ({ terms, kind: 'push' })),
  ];
  const stands = all.map(({ terms, kind }, id) => ({ terms, restriction: restriction(kind, 'x', { id }) }));
  const covering = stands.flatMap(({ terms, restriction }, at): Covering[] =>
    terms.covers === 'no'
      ? []
      : [
          {
            restriction,
            at,
            covers:
              terms.covers === 'yes'
                ? { is: 'yes', evidence: [] }
                : { is: 'unknown', gaps: [gapOf(restriction, 'restriction-match')] },
          },
        ],
  );
  function lists(one: Restriction): Answer {
    const is = stands.find(({ restriction }) => restriction.id === one.id)?.terms.lists;
    return is === 'yes'
      ? yes()
      : is === 'no'
        ? no({ shows: 'restriction', restriction: one })
        : unknown(gapOf(one, 'exemptions'));
  }
  return {
    facts: facts(unseen ? { unread: { restrictions: 'truncated' } } : {}),
    operation: 'merge',
    branch: { name: 'x', tag: false, covering, main: no() },
    actor: { actor, write: yes(), lists, isIn: () => no(), sources: () => [] },
  };
}

/** One yes or no for each term; what was not seen is one more restriction, and one more companion. */
function byCompletion(
  { own, companions, unseen, actor }: Setup,
  together: boolean,
): { verdict: Three; relevant: string[] } {
  const hidden: Terms = { covers: 'unknown', lists: actor.type === 'user' ? 'unknown' : 'no' };
  const rows = [...own, ...(unseen ? [hidden] : []), ...companions, ...(unseen && together ? [hidden] : [])];
  const owned = own.length + (unseen ? 1 : 0);
  const terms = rows.flatMap(({ covers, lists }) => [covers, lists]);
  const open = terms.flatMap((term, at) => (term === 'unknown' ? [at] : []));

  function refuses(bits: number): boolean {
    const is = terms.map((term, at) => (term === 'unknown' ? (bits >> open.indexOf(at)) % 2 === 1 : term === 'yes'));
    const covering = rows.flatMap((_, at) => (is[2 * at] ? [at] : []));
    return covering.some((at) => at < owned) && !covering.some((at) => is[2 * at + 1]);
  }

  const outcomes = Array.from({ length: 2 ** open.length }, (_, bits) => refuses(bits));
  const matters = open.filter((_, bit) => outcomes.some((outcome, bits) => outcome !== outcomes[bits ^ (1 << bit)]));
  const verdict = outcomes.every(Boolean) ? 'yes' : outcomes.some(Boolean) ? 'unknown' : 'no';
  return { verdict, relevant: [...new Set(matters.map(gapNameAt))].sort() };

  function gapNameAt(at: number): string {
    const row = at >> 1;
    if (rows[row] === hidden) return 'restrictions truncated';
    const id = row < own.length ? row : row - (unseen ? 1 : 0);
    return `${at % 2 === 0 ? 'restriction-match' : 'exemptions'} ${String(id)} not-understood`;
  }
}
