import type { CheckKind, Found, FoundByKind, Outcome } from '../merge-check';
import type { Because, Gap, Person, PullRequestUnknown, Restriction, RestrictionName, Unknown } from '../model';
import type { NonEmpty } from '../non-empty';
import type { MergeRemedy } from '../remedy';
import type { Below, Part, PullRequest } from '../pull-request';
import type { KnownKind } from '../words/kinds';

/** A kind of merge check, whichever it is. */
export type Check = { [Kind in CheckKind]: AnyOf<Kind> }[CheckKind];

interface Named<Kind extends KnownKind> {
  kind: Kind;
  /**
   * The kinds of standard check as which `mergeability/checks` reports it, and how the number that each asks for
   * compares with the restriction's: Bitbucket reports the strictest of several, or the laxest. Empty where it reports
   * none.
   */
  reportedAs: Readonly<Record<string, Asking>>;
}

/** How a number that is asked for compares: more is stricter, less is stricter, or there is no number. */
export type Asking = 'at-least' | 'at-most' | 'no-number';

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
  /** What Bitbucket itself says of this check, where it says anything. */
  reported: Reported;
}

/** What Bitbucket says of a merge check: whether it passed, and what it counted. */
export interface Reported {
  passed?: boolean;
  counted?: number;
}

/**
 * What we cannot tell, as Bitbucket tells it: by `passed`, which may follow from what it counted; else the gaps. In
 * `missing` stand the ways out.
 */
export function unlessReported<F extends Found>(
  passed: boolean | undefined,
  found: F,
  gaps: NonEmpty<Gap>,
  missing: NonEmpty<MergeRemedy>,
): Outcome<F> {
  if (passed === undefined) return { is: 'unknown', found, gaps };
  return passed ? { is: 'done', found, by: 'bitbucket' } : { is: 'missing', found, remedies: missing, by: 'bitbucket' };
}

/** A gap of one thing. */
export function gapIn(of: PullRequestUnknown, because: Because): NonEmpty<Gap> {
  return [{ of: { what: of }, because }];
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

/** Whether two names are of the same restriction. */
export function isSame(one: RestrictionName, other: RestrictionName): boolean {
  return one.kind === other.kind && one.id === other.id && JSON.stringify(one.match) === JSON.stringify(other.match);
}
