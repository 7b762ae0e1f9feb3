import type { CheckKind, Found, FoundByKind, Outcome } from '../merge-check';
import type { Because, Gap, Person, PullRequestUnknown, Restriction, RestrictionName, Unknown } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Below, Part, PullRequest } from '../pull-request';

/** A kind of merge check, whichever it is. */
export type Check = { [Kind in CheckKind]: AnyOf<Kind> }[CheckKind];

interface Named<Kind extends CheckKind> {
  kind: Kind;
  /** Its name, as Bitbucket's settings page is read aloud. */
  title: string;
}

/** The merge check of this kind, whatever it reads. */
export type AnyOf<Kind extends CheckKind> = Named<Kind> & {
  reads?: Part;
  judge: Judge<FoundByKind[Kind], Part>;
} & Spoken<FoundByKind[Kind]>;

/**
 * The merge check of this kind
 * (https://support.atlassian.com/bitbucket-cloud/docs/suggest-or-require-checks-before-a-merge/). Of what hangs below a
 * pull request it sees only what it says that it reads.
 */
export type CheckOf<Kind extends CheckKind, Reads extends Part = never> = Named<Kind> &
  Reading<Reads> & { judge: Judge<FoundByKind[Kind], Reads> } & Spoken<FoundByKind[Kind]>;

type Judge<F extends Found, Reads extends Part> = (
  pullRequest: PullRequest & Pick<Below, Reads>,
  restriction: Restriction,
  around: Around,
) => Outcome<F>;

/** What was found in words, after the title; only of a kind for which something can be found. */
type Spoken<F> = [F] extends [never] ? { words?: never } : { words: (found: F) => string };

/** What has to be read for it, beyond the pull request itself. */
type Reading<Reads extends Part> = [Reads] extends [never] ? { reads?: never } : { reads: Reads };

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
export function byValue<F extends Found, Reads extends Part = never>(
  judge: (pullRequest: PullRequest & Pick<Below, Reads>, value: number, around: Around) => Outcome<F>,
): Judge<F, Reads> {
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
export function nameOf({ id, kind, match, supplied }: Restriction): RestrictionName {
  return { ...(id !== undefined && { id }), kind, match, ...(supplied && { supplied }) };
}
