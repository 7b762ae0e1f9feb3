import type { Person } from '../model';
import {
  isUnread,
  type ProblemCount,
  type RepositoryAmongMany,
  type RepositoryDigest,
  type UnreadRepository,
} from './digest';
import { restsOn } from './report';

/** What a report says of a repository otherwise than at an earlier moment. Plain JSON. */
export interface Drift {
  repository: RepositoryAmongMany;
  /** Whether the repository itself came, went, or could be read once alone. */
  is?: 'new' | 'gone' | 'not read now' | 'not read then';
  /** Problems found more often than before, and less often: by how many. */
  come: ProblemCount[];
  gone: ProblemCount[];
  /** Problems of which that is not known: what they rest on could not be read at one of the two moments. */
  unclear: string[];
  /** Who surely administers it now and did not, and the other way round. */
  administrators: { come: Person[]; gone: Person[] };
}

/** A repository at one moment; undefined where there was none. */
export type Moment = RepositoryDigest | UnreadRepository | undefined;

/** How a repository drifted from an earlier moment; undefined where a report says the same of it. */
export function driftOf(before: Moment, after: Moment): Drift | undefined {
  const present = after ?? before;
  if (!present) return undefined;
  const none = { come: [], gone: [], unclear: [], administrators: { come: [], gone: [] } };
  const { repository } = present;
  if (!before || !after) return { repository, is: before ? 'gone' : 'new', ...none };
  if (isUnread(before) || isUnread(after)) {
    if (isUnread(before) && isUnread(after)) return undefined;
    return { repository, is: isUnread(after) ? 'not read now' : 'not read then', ...none };
  }
  const found = { ...problemsDrift(before, after), administrators: administratorsDrift(before, after) };
  const { come, gone } = found.administrators;
  const isSame = [found.come, found.gone, found.unclear, come, gone].every(({ length }) => length === 0);
  return isSame ? undefined : { repository, ...found };
}

function problemsDrift(before: RepositoryDigest, after: RepositoryDigest): Pick<Drift, 'come' | 'gone' | 'unclear'> {
  const found: Pick<Drift, 'come' | 'gone' | 'unclear'> = { come: [], gone: [], unclear: [] };
  const ids = [...after.problems, ...before.problems].map(({ problem }) => problem);
  for (const problem of new Set(ids)) {
    const [old, now] = [before, after].map(({ problems }) => problems.filter((one) => one.problem === problem));
    const [come, gone] = [moreIn(now ?? [], old ?? []), moreIn(old ?? [], now ?? [])];
    // What was found is so; of what was not found, or is not so bad, that is known only where all was read.
    const isClear = ({ gaps }: RepositoryDigest) => !gaps.some(({ of }) => restsOn(problem).includes(of.what));
    const isSure = (come.length === 0 || isClear(before)) && (gone.length === 0 || isClear(after));
    if (!isSure) found.unclear.push(problem);
    else {
      found.come.push(...come);
      found.gone.push(...gone);
    }
  }
  return found;
}

/** How much more often each level was found in the first. */
function moreIn(some: readonly ProblemCount[], others: readonly ProblemCount[]): ProblemCount[] {
  return some.flatMap((one): ProblemCount[] => {
    const count = one.count - (others.find(({ level }) => level === one.level)?.count ?? 0);
    return count > 0 ? [{ ...one, count }] : [];
  });
}

/** Of somebody of whom a reading cannot tell, nobody knows whether they administered it. */
function administratorsDrift(
  { administrators: before }: RepositoryDigest,
  { administrators: after }: RepositoryDigest,
): Drift['administrators'] {
  const beyond = (some: RepositoryDigest['administrators'], others: RepositoryDigest['administrators']) => {
    if (others.unsure > 0 || others.isPart) return [];
    const known = new Set(others.people.map(({ id }) => id));
    return some.people.filter(({ id }) => !known.has(id));
  };
  return { come: beyond(after, before), gone: beyond(before, after) };
}
