import * as v from 'valibot';
import { isTransient, patiently, timeOfReading, type Wait } from '../../bitbucket/port/port';
import { readRepositoryPage, type Listed } from '../../bitbucket/workspace/repositories';
import { byApp } from '../as-app';
import { keepBatch, keepRound, type Batch, type Round, type ToRead } from '../store/workspace/rounds';
import { spending } from './calls';

/** Repositories of a batch, so that it is read in one invocation. */
const mostInBatch = 13;
/** Calls of listing one page, attempts included. */
const mostListing = 4;
/** Pages of a list: 100,000 repositories. */
const mostPages = 1_000;
const patience = 15_000;

/**
 * Adds the repositories of the next page as batches, and returns the round with them: the same where Bitbucket does not
 * answer. Throws where the storage fails.
 */
export async function listNext(
  workspace: string,
  round: Round,
  batches: Map<number, Batch>,
  wait: Wait,
): Promise<Round> {
  const { next = 1, startedAt } = round;
  const page = await spending(workspace, 'listing', mostListing, (port) =>
    readRepositoryPage(patiently(port.get, patience, wait), workspace, next),
  );
  if ('unread' in page) {
    if (isTransient(page.unread)) return round;
    // The list has become shorter; or the app may not see it.
    const gap = next > 1 ? undefined : byApp(page.unread.gap);
    return keptAs(workspace, { ...round, ...(gap && { gap, finishedAt: timeOfReading() }) });
  }
  const listedAt = timeOfReading();
  const parts = divided(page.repositories);
  for (const [at, part] of parts.entries()) {
    const projects = new Set(part.map(projectOf)).size;
    const batch: Batch = { repositories: part.map(toRead), projects, listedAt, sent: 0, sentAt: 0, failures: 0 };
    const number = round.batches + at;
    await keepBatch({ workspace, round: startedAt, batch: number }, batch);
    batches.set(number, batch);
  }
  const listed: Round = {
    ...round,
    repositories: page.size ?? round.repositories + page.repositories.length,
    batches: round.batches + parts.length,
  };
  return keptAs(workspace, listed, next < mostPages ? page.next : undefined);
}

/** Keeps the round, which goes on with this page of the list; without one, all are listed. */
async function keptAs(workspace: string, round: Round, next?: number): Promise<Round> {
  const kept: Round = { ...round };
  if (next === undefined) delete kept.next;
  else kept.next = next;
  await keepRound(workspace, kept);
  return kept;
}

/** In batches of nearly the same size, with the repositories of a project side by side. */
function divided(repositories: Listed[]): Listed[][] {
  const sorted = [...repositories].sort((a, b) => (projectOf(a) < projectOf(b) ? -1 : 1));
  const size = Math.ceil(sorted.length / Math.ceil(sorted.length / mostInBatch));
  return Array.from({ length: Math.ceil(sorted.length / size) || 0 }, (_, at) =>
    sorted.slice(at * size, (at + 1) * size),
  );
}

function projectOf({ repository: { project } }: Listed): string {
  return project?.key ?? '';
}

const ofProject = v.object({
  type: v.exactOptional(v.unknown()),
  uuid: v.exactOptional(v.unknown()),
  key: v.string(),
  name: v.exactOptional(v.unknown()),
});
/** What the reading of a repository takes from its entry in the list. */
const judgedBy = v.object({
  type: v.exactOptional(v.unknown()),
  uuid: v.string(),
  full_name: v.exactOptional(v.unknown()),
  project: v.exactOptional(v.union([ofProject, v.unknown()])),
  mainbranch: v.exactOptional(v.unknown()),
});

function toRead({ repository: { id = '', fullName }, body }: Listed): ToRead {
  return { id, fullName, entry: v.parse(judgedBy, body) };
}
