/**
 * Some of many places, a bit for each: sets that are joined 32 places at a time. Words have a sign, as an engine keeps
 * such numbers without a box of their own.
 */
export type Bits = Int32Array;

/** None of so many places. */
export function noBits(size: number): Bits {
  return new Int32Array((size + 31) >>> 5);
}

/** All of so many places. */
export function allBits(size: number): Bits {
  const bits = noBits(size).fill(-1);
  const last = size & 31;
  if (last > 0) bits[bits.length - 1] = 2 ** last - 1;
  return bits;
}

/** Puts a place into the set. */
export function add(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** These of so many places. */
export function setOf(places: readonly number[], size: number): Bits {
  const bits = noBits(size);
  for (const at of places) add(bits, at);
  return bits;
}

/** Whether the place is in the set. */
export function has(bits: Bits, at: number): boolean {
  return ((bits[at >>> 5] ?? 0) & (1 << (at & 31))) !== 0;
}

/** Puts all of these into the set. */
export function addAll(bits: Bits, more: Bits): void {
  for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] ?? 0) | (more[word] ?? 0);
}

/** Takes all of these out of the set. */
export function removeAll(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] ?? 0) & ~(others[word] ?? 0);
}

/** Those that are in any of these; the set itself where there is one. */
export function inAny(sets: readonly [Bits, ...Bits[]]): Bits {
  const [first, ...others] = sets;
  if (others.length === 0) return first;
  const any = first.slice();
  for (const one of others) addAll(any, one);
  return any;
}

/** Those that are in both. */
export function inBoth(one: Bits, other: Bits): Bits {
  const both = one.slice();
  for (let word = 0; word < both.length; word += 1) both[word] = (both[word] ?? 0) & (other[word] ?? 0);
  return both;
}

/** Those of one set that are not in the other. */
export function without(one: Bits, other: Bits): Bits {
  const left = one.slice();
  removeAll(left, other);
  return left;
}

/** Puts those of a set that are in the other into one set, and the rest into another; says which have any. */
export function halved(
  set: Bits,
  other: Bits,
  { inside, outside }: { inside: Bits; outside: Bits },
): [isInside: boolean, isOutside: boolean] {
  let isInside = 0;
  let isOutside = 0;
  for (let at = 0; at < set.length; at += 1) {
    const word = set[at] ?? 0;
    const seen = other[at] ?? 0;
    isInside |= inside[at] = word & seen;
    isOutside |= outside[at] = word & ~seen;
  }
  return [isInside !== 0, isOutside !== 0];
}

/** Those of a set that are in the other, and those that are not; the set itself where it is not divided. */
export function halves(set: Bits, other: Bits): Bits[] {
  const parts = { inside: set.slice(), outside: set.slice() };
  const [isInside, isOutside] = halved(set, other, parts);
  return isInside && isOutside ? [parts.inside, parts.outside] : [set];
}

/** Whether the set has nothing in it. */
export function isEmpty(bits: Bits): boolean {
  for (const word of bits) if (word !== 0) return false;
  return true;
}

/** Adds a mark to what stands in the column at each place of the set. */
export function mark(column: Uint16Array, bits: Bits, one: number): void {
  for (let at = 0; at < bits.length; at += 1)
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) {
      const place = at * 32 + 31 - Math.clz32(word & -word);
      column[place] = (column[place] ?? 0) | one;
    }
}

/** The places of the set, in order. */
export function placesIn(bits: Bits): number[] {
  const places: number[] = [];
  for (let at = 0; at < bits.length; at += 1)
    for (let word = bits[at] ?? 0; word !== 0; word &= word - 1) places.push(at * 32 + 31 - Math.clz32(word & -word));
  return places;
}
