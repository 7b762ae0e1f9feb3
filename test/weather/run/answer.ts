import type { MergeDecision } from '../../../src/core/merge-decision';
import type { Verdict } from '../../../src/core/decision';
import type { Gap } from '../../../src/core/model';
import type { SpokenDecision } from '../../../src/core/say/decision';
import { unknownOf, type SpokenGap } from '../../../src/core/words/gaps';
import type { Log } from './bad-replies';

/** One verdict of an answer, and its gaps in words. */
export interface Cell {
  verdict: Verdict;
  gaps: string[];
  /** The cell it is about, so that it can be compared with the truth. */
  about?: { actor: string; operation: string; branch: string };
}

/** How a run ended. */
export type Ending =
  /** `gaps` are those of the whole: a list that was cut short may have left out cells. */
  | { is: 'answer'; cells: Map<string, Cell>; gaps: string[] }
  /** No answer at all: the message instead, its status, and the gaps that it names. */
  | { is: 'closed'; says: string; status?: number; gaps: string[] }
  | { is: 'crash'; what: string }
  | { is: 'hangs' };

/** A host that was contacted over the network. */
export interface Contact {
  host: string;
  /** Whether the credential went there. */
  credential: boolean;
}

/** Everything that a run is judged by. */
export interface Ran {
  ending: Ending;
  /** Of the longest invocation. */
  milliseconds: number;
  log: Log;
  contacts: Contact[];
  /** Everything that was shown, and to whom it may name everybody. */
  output: string;
  audience: 'administrator' | 'others';
  /** Who asked or is asked about: others may learn about them alone. */
  self?: string;
}

/** The gaps of a decision in words. */
export function gapsOf({ findings }: Pick<SpokenDecision, 'findings'>): string[] {
  return findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => wordsOf(gaps));
}

/** The same of one that is data. */
export function gapsWithin({ findings, repository }: Pick<MergeDecision, 'findings' | 'repository'>): string[] {
  return findings.flatMap((finding) =>
    finding.verdict === 'unknown' ? finding.gaps.map((gap: Gap) => unknownOf(gap, repository)) : [],
  );
}

/** What gaps are of. */
export function wordsOf(gaps: Pick<SpokenGap, 'unknown'>[]): string[] {
  return gaps.map(({ unknown }) => unknown);
}
