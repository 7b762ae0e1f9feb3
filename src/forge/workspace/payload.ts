import * as v from 'valibot';
import { braced, isUuid } from '../../core/people/uuid';
import { sentAs } from '../context';
import { isChangeId } from '../store/workspace/changes';
import { fewestDays, mostDays } from '../store/workspace/days';

/** Characters of a place in the storage, of which nothing is documented. */
const longestNext = 2_000;

const next = v.object({ next: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(longestNext))) });
const page = v.object({ page: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const repository = v.object({ repository: v.pipe(v.string(), v.check(isUuid), v.transform(braced)) });
const days = v.object({ days: v.pipe(v.number(), v.integer(), v.minValue(fewestDays), v.maxValue(mostDays)) });
const change = v.object({ next: v.exactOptional(v.pipe(v.string(), v.check(isChangeId))) });

/** Where the rows go on. Throws a TypeError that says what is expected. */
export function nextIn(payload: unknown): string | undefined {
  return sentAs(next, payload ?? {}, '`workspace` takes `next`, as an earlier portion gave it, or nothing.').next;
}

/** The page of repositories that is requested. Throws as `nextIn` does. */
export function pageIn(payload: unknown): number {
  return sentAs(page, payload, '`workspaceRepositories` takes `page`, a whole number from 1.').page;
}

/** The uuid of the repository that is to be read, in braces. Throws as `nextIn` does. */
export function repositoryIn(payload: unknown): string {
  return sentAs(repository, payload, '`readRepository` takes `repository`, the uuid of one.').repository;
}

/** For how many days readings are to be kept. Throws as `nextIn` does. */
export function daysIn(payload: unknown): number {
  const expected = `\`keepDays\` takes \`days\`, a whole number from ${String(fewestDays)} to ${String(mostDays)}.`;
  return sentAs(days, payload, expected).days;
}

/** The change with which the history goes on. Throws as `nextIn` does. */
export function changeIn(payload: unknown): string | undefined {
  return sentAs(change, payload ?? {}, '`history` takes `next`, as an earlier portion gave it, or nothing.').next;
}
