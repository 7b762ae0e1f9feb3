import type { Person, RestrictionName } from '../model';
import { lookingAlike, lookOf, plain } from './names';

/**
 * By uuid, what tells a person from others of the same answer who look alike: the nickname, or else the uuid. Most need
 * nothing.
 */
export type Telling = ReadonlyMap<string, string>;

/** Tells apart who looks alike among these people, be it but for letter case, kinds of space, or what nobody sees. */
export function tellingOf(people: Iterable<Person>): Telling {
  const steps = tellingApart(people);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** As `tellingOf`, a person at a time. */
export function* tellingApart(people: Iterable<Person>): Generator<undefined, Telling, undefined> {
  const marks = new Map<string, string>();
  const each = new Map<string, Person>();
  for (const person of people) if (each.get(person.id)?.nickname === undefined) each.set(person.id, person);
  // What was added may look like somebody else's whole name; each round adds to somebody, and a uuid is nobody else's.
  let added = true;
  while (added) {
    const byLook = new Map<string, Person[]>();
    for (const person of each.values()) {
      const look = looks(toldName(person, marks));
      const same = byLook.get(look);
      if (same) same.push(person);
      else byLook.set(look, [person]);
      yield;
    }
    added = false;
    for (const alike of byLook.values()) {
      if (alike.length < 2) continue;
      for (const { id, nickname } of alike) {
        if (marks.get(id) === id) continue;
        const tried = marks.has(id) || nickname === undefined || looks(nickname) === '';
        marks.set(id, tried ? id : nickname);
        added = true;
      }
    }
  }
  return marks;
}

/** What is left of a name to the eye. Compatibility forms (wide letters, ligatures) fall together too. */
export function looks(name: string): string {
  // Most names are this plain, and there may be thousands.
  if (/^[!-~]+(?: [!-~]+)*$/.test(name)) return name.toLowerCase();
  return name
    .replaceAll(/\p{Cc}|\p{Z}|\u2800/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The name, with what tells the person from others where it takes that. */
export function toldName({ id, name }: Person, marks: Telling): string {
  const mark = marks.get(id);
  return mark === undefined ? name : `${name} (${mark})`;
}

/** What a list shows beside a name: the nickname, and the uuid where that is somebody else's too. */
export function besideName({ id, nickname }: Person, marks: Telling): string {
  return [...(nickname === undefined ? [] : [plain(nickname)]), ...(marks.get(id) === id ? [plain(id)] : [])].join(' ');
}

/** Everybody whom an answer speaks of. */
export function peopleIn(answer: unknown): Person[] {
  return objectsIn(answer).filter(isPerson);
}

/**
 * The same answer with names that tell its people apart, and restrictions that are named with their number where two
 * look alike. Answers are plain JSON, and share what they have in common.
 */
export function withTellingNames<T>(answer: T, marks?: Telling): T {
  const parts = objectsIn(answer);
  const telling = marks ?? tellingOf(parts.filter(isPerson));
  const alike = lookingAlike(parts.filter(isRestriction));
  if (telling.size === 0 && alike.size === 0) return answer;
  return changedIn(answer, (one) => {
    if (isPerson(one) && telling.has(one.id)) return { name: toldName(one, telling) };
    return isRestriction(one) && alike.has(lookOf(one)) ? { looksAlike: true } : {};
  });
}

/** The same answer, its restrictions named with their number where two look alike; `withTellingNames` does this too. */
export function withTellingNumbers<T>(answer: T): T {
  return withTellingNames(answer, new Map());
}

/** Every object that an answer holds, once. */
function objectsIn(answer: unknown): object[] {
  const seen = new Set<object>();
  const open = [answer];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null || seen.has(one)) continue;
    seen.add(one);
    for (const part of Object.values(one)) if (typeof part === 'object') open.push(part);
  }
  return [...seen];
}

/** The same answer, each of its objects with what `change` gives for it. */
export function changedIn<T>(answer: T, change: (one: object) => object): T {
  const done = new Map<object, unknown>();

  function changed(one: unknown): unknown {
    if (typeof one !== 'object' || one === null) return one;
    const known = done.get(one);
    if (known !== undefined) return known;
    const next: unknown = Array.isArray(one)
      ? one.map(changed)
      : {
          ...Object.fromEntries(Object.entries(one).map(([key, part]) => [key, changed(part)])),
          ...change(one),
        };
    done.set(one, next);
    return next;
  }

  return changed(answer) as T;
}

/** Of all that answers hold, restrictions alone have a kind and a match. */
function isRestriction(one: object): one is RestrictionName {
  return 'kind' in one && 'match' in one;
}

/**
 * Of all that answers hold, people alone have an id and a name that are both text; who stands in for others has no id.
 */
export function isPerson(one: object): one is Person {
  return 'id' in one && 'name' in one && typeof one.id === 'string' && one.id !== '' && typeof one.name === 'string';
}
