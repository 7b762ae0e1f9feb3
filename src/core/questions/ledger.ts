import { viewBranch } from '../cell/cell';
import type { Verdict } from '../decision';
import type { MergeCheck } from '../merge-check';
import { isToldToAnother } from '../mergeability/says';
import type { Facts, Match, Restriction, RestrictionName } from '../model';
import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { BitbucketsWord, Disagreement, ReportedCheck, Says } from '../reported-check';

/**
 * What came of putting Bitbucket's own word on a merge beside ours. `beyond-the-rules`: Bitbucket refuses by something
 * that no rule covers, such as a conflict or a check of an app.
 */
export const comparisonOutcomes = [
  'agreed',
  'differed',
  'beyond-the-rules',
  'ours-unknown',
  'bitbucket-unknown',
] as const;
/** One of `comparisonOutcomes`. */
export type ComparisonOutcome = (typeof comparisonOutcomes)[number];

/** One time that both were put beside each other, as it is kept. It names nobody and quotes nobody. */
export interface Comparison {
  /** RFC 3339, in UTC. */
  at: string;
  /** `workspace/slug`. */
  repository: string;
  outcome: ComparisonOutcome;
  /** Where they differ: in what, and on which facts that rests. */
  difference?: Difference;
}

/** A pull request of which our reading of the rules says something else than Bitbucket. */
export interface Difference {
  pullRequest: number;
  /** The destination. */
  branch: string;
  ours: Verdict;
  bitbucket: Says;
  disagreements: NonEmpty<Disagreement>;
  restsOn: RestsOn;
}

/** The facts that a difference rests on, without people. */
export interface RestsOn {
  /** The restrictions that cover the destination, or might. */
  restrictions: RestrictionSeen[];
  /** What Bitbucket reported. */
  reported: ReportSeen[];
  /** What was counted for each merge check. */
  counted: CountSeen[];
  /** How many of these stand nowhere above, so that the whole stays short. */
  leftOut?: number;
  /** When the rules were read, where that was at another time. RFC 3339. */
  rulesReadAt?: string;
}

/** A restriction, with the number of the people whom it lists. */
export interface RestrictionSeen extends RestrictionName {
  value?: number;
  users: number;
  /** Slugs of the first of its groups. */
  groups: string[];
  otherGroups?: number;
}

/** A check that Bitbucket reported, without what apps say. */
export type ReportSeen = Pick<ReportedCheck, 'status' | 'required' | 'blocking'> & {
  type: string;
  kind?: string;
  asks?: number;
  asksElse?: true;
  counted?: number;
};

/** What was counted for a merge check: figures by their names. */
export interface CountSeen {
  restriction: RestrictionName;
  is: MergeCheck['is'];
  figures: Record<string, number | boolean>;
}

/** What a comparison is made from. */
export interface Beside {
  /** RFC 3339, in UTC. */
  at: string;
  facts: Facts;
  pullRequest: { id: number; state: string; destination: string };
  word: BitbucketsWord;
  checks: MergeCheck[];
}

/** Bytes of a kept comparison as JSON, at most: a line of less than 4 KiB is written at once. */
const longest = 3_500;
/** Characters of a text. Names of branches may have 250 in Git. */
const longestText = 250;
const mostDisagreements = 6;
const mostGroups = 8;

/**
 * A comparison as it is kept, and `state`: a text that is the same wherever the same was compared of the same pull
 * request on the same day. Undefined where there is nothing to compare: the pull request is closed, or Bitbucket's word
 * was about somebody else.
 */
export function comparisonOf(beside: Beside): { comparison: Comparison; state: string } | undefined {
  const { at, facts, pullRequest, word } = beside;
  if (pullRequest.state !== 'OPEN' || isToldToAnother(word)) return undefined;
  const repository = short(facts.repository.fullName);
  const restsOn = seenIn(beside);
  const { id, destination } = pullRequest;
  const all = word.disagreements.map(shortly);
  const state = JSON.stringify([at.slice(0, 10), id, destination, word.ours, word.says, all, restsOn]);
  const disagreements = all.slice(0, mostDisagreements);
  if (!isNonEmpty(disagreements)) return { comparison: { at, repository, outcome: outcomeOf(word) }, state };
  const difference: Difference = {
    pullRequest: pullRequest.id,
    branch: short(pullRequest.destination),
    ours: word.ours,
    bitbucket: word.says,
    disagreements,
    restsOn: { ...restsOn, ...(facts.readAt !== undefined && facts.readAt !== at && { rulesReadAt: facts.readAt }) },
  };
  return { comparison: fitted({ at, repository, outcome: 'differed', difference }), state };
}

function outcomeOf({ says, ours }: BitbucketsWord): ComparisonOutcome {
  if (says === 'unknown') return 'bitbucket-unknown';
  if (ours === 'unknown') return 'ours-unknown';
  return (says === 'mergeable') === (ours === 'allowed') ? 'agreed' : 'beyond-the-rules';
}

function seenIn({ facts, pullRequest, word, checks }: Beside): RestsOn {
  const { covering } = viewBranch(pullRequest.destination, { facts });
  return {
    restrictions: covering.map(({ restriction }) => restrictionSeen(restriction)),
    reported: word.checks.map(({ check }) => reportSeen(check)),
    counted: checks.map((one) => ({
      restriction: named(one.restriction),
      is: one.is,
      figures: Object.fromEntries(Object.entries(one.found ?? {}).filter(isFigure)),
    })),
  };
}

function restrictionSeen({ users, otherUsers = 0, groups, value, ...rest }: Restriction): RestrictionSeen {
  return {
    ...named(rest),
    ...(value !== undefined && { value }),
    users: users.length + otherUsers,
    groups: groups.slice(0, mostGroups).map(({ slug }) => short(slug)),
    ...(groups.length > mostGroups && { otherGroups: groups.length - mostGroups }),
  };
}

function reportSeen(check: ReportedCheck): ReportSeen {
  const { status, required, blocking } = check;
  const weight = {
    status: short(status),
    ...(required !== undefined && { required }),
    ...(blocking !== undefined && { blocking }),
  };
  if (check.type === 'unknown') return { type: short(check.word), ...weight };
  if (check.type !== 'standard_merge_check') return { type: check.type, ...weight };
  const { type, kind, asks, asksElse, counted } = check;
  return {
    type,
    kind: short(kind),
    ...weight,
    ...(asks !== undefined && { asks }),
    ...(asksElse && { asksElse }),
    ...(counted !== undefined && { counted }),
  };
}

function isFigure(entry: [string, unknown]): entry is [string, number | boolean] {
  return typeof entry[1] === 'number' || typeof entry[1] === 'boolean';
}

function shortly({ of, ours, bitbucket, restriction, suppliedLacksIt }: Disagreement): Disagreement {
  return {
    of: short(of),
    ours,
    bitbucket: short(bitbucket),
    ...(restriction && { restriction: named(restriction) }),
    ...(suppliedLacksIt && { suppliedLacksIt }),
  };
}

/** That a rule was supplied is kept; by whom is not. */
function named({ id, kind, match, supplied }: RestrictionName): RestrictionName {
  return {
    ...(id !== undefined && { id }),
    kind: short(kind),
    match: matchSeen(match),
    ...(supplied && { supplied: { setOn: supplied.setOn } }),
  };
}

function matchSeen(match: Match): Match {
  switch (match.by) {
    case 'glob':
      return { by: 'glob', pattern: short(match.pattern) };
    case 'branch-type':
      return { by: 'branch-type', type: short(match.type) };
    case 'unknown':
      return { by: 'unknown', word: short(match.word) };
  }
}

function short(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** With as many facts as fit: the longest list gives way first, and the disagreements last. */
function fitted(comparison: Comparison & { difference: Difference }): Comparison {
  const { difference } = comparison;
  const { restsOn } = difference;
  const lists = {
    restrictions: [...restsOn.restrictions],
    reported: [...restsOn.reported],
    counted: [...restsOn.counted],
  };
  const sizes = Object.values(lists).map((list: unknown[]) => ({ list, sizes: list.map(bytesOf) }));
  const disagreements = [...difference.disagreements];
  let leftOut = 0;
  const now = (): Comparison => ({
    ...comparison,
    difference: {
      ...difference,
      disagreements: isNonEmpty(disagreements) ? disagreements : difference.disagreements,
      restsOn: { ...restsOn, ...lists, ...(leftOut > 0 && { leftOut }) },
    },
  });
  let size = bytesOf({ ...now() }) + 20;
  while (size > longest) {
    const heaviest = [...sizes].sort((one, other) => sum(other.sizes) - sum(one.sizes))[0];
    if (!heaviest || heaviest.list.length === 0) break;
    heaviest.list.pop();
    size -= (heaviest.sizes.pop() ?? 0) + 1;
    leftOut += 1;
  }
  while (disagreements.length > 1 && bytesOf(now()) > longest) disagreements.pop();
  return now();
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** Bytes of the value's JSON in UTF-8, at most. */
function bytesOf(value: unknown): number {
  return JSON.stringify(value).replaceAll(/[^\0-\u007F]/g, '   ').length;
}
