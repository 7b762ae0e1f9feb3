import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../../src/core/questions/explain';
import type { Person } from '../../../src/core/model';
import { matrix, who } from '../../../src/core/questions/survey';
import { sayDecision } from '../../../src/core/say/decision';
import { actorTitle } from '../../../src/core/words/names';
import { sayRoster } from '../../../src/core/say/survey';
import { besideName, peopleIn, tellingOf, toldName, withTellingNames } from '../../../src/core/words/telling-names';
import { facts, push, question } from '../facts';

function people(...rows: [name: string, nickname?: string][]): Person[] {
  return rows.map(([name, nickname], at) => ({
    id: `{${String(at)}}`,
    name,
    ...(nickname !== undefined && { nickname }),
  }));
}

const told = (list: Person[]) => list.map((person) => toldName(person, tellingOf(list)));

test.each<[what: string, list: Person[], shown: string[]]>([
  ['names that differ stay', people(['Ana', 'ana'], ['Ben', 'ben']), ['Ana', 'Ben']],
  [
    'one name, two nicknames',
    people(['Sam Lee', 'sam'], ['Sam Lee', 'sam-lee'], ['Ana', 'ana']),
    ['Sam Lee (sam)', 'Sam Lee (sam-lee)', 'Ana'],
  ],
  ['one name and nickname', people(['Sam', 's'], ['Sam', 's']), ['Sam ({0})', 'Sam ({1})']],
  ['one has no nickname', people(['Sam', 's'], ['Sam']), ['Sam (s)', 'Sam ({1})']],
  ['a nickname may be the name', people(['Sam', 'sam'], ['Sam', 'sam2']), ['Sam (sam)', 'Sam (sam2)']],
  ['a nickname that nobody sees is none', people(['Sam', '\u200B'], ['Sam', 'sam2']), ['Sam ({0})', 'Sam (sam2)']],
  ['letter case', people(['sam lee', 'a'], ['Sam Lee', 'b']), ['sam lee (a)', 'Sam Lee (b)']],
  [
    'kinds of space',
    people(['Sam Lee', 'a'], ['Sam\u00A0Lee', 'b'], [' Sam\u2003\u2003Lee', 'c']),
    ['Sam Lee (a)', 'Sam\u00A0Lee (b)', ' Sam\u2003\u2003Lee (c)'],
  ],
  [
    'what nobody sees',
    people(['Sam', 'a'], ['S\u200Bam', 'b'], ['Sam\u3164', 'c'], ['S\u034Fam', 'd']),
    ['Sam (a)', 'S\u200Bam (b)', 'Sam\u3164 (c)', 'S\u034Fam (d)'],
  ],
  ['nicknames that look alike', people(['Sam', 'a\u200B'], ['Sam', 'a']), ['Sam ({0})', 'Sam ({1})']],
  ['wide letters', people(['Ｓａｍ', 'a'], ['Sam', 'b']), ['Ｓａｍ (a)', 'Sam (b)']],
  [
    'somebody is called like another with the nickname',
    people(['Sam', 's'], ['Sam', 't'], ['Sam (s)', 'u']),
    ['Sam ({0})', 'Sam (t)', 'Sam (s) (u)'],
  ],
  ['the same person twice is one', [...people(['Sam', 's']), ...people(['Sam', 's'])], ['Sam', 'Sam']],
])('%s', (_, list, shown) => {
  expect(told(list)).toEqual(shown);
});

test('no two people of an answer look alike, whatever they call themselves', () => {
  const parts = fc.constantFrom('Sam', 'sam', ' ', '\u00A0', '\u200B', '(', ')', '{0}', '{1}', 's');
  const name = fc.array(parts, { minLength: 1, maxLength: 4 }).map((some) => some.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.option(name, { nil: undefined })), { maxLength: 8 }), (rows) => {
      const list = people(
        ...rows.map(([one, nickname]): [string, string?] => (nickname === undefined ? [one] : [one, nickname])),
      );
      const looks = told(list).map((one) =>
        one
          .replaceAll(/\u200B/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim()
          .toLowerCase(),
      );
      expect(new Set(looks).size).toBe(list.length);
    }),
    { numRuns: 3000 },
  );
});

describe('in answers', () => {
  const [ana, other] = people(['Ana', 'ana'], ['Ana\u00A0', 'ana-2']) as [Person, Person];
  const level = 'write' as const;
  const two = {
    ...facts({ viewer: ana, restrictions: [push('main', { users: [other] })] }),
    permissions: { items: [ana, other].map((person) => ({ person, level })), gaps: [] },
  };
  const asked = { ...question('push main'), actor: { type: 'user' as const, person: ana } };

  test('sentences tell them apart; data keeps the name and has the id', () => {
    const spoken = sayDecision(explain(two, asked));
    expect(spoken.question.actor).toEqual({ type: 'user', id: '{0}', name: 'Ana' });
    expect(spoken.summary).toBe('Ana (ana) cannot push to `main` in acme/web.');
    expect(spoken.findings.find(({ verdict }) => verdict === 'denies')?.reason).toBe(
      'Write access on `main` is for Ana\u00A0 (ana-2), and Ana (ana) is not on that list.',
    );
    expect(JSON.stringify(spoken.findings)).toContain('can ask Ana\u00A0 (ana-2) to push it');
  });

  test('lists too, and what was asked is left as it is', () => {
    const roster = who(two, 'push', 'main');
    const before = JSON.stringify(roster);
    const names = (from: typeof roster) =>
      sayRoster(from, two).actors.flatMap(({ actor }) => (actor.type === 'user' ? [actor.name] : []));
    expect(names(roster)).toEqual(['Ana', 'Ana\u00A0']);
    expect(names(withTellingNames(roster))).toEqual(['Ana (ana)', 'Ana\u00A0 (ana-2)']);
    expect(withTellingNames(matrix(two, 'push')).actors.slice(0, 2).map(actorTitle)).toEqual([
      'Ana (ana)',
      'Ana\u00A0 (ana-2)',
    ]);
    expect(JSON.stringify(roster)).toBe(before);
  });

  test('beside a name stands the nickname, and the uuid where that is no help', () => {
    const same = people(['Ana', 'a'], ['Ana', 'a'], ['Ben', 'b'], ['Cem']);
    expect(same.map((person) => besideName(person, tellingOf(same)))).toEqual(['a {0}', 'a {1}', 'b', '']);
  });

  test('who only stands in for somebody is nobody in particular', () => {
    expect(
      peopleIn({
        people: [
          { id: '', name: 'Somebody else' },
          { id: '', name: 'Somebody else' },
        ],
      }),
    ).toEqual([]);
  });
});
