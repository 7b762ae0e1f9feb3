/** A number from 0 up to 1. */
export type Random = () => number;

/** The words of a text. */
export function words(text: string): string[] {
  return text.split(' ');
}

/** What stands at this place, counted on from the start where the list is shorter. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('an empty list has no elements');
  return found;
}

/** One of a list. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return at(list, Math.floor(random() * list.length));
}

/** At most so many of a list. */
export function some<T>(random: Random, list: readonly T[], most: number): T[] {
  return list.length === 0
    ? []
    : [...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(random, list)))];
}

/** So many hexadecimal digits. */
export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** A uuid of version 4, in braces as Bitbucket writes it. */
export function uuid(random: Random): string {
  return `{${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${pick(random, ['8', '9', 'a', 'b'])}${hex(random, 3)}-${hex(random, 12)}}`;
}

/** mulberry32: a number from 0 up to 1, the same sequence for the same seed (Tommy Ettinger, public domain). */
export function mulberry32(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Given names, for people who do not exist. */
export const firstNames = [
  ...words('Ada Aiko Amara Ana Ben Carla Chen Dara Elif Emil Fatima Felix Gita Hana Hugo Ines Ivan Jana Jonas'),
  ...words('Kofi Lena Liam Luca Mara Mei Milo Nadia Noor Olu Omar Pia Priya Ravi Rosa Sam Sofia Tariq Tomás Uma'),
  ...words('Vera Wei Yara Zoe'),
];
/** Their family names. */
export const lastNames = [
  ...words('Adeyemi Bauer Berg Castro Cohen Costa Dubois Eriksen Fischer Garcia Haddad Horvat Ito Jansen Jones'),
  ...words('Kaya Khan Kim Kowalski Larsen Lee Lovell Marino Mensah Moreau Nakamura Novak Okafor Patel Petrov'),
  ...words('Raman Rossi Sato Schmidt Silva Singh Tanaka Vidal Wang Weber'),
];
