import type { Wait } from '../../bitbucket/port/port';
import { explainAsked, settled } from '../../core/questions/asked';
import type { Decision } from '../../core/decision';
import { explain } from '../../core/questions/explain';
import type { Because, Facts, Person } from '../../core/model';
import type { AtFault, CheckQuestion } from './question';
import { appReading, isOfLastMinute } from './facts';
import { inWordsOf, ofWhoeverIsMeant } from './names';
import { byApp, readByApp, repositoryOf, unseenFacts } from '../as-app';
import type { KeptKey } from '../store/keys';
import { keptMembers } from '../store/members';
import { bareId } from '../place';
import { keptSnapshot } from '../store/snapshot';
import { keptInTime } from '../store/storage';

/**
 * What a question came to: a decision with the facts that it was made from, or why there is none: Bitbucket did not
 * answer, or what builds may ask it is spent; `next` is when it may be asked again, in milliseconds.
 */
export type Judged =
  | Told
  | { atFault: AtFault }
  | { is: 'another-repository' }
  | { is: 'unreachable' | 'spent'; next: number };

/** `ends` is when a snapshot's life does, in milliseconds. */
export interface Told {
  decision: Decision;
  facts: Facts;
  source: 'bitbucket' | 'snapshot';
  ends?: number;
  /** The actor in the caller's words, where the answer may not speak of them in any other. */
  asWritten?: string;
}

/**
 * Judges by what the app itself may read, where that settles the question; else by what an administrator could read
 * when one last looked; else by what the app could read all the same, and then the answer says what is missing.
 */
export async function judged(question: CheckQuestion, key: KeptKey, wait: Wait): Promise<Judged> {
  if (isUuid(question.repository) && bareId(question.repository) !== bareId(key.place.slug))
    return { is: 'another-repository' };
  const [reading, suppliedMembers] = await Promise.all([appReading(key.place, wait), keptMembers(key.place)]);
  const read = reading.facts.map((facts) => ({ ...readByApp(facts), suppliedMembers }));
  const [fresh] = read;
  if (fresh && !names(question, fresh)) return { is: 'another-repository' };
  const attempts = read.map((facts) => ({ facts, one: attempt(question, facts, key) }));
  const first = attempts[0]?.one;
  const sure = attempts.find(({ one, facts }) => isSettled(one, facts));
  if (sure && isOfLastMinute(sure.facts))
    return told(sure.one, { facts: sure.facts, source: 'bitbucket' }, question, key);

  const kept = sure ? await keptInTime(keptSnapshot(key.place)) : await keptSnapshot(key.place);
  if (kept) {
    const facts = { ...kept.facts, suppliedMembers };
    if (!fresh && !names(question, facts)) return { is: 'another-repository' };
    const second = attempt(question, facts, key);
    // Of two readings that settle it, neither of this minute, the later one does.
    const isSurer = isSettled(second, facts) && (!sure || isLater(facts, sure.facts));
    if (sure && !isSurer) return told(sure.one, { facts: sure.facts, source: 'bitbucket' }, question, key);
    const better = 'nobody' in second ? isSettled(second, facts) && !(first && 'decision' in first) : true;
    if (better || !fresh)
      return told(
        better ? second : { decision: ofSomebody(question, facts) },
        { facts, source: 'snapshot', ends: kept.ends },
        question,
        key,
      );
  }
  if (sure) return told(sure.one, { facts: sure.facts, source: 'bitbucket' }, question, key);
  if (fresh && first)
    return told(
      'nobody' in first ? { decision: ofSomebody(question, fresh) } : first,
      { facts: fresh, source: 'bitbucket' },
      question,
      key,
    );
  const { unreadable, failed, next } = reading;
  if (!unreadable) return { is: failed || next <= Date.now() ? 'unreachable' : 'spent', next };
  const gap = byApp(unreadable.gap);
  const facts = unseenFacts(repositoryOf(key, gap), gap);
  if (!names(question, facts)) return { is: 'another-repository' };
  const last = attempt(question, facts, key);
  return told(
    'nobody' in last ? { decision: ofSomebody(question, facts) } : last,
    { facts, source: 'bitbucket' },
    question,
    key,
  );
}

function isLater(one: Facts, other: Facts): boolean {
  return Date.parse(one.readAt ?? '') > Date.parse(other.readAt ?? '');
}

type Attempt = { decision: Decision } | { atFault: AtFault } | { nobody: true };

function attempt({ actor, operation, branch, credential }: CheckQuestion, read: Facts, key: KeptKey): Attempt {
  const facts = settled(read);
  const outcome = explainAsked(facts, {
    as: actor,
    actions: [{ operation, branch }],
    ...(credential && { credential }),
  });
  if ('decisions' in outcome) {
    const [decision] = outcome.decisions;
    if (decision) return { decision: key.names ? decision : inWordsOf(actor, decision, facts) };
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

/** Whether other facts could hardly settle more. Who is not in a list that was cut off may be somebody all the same. */
function isSettled(one: Attempt, { permissions }: Facts): boolean {
  if ('nobody' in one) return permissions.gaps.length === 0;
  if ('atFault' in one || one.decision.verdict !== 'unknown') return true;
  return !one.decision.findings.some(
    (finding) => finding.verdict === 'unknown' && finding.gaps.some(({ because }) => readElsewhere.includes(because)),
  );
}

const readElsewhere: readonly Because[] = ['forbidden', 'not-found', 'unreachable', 'truncated'];

/**
 * Of somebody whom none of these facts names. A uuid is on no list that was read; whoever is called by a name may stand
 * on any under another one, so that nothing that was read of lists counts.
 */
function ofSomebody({ actor, ...question }: CheckQuestion, facts: Facts): Decision {
  const [gap] = facts.permissions.gaps;
  const person: Person = isUuid(actor) ? { id: `{${bareId(actor)}}`, name: actor } : { id: actor, name: actor };
  const seen =
    isUuid(actor) || !gap
      ? facts
      : { ...unseenFacts(facts.repository, gap), ...(facts.readAt !== undefined && { readAt: facts.readAt }) };
  const { operation, branch, credential } = question;
  return explain(seen, { actor: { type: 'user', person }, operation, branch, ...(credential && { credential }) });
}

function told(
  one: Attempt,
  { facts, source, ends }: Omit<Told, 'decision' | 'asWritten'>,
  question: CheckQuestion,
  key: KeptKey,
): Judged {
  const isOfActor = 'nobody' in one || ('atFault' in one && one.atFault.field === 'actor');
  // Under a key without names, that a name is nobody's, or that of several, is told as little as whose it is.
  const meant =
    isOfActor && !key.names
      ? { decision: (isUuid(question.actor) ? ofSomebody : ofWhoeverIsMeant)(question, facts) }
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
  // Whoever asks is a build, not the person whose visit left the snapshot.
  return {
    decision: { ...decision, actorIsViewer: false },
    facts,
    source,
    ...(ends !== undefined && { ends }),
    ...(!key.names && { asWritten: question.actor }),
  };
}

/** Whether these facts are those of the repository that is asked about. */
function names({ repository }: CheckQuestion, facts: Facts): boolean {
  return isUuid(repository) || repository.toLowerCase() === facts.repository.fullName.toLowerCase();
}

function isUuid(text: string): boolean {
  return /^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i.test(text);
}
