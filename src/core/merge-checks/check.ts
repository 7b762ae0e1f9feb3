import type { CheckKind, Found, FoundByKind, Outcome } from '../merge-check';
import type { Because, Gap, Person, PullRequestUnknown, Restriction, RestrictionName, Unknown } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Part, PullRequestFacts } from '../pull-request';

/**
 * One kind of merge check
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/): any of them.
 */
export type Check = { [Kind in CheckKind]: CheckOf<Kind> }[CheckKind];

/** The merge check of this kind. */
export type CheckOf<Kind extends CheckKind> = Judged<FoundByKind[Kind]> & { kind: Kind };

/** All of a kind of merge check but its name. */
export type Judged<F extends Found> = {
  /** Its name, as Bitbucket's settings page is read aloud. */
  title: string;
  /** What has to be read for it, beyond the pull request itself. */
  reads?: Part;
  judge: (pullRequest: PullRequestFacts, restriction: Restriction, around: Around) => Outcome<F>;
} & Spoken<F>;

/** What was found in words, after the title; only of a kind for which something can be found. */
type Spoken<F> = [F] extends [never] ? { words?: never } : { words: (found: F) => string };

/** What a merge check is judged by beside the pull request and its own restriction. */
export interface Around {
  /** The restrictions of this kind that cover the same branch. */
  all: Restriction[];
  /** Why there may be more. */
  unseen: Gap[];
  /** Whether whoever acts may surely push to the source. */
  mayPush: boolean;
}

/** Judges a kind that asks for so many: without a number nothing can be said. */
export function byValue<F extends Found>(
  judge: (pullRequest: PullRequestFacts, value: number, around: Around) => Outcome<F>,
): (pullRequest: PullRequestFacts, restriction: Restriction, around: Around) => Outcome<F> {
  return (pullRequest, restriction, around) =>
    restriction.value === undefined
      ? cannotSee({ what: 'check-value', restriction: nameOf(restriction) }, 'not-understood')
      : judge(pullRequest, restriction.value, around);
}

/** Nothing follows, for want of one thing. */
export function cannotSee(of: Unknown | PullRequestUnknown, because: Because): { is: 'unknown'; gaps: NonEmpty<Gap> } {
  return { is: 'unknown', gaps: [{ of: typeof of === 'string' ? { what: of } : of, because }] };
}

/** Each person once: somebody who is listed twice is one person. */
export function distinct(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** Enough of the restriction to name it. */
export function nameOf({ id, kind, match }: Restriction): RestrictionName {
  return { ...(id !== undefined && { id }), kind, match };
}
