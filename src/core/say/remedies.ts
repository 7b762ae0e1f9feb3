import type { MergeDecision } from '../merge-decision';
import type { MergeRemedy, Remedy } from '../remedy';
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

/** The words of ways out by their ids: `waysOut`, or those that know pull requests too. */
export type WordsOfWays = Readonly<Record<string, OfDecision<never>>>;

type Asked = Pick<MergeDecision, 'question' | 'repository' | 'actorIsViewer'>;

/**
 * A way out in words, with commands for this shell. `you` is the actor; where somebody else asks, the actor is named.
 */
export function sayRemedy(remedy: Remedy, asked: Asked, shell?: Shell): SpokenRemedy {
  return remedyIn(waysOut, remedy, asked, shell);
}

/** The same in the words of these ways. Throws where they have none. */
export function remedyIn(
  ways: WordsOfWays,
  remedy: MergeRemedy,
  { question, repository, actorIsViewer }: Asked,
  shell: Shell = 'posix',
): SpokenRemedy {
  const way = ways[remedy.way];
  if (!way) throw new Error(`The way out ${remedy.way} has no words here.`);
  const { do: words, who, page } = way;
  const names = plainly(repository);
  const theirs = readerAdministers(repository);
  const administrator = theirs ? 'you' : `an administrator of ${names.fullName}`;
  // The type of `Remedy` holds which data belong to which way; the compiler cannot follow that through the table.
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
