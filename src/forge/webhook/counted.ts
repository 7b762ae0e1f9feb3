import { repositoryPathOf, type Place } from '../../bitbucket/repository/access';
import { answeredWithin, isTransient, type Get, type Wait } from '../../bitbucket/port/port';
import type { Facts } from '../../core/model';
import { hear, type Heard } from './budget';
import { asApp, readAsApp, type ReadAsApp } from '../as-app';

/** Milliseconds in which Bitbucket must show that it is there again. */
const longestProbe = 5_000;

/** What is read as the app, and how. */
export interface Counted {
  place: Place;
  wait: Wait;
  patience: number;
  /** Ask for the repository alone first, and once: while Bitbucket is down that is all it costs. */
  probe: boolean;
  heard: Heard;
}

/** Reads a repository as the app, and counts every call that it takes, those that get no answer too. */
export async function readCounted({ place, wait, patience, probe, heard }: Counted): Promise<ReadAsApp> {
  const through =
    (get: Get): Get =>
    async (path) => {
      heard.calls++;
      const reply = await get(path);
      hear(heard, reply, Date.now());
      return reply;
    };
  const path = repositoryPathOf(place);
  const deadline = performance.now() + patience;
  const probed = answeredWithin(Math.min(patience, longestProbe), through(asApp()));
  const reply = probe ? await probed(path) : undefined;
  const left = reply && isTransient(reply) ? 0 : deadline - performance.now();
  return readAsApp(place, wait, { replies: reply ? { [path]: reply } : {}, patience: left, through });
}

/** Whether another attempt may tell more, with nobody's permission changed. */
export function hasFailed(read: ReadAsApp): boolean {
  if ('facts' in read) return hasGapThatPasses(read.facts);
  return read.unreadable.because === 'unreachable' || read.unreadable.because === 'not-understood';
}

function hasGapThatPasses(facts: Facts): boolean {
  const { model, restrictions, permissions, userGrants, groupGrants, workspaceMembers } = facts;
  const { projectUserGrants, projectGroupGrants } = facts;
  const grants = [userGrants, groupGrants, projectUserGrants, projectGroupGrants];
  const lists = [restrictions, permissions, workspaceMembers, ...grants];
  const gaps = [...lists.flatMap((list) => list.gaps), ...(model.known ? [] : [model.gap])];
  return gaps.some(({ because }) => because === 'unreachable');
}
