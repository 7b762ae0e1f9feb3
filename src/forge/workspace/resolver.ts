import { makeResolver, type Request } from '@forge/resolver';
import type { CannotRead, WorkspaceCalls, WorkspacePortion, WorkspaceReading, WorkspaceRow } from '../../panel-calls';
import { inRealTime, timeOfReading, type Wait } from '../../bitbucket/port/port';
import type { ReadFacts } from '../../bitbucket/repository/read';
import { readRepositoryPage } from '../../bitbucket/workspace/repositories';
import type { RepositoryAmongMany } from '../../core/workspace/digest';
import { readingOf, readShown } from '../administrator';
import { workspaceIn } from '../context';
import { noting, type LimitSeen } from '../reading/budget';
import { answeredInTime, enough } from '../store/storage';
import { keepDays, keptDays } from '../store/workspace/days';
import { keptRow, keptRows } from '../store/workspace/rows';
import { daysIn, nextIn, pageIn, repositoryIn } from './payload';
import { goOn, reading } from './plan';
import { keepReading } from './readings';
import { forOwners, forWhoAdministers, type AskedOfWorkspace } from './standing';

/** Rows of one portion, and milliseconds that the storage has for them. */
const rowsAtOnce = 100;
const rowsInParallel = 20;
const patience = 10_000;
/** Milliseconds in which a reading is kept: Forge ends an invocation after 25 seconds. */
const longestKeeping = 12_000;
const longestAnswer = 24_000;

/** The functions that the page of a workspace calls; `wait` sleeps between attempts. */
export function workspaceResolver(wait: Wait): ReturnType<typeof makeResolver<WorkspaceCalls>> {
  const calls = {
    workspace: forWhoAdministers(rows, wait),
    workspaceRepositories: forWhoAdministers(repositories, wait),
    readRepository: readRepository(wait),
    startReading: forOwners(({ workspace }) => startReading(workspace, wait), wait),
    keepDays: forOwners(setDays, wait),
  };
  const resolve = makeResolver<WorkspaceCalls>(calls);
  // Otherwise what every object has, such as `constructor`, would be called like a function of ours.
  return async (request, beside) => {
    if (!Object.hasOwn(calls, request.call.functionKey)) throw new TypeError('There is no such function.');
    return resolve(request, beside);
  };
}

/** The resolver that the page of a workspace calls through Forge. */
export const workspace = workspaceResolver(inRealTime);

async function rows({ workspace, payload, standing }: AskedOfWorkspace): Promise<WorkspacePortion> {
  const next = nextIn(payload);
  return answeredInTime(
    standing.for === 'workspace-administrator'
      ? rowsOfAll(workspace, next)
      : rowsOfSome(workspace, standing.own, placeIn(next)),
    patience,
  );
}

async function rowsOfAll(workspace: string, from: string | undefined): Promise<WorkspacePortion> {
  const days = await keptDays(workspace);
  const [{ rows, next }, last] = await Promise.all([
    keptRows(workspace, days, rowsAtOnce, from),
    from === undefined ? reading(workspace) : undefined,
  ]);
  return {
    for: 'workspace-administrator',
    rows: rows.map(({ row }) => row),
    ...(next !== undefined && { next }),
    ...(from === undefined && { reading: last ?? null, days }),
  };
}

/** Only the rows of these repositories are looked up: of others not even the storage is asked. */
async function rowsOfSome(workspace: string, own: RepositoryAmongMany[], from: number): Promise<WorkspacePortion> {
  const days = await keptDays(workspace);
  const rows: WorkspaceRow[] = [];
  let end = from;
  for (let characters = 0; end < from + rowsAtOnce && end < own.length && characters < enough; end += rowsInParallel) {
    const ids = own.slice(end, end + rowsInParallel).map(({ id = '' }) => id);
    const some = await Promise.all(ids.map((id) => keptRow(workspace, id, days)));
    for (const kept of some) if (kept) rows.push(kept.row);
    characters = JSON.stringify(rows).length;
  }
  return {
    for: 'repository-administrator',
    rows,
    ...(end < own.length && { next: String(end) }),
    ...(from === 0 && { days }),
  };
}

/** A place in the viewer's own list; the first where it is none. */
function placeIn(next: string | undefined): number {
  return next !== undefined && /^\d{1,6}$/.test(next) ? Number(next) : 0;
}

type Repositories = ReturnType<WorkspaceCalls['workspaceRepositories']>;

async function repositories({ get, workspace, payload, standing }: AskedOfWorkspace): Promise<Repositories> {
  const page = pageIn(payload);
  if (standing.for === 'repository-administrator') {
    const { own, gap } = standing;
    const end = page * rowsAtOnce;
    const some = own.slice(end - rowsAtOnce, end);
    // A list that breaks off ends with what stood in the way, as Bitbucket's own would.
    if (gap && some.length === 0) return { cannotRead: { because: 'permission-not-known', gap } };
    return {
      repositories: some,
      ...(!gap && { size: own.length }),
      ...((gap ?? end < own.length) && { next: page + 1 }),
    };
  }
  const read = await readRepositoryPage(get, workspace, page);
  if ('unread' in read) return { cannotRead: { because: 'permission-not-known', gap: read.unread.gap } };
  const { size, next } = read;
  return {
    repositories: read.repositories.map(({ repository }) => repository),
    ...(size !== undefined && { size }),
    ...(next !== undefined && { next }),
  };
}

type OneRead = { row: WorkspaceRow } | { cannotRead: CannotRead };

/** Guarded as the settings page of the repository is. */
function readRepository(wait: Wait) {
  return async ({ payload, context }: Request<unknown>): Promise<OneRead & { rest?: number }> => {
    const began = performance.now();
    const place = { workspace: workspaceIn(context), slug: repositoryIn(payload) };
    const seen: LimitSeen = { calls: 0, rest: 0 };
    const read = await readingOf<ReadFacts, OneRead>(
      { place, payload, through: noting(seen) },
      ({ get }) => readShown(get, place),
      async (_, reading) => {
        const read = await reading;
        if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
        const keep = async () =>
          keepReading({ place, facts: read.facts, by: 'viewer' }, await keptDays(place.workspace), wait);
        const left = Math.min(longestKeeping, longestAnswer - (performance.now() - began));
        const row = await answeredInTime(keep(), left);
        if (row) return { row };
        throw new Error('This repository is being read by others just now. Try again in a moment.');
      },
      wait,
    );
    // Bitbucket's hour rolls: what was spent within minutes is free again within minutes, an hour later. Until then one
    // repository after each rest takes about a third of the last fifth, and once it is free nobody waits for long.
    return { ...read, ...(seen.rest > 0 && { rest: Math.ceil(seen.rest / 1_000) }) };
  };
}

async function startReading(workspace: string, wait: Wait): Promise<{ reading: WorkspaceReading }> {
  const begun = await goOn(workspace, { wait, force: true });
  // Somebody else is just beginning the first one.
  return { reading: begun ?? { startedAt: timeOfReading(), repositories: 0, read: 0, notRead: 0 } };
}

async function setDays({ workspace, payload }: AskedOfWorkspace<unknown>): Promise<{ days: number }> {
  const days = daysIn(payload);
  await answeredInTime(keepDays(workspace, days));
  return { days };
}
