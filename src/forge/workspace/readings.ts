import * as v from 'valibot';
import type { WorkspaceRow } from '../../panel-calls';
import type { Place } from '../../bitbucket/repository/access';
import type { Wait } from '../../bitbucket/port/port';
import type { Facts, Gap } from '../../core/model';
import { turnOf, type RepositoryChanges } from '../../core/workspace/changes';
import { changesBetween } from '../../core/workspace/between/between';
import { digestOf, type UnreadRepository } from '../../core/workspace/digest';
import { withProjectRules } from '../../core/people/project-rules';
import { withSuppliedLists } from '../../core/people/supplied/lists';
import { readByApp } from '../as-app';
import { bareId } from '../place';
import { giveTurnBack, takeTurn, type Turn } from '../reading/turn';
import { isPartlyRead, keepSnapshot, keptBefore, keptSnapshot, type FactsStore } from '../store/snapshot';
import { keptLists } from '../store/members';
import { keptProjectRules } from '../store/project-rules';
import { keptInTime } from '../store/storage';
import { isChangeId, keepChange } from '../store/workspace/changes';
import { isAlive } from '../store/workspace/days';
import { keepRow, keptRow, type KeptRow } from '../store/workspace/rows';

/*
 * What is kept of a reading: what changed since the reading before, then the facts, then the row. The facts are what
 * counts, and they name the last change: whoever dies in between leaves nothing half kept, and the next reading makes
 * the row anew.
 */

/** A reading of a repository, by uuids. */
export interface Reading {
  place: Place;
  facts: Facts;
  by: WorkspaceRow['by'];
}

const moment = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Which two readings a change lies between, and for how many people a verdict was then another. */
const between = { from: moment, to: moment, gained: count, lost: count };
/** What is kept beside the facts. */
const beside = v.strictObject({
  by: v.picklist(['app', 'viewer']),
  /** When the first of the readings that follow one another was made. */
  first: moment,
  /** The last change. */
  last: v.exactOptional(v.strictObject({ id: v.pipe(v.string(), v.check(isChangeId)), ...between })),
  /** The last one by which somebody gained or lost, where that is not the last. */
  turned: v.exactOptional(v.strictObject(between)),
});
/** By whom facts were read, since when there are any, and the last change in them. */
export type Beside = v.InferOutput<typeof beside>;

/** The place of the facts of a workspace's repositories, which stay for so many days. */
export function factsKeptFor(days: number): FactsStore {
  return { prefix: 'workspace-facts', hours: () => days * 24, replaces: () => true };
}

/** When the kept facts of a repository were read, and what is kept beside them. Throws where the storage fails. */
export async function lastReading(place: Place, days: number): Promise<{ readAt: string; beside: Beside } | undefined> {
  const kept = await keptBefore(place, factsKeptFor(days));
  return kept && isAlive(kept.readAt, days) && v.is(beside, kept.beside)
    ? { readAt: kept.readAt, beside: kept.beside }
    : undefined;
}

/**
 * Keeps a reading, and returns the row that is shown from then on. A later reading that is kept already stays; so does
 * one that shows the rules and permissions, where this one does not. Undefined where somebody else keeps one all the
 * time. Throws where the storage fails.
 */
export function keepReading(reading: Reading, days: number, wait: Wait): Promise<WorkspaceRow | undefined> {
  return inTurn(reading.place, wait, async () => {
    const { place, by } = reading;
    const facts = asKept(reading);
    const store = factsKeptFor(days);
    const head = keptBefore(place, store);
    const kept = await keptSnapshot(place, store);
    const last = kept && v.is(beside, kept.beside) ? { facts: kept.facts, beside: kept.beside } : undefined;
    if (last && !isLater(facts, last.facts)) return keptAsRow(place, last, days);
    if (last && isPartlyRead(facts) && !isPartlyRead(last.facts))
      return keptAsRow(place, last, days, { at: facts.readAt ?? '', gap: whatIsMissing(facts) });
    const changed = (last && (await changeSince(place, last, facts, days))) ?? last?.beside.last;
    const first = last?.beside.first ?? facts.readAt ?? '';
    const turned = changed && !hasTurned(changed) ? turnedIn(last?.beside) : undefined;
    const next: Beside = { by, first, ...(changed && { last: changed }), ...(turned && { turned }) };
    await keepSnapshot(place, facts, { store, before: head, beside: next });
    return keptAsRow(place, { facts, beside: next }, days);
  });
}

/**
 * Keeps that a repository could not be read at all. Facts that were kept before stay, and so does the row of a later
 * attempt. Undefined and throws as `keepReading`.
 */
export function keepUnread(
  place: Place,
  { repository, gap }: UnreadRepository,
  at: string,
  days: number,
  wait: Wait,
): Promise<WorkspaceRow | undefined> {
  return inTurn(place, wait, async () => {
    const kept = await keptSnapshot(place, factsKeptFor(days));
    if (kept && v.is(beside, kept.beside))
      return keptAsRow(place, { facts: kept.facts, beside: kept.beside }, days, { at, gap });
    const row: WorkspaceRow = { digest: { repository, gap }, by: 'app' };
    await keepRow(place.workspace, place.slug, { readAt: at, row }, days);
    return row;
  });
}

function hasTurned({ gained, lost }: Pick<Changed, 'gained' | 'lost'>): boolean {
  return gained + lost > 0;
}

/** The last change by which somebody gained or lost. */
function turnedIn({ last, turned }: Partial<Beside> = {}): Changed | undefined {
  return last && hasTurned(last) ? changedOf(last) : turned;
}

interface Last {
  facts: Facts;
  beside: Beside;
}

/** Facts as they are compared with others: whoever read them is no part of them. */
function asKept({ facts, by }: Reading): Facts {
  const nobody: Gap = { of: { what: 'viewer' }, because: 'not-offered' };
  const unnamed: Facts = {
    ...facts,
    viewer: { known: false, gap: nobody },
    viewerLevel: { known: false, gap: nobody },
  };
  return by === 'app' ? readByApp(unnamed) : unnamed;
}

function isLater({ readAt = '' }: Facts, { readAt: before = '' }: Facts): boolean {
  return Date.parse(readAt) > Date.parse(before);
}

/** What keeps a reading from taking the place of one that shows more. */
function whatIsMissing({ restrictions, permissions, model }: Facts): Gap {
  const [gap] = [...restrictions.gaps, ...permissions.gaps, ...(model.known ? [] : [model.gap])];
  return gap ?? { of: { what: 'restrictions' }, because: 'truncated' };
}

async function changeSince(
  place: Place,
  { facts: earlier, beside: { last } }: Last,
  facts: Facts,
  days: number,
): Promise<Beside['last']> {
  const change = changesBetween(earlier, facts);
  if (!isSure(change)) return undefined;
  const [from = '', to = ''] = [earlier.readAt, facts.readAt];
  const id = await keepChange(place, { change: { ...change, from, to }, ...(last && { before: last.id }) }, days);
  return { id, from, to, gained: people(change, 'gained'), lost: people(change, 'lost') };
}

/** What only one of two readings could see is no change; only what both could is. */
function isSure({ renamedFrom, changed, shifts }: RepositoryChanges): boolean {
  return (
    renamedFrom !== undefined ||
    changed.some((one) => one.changed !== 'seen' && !('unsure' in one && one.unsure)) ||
    shifts.some((shift) => turnOf(shift) !== 'unclear')
  );
}

function people({ shifts }: RepositoryChanges, turn: 'gained' | 'lost'): number {
  const moved = shifts.filter((shift) => turnOf(shift) === turn).flatMap(({ actors }) => actors);
  return new Set(moved.flatMap((actor) => (actor.type === 'user' ? [actor.person.id] : []))).size;
}

async function keptAsRow(
  place: Place,
  { facts, beside: { by, last, turned } }: Last,
  days: number,
  tried?: WorkspaceRow['tried'],
): Promise<WorkspaceRow> {
  const { workspace, slug } = place;
  const { readAt = '' } = facts;
  const before = await keptRow(workspace, slug, days);
  const later = laterOf(tried, before?.row.tried, readAt);
  const row: WorkspaceRow = {
    digest: digestOf(await withSupplied(place, facts)),
    by,
    ...(last && isAlive(last.to, days) && { changed: changedOf(last) }),
    ...(turned && isAlive(turned.to, days) && { turned }),
    ...(later && { tried: later }),
  };
  const next: KeptRow = { readAt, row };
  await keepRow(workspace, slug, next, days);
  return row;
}

/**
 * The facts as the settings page judges them, with what administrators supplied; without it, where the storage does not
 * answer, less is known and nothing else.
 */
async function withSupplied(place: Place, facts: Facts): Promise<Facts> {
  const [lists, rules] = await Promise.all([
    keptInTime(keptLists(place)),
    keptInTime(keptProjectRules(place, facts.repository)),
  ]);
  return withProjectRules(lists ? withSuppliedLists(facts, lists) : facts, rules);
}

/** The last attempt that saw less than the reading before it. */
function laterOf(one: WorkspaceRow['tried'], other: WorkspaceRow['tried'], readAt: string): WorkspaceRow['tried'] {
  const [last] = [one, other]
    .filter((attempt) => attempt !== undefined)
    .filter(({ at }) => Date.parse(at) > Date.parse(readAt))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return last;
}

type Changed = NonNullable<WorkspaceRow['changed']>;

function changedOf({ from, to, gained, lost }: NonNullable<Beside['last']>): Changed {
  return { from, to, gained, lost };
}

/** Milliseconds between attempts to take the turn to keep a reading of one repository. */
const pauses = [0, 200, 500, 1_000];

/** One reading of a repository is kept at a time: each is compared with the one before it. */
async function inTurn<T>({ workspace, slug }: Place, wait: Wait, keep: () => Promise<T>): Promise<T | undefined> {
  const turn: Turn = { key: `workspace-keeping:${bareId(workspace)}:${bareId(slug)}`, longest: 30_000 };
  for (const pause of pauses) {
    if (pause > 0) await wait(pause);
    const began = Date.now();
    if (!(await takeTurn(turn))) continue;
    try {
      return await keep();
    } finally {
      if (Date.now() < began + turn.longest) await giveTurnBack(turn).catch(() => undefined);
    }
  }
  return undefined;
}
