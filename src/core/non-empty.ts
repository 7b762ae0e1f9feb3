/** A list with at least one element, to the compiler too. */
export type NonEmpty<T> = [T, ...T[]];

/** Whether a list has a first element, told to the compiler. */
export function isNonEmpty<T>(list: T[]): list is NonEmpty<T> {
  return list.length > 0;
}

/** The list and then these: surely not empty. */
export function followedBy<T>(list: T[], ...rest: NonEmpty<T>): NonEmpty<T> {
  const [first, ...others] = list;
  return first === undefined ? rest : [first, ...others, ...rest];
}
