import type { Verdict } from '../decision';
import type { Facts, Operation, Question } from '../model';
import { namesOf, type RepositoryNames } from '../repository';
import type { Beside, Matrix, Reach, Roster, Settled } from '../questions/survey';
import { sayBranchNote, type SpokenBranchNote } from './branch-note';
import { sayActor, sayNotChecked, sayProjectRules, type SpokenActor, type SpokenNotChecked } from './decision';
import { sayGap, type SpokenGap } from '../words/gaps';
import { sayReason, type Context } from './reasons';
import { withTellingNames, type Telling } from '../words/telling-names';

/** What stands beside every survey, in words. */
export interface SpokenBeside {
  notChecked: SpokenNotChecked[];
  /** What it takes for granted because somebody supplied it. */
  supplied?: SpokenNotChecked[];
  readAt?: string;
}

/** `who --json`. */
export interface SpokenRoster extends SpokenBeside {
  branch: string;
  operation: Operation;
  branchNote?: SpokenBranchNote;
  actors: { actor: SpokenActor; verdict: Verdict; through: string }[];
  gaps: SpokenGap[];
}

/** `where --json`. */
export interface SpokenReach extends SpokenBeside {
  actor: SpokenActor;
  operation: Operation;
  branches: { branch: string; verdict: Verdict; through: string }[];
  gaps: SpokenGap[];
}

/** Everybody on one branch, in words. Sentences tell apart who looks alike; `name` is as Bitbucket has it. */
export function sayRoster(roster: Roster, { repository }: Facts): SpokenRoster {
  const { branch, operation, branchNote, actors, gaps } = roster;
  const named = withTellingNames(roster).actors;
  return {
    branch,
    operation,
    ...sayBranchNote(branchNote, { operation, branch }, repository),
    actors: named.map(({ actor, ...settled }, at) => ({
      actor: sayActor(actors[at]?.actor ?? actor),
      verdict: settled.verdict,
      through: through(settled, { question: { actor, operation, branch }, repository: namesOf(repository) }),
    })),
    gaps: gaps.map((gap) => sayGap(gap, namesOf(repository))),
    ...sayBeside(roster, namesOf(repository)),
  };
}

/** Every branch for one actor, in words. */
export function sayReach(reach: Reach, { repository }: Facts): SpokenReach {
  const { actor, operation, branches, gaps } = withTellingNames(reach);
  return {
    actor: sayActor(reach.actor),
    operation,
    branches: branches.map(({ branch, ...settled }) => ({
      branch,
      verdict: settled.verdict,
      through: through(settled, { question: { actor, operation, branch }, repository: namesOf(repository) }),
    })),
    gaps: gaps.map((gap) => sayGap(gap, namesOf(repository))),
    ...sayBeside(reach, namesOf(repository)),
  };
}

/** A letter for each verdict: the cells of `matrix --json`. */
export const letters: Record<Verdict, string> = { allowed: 'a', denied: 'd', unknown: 'u' };

/** The rows of a matrix, one string of letters for each class of branches; those of one class share it. */
export function rowsByClass({ verdicts, actorClass }: Matrix): string[] {
  return verdicts.map((row) => {
    const byClass = row.map((verdict) => letters[verdict]);
    return actorClass.map((at) => byClass[at] ?? letters.unknown).join('');
  });
}

/** A matrix by its classes: `matrix --json --compact`. Every branch and every actor is in one class. */
export interface SpokenClasses {
  operation: Operation;
  branchClasses: string[][];
  actorClasses: SpokenActor[][];
  /** A row for each class of branches, a letter in it for each class of actors. */
  rows: string[];
}

/** A matrix by its classes, in words. */
export function sayClasses({ operation, branches, actors, branchClass, actorClass, verdicts }: Matrix): SpokenClasses {
  return {
    operation,
    branchClasses: members(branches, branchClass),
    actorClasses: members(actors.map(sayActor), actorClass),
    rows: verdicts.map((row) => row.map((verdict) => letters[verdict]).join('')),
  };
}

/** The members of each class, in their order, by the number of its class that stands for each. */
function members<T>(all: readonly T[], classOf: readonly number[]): T[][] {
  const classes: T[][] = [];
  for (const [at, one] of all.entries()) (classes[classOf[at] ?? 0] ??= []).push(one);
  return classes;
}

/** What was not checked, in words, and when the facts were read. */
export function sayBeside({ notChecked, projectRules, readAt }: Beside, repository: RepositoryNames): SpokenBeside {
  return {
    notChecked: notChecked.map((one) => sayNotChecked(one, { repository })),
    ...(projectRules && { supplied: [sayProjectRules(projectRules, { repository })] }),
    ...(readAt !== undefined && { readAt }),
  };
}

/** The gaps of a matrix, in words. */
export function sayMatrixGaps({ gaps }: Matrix, { repository }: Facts): SpokenGap[] {
  return gaps.map((gap) => sayGap(gap, namesOf(repository)));
}

/** The finding that settled a verdict, in one sentence; `telling` is that of the answer which it is part of. */
export function sayThrough(
  settled: Settled,
  question: Question,
  { repository }: Pick<Facts, 'repository'>,
  telling?: Telling,
): string {
  const named = withTellingNames({ settled, question }, telling);
  return through(named.settled, { question: named.question, repository: namesOf(repository) });
}

function through({ through: opinion }: Settled, context: Context): string {
  return opinion ? sayReason(opinion, context) : 'Nothing speaks for or against it.';
}
