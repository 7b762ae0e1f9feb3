import { timeAt } from '../../bitbucket/port/port';
import { createHash } from 'node:crypto';
import { timeOfReading } from '../../bitbucket/port/port';
import type { Facts, Question } from '../../core/model';
import { actorId } from '../../core/people/actor';
import { redacted } from '../../core/redact/redact';
import { sayDecision, type SpokenDecision } from '../../core/say/decision';
import type { JudgedDecision } from './judgement';

/** What the permission-check webhook answers. Times are RFC 3339. */
export interface WebhookAnswer
  extends Pick<SpokenDecision, 'verdict' | 'summary' | 'findings' | 'notChecked' | 'supplied'> {
  readAt: string;
  /** `bitbucket`: read as the app at `readAt`; `snapshot`: kept since somebody viewed the repository at `readAt`. */
  source: 'bitbucket' | 'snapshot';
  /**
   * Until when a caller may rely on it without asking again: a minute from the reading, or now where the reading is
   * older. From a snapshot a minute from now, as asking again would give nothing better.
   */
  expiresAt: string;
  /** A digest, in hex, of the question and the configuration it was judged under: equal digests mean equal answers. */
  digest: string;
}

/** Milliseconds for which an answer may be relied on; rules can change at any moment. */
const life = 60_000;

/** The answer in words, without other people's names. */
export function webhookAnswer({ decision, facts, source, ends, asWritten }: JudgedDecision): WebhookAnswer {
  const { verdict, summary, findings, notChecked, supplied } = sayDecision(redacted(decision));
  const now = Date.now();
  const sinceReading = Date.parse(facts.readAt ?? '') + life || now;
  const expires = source === 'bitbucket' ? Math.max(sinceReading, now) : Math.min(now + life, ends ?? Infinity);
  return {
    verdict,
    summary,
    findings,
    notChecked,
    ...(supplied && { supplied }),
    readAt: facts.readAt ?? timeOfReading(),
    source,
    expiresAt: timeAt(new Date(expires)),
    digest: digestOf(decision.question, facts, asWritten),
  };
}

const ofTheReading: readonly string[] = ['readAt', 'viewer', 'viewerLevel'] satisfies (keyof Facts)[];

/** Leaves out who could not read something and how long they should wait: the configuration is the same. */
function notTheReader(key: string, value: unknown): unknown {
  return key === 'reader' || key === 'retryAfter' ? undefined : value;
}

/** A digest of everything that was judged by; not of when it was read, nor of who read it. */
function digestOf(
  { actor, operation, branch, credential }: Question,
  facts: Facts,
  asWritten: string | undefined,
): string {
  const configuration = Object.entries(facts)
    .filter(([part]) => !ofTheReading.includes(part))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // If two names gave the same digest, callers would know that they are the same person's.
  const who = asWritten ?? actorId(actor);
  return createHash('sha256')
    .update(JSON.stringify([who, operation, branch, credential ?? '', configuration], notTheReader))
    .digest('hex');
}
