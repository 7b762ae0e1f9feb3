import { gatherPeople, type People } from '../people/gathered';
import { no, unknown, yes, type Answer } from '../answer';
import { coverageOf, type Covering } from '../branches/coverage';
import { isTag } from '../branches/glob';
import type { Actor, Credential, Facts, Gap, Operation } from '../model';
import type { PullRequestFacts } from '../pull-request';
import { standingOf, type Standing } from '../people/people';
import { withoutEmptyList } from '../people/readings';

/** One branch as the restrictions see it: what covers it, by kind, in Bitbucket's order. */
export interface BranchView {
  name: string;
  tag: boolean;
  covering: Covering[];
  /** Whether it is the main branch, which Bitbucket never lets anybody delete. */
  main: Answer;
}

/** One person or other actor, and where they stand. */
export interface ActorView extends Standing {
  actor: Actor;
}

/** Everything a rule may look at. */
export interface Cell {
  facts: Facts;
  operation: Operation;
  credential?: Credential;
  branch: BranchView;
  actor: ActorView;
}

/** The same with the pull request that is to be merged; without one, merging is judged by the lists alone. */
export interface MergeCell extends Cell {
  pullRequest: PullRequestFacts;
}

/** The facts, gathered for asking more than once. */
export interface Gathered {
  facts: Facts;
  people: People;
}

/** Gathers the facts once; every question is then asked of the result, and of its facts. */
export function gather(facts: Facts): Gathered {
  const sound = withoutEmptyList(facts);
  return { facts: sound, people: gatherPeople(sound) };
}

/** The branch as the restrictions see it. */
export function viewBranch(name: string, { facts }: Pick<Gathered, 'facts'>): BranchView {
  return { name, tag: isTag(name), covering: coverageOf(facts).of(name), main: isMainBranch(name, facts) };
}

/** The actor, and where they stand. */
export function viewActor(actor: Actor, { people }: Gathered): ActorView {
  return { actor, ...standingOf(actor, people) };
}

/** Whether it is the main branch, where that is known. */
export function isMainBranch(name: string, { repository: { mainBranch } }: Facts): Answer {
  if (isTag(name)) return no();
  if (!mainBranch.known) return unknown(mainBranch.gap);
  return mainBranch.value === name ? yes() : no();
}

/** Those of one kind among what covers the branch. */
export function coveringOf(kind: string, { branch }: Pick<Cell, 'branch'>): Covering[] {
  return branch.covering.filter(({ restriction }) => restriction.kind === kind);
}

/**
 * What keeps us from having seen every restriction. It counts as one more restriction of every kind that decides, of
 * which we know neither the branches nor the exemptions. Tags are out of reach even of that one.
 */
export function unseenRestrictions({ facts, branch }: Pick<Cell, 'facts' | 'branch'>): Gap[] {
  return branch.tag ? [] : facts.restrictions.gaps;
}
