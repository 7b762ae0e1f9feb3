import { found } from '../controls/search';
import type { BranchClass, BranchClasses } from './use-branch-classes';

/** A class, and those of its names that were looked for: the best match first. */
export interface NarrowedClass {
  one: BranchClass;
  names: readonly string[];
}

/** Classes in order; where something is looked for, those whose names hold it, that of the best match first. */
export function narrowed({ classes, byName }: BranchClasses, find: string): NarrowedClass[] {
  if (find.trim() === '') return classes.map((one) => ({ one, names: one.names }));
  const all = [...byName.keys()].map((name) => ({ texts: [name] }));
  const rows = new Map<BranchClass, string[]>();
  for (const {
    texts: [name = ''],
  } of found(all, find, all.length)) {
    const one = byName.get(name);
    const names = one && rows.get(one);
    if (names) names.push(name);
    else if (one) rows.set(one, [name]);
  }
  return [...rows].map(([one, names]) => ({ one, names }));
}
