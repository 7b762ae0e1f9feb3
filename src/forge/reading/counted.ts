import { repositoryPathOf, type Place } from '../../bitbucket/repository/access';
import { answeredWithin, isTransient, type Get, type Wait } from '../../bitbucket/port/port';
import type { Facts } from '../../core/model';
import { noting, type LimitSeen } from './budget';
import { asApp, readAsApp, type ReadAsApp } from '../as-app';

/** Milliseconds in which Bitbucket must show that it is reachable again. */
const longestProbe = 5_000;

/** What to read as the app, and how. */
export interface Counted {
  place: Place;
  wait: Wait;
  patience: number;
  /** Request the repository alone first, once: while Bitbucket is down, that is all a reading costs. */
  probe: boolean;
  seen: LimitSeen;
  within?: (get: Get) => Get;
}

/** Reads a repository as the app, and counts every call in `seen`, including those without an answer. */
export async function readCounted({ place, wait, patience, probe, seen, within }: Counted): Promise<ReadAsApp> {
  const through = noting(seen);
  const path = repositoryPathOf(place);
  const deadline = performance.now() + patience;
  const probed = answeredWithin(Math.min(patience, longestProbe), through(asApp()));
  const reply = probe ? await probed(path) : undefined;
  const left = reply && isTransient(reply) ? 0 : deadline - performance.now();
  return readAsApp(place, wait, {
    replies: reply ? { [path]: reply } : {},
    patience: left,
    through,
    ...(within && { within }),
  });
}

/** Whether another attempt may give more although nobody's permission changes. */
export function hasFailed(read: ReadAsApp): boolean {
  if ('facts' in read) return hasTransientGap(read.facts);
  return read.unreadable.because === 'unreachable' || read.unreadable.because === 'not-understood';
}

function hasTransientGap(facts: Facts): boolean {
  const { model, restrictions, permissions, userGrants, groupGrants, workspaceMembers } = facts;
  const { projectUserGrants, projectGroupGrants } = facts;
  const grants = [userGrants, groupGrants, projectUserGrants, projectGroupGrants];
  const lists = [restrictions, permissions, workspaceMembers, ...grants];
  const gaps = [...lists.flatMap((list) => list.gaps), ...(model.known ? [] : [model.gap])];
  return gaps.some(({ because }) => because === 'unreachable');
}
