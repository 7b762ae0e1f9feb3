import type { CannotRead } from '../panel-calls';
import { bitbucketApi } from '../bitbucket/port/port';
import type { Request } from '@forge/resolver';
import { readOwnLevel, readRepository, withoutFilter, type Place } from '../bitbucket/repository/access';
import { isShownToAdministrators } from '../bitbucket/repository/administration';
import { readFacts, type ReadFacts } from '../bitbucket/repository/read';
import { budgetOf } from '../bitbucket/port/budget';
import type { Api } from '../bitbucket/port/paging';
import { closable, once, patiently, timeOfReading, type Get, type Wait } from '../bitbucket/port/port';
import type { Fact, Gap, Level } from '../core/model';
import { placeIn } from './context';
import { forgeGet } from './get';

/** What an answer is made from. */
export interface Asked {
  /** Requests as the viewer, each path once. */
  get: Get;
  place: Place;
  /** As the browser sent it, not yet validated. */
  payload: unknown;
}

/**
 * Milliseconds for all requests to Bitbucket: Forge ends an invocation after 25 seconds. What is not read by then is a
 * gap, which is better than no answer at all.
 */
export const patience = 20_000;

/**
 * Requests in one invocation, retries included: Forge documents a limit of 100 and does not exempt requests to
 * Bitbucket.
 */
export const mostRequests = 90;

/** Requests that may be made beside the check of who looks, which needs up to 24 of its own. */
const mostBeside = 60;

/** Pages of one list, so that one with 6,000 people leaves requests for the others. */
const mostPages = 60;

/** Reads what Bitbucket shows of a repository, but for its branches, and for members of groups: never in Forge. */
export function readShown(get: Get, place: Place): Promise<ReadFacts> {
  return readFacts(get, { ...place, branches: false, askGroups: false, mostPages, readAt: timeOfReading() });
}

/**
 * Guards every call but `pullRequest`: an answer is made only for a viewer whose own permission on the repository of
 * Forge's context is `admin`, as Bitbucket reports it to the viewer; anybody else learns why there is none.
 */
export function forAdministrators<T extends object>(answer: (asked: Asked) => Promise<T>, wait: Wait) {
  return withReading(() => Promise.resolve(undefined), answer, wait);
}

/**
 * The same, where what the answer is made from is read beside the check, which costs no round trip then. `read`
 * requests as the viewer what Bitbucket shows the viewer, and does nothing else: who does not pass is told nothing of
 * it, and nothing more is requested.
 */
export function withReading<R, T extends object>(
  read: (asked: Asked) => Promise<R>,
  answer: (asked: Asked, reading: Promise<R>) => Promise<T>,
  wait: Wait,
) {
  return ({ payload, context }: Request<unknown>): Promise<T | { cannotRead: CannotRead }> =>
    readingOf({ place: placeIn(context), payload }, read, answer, wait);
}

/** The same for a repository that the caller names; `through` wraps every request to Bitbucket. */
export async function readingOf<R, T extends object>(
  { place, payload, through }: Omit<Asked, 'get'> & { through?: (get: Get) => Get },
  read: (asked: Asked) => Promise<R>,
  answer: (asked: Asked, reading: Promise<R>) => Promise<T>,
  wait: Wait,
): Promise<T | { cannotRead: CannotRead }> {
  const { get, close } = asViewer(wait, through);
  const checked = reasonAgainst(get, place);
  let made = 0;
  const beside: Get = async (path) => {
    if (++made > mostBeside) await checked;
    return get(path);
  };
  // What the payload is refused with is thrown to those who pass, like all that goes wrong in reading.
  const reading = (async () => read({ get: beside, place, payload }))();
  reading.catch(() => undefined);
  try {
    const cannotRead = await checked;
    return cannotRead ? { cannotRead } : await answer({ get, place, payload }, reading);
  } finally {
    close();
  }
}

/** Requests as the viewer for one answer, each path once, within what an invocation may take; `close` ends them. */
export function asViewer(wait: Wait, through = (get: Get): Get => get): { get: Get; close: () => void } {
  const { get: open, close } = closable(budgetOf(mostRequests)(through(forgeGet('user'))));
  return { get: once(patiently(open, patience, wait)), close };
}

/**
 * The viewer's own permission on the repository, from whatever source, as Bitbucket reports it to them. Where that call
 * fails or leaves the repository out, `admin` if Bitbucket shows them what only administrators see. An unfamiliar
 * permission is left unknown. This stands between people and names, so weaker evidence is not enough.
 */
export async function readViewerLevel(api: Api, place: Place): Promise<Fact<Level>> {
  const repository = { id: place.slug };
  const filtered = await readOwnLevel(api, place.workspace, repository);
  if (filtered.known || isStrange(filtered.gap)) return filtered;
  const [own, shown] = await Promise.all([
    withoutFilter(api, place.workspace, repository, filtered),
    isShownToAdministrators(api, place),
  ]);
  return !own.known && !isStrange(own.gap) && shown ? { known: true, value: 'admin' } : own;
}

/** Whether the list arrived but what it says of this repository cannot be understood. */
function isStrange({ because, status }: Gap): boolean {
  return because === 'not-understood' && status === undefined;
}

async function reasonAgainst(get: Get, place: Place): Promise<CannotRead | undefined> {
  const [read, level] = await Promise.all([
    readRepository(get, place),
    readViewerLevel({ get, base: bitbucketApi }, place),
  ]);
  if ('unreadable' in read) return { because: 'unreadable', unreadable: read.unreadable };
  const repository = read.repository.fullName;
  if (!level.known) return { because: 'permission-not-known', repository, gap: level.gap };
  return level.value === 'admin' ? undefined : { because: 'not-administrator', repository, level: level.value };
}
