import type { Person, Restriction } from '../model';
import { counted } from '../words/counts';
import { code, enumeration, forbids, plain, restrictionName, restrictionNames } from '../words/names';
import type { Some } from './problem';

/** A restriction as the subject of a sentence. */
export function named(restriction: Restriction): string {
  const name = restrictionName(restriction);
  return forbids(restriction.kind) ? `the restriction against ${name}` : name;
}

/** Several of one kind, as one subject. */
export function namedAll(restrictions: Restriction[]): string {
  const against = restrictions.some(({ kind }) => forbids(kind));
  return `${against ? 'the restriction against ' : ''}${restrictionNames(restrictions)}`;
}

/** As `enumeration`, of a list of which the first are at hand. */
export function listed<T>({ first, count }: Some<T>, say: (one: T) => string, word: 'and' | 'or' = 'and'): string {
  const names = first.map(say);
  if (count <= names.length) return enumeration(names, word);
  return `${names.slice(0, 5).join(', ')} ${word} ${String(count - 5)} others`;
}

/** Branches by name. */
export function branches(some: Some<string>): string {
  return listed(some, code);
}

/** People by name. */
export function people(some: Some<Person>): string {
  return listed(some, ({ name }) => plain(name));
}

/** So many people can do something; `unsure`: of others it is not known, so that there may be more. */
export function sure(count: number, unsure: boolean, one = 'person', several = 'people'): string {
  return `${unsure ? 'at least ' : ''}${counted(count, one, several)}`;
}

/** `can` stays; `is` of one is `are` of several. */
export function agree({ count }: Some<unknown>, one: string, several: string): string {
  return count === 1 ? one : several;
}
