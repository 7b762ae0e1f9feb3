import { costOf } from './round-trips/simulated';
import { works, type Work } from './round-trips/works';
import type { Measured } from './workload';

/** Milliseconds that each request and each call of the storage takes. */
const trip = 120;
/** Requests that are neither a further page, nor the members of a group, nor below a pull request. */
const mostOthers = 12;
/** Forge allows 100 requests in an invocation. */
const mostOfInvocation = 99;

/** What a piece of work takes, and whether that is within its bounds. */
export interface Counted {
  /** Round trips one after another, those of the storage counted, and of Bitbucket alone. */
  trips: number;
  ofBitbucket: number;
  requests: number;
  /** Those of them that are bounded by `mostOthers`. */
  others: number;
  stored: number;
  met: boolean;
}

/** Counts in simulated time, in which our own work takes none: the figures are the same on every machine. */
export async function counted({ run, most, invocations = Infinity }: Work): Promise<Counted> {
  const { requests: asked, stored, milliseconds } = await costOf({ bitbucket: trip, storage: trip }, run);
  const alone = await costOf({ bitbucket: trip, storage: 0 }, run);
  const [trips, ofBitbucket, requests] = [milliseconds / trip, alone.milliseconds / trip, asked.length];
  const others = asked.filter((path) => !isFurtherPage(path) && !isOfGroup(path) && !isBelowPullRequest(path)).length;
  const met =
    trips <= most.trips &&
    ofBitbucket <= most.ofBitbucket &&
    others <= mostOthers &&
    requests <= mostOfInvocation * invocations;
  return { trips, ofBitbucket, requests, others, stored: stored.length, met };
}

function isFurtherPage(path: string): boolean {
  return /[?&]page=(?!1(?:&|$))/.test(path);
}

function isOfGroup(path: string): boolean {
  return path.startsWith('/1.0/groups/');
}

/** The heads of its branches and the commits that it lacks are lists of the repository. */
function isBelowPullRequest(path: string): boolean {
  return /\/pullrequests\/\d|\/commits\?|\/effective-default-reviewers\?|,values\.target\.hash/.test(path);
}

/** W6: the round trips that somebody waits for. A line for all pieces of work, and one for each. */
export async function roundTrips(): Promise<Measured[]> {
  const lines: Measured[] = [];
  for (const work of works) {
    const { name, most } = work;
    const { trips, ofBitbucket, requests, stored, met } = await counted(work);
    lines.push({
      id: `W6 ${name}`,
      what: `${name}: ${String(ofBitbucket)} of Bitbucket, with ${String(requests)} requests and ${String(stored)} calls of the storage`,
      ours: { value: trips, unit: 'round trips' },
      rivals: [],
      target: `at most ${String(most.trips)}, ${String(most.ofBitbucket)} of Bitbucket`,
      met,
    });
  }
  const missed = lines.filter(({ met }) => !met).length;
  const all = {
    id: 'W6',
    what: `pieces of work, of ${String(lines.length)}, that take more round trips than they may`,
    ours: { value: missed, unit: 'of them' },
    rivals: [],
    target: 'none',
    met: missed === 0,
  };
  return [all, ...lines];
}
