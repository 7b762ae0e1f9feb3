import type { Evidence } from './evidence';
import type { Gap, RestrictionName } from './model';
import type { NonEmpty } from './non-empty';

/** Yes or no with what shows it, or the gaps that keep us from knowing. */
export type Answer =
  | { is: 'yes'; evidence: Evidence[] }
  | { is: 'no'; evidence: Evidence[] }
  | { is: 'unknown'; gaps: NonEmpty<Gap> };

/** A yes, with what shows it. */
export function yes(...evidence: Evidence[]): Answer {
  return { is: 'yes', evidence };
}

/** A no, with what shows it. */
export function no(...evidence: Evidence[]): Answer {
  return { is: 'no', evidence };
}

/** Neither: what would have to be known. */
export function unknown(...gaps: NonEmpty<Gap>): Answer {
  return { is: 'unknown', gaps };
}

/** Names the gap, so that the same one is counted and shown once. */
export function gapKey({ of, because }: Gap): string {
  if (of.what === 'members') return `${of.what} ${of.group} ${because}`;
  if (of.what === 'contradiction') return `${of.what} ${JSON.stringify(of.readings)} ${because}`;
  if (of.what === 'check-beside-reported') return `${of.what} ${of.kind} ${because}`;
  if ('restriction' in of) return `${of.what} ${restrictionKey(of.restriction)} ${because}`;
  return `${of.what} ${because}`;
}

function restrictionKey({ id, kind, match, supplied }: RestrictionName): string {
  if (supplied) return `supplied ${kind} ${JSON.stringify(match)}`;
  return id === undefined ? `${kind} ${JSON.stringify(match)}` : String(id);
}

/** The same gaps in the same order, each once. */
export function distinctGaps(gaps: Gap[]): Gap[] {
  return [...new Map(gaps.map((gap) => [gapKey(gap), gap])).values()];
}
