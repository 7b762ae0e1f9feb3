import type { Person } from '../../model';
import { plain } from '../../words/names';

/** What `withYou` calls whoever reads. */
export const you = 'you';

/** Their names as sentences have them, whoever reads first. */
export function namesIn(people: readonly Pick<Person, 'name'>[]): string[] {
  const names = people.map(({ name }) => plain(name));
  return names.toSorted((a, b) => Number(b === you) - Number(a === you));
}

/** The verbs that agree with these names, and so many more subjects. */
export function be(names: readonly string[], more = 0): { are: string; were: string; have: string } {
  const isOne = names.length + more === 1 && !names.includes(you);
  return isOne ? { are: 'is', were: 'was', have: 'has' } : { are: 'are', were: 'were', have: 'have' };
}
