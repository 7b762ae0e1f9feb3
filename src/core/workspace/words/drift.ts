import { unitOf } from '../../health/units';
import { thousands } from '../../words/counts';
import { enumeration, plain } from '../../words/names';
import type { ProblemCount } from '../digest';
import type { Drift } from '../drift';

/** How a repository drifted from an earlier moment, as sentences. */
export function sayDrift({ repository, is, come, gone, unclear, administrators }: Drift): string[] {
  const name = plain(repository.fullName);
  const names = (people: Drift['administrators']['come']) => enumeration(people.map((one) => plain(one.name)));
  const agree = ({ length }: readonly unknown[], one: string, several: string) => (length === 1 ? one : several);
  return [
    ...(is ? [ofRepository[is](name)] : []),
    ...come.map((one) => `${name} has ${problemsWords(one)} that it did not have before: ${titleOf(one.problem)}.`),
    ...gone.map((one) => `${name} no longer has ${problemsWords(one)} that it had before: ${titleOf(one.problem)}.`),
    ...unclear.map(
      (problem) => `Whether this is otherwise in ${name} is not known, as not all could be read: ${titleOf(problem)}.`,
    ),
    ...(administrators.come.length > 0
      ? [
          `${names(administrators.come)} ${agree(administrators.come, 'administers', 'administer')} ${name} now, ` +
            `and did not before.`,
        ]
      : []),
    ...(administrators.gone.length > 0
      ? [`${names(administrators.gone)} no longer ${agree(administrators.gone, 'administers', 'administer')} ${name}.`]
      : []),
  ];
}

const ofRepository: Record<NonNullable<Drift['is']>, (name: string) => string> = {
  new: (name) => `${name} was not there before.`,
  gone: (name) => `${name} is no longer there.`,
  'not read now': (name) => `${name} could be read before, and cannot now.`,
  'not read then': (name) => `${name} can be read now, and could not before.`,
};

function problemsWords({ count }: ProblemCount): string {
  return count === 1 ? 'a problem' : `${thousands(count)} problems`;
}

function titleOf(problem: string): string {
  return unitOf.get(problem)?.title ?? problem;
}
