import type { Listing, Unknown } from './model';

/** A list as far as it was read, how long Bitbucket says that it is, and how many entries it showed. */
export interface Portions<T> extends Listing<T> {
  size?: number;
  /** Left out where every entry is an item or a gap. */
  shown?: number;
}

/**
 * What was read before, and a portion more, each entry once. Where one comes twice, or there are more or fewer now, the
 * list changed in between, and another entry may have slipped from one portion into the other unseen: that is a gap.
 */
export function withPortion<T>(
  before: Portions<T> | undefined,
  portion: Portions<T>,
  of: Unknown,
  idOf: (item: T) => unknown,
): Portions<T> {
  const known = new Set(before?.items.map(idOf));
  const items = portion.items.filter((item) => !known.has(idOf(item)));
  const { size = before?.size } = portion;
  const changed = items.length < portion.items.length || (before?.size ?? size) !== size;
  const shown = portion.shown === undefined ? undefined : (before?.shown ?? 0) + portion.shown;
  return {
    items: [...(before?.items ?? []), ...items],
    gaps: [...(before?.gaps ?? []), ...(changed ? [{ of, because: 'truncated' } as const] : []), ...portion.gaps],
    ...(size !== undefined && { size }),
    ...(shown !== undefined && { shown }),
  };
}

/**
 * The list after its last portion: where it showed other than as many entries as there are, one slipped past unseen.
 */
export function ended<T>(read: Portions<T>, of: Unknown): Portions<T> {
  const { size, shown } = read;
  return size === undefined || shown === undefined || shown === size
    ? read
    : { ...read, gaps: [...read.gaps, { of, because: 'truncated' }] };
}

/** Work in small portions, so that a page can draw between them: a generator that yields nothing. */
export type Steps<T> = Generator<undefined, T>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
