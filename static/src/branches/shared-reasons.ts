import type { BranchView } from '../../../src/core/cell/cell';
import type { Actor, Operation } from '../../../src/core/model';
import { isViewersOwn } from '../../../src/core/people/viewer';
import type { Steps } from '../../../src/core/portions/steps';
import { settle } from '../../../src/core/questions/survey';
import type { Crowd } from '../../../src/core/questions/turnout/crowd';
import { sayThrough } from '../../../src/core/say/survey';

/** What decided, in a sentence that holds for several people but for their names. */
export interface SharedReason {
  says: string;
  people: number;
}

/** Those of everybody, and of what that was asked. */
export interface Shared {
  asked: SharedAsked;
  of: ReadonlyMap<Actor, SharedReason>;
}

/** A sentence that stands in more rows than this, and is longer, stands once above them. */
const few = 5;
const short = 60;

/** Whom the sentence is about where it is about each of several. */
const anyOfThem: Actor = { type: 'user', person: { id: '', name: 'the person' } };

/** The long sentences that many rows would say, each by those who share it; the reader's own row is about *you*. */
export function* sharedReasons(asked: SharedAsked): Steps<Shared> {
  const { crowd, view, operation } = asked;
  const { facts } = crowd.gathered;
  const question = { actor: anyOfThem, operation, branch: view.name };
  const said: string[] = [];
  for (const one of crowd.actorClasses) {
    said.push(sayThrough(settle(crowd.gathered, operation, view, one.view, new Set()), question, facts));
    yield;
  }
  const by = new Map<string, Actor[]>();
  for (const [at, actor] of crowd.actors.entries()) {
    if (actor.type !== 'user' || isViewersOwn(actor, facts)) continue;
    const says = said[crowd.actorClassAt[at] ?? -1] ?? '';
    const alike = by.get(says);
    if (alike) alike.push(actor);
    else by.set(says, [actor]);
  }
  const of = new Map<Actor, SharedReason>();
  for (const [says, actors] of by.entries()) {
    if (actors.length <= few || says.length <= short) continue;
    const reason = { says, people: actors.length };
    for (const actor of actors) of.set(actor, reason);
  }
  return { asked, of };
}

/** What is asked of everybody: the same object as long as nothing of it changes. */
export interface SharedAsked {
  crowd: Crowd;
  view: BranchView;
  operation: Operation;
}
