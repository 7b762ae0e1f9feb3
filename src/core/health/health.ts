import { distinctGaps } from '../answer';
import type { NotChecked } from '../decision';
import type { Facts, Gap } from '../model';
import { notCheckedAnyhow, suppliedIn } from '../questions/not-checked';
import type { Beside } from '../questions/survey';
import { finish, type Steps } from '../portions/steps';
import { severities, type Problem, type Severity } from './problem';
import { looking, unseen } from './seen';
import { units } from './units';

/** What is wrong with the rules of a repository, the worst first. `gaps` is what was not read, and so not looked at. */
export interface Health extends Beside {
  problems: Problem[];
  gaps: Gap[];
}

/** What is wrong with the rules of a repository. */
export function health(facts: Facts): Health {
  return finish(examining(facts));
}

/** The same a little at a time: of a large repository it takes seconds. */
export function* examining(facts: Facts): Steps<Health> {
  const seen = yield* looking(facts);
  const found: Problem[] = [];
  for (const { find } of units) {
    found.push(...(yield* find(seen)));
    yield;
  }
  const { readAt } = facts;
  // Whoever asks what is wrong with the rules pushes nothing: what a push would need besides is not of this answer.
  const notChecked = notCheckedAnyhow(facts).filter(({ what }: NotChecked) => what !== 'credential-scopes');
  return {
    problems: severities.toReversed().flatMap((level) => found.filter((one) => one.level === level)),
    gaps: distinctGaps(unseen(seen)),
    notChecked,
    ...suppliedIn(facts),
    ...(readAt !== undefined && { readAt }),
  };
}

/** Whether a problem is at least so bad. */
export function isAtLeast({ level }: Pick<Problem, 'level'>, least: Severity): boolean {
  return severities.indexOf(level) >= severities.indexOf(least);
}
