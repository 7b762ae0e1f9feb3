import { describe, expect, test } from '@jest/globals';
import { actorMeant, sameId, suppliedMembers, viewerAmong } from '../../../src/core/people/actor';
import { unlistableActors, type Facts, type Person } from '../../../src/core/model';
import { ana, ben, cem, dea, facts, named } from '../facts';

const sam: Person = { id: '{5a3b}', name: 'Sam Poe', nickname: 'sam', accountId: '557058:SAM' };
const otherSam: Person = { id: '{6c4d}', name: 'Sam Lee', nickname: 'sam' };
const trick: Person = { id: '{7e5f}', name: '{5a3b}', nickname: 'ben' };
const ordinary: Facts = {
  ...facts({ permissions: { ana: 'write', ben: 'write' }, owners: ['dea'], members: { devs: ['cem'] } }),
  userGrants: { items: [sam, otherSam, trick].map((person) => ({ person, level: 'write' })), gaps: [] },
};

function meant(who?: string): unknown {
  const answer = actorMeant(who, ordinary);
  return 'actor' in answer ? (answer.actor.type === 'user' ? answer.actor.person : answer.actor.type) : answer;
}

describe('whom `--as` means', () => {
  test.each<[who: string, is: unknown, why: string]>([
    ['{5a3b}', sam, 'a uuid, though another calls himself that'],
    ['5a3b', sam, 'a uuid without braces'],
    ['5A3B', sam, 'in any case'],
    ['{5A3B}', sam, 'in any case'],
    ['557058:sam', sam, 'an account id'],
    ['Sam Lee', otherSam, 'a display name'],
    ['sam lee', otherSam, 'in any case'],
    ['ANA', ana, 'a name that is nickname and display name of one'],
    ['sam', { ambiguous: 'sam', candidates: [otherSam, sam] }, 'a nickname of two, told by name'],
    ['ben', { ambiguous: 'ben', candidates: [trick, ben] }, 'the name of one and the nickname of another'],
    ['Dea', dea, 'an owner of the workspace, though on no list'],
    ['cem', cem, 'a member of a group, though on no list'],
    ['Sa', { nobody: 'Sa' }, 'part of a name'],
    ['eve', { nobody: 'eve' }, 'nobody whom any reply named'],
    ['', { nobody: '' }, 'nothing'],
    ['pipelines', 'pipelines', 'a word'],
    ['Access-Key', 'access-key', 'in any case'],
  ])('%s: %j (%s)', (who, is) => {
    expect(meant(who)).toEqual(is);
  });

  test.each(unlistableActors)('the word %s', (word) => {
    expect(meant(word)).toBe(word);
  });

  test('left out: the owner of the credential, with what the lists tell of them', () => {
    const viewer = { id: ben.id, name: 'B.' };
    expect(actorMeant(undefined, facts({ viewer }))).toEqual({ actor: { type: 'user', person: ben } });
    expect(actorMeant(undefined, facts({ viewer: sam }))).toEqual({ actor: { type: 'user', person: sam } });
  });

  test('left out, and nobody can tell whose the credential is', () => {
    expect(actorMeant(undefined, facts({ unread: { viewer: 'forbidden' } }))).toMatchObject({
      viewerNotKnown: { because: 'forbidden' },
    });
  });

  test('the owner of the credential by name, though on no list', () => {
    expect(actorMeant('sam', facts({ viewer: sam }))).toEqual({ actor: { type: 'user', person: sam } });
  });
});

test.each([
  ['{a-1}', 'a-1', true],
  ['{A-1}', '{a-1}', true],
  ['a-1', 'a-2', false],
  ['{a', 'a', true],
])('the ids %s and %s are the same: %s', (a, b, same) => {
  expect(sameId(a, b)).toBe(same);
});

test('supplied members may be written without braces; a stranger gains braces', () => {
  expect(suppliedMembers({ devs: ['ANA-0000', '{ben-0000}', 'stranger'] }, facts())).toEqual({
    devs: [named('Ana').id, ben.id, '{stranger}'],
  });
});

test('somebody whom only a supplied list names can be asked after', () => {
  const known = { ...facts(), suppliedMembers: { devs: ['{9f9f}', ben.id] } };
  expect(actorMeant('9F9F', known)).toEqual({ actor: { type: 'user', person: { id: '{9f9f}', name: '{9f9f}' } } });
  expect(actorMeant(ben.name, known)).toMatchObject({ actor: { person: { id: ben.id, name: ben.name } } });
});

test.each(['{5a3b}', '5a3b', '{5A3B}'])("a credential's owner written as %s is found among the people", (id) => {
  const { viewer } = {
    ...ordinary,
    viewer: viewerAmong({ ...ordinary, viewer: { known: true, value: { id, name: id } } }),
  };
  expect(viewer).toMatchObject({ known: true, value: { id: '{5a3b}' } });
});
