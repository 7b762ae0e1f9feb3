import type { Facts, Person } from '../../model';
import { everyoneNamed } from '../actor';
import { looks } from '../../words/telling-names';

/** Everybody whom Bitbucket named here, ready to be found by what a pasted list calls them. */
export interface KnownPeople {
  /** By uuid without braces, or account id. */
  byId: ReadonlyMap<string, Person>;
  /** By display name or nickname, as it looks. */
  byName: ReadonlyMap<string, readonly Person[]>;
  /** By what companies make of a name before the @ of an e-mail address; worked out when it is first asked for. */
  byLocalPart: () => ReadonlyMap<string, readonly Person[]>;
}

/** So many may be meant by the same local part; of more, none is worth a suggestion. */
const mostSuggested = 5;

/** Everybody of these facts. One pass over them. */
export function knownPeople(facts: Facts): KnownPeople {
  const people = [...everyoneNamed(facts).values()];
  let byLocalPart: Map<string, Person[]> | undefined;
  return {
    byId: new Map(people.flatMap((person) => idsOf(person).map((id): [string, Person] => [id, person]))),
    byName: grouped(people, ({ name, nickname }) => [looks(name), looks(nickname ?? '')]),
    byLocalPart: () => (byLocalPart ??= grouped(people, localPartsOf)),
  };
}

/** An id as `byId` has it. */
export function idKey(id: string): string {
  return id.toLowerCase().replaceAll(/^\{|\}$/g, '');
}

/** Whose this address may be: Bitbucket tells nobody, so it is a guess, and empty where it would be a wild one. */
export function mayHaveAddress(address: string, { byLocalPart }: KnownPeople): readonly Person[] {
  const local = address.slice(0, address.lastIndexOf('@')).replace(/\+.*$/s, '');
  const people = byLocalPart().get(wordsIn(local).join('')) ?? [];
  return people.length > mostSuggested ? [] : people;
}

function idsOf({ id, accountId }: Person): string[] {
  return [idKey(id), ...(accountId === undefined ? [] : [idKey(accountId)])];
}

/** `ana.lovell`, `lovell.ana`, `alovell`, `anal`, `lovella`, `ana`, and the nickname; dots and the like fall away. */
function localPartsOf({ name, nickname }: Person): string[] {
  const words = wordsIn(name);
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const ofName = words.length < 2 ? [] : [words.join(''), first + last, last + first];
  const initials =
    words.length < 2 ? [] : [`${initial(first)}${last}`, `${first}${initial(last)}`, `${last}${initial(first)}`];
  return [...ofName, ...initials, first, wordsIn(nickname ?? '').join('')];
}

/** The words of a name, without what addresses leave out: marks above letters, dots, spaces. */
function wordsIn(name: string): string[] {
  const plain = looks(name).normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

function initial(word: string): string {
  return /^./su.exec(word)?.[0] ?? '';
}

function grouped(people: readonly Person[], keysOf: (person: Person) => string[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    for (const key of new Set(keysOf(person))) {
      if (key === '') continue;
      const same = groups.get(key);
      if (same) same.push(person);
      else groups.set(key, [person]);
    }
  }
  return groups;
}
