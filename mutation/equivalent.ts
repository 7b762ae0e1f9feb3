import type { Mutant } from './mutants';

/** A mutant that no test can tell from the original, and why. Line numbers move; words of the source stay. */
export interface Equivalent {
  file: string;
  original: string;
  replacement: string;
  /** The whole line where it begins, where original and replacement stand more than once in the file. */
  within?: string;
  because: string;
}

/** Which mutants these are: their ids, with what is wrong with the list itself. */
export function equivalents(
  list: readonly Equivalent[],
  mutants: readonly Mutant[],
): { ids: Set<string>; wrong: string[] } {
  const ids = new Set<string>();
  const wrong: string[] = [];
  for (const one of list) {
    const { file, original, replacement, within, because } = one;
    const met = mutants.filter(
      (mutant) =>
        mutant.file === file &&
        mutant.original === original &&
        mutant.replacement === replacement &&
        (within === undefined || mutant.within === within),
    );
    const [mutant, ...others] = met;
    const name = `${file}: ${original} -> ${replacement}`;
    if (!mutant) wrong.push(`${name}: no such mutant any more`);
    else if (others.length > 0)
      wrong.push(`${name}: ${String(met.length)} mutants are so; say the line they are within`);
    else if (ids.has(mutant.id)) wrong.push(`${name}: stands twice`);
    else if (because.trim() === '') wrong.push(`${name}: no reason is given`);
    else ids.add(mutant.id);
  }
  return { ids, wrong };
}
