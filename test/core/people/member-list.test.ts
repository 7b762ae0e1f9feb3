import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memberList, textOf, type NotUnderstood } from '../../../src/core/people/member-list';
import { knownPeople } from '../../../src/core/people/supplied/known-people';
import type { Person } from '../../../src/core/model';
import { facts } from '../facts';
import { processorTime } from '../../processor-time';

function person(at: number, name: string, nickname?: string, accountId?: string): Person {
  const id = `{${String(at).repeat(8)}-0000-4000-8000-000000000000}`;
  return { id, name, ...(nickname !== undefined && { nickname }), ...(accountId !== undefined && { accountId }) };
}

const ana = person(1, 'Ana Lovell', 'ana', '5b10ac8d82e05b22cc7d4ef1');
const jose = person(2, 'José Núñez', 'jnz', '557058:0e08f94b-6681-43c1-82e6-c86606d89be5');
const sam = person(3, 'Sam Poe', 'sam');
const otherSam = person(4, 'Sam Lee', 'sam');
const leeToo = person(5, 'Sam Lee', 'lee');
const mallory = person(6, 'main, force', 'pipelines-bot');
const proto = person(7, '__proto__', 'constructor');
const people = [ana, jose, sam, otherSam, leeToo, mallory, proto];
const known = knownPeople({
  ...facts({ permissions: {}, viewer: ana }),
  userGrants: { items: people.map((one) => ({ person: one, level: 'write' as const })), gaps: [] },
});
const devs = { slug: 'devs', name: 'The developers' };
const stranger = '{99999999-0000-4000-8000-000000000000}';

type Left = [text: string, because: NotUnderstood['because'], ...may: Person[]];

/** Who is understood, and what is left, by name where it is one of them. */
function read(text: string): { in: string[]; left: Left[] } {
  const { ids, left } = memberList(text, known, devs);
  return {
    in: ids.map((id) => people.find((one) => one.id === id)?.name ?? id),
    left: left.map(({ text: one, because, people: may }) => [one, because, ...may]),
  };
}

describe('one person, however written', () => {
  test.each<[text: string, is: Person]>([
    ['Ana Lovell', ana],
    ['  ana   LOVELL ', ana],
    ['Ana\u00A0Lovell\u200B', ana],
    ['\uFEFFAna Lovell', ana],
    ['Jose\u0301 Nu\u0301n\u0303ez', jose],
    ['ana', ana],
    ['@ana', ana],
    [ana.id, ana],
    [ana.id.slice(1, -1).toUpperCase(), ana],
    ['5B10AC8D82E05B22CC7D4EF1', ana],
    ['557058:0e08f94b-6681-43c1-82e6-c86606d89be5', jose],
    ['"Ana Lovell"', ana],
    ["'Ana Lovell'", ana],
    ['Ana Lovell <zoe@example.org>', ana],
    ['"Ana Lovell" <ana@example.org>', ana],
    ['"Lovell, Ana" <a@example.org>', ana],
    ['Ana Lovell (ana)', ana],
    ['Sam Lee (lee)', leeToo],
    [`Sam Lee <${otherSam.id}>`, otherSam],
    [`Sam Lee (${otherSam.id.slice(1, -1)})`, otherSam],
    ['- Ana Lovell', ana],
    ['* ana', ana],
    ['• Ana Lovell', ana],
    ['12. Ana Lovell', ana],
    ['Lovell, Ana', ana],
    ['Ana Lovell, ana.lovell@example.org', ana],
    [`Ana Lovell;ana@example.org;${ana.id}`, ana],
    ['Ana Lovell\t5b10ac8d82e05b22cc7d4ef1', ana],
    [`sam, ${sam.id}`, sam],
    ['main, force', mallory],
    ['__proto__', proto],
    ['constructor', proto],
  ])('%j', (text, is) => {
    expect(read(text)).toEqual({ in: [is.name], left: [] });
  });
});

describe('several on a line, or a line each', () => {
  test.each<[text: string, is: string[], left: Left[]]>([
    ['Ana Lovell, José Núñez', ['Ana Lovell', 'José Núñez'], []],
    ['ana;jnz', ['Ana Lovell', 'José Núñez'], []],
    ['ana\tjnz\t', ['Ana Lovell', 'José Núñez'], []],
    ['Ana Lovell <a@b.c>, "Núñez, José" <j@b.c>; lee', ['Ana Lovell', 'José Núñez', 'Sam Lee'], []],
    ['ana\r\njnz\rlee\u2028ana\n\n', ['Ana Lovell', 'José Núñez', 'Sam Lee'], []],
    ['ana\nAna Lovell\n5b10ac8d82e05b22cc7d4ef1', ['Ana Lovell'], []],
    ['ana\nZoe\njnz', ['Ana Lovell', 'José Núñez'], [['Zoe', 'nobody']]],
    ['ana, Zoe, jnz', ['Ana Lovell', 'José Núñez'], [['Zoe', 'nobody']]],
    ['', [], []],
    [' \n\t\n \u200B', [], []],
  ])('%j', (text, is, left) => {
    expect(read(text)).toEqual({ in: is, left });
  });
});

describe('what is not understood says why, and who may be meant', () => {
  test.each<[text: string, left: Left[]]>([
    ['Zoe', [['Zoe', 'nobody']]],
    ['sam', [['sam', 'several', otherSam, sam]]],
    ['Sam Lee', [['Sam Lee', 'several', otherSam, leeToo]]],
    ['ѕam', [['ѕam', 'nobody']]],
    ['ana.lovell@example.org', [['ana.lovell@example.org', 'address', ana]]],
    ['<ALovell+git@example.org>', [['<ALovell+git@example.org>', 'address', ana]]],
    ['mailto:jose-nunez@example.org', [['mailto:jose-nunez@example.org', 'address', jose]]],
    ['samlee@example.org', [['samlee@example.org', 'address', otherSam, leeToo]]],
    ['zoe@example.org', [['zoe@example.org', 'address']]],
    ['Zoe Poe <sam.poe@example.org>', [['Zoe Poe <sam.poe@example.org>', 'address', sam]]],
    ['5b10ac8d82e05b22cc7d4eff', [['5b10ac8d82e05b22cc7d4eff', 'account']]],
    ['pipelines', [['pipelines', 'automation']]],
    ['Access-Key', [['Access-Key', 'automation']]],
    [`Ana Lovell <${sam.id}>`, [[`Ana Lovell <${sam.id}>`, 'several', sam, ana]]],
    [`Ana Lovell (lee)`, [['Ana Lovell (lee)', 'several', ana, leeToo]]],
    [`Ana Lovell <${stranger}>`, [[`Ana Lovell <${stranger}>`, 'several', ana]]],
    ['5b10ac8d82e05b22cc7d4eff, Ana Lovell', [['5b10ac8d82e05b22cc7d4eff, Ana Lovell', 'account', ana]]],
  ])('%j', (text, left) => {
    expect(read(text)).toEqual({ in: [], left });
  });

  test('an address beside somebody else is not theirs', () => {
    expect(read('Ana Lovell, sam.poe@example.org')).toEqual({
      in: ['Ana Lovell'],
      left: [['sam.poe@example.org', 'address', sam]],
    });
  });

  test('a uuid that nobody here has is taken: it cannot be anybody else', () => {
    expect(read(stranger.toUpperCase())).toEqual({ in: [stranger], left: [] });
  });

  test('a guess that fits more than five is none', () => {
    const crowd = Array.from({ length: 6 }, (_, at) => person(at + 1, `Kim ${'abcdef'.charAt(at)}`));
    const many = knownPeople({
      ...facts({ permissions: {} }),
      userGrants: { items: crowd.map((one) => ({ person: one, level: 'read' as const })), gaps: [] },
    });
    expect(memberList('kim@example.org', many).left).toMatchObject([{ because: 'address', people: [] }]);
  });
});

describe('tables', () => {
  const atlassian = 'User id,User name,email,User status,Added to org,Org role,Last seen in Bitbucket - acme';
  const anas = '5b10ac8d82e05b22cc7d4ef1,Ana L.,ana@example.org,Active,2026-01-01,User,Never accessed';

  test.each<[what: string, text: string, is: string[], left: Left[]]>([
    ['as Atlassian’s administration exports them', `${atlassian}\n${anas}\n`, ['Ana Lovell'], []],
    ['with the ends of lines of Windows, and a mark', `\uFEFF${atlassian}\r\n${anas}\r\n`, ['Ana Lovell'], []],
    ['by semicolons, as Excel saves them', 'Name;E-mail\nSam Poe;x@y.z', ['Sam Poe'], []],
    [
      'by tabs, as they are copied from a sheet',
      'display_name\taccount_id\nwho?\t5b10ac8d82e05b22cc7d4ef1',
      ['Ana Lovell'],
      [],
    ],
    ['quoted', '"User name","Email"\n"Lovell, Ana","a""b@c.d"\n"Sam\nPoe","x"', ['Ana Lovell', 'Sam Poe'], []],
    [
      'an account of the same name that is not here',
      `${atlassian}\n5b10ac8d82e05b22cc7d4eff,Ana Lovell,ana@example.org`,
      [],
      [['5b10ac8d82e05b22cc7d4eff,Ana Lovell,ana@example.org', 'account', ana]],
    ],
    [
      'a name that is two people’s',
      'name,email\nSam Lee,s@example.org\nAna Lovell,',
      ['Ana Lovell'],
      [['Sam Lee,s@example.org', 'several', otherSam, leeToo]],
    ],
    ['only addresses', 'name,email\n,sam.poe@example.org', [], [[',sam.poe@example.org', 'address', sam]]],
    [
      'with the groups of each, in one column',
      'User name,email,Group membership\nAna Lovell,a@b.c,"devs, others"\nSam Poe,s@b.c,others\nJosé Núñez,,The Developers',
      ['Ana Lovell', 'José Núñez'],
      [['Sam Poe,s@b.c,others', 'other-groups']],
    ],
    [
      'with a column for each group',
      'User name,Group 1,Group 2\nAna Lovell,others,devs\nSam Poe,others,',
      ['Ana Lovell'],
      [['Sam Poe,others,', 'other-groups']],
    ],
    [
      'a quote that is never closed',
      'name,email\n"Ana Lovell,x\nSam Poe,y',
      ['Sam Poe'],
      [['"Ana Lovell,x', 'address']],
    ],
    ['no rows', atlassian, [], []],
  ])('%s', (_, text, is, left) => {
    expect(read(text)).toEqual({ in: is, left });
  });

  test('what looks like a header, and names somebody, is none', () => {
    const user = person(8, 'User', 'name');
    const odd = knownPeople({
      ...facts({ permissions: {} }),
      userGrants: { items: [{ person: user, level: 'read' }], gaps: [] },
    });
    expect(memberList('user,member', odd)).toEqual({
      ids: [user.id],
      left: [{ text: 'member', because: 'nobody', people: [] }],
    });
  });

  test('rows that are left keep the header that they stand below', () => {
    const list = memberList(`${atlassian}\n${anas}\n,Zoe,zoe@example.org,Active\n`, known);
    expect(textOf(list)).toBe(`${atlassian}\n,Zoe,zoe@example.org,Active`);
    expect(textOf(memberList(`${atlassian}\n${anas}`, known))).toBe('');
  });
});

describe('hostile text', () => {
  test.each<[what: string, text: string]>([
    ['300,000 letters on a line', 'x'.repeat(300_000)],
    ['300,000 brackets', '<(['.repeat(100_000)],
    ['300,000 quotes', `name,email\n${'"'.repeat(300_001)}`],
    ['an open quote before 5,000 lines', `name,email\n"${'a,b\n'.repeat(5_000)}`],
    ['5,000 lines', 'zoe@example.org\n'.repeat(5_000)],
    ['5,000 pieces', 'a,'.repeat(5_000)],
    ['dashes', '-'.repeat(10_000)],
    ['dots behind an @', `a@${'.'.repeat(400)} `],
  ])('%s is read within a few seconds at most, as nobody', (_, text) => {
    const seconds = processorTime();
    expect(memberList(text, known).ids).toEqual([]);
    expect(seconds()).toBeLessThan(10);
  });

  test('a lone surrogate, a NUL, the direction of text', () => {
    expect(read('\uD800\nana\u0000\n\u202Eana').in).toEqual(['Ana Lovell']);
  });
});

const piece = fc.oneof(
  fc.constantFrom(...people.flatMap(({ id, name, nickname = '', accountId = '' }) => [id, name, nickname, accountId])),
  fc.constantFrom(
    ',',
    ';',
    '\t',
    '\n',
    '"',
    '<',
    '>',
    '(',
    ')',
    '@',
    '- ',
    'name,email',
    'User id,User name,email',
    ' ',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const text = fc.array(piece, { maxLength: 20 }).map((all) => all.join(''));

test('of any text: each is in once, and what is left can be pasted again and adds nobody', () => {
  fc.assert(
    fc.property(text, (one) => {
      const list = memberList(one, known);
      expect(new Set(list.ids).size).toBe(list.ids.length);
      const again = memberList(textOf(list), known);
      expect(again.ids).toEqual([]);
    }),
  );
});

test('of any people: their ids a line each are those people', () => {
  fc.assert(
    fc.property(fc.subarray(people), fc.constantFrom('\n', ', ', ';', '\t'), (some, between) => {
      const ids = some.map(({ id }) => id);
      expect(memberList(ids.join(between), known)).toEqual({ ids, left: [] });
    }),
  );
});
