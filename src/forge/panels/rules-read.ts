import type { RulesRead } from '../../panel-calls';
import { repositoryPathOf, type Place } from '../../bitbucket/repository/access';
import type { Get, Reply, Wait } from '../../bitbucket/port/port';
import type { Because, Facts } from '../../core/model';
import { readShown } from '../administrator';
import { forgetDenials, keepDenials, keptDenials } from '../store/app-denials';
import { readAsApp, readByApp } from '../as-app';
import { isPartlyRead, isRead, keepSnapshot, keptBefore, keptSnapshot } from '../store/snapshot';
import { keptInTime } from '../store/storage';

/** The facts of a repository, and where and when they were read. */
export interface Rules {
  facts: Facts;
  rules: RulesRead;
}

/** For whom the rules are read, and how. */
export interface Reading {
  /** Requests as the viewer, each path once. The repository itself was requested before. */
  get: Get;
  place: Place;
  administrator: boolean;
  /** An earlier reading of the rules, where one is kept. */
  kept: Rules | undefined;
  /** Read as the app even where Bitbucket denied it within the hour. */
  again: boolean;
  /** When to stop waiting for Bitbucket, in milliseconds of `performance.now()`. */
  deadline: number;
  wait: Wait;
  /** Counts the viewer's and the app's requests against one budget. */
  within: (get: Get) => Get;
}

/** Milliseconds for which completely read rules are used, for those who may not read them, without asking Bitbucket. */
const freshFor = 600_000;

/** The rules as last read by anybody; undefined where nobody could read them, or the storage fails. */
export async function keptRules(place: Place): Promise<Rules | undefined> {
  const kept = await keptInTime(keptSnapshot(place));
  return kept && showsRestrictions(kept.facts) ? rulesOf('snapshot', kept.facts) : undefined;
}

/** Whether rules were read completely within the last ten minutes. */
export function isFresh({ facts }: Rules): boolean {
  return Date.now() < Date.parse(facts.readAt ?? '') + freshFor && !isPartlyRead(facts);
}

/**
 * The rules as an administrator reads them. For anybody else, or where that fails: as the app reads them, else as they
 * were kept, else what little could be seen.
 */
export async function readRules(reading: Reading): Promise<Rules | undefined> {
  const own = reading.administrator ? await readByViewer(reading) : undefined;
  if (own && isRead(own.facts.restrictions)) return own;
  const byOthers = await readForOthers(reading);
  return own && !(byOthers && isRead(byOthers.facts.restrictions)) ? own : byOthers;
}

async function readForOthers(reading: Reading): Promise<Rules | undefined> {
  const { place, again, kept } = reading;
  const refused = (again ? undefined : await keptInTime(keptDenials(place))) ?? {};
  if (kept && settles(kept.facts) && restrictionsPathOf(place) in refused) return kept;
  const read = await readByTheApp(reading, refused);
  if (!kept || (read && settles(read.facts))) return read;
  return settles(kept.facts) || !read || read.rules.by === 'nobody' ? kept : read;
}

async function readByViewer({ get, place }: Reading): Promise<Rules | undefined> {
  const before = keptBefore(place);
  const read = await readShown(get, place);
  if ('unreadable' in read) return undefined;
  await keptInTime(keepSnapshot(place, read.facts, { before }));
  return rulesOf('viewer', read.facts);
}

async function readByTheApp(
  { get, place, deadline, wait, within }: Reading,
  refusedBefore: Record<string, number>,
): Promise<Rules | undefined> {
  const before = keptBefore(place);
  const replies = Object.fromEntries(
    Object.entries(refusedBefore).map(([path, status]): [string, Reply] => [
      path,
      { status, headers: {}, body: undefined },
    ]),
  );
  const path = repositoryPathOf(place);
  const read = await readAsApp(place, wait, {
    replies: { ...replies, [path]: await get(path) },
    patience: deadline - performance.now(),
    within,
  });
  if ('unreadable' in read) return undefined;
  const { facts, refused } = read;
  const restrictionsRefused = restrictionsPathOf(place) in refused;
  const wasRefused = restrictionsPathOf(place) in refusedBefore;
  await keptInTime(
    Promise.all([
      ...(isPartlyRead(facts) ? [] : [keepSnapshot(place, facts, { before })]),
      ...(restrictionsRefused && !wasRefused ? [keepDenials(place, refused)] : []),
      ...(restrictionsRefused ? [] : [forgetDenials(place)]),
    ]),
  );
  const seen = readByApp(facts);
  const [gap] = facts.restrictions.gaps;
  return gap && !showsRestrictions(facts)
    ? { facts: seen, rules: { by: 'nobody', because: gap.because } }
    : rulesOf('app', seen);
}

const lasting: readonly Because[] = ['forbidden', 'not-found', 'not-offered'];

/** Whether another's reading could hardly add anything: the viewer's own permission is known in any case. */
function settles(facts: Facts): boolean {
  return isRead(facts.restrictions) && !facts.permissions.gaps.some(({ because }) => lasting.includes(because));
}

function showsRestrictions({ restrictions: { items, gaps } }: Facts): boolean {
  return items.length > 0 || gaps.length === 0;
}

function rulesOf(by: 'viewer' | 'app' | 'snapshot', facts: Facts): Rules {
  const { readAt } = facts;
  return { facts, rules: { by, ...(readAt !== undefined && { readAt }) } };
}

function restrictionsPathOf(place: Place): string {
  return `${repositoryPathOf(place)}/branch-restrictions`;
}
