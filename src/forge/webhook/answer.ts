import { createHash } from 'node:crypto';
import { timeOfReading } from '../../bitbucket/port/port';
import type { Facts, Question } from '../../core/model';
import { redacted } from '../../core/redact/redact';
import { sayDecision, type SpokenDecision } from '../../core/say/decision';
import type { Told } from './judgement';

/** What a build is told. Times are RFC 3339. */
export interface CheckAnswer extends Pick<SpokenDecision, 'verdict' | 'summary' | 'findings' | 'notChecked'> {
  readAt: string;
  /** Read as the app at `readAt`, or kept since somebody looked at `readAt`. */
  source: 'bitbucket' | 'snapshot';
  /**
   * Until when a caller may rely on it without asking again: a minute from the reading; of what was kept for longer, no
   * longer than now. From a snapshot a minute from now, as nothing better comes by asking.
   */
  expiresAt: string;
  /**
   * Names the question and the configuration that it was judged under, in hex: two answers with the same are the same.
   */
  digest: string;
}

/** Milliseconds for which an answer may be relied on; rules can change at any moment. */
const life = 60_000;

/** The answer in words, without other people's names. */
export function checkAnswer({ decision, facts, source, ends, asWritten }: Told): CheckAnswer {
  const { verdict, summary, findings, notChecked } = sayDecision(redacted(decision));
  const now = Date.now();
  const sinceReading = Date.parse(facts.readAt ?? '') + life || now;
  const expires = source === 'bitbucket' ? Math.max(sinceReading, now) : Math.min(now + life, ends ?? Infinity);
  return {
    verdict,
    summary,
    findings,
    notChecked,
    readAt: facts.readAt ?? timeOfReading(),
    source,
    expiresAt: new Date(expires).toISOString().replace(/\.\d+Z$/, 'Z'),
    digest: digestOf(decision.question, facts, asWritten),
  };
}

const ofTheReading: readonly string[] = ['readAt', 'viewer', 'viewerLevel'] satisfies (keyof Facts)[];

/** What could not be read is the same, whoever could not, and for however long. */
function notTheReader(key: string, value: unknown): unknown {
  return key === 'reader' || key === 'retryAfter' ? undefined : value;
}

/** Of everything that was judged by; not of when it was read, nor of who read it. */
function digestOf(
  { actor, operation, branch, credential }: Question,
  facts: Facts,
  asWritten: string | undefined,
): string {
  const configuration = Object.entries(facts)
    .filter(([part]) => !ofTheReading.includes(part))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // Two names with one digest would be known to be the same person's.
  const who = asWritten ?? (actor.type === 'user' ? actor.person.id : actor.type);
  return createHash('sha256')
    .update(JSON.stringify([who, operation, branch, credential ?? '', configuration], notTheReader))
    .digest('hex');
}
