import type { Wait } from '../../bitbucket/port/port';
import type { Place } from '../../bitbucket/repository/access';
import { explainAsked, settled } from '../../core/questions/asked';
import type { Decision } from '../../core/decision';
import { withProjectRules } from '../../core/people/project-rules';
import { explain } from '../../core/questions/explain';
import type { Because, Facts, Person } from '../../core/model';
import type { FieldError, WebhookQuestion } from './question';
import { appReading, isOfLastMinute, knownReading, type Known } from '../reading/app-reading';
import { decisionInWordsOf, decisionOnUnclearName } from './names';
import { byApp, readByApp, repositoryOf, unseenFacts } from '../as-app';
import type { WebhookKey } from '../store/webhook-keys';
import { keptMembers } from '../store/members';
import { keptProjectRules } from '../store/project-rules';
import { bareId } from '../place';
import { keptSnapshot } from '../store/snapshot';
import { keptInTime } from '../store/storage';
import { isUuid } from '../../core/people/uuid';

/**
 * What a question came to: a decision with the facts it was made from; or why there is none: Bitbucket did not answer,
 * or the share of builds is used up. `next` is when Bitbucket may be asked again, in milliseconds of the clock.
 */
export type Judged =
  | JudgedDecision
  | { atFault: FieldError }
  | { is: 'another-repository' }
  | { is: 'unreachable' | 'spent'; next: number };

/** A decision and the facts behind it. `ends` is when a snapshot expires, in milliseconds of the clock. */
export interface JudgedDecision {
  decision: Decision;
  facts: Facts;
  source: 'bitbucket' | 'snapshot';
  ends?: number;
  /** The actor in the caller's words, where the answer may use no others. */
  asWritten?: string;
}

/** What is kept of a repository, as it is looked up: nothing is requested or written for it. */
export interface LookedUp {
  reading: Promise<Known>;
  members: Promise<Record<string, string[]>>;
}

/** Looks up what is kept of a repository. Whoever awaits it learns where the storage fails. */
export function lookUp(place: Place): LookedUp {
  const kept = { reading: knownReading(place), members: keptMembers(place) };
  for (const one of Object.values<Promise<unknown>>(kept)) one.catch(() => undefined);
  return kept;
}

/**
 * Judges by what the app itself may read, where that settles the question; else by what an administrator's last visit
 * left; else by what the app could read all the same, and then the answer says what is missing.
 */
export async function judged(
  question: WebhookQuestion,
  key: WebhookKey,
  { reading: known, members }: LookedUp,
  wait: Wait,
): Promise<Judged> {
  if (isUuid(question.repository) && bareId(question.repository) !== bareId(key.place.slug))
    return { is: 'another-repository' };
  const [reading, suppliedMembers] = await Promise.all([appReading(key.place, wait, { known }), members]);
  const supplied = async (facts: Facts): Promise<Facts> =>
    withProjectRules({ ...facts, suppliedMembers }, await keptProjectRules(key.place, facts.repository));
  const read = await Promise.all(reading.facts.map((facts) => supplied(readByApp(facts))));
  const [fresh] = read;
  if (fresh && !isAbout(question, fresh)) return { is: 'another-repository' };
  const attempts = read.map((facts) => ({ facts, one: attempt(question, facts, key) }));
  const first = attempts[0]?.one;
  const sure = attempts.find(({ one, facts }) => isSettled(one, facts));
  if (sure && isOfLastMinute(sure.facts))
    return decided(sure.one, { facts: sure.facts, source: 'bitbucket' }, question, key);

  const kept = sure ? await keptInTime(keptSnapshot(key.place)) : await keptSnapshot(key.place);
  if (kept) {
    const facts = await supplied(kept.facts);
    if (!fresh && !isAbout(question, facts)) return { is: 'another-repository' };
    const second = attempt(question, facts, key);
    // If two readings settle it and neither is of this minute, the later one counts.
    const isSurer = isSettled(second, facts) && (!sure || isLater(facts, sure.facts));
    if (sure && !isSurer) return decided(sure.one, { facts: sure.facts, source: 'bitbucket' }, question, key);
    const better = 'nobody' in second ? isSettled(second, facts) && !(first && 'decision' in first) : true;
    if (better || !fresh)
      return decided(
        better ? second : { decision: decisionOnUnseenPerson(question, facts) },
        { facts, source: 'snapshot', ends: kept.ends },
        question,
        key,
      );
  }
  if (sure) return decided(sure.one, { facts: sure.facts, source: 'bitbucket' }, question, key);
  if (fresh && first)
    return decided(
      'nobody' in first ? { decision: decisionOnUnseenPerson(question, fresh) } : first,
      { facts: fresh, source: 'bitbucket' },
      question,
      key,
    );
  const { unreadable, failed, next } = reading;
  if (!unreadable) return { is: failed || next <= Date.now() ? 'unreachable' : 'spent', next };
  const gap = byApp(unreadable.gap);
  const facts = unseenFacts(repositoryOf(key, gap), gap);
  if (!isAbout(question, facts)) return { is: 'another-repository' };
  const last = attempt(question, facts, key);
  return decided(
    'nobody' in last ? { decision: decisionOnUnseenPerson(question, facts) } : last,
    { facts, source: 'bitbucket' },
    question,
    key,
  );
}

function isLater(one: Facts, other: Facts): boolean {
  return Date.parse(one.readAt ?? '') > Date.parse(other.readAt ?? '');
}

type Attempt = { decision: Decision } | { atFault: FieldError } | { nobody: true };

function attempt({ actor, operation, branch, credential }: WebhookQuestion, read: Facts, key: WebhookKey): Attempt {
  const facts = settled(read);
  const outcome = explainAsked(facts, {
    as: actor,
    actions: [{ operation, branch }],
    ...(credential && { credential }),
  });
  if ('decisions' in outcome) {
    const [decision] = outcome.decisions;
    if (decision) return { decision: key.names ? decision : decisionInWordsOf(actor, decision, facts) };
  } else if ('nobody' in outcome.invalid) {
    return { nobody: true };
  } else if ('ambiguous' in outcome.invalid) {
    return {
      atFault: {
        error: 'More than one person is called that; a uuid or an account id tells them apart.',
        field: 'actor',
      },
    };
  } else if ('credentialOfUnlistable' in outcome.invalid) {
    return {
      atFault: {
        error: '`credential` is for people; an actor that no list can name is a credential itself.',
        field: 'credential',
      },
    };
  }
  throw new Error('A question with an actor and an operation has an answer.');
}

/**
 * Whether other facts could hardly settle more. Somebody missing from a list that was cut short may exist all the same.
 */
function isSettled(one: Attempt, { permissions }: Facts): boolean {
  if ('nobody' in one) return permissions.gaps.length === 0;
  if ('atFault' in one || one.decision.verdict !== 'unknown') return true;
  return !one.decision.findings.some(
    (finding) => finding.verdict === 'unknown' && finding.gaps.some(({ because }) => readElsewhere.includes(because)),
  );
}

const readElsewhere: readonly Because[] = ['forbidden', 'not-found', 'unreachable', 'truncated'];

/**
 * A decision on somebody who is in none of these facts. A uuid is then on no list that was read; but somebody given by
 * name may be on any list under another name, so that no list counts.
 */
function decisionOnUnseenPerson({ actor, ...question }: WebhookQuestion, facts: Facts): Decision {
  const [gap] = facts.permissions.gaps;
  const person: Person = isUuid(actor) ? { id: `{${bareId(actor)}}`, name: actor } : { id: actor, name: actor };
  const seen =
    isUuid(actor) || !gap
      ? facts
      : { ...unseenFacts(facts.repository, gap), ...(facts.readAt !== undefined && { readAt: facts.readAt }) };
  const { operation, branch, credential } = question;
  return explain(seen, { actor: { type: 'user', person }, operation, branch, ...(credential && { credential }) });
}

function decided(
  one: Attempt,
  { facts, source, ends }: Omit<JudgedDecision, 'decision' | 'asWritten'>,
  question: WebhookQuestion,
  key: WebhookKey,
): Judged {
  const isOfActor = 'nobody' in one || ('atFault' in one && one.atFault.field === 'actor');
  // Under a key without names, the answer does not show whether the name is nobody's, one person's or several people's.
  const meant =
    isOfActor && !key.names
      ? { decision: (isUuid(question.actor) ? decisionOnUnseenPerson : decisionOnUnclearName)(question, facts) }
      : one;
  if ('atFault' in meant) return meant;
  if ('nobody' in meant)
    return {
      atFault: {
        error: `Nobody of whom the app knows in ${facts.repository.fullName} is called that.`,
        field: 'actor',
      },
    };
  const { decision } = meant;
  // The caller is a build, not the person whose visit left the snapshot.
  return {
    decision: { ...decision, actorIsViewer: false },
    facts,
    source,
    ...(ends !== undefined && { ends }),
    ...(!key.names && { asWritten: question.actor }),
  };
}

/** Whether a question is about the repository of these facts. */
function isAbout({ repository }: WebhookQuestion, facts: Facts): boolean {
  return isUuid(repository) || repository.toLowerCase() === facts.repository.fullName.toLowerCase();
}
