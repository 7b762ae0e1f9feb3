import type { RepositoryNames } from '../repository';
import { changedIn, isPerson } from './telling-names';

/** Whoever reads an answer. */
export interface Reader {
  /** The uuid of the person, where it is known. */
  id?: string | undefined;
  /** Whether they administer the repository that it is about. */
  administers: boolean;
}

/**
 * The same answer for this reader, who is *you* in its sentences: the person by name, and with `administers` whoever
 * administers the repository. What is sent to others is made from the answer as it was.
 */
export function toReader<T>(answer: T, { id, administers }: Reader): T {
  return changedIn(answer, (one) => {
    if (id !== undefined && isPerson(one) && one.id === id) return { isReader: true };
    return administers && isRepository(one) ? { readerAdministers: true } : {};
  });
}

/** Whether an answer about this repository was made for a reader who administers it. */
export function readerAdministers(
  repository: Pick<RepositoryNames, 'fullName'> & { readerAdministers?: true },
): boolean {
  return repository.readerAdministers === true;
}

/** Of all that answers hold, the names of a repository alone have a workspace and a slug. */
function isRepository(one: object): one is RepositoryNames {
  return 'fullName' in one && 'workspace' in one && 'slug' in one;
}
