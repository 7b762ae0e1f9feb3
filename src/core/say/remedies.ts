import type { Decision } from '../decision';
import type { Remedy } from '../remedy';
import { waysOut } from '../ways-out/table';
import type { Mover, OfDecision } from '../ways-out/way-out';
import { actorName, plainly, sentence } from '../words/names';
import { readerAdministers } from '../words/reader';
import type { Shell } from '../words/shell';

/** A way out in words, and whose move it is. */
export interface SpokenRemedy {
  do: string;
  who: Mover;
  page: string;
}

/**
 * A way out in words, with commands for this shell. `you` is the actor; where somebody else asks, the actor is named.
 */
export function sayRemedy(
  remedy: Remedy,
  { question, repository, actorIsViewer }: Pick<Decision, 'question' | 'repository' | 'actorIsViewer'>,
  shell: Shell = 'posix',
): SpokenRemedy {
  // The type of `Remedy` holds which data belong to which way; the compiler cannot follow that through the table.
  const { do: words, who, page }: OfDecision<never> = waysOut[remedy.way];
  const names = plainly(repository);
  const theirs = readerAdministers(repository);
  const administrator = theirs ? 'you' : `an administrator of ${names.fullName}`;
  const said = words(remedy as never, {
    you: actorIsViewer || question.actor.type !== 'user' ? 'you' : actorName(question.actor),
    administrator,
    shell,
    question,
    repository: names,
  });
  const mover = typeof who === 'string' ? who : who(remedy as never);
  return {
    do: sentence(said),
    who: theirs && mover === 'repository-admin' ? 'you' : mover,
    page: typeof page === 'string' ? page : page(repository, remedy as never),
  };
}
