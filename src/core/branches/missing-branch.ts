import leven from 'leven';
import type { BranchNote } from '../decision';
import { isTag } from './glob';

/** What Git calls the remote of a clone, and what people call the repository that a fork was made from. */
const usualRemotes = ['origin', 'upstream'];
const mostNear = 3;
/** Letters in which a name may differ from one that may have been meant. */
const mostApart = 2;

/**
 * A note on a branch that is not among all those that exist, with the names that may have been meant: without a
 * remote's name before it, in another letter case, one or two letters apart, or with the same last segment. Undefined
 * where the branch exists, and for a tag. `remotes` are those of the clone.
 */
export function missingBranch(
  asked: string,
  existing: readonly string[],
  remotes: readonly string[] = [],
): BranchNote | undefined {
  if (isTag(asked) || existing.includes(asked)) return undefined;
  const stripped = [...remotes, ...usualRemotes].flatMap((remote) =>
    asked.startsWith(`${remote}/`) ? [{ remote, rest: asked.slice(remote.length + 1) }] : [],
  );
  const found = stripped.find(({ rest }) => existing.includes(rest));
  const meant = [asked, ...stripped.map(({ rest }) => rest)].map((name) => name.toLowerCase());
  const ranked = existing.flatMap((name) => {
    const rank = name === found?.rest ? 0 : rankOf(name.toLowerCase(), meant);
    return rank === undefined ? [] : [{ name, rank }];
  });
  const near = ranked.sort((a, b) => a.rank - b.rank).slice(0, mostNear);
  return { exists: false, near: near.map(({ name }) => name), ...(found && { remote: found.remote }) };
}

/** How near a name is to what may have been meant, nearest first; undefined where it is not. All in small letters. */
function rankOf(name: string, meant: readonly string[]): number | undefined {
  const apart = Math.min(...meant.map((one) => lettersApart(name, one)));
  if (apart <= mostApart) return 1 + apart;
  const [asked = ''] = meant;
  return lastSegment(name) === lastSegment(asked) ? mostApart + 2 : undefined;
}

/**
 * How many letters two names in small letters are apart; infinite where that is more than two, more than half of the
 * name, or a matter of another number, which is another branch.
 */
export function lettersApart(one: string, other: string): number {
  if (one === other) return 0;
  const most = Math.min(mostApart, Math.floor(Math.min(one.length, other.length) / 2));
  if (Math.abs(one.length - other.length) > most) return Infinity;
  // Beyond its maximum, leven returns the maximum.
  const apart = leven(one, other, { maxDistance: most + 1 });
  return apart > most || withoutDigits(one) === withoutDigits(other) ? Infinity : apart;
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d/g, '');
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
