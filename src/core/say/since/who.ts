import { personName, verbsAfter, type PersonToName, type Verbs } from '../../words/names';

/** Their names as sentences have them, whoever reads first. */
export function namesIn(people: readonly PersonToName[]): string[] {
  const first = people.toSorted((a, b) => Number(b.isReader === true) - Number(a.isReader === true));
  return first.map(personName);
}

/** The verbs after these people and so many more subjects. */
export function verbsOf(people: readonly PersonToName[], more = 0): Pick<Verbs, 'has' | 'was'> {
  return people.length + more === 1 ? verbsAfter(people[0]) : { has: 'have', was: 'were' };
}
