import type { Listing, Restriction } from '../model';
import type { ReportedCheck, ReportedStandardCheck } from '../reported-check';
import type { Asking, Check, Reported } from './check';
import { checks } from './index';

/** The kinds of restriction that Bitbucket reports as these kinds of standard check. */
const kindOf: ReadonlyMap<string, { kind: string; asking: Asking }> = new Map(
  Object.values(checks).flatMap(({ kind, reportedAs }) =>
    Object.entries(reportedAs).map(([name, asking]) => [name, { kind, asking }] as const),
  ),
);

/** The kind of restriction that a reported check stands for; undefined for one that we have not met. */
export function kindReported({ kind }: Pick<ReportedStandardCheck, 'kind'>): string | undefined {
  return kindOf.get(kind)?.kind;
}

/**
 * Whether a restriction asks for at least as much as Bitbucket reports. Where either has no number, or Bitbucket asks
 * for something else too, nobody can tell.
 */
export function asksAsMuch(
  { value }: Pick<Restriction, 'value'>,
  { kind, asks, asksElse }: ReportedStandardCheck,
): 'yes' | 'no' | 'unknown' {
  const asking = kindOf.get(kind)?.asking;
  const atMost = asksElse ? 'unknown' : 'yes';
  if (asking === 'no-number') return atMost;
  if (asks === undefined || value === undefined) return 'unknown';
  return (asking === 'at-least' ? value >= asks : value <= asks) ? atMost : 'no';
}

/** Whether it is told in full how much a check asks for. */
export function isRequirementKnown({ kind, asks, asksElse }: ReportedStandardCheck): boolean {
  return !asksElse && (asks !== undefined || kindOf.get(kind)?.asking === 'no-number');
}

/**
 * What Bitbucket reports of the merge check that this restriction asks for. It failed where any failed that the
 * restriction explains; it passed where all passed, each asking for at least as much as the restriction. One that was
 * skipped says nothing.
 */
export function reportedOf(check: Check, restriction: Restriction, all: readonly ReportedCheck[]): Reported {
  const own = all.filter(
    (one): one is Standard => isStandard(one) && Object.hasOwn(check.reportedAs, one.kind) && one.status !== 'SKIPPED',
  );
  const failed = own.some((one) => one.status === 'FAILED' && asksAsMuch(restriction, one) === 'yes');
  const passed = own.length > 0 && own.every((one) => one.status === 'PASSED' && isCovered(restriction, one));
  const counted = own.find((one) => one.counted !== undefined)?.counted;
  return { ...((failed || passed) && { passed: !failed }), ...(counted !== undefined && { counted }) };
}

type Standard = Extract<ReportedCheck, { type: 'standard_merge_check' }>;

/**
 * Whether what Bitbucket reports asks for at least as much as the restriction does: of several the strictest holds, and
 * of maxima perhaps the laxest. What it asks for beside that makes it no less.
 */
function isCovered({ value }: Restriction, { kind, asks }: ReportedStandardCheck): boolean {
  if (kindOf.get(kind)?.asking !== 'at-least') return true;
  return asks !== undefined && (value === undefined || asks >= value);
}

/** The checks that settle anything: of a reply that was not read whole only those that stop the merge. */
export function settlingIn({ items, gaps }: Listing<ReportedCheck>): ReportedCheck[] {
  return gaps.length === 0 ? items : items.filter(({ blocking }) => blocking === true);
}

/** Whether a reported check stands in nobody's way. */
export function hasPassed({ status }: Pick<ReportedCheck, 'status'>): boolean {
  return status === 'PASSED' || status === 'SKIPPED';
}

/**
 * Whether a check keeps it open that the merge goes through: one that is required and has not passed, or of which we do
 * not know what it stands for. What a reply does not say of a check counts as what may stand in the way.
 */
export function leavesOpen(check: ReportedCheck): boolean {
  const { required, blocking, type } = check;
  const unsaid = blocking === undefined && !hasPassed(check);
  return (required !== false || unsaid) && (type === 'unknown' || !hasPassed(check));
}

/** Whether it is one of the merge checks that Bitbucket itself offers. */
export function isStandard(check: ReportedCheck): check is Standard {
  return check.type === 'standard_merge_check';
}
