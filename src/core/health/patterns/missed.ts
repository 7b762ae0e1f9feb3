import { nearMatches, type Miss } from '../../branches/near-matches';
import type { Restriction } from '../../model';
import type { Seen } from '../seen';

/** The branches that the pattern misses by one of these alone. */
export function missedBy(pattern: string, by: readonly Miss['by'][], { names }: Seen): string[] {
  return nearMatches(pattern, names, by).map(({ branch }) => branch);
}

/** Of these branches, those that no other restriction of the same kind covers, or might. */
export function uncovered(names: readonly string[], { kind }: Restriction, { classOf }: Seen): string[] {
  return names.filter((name) => !classOf(name)?.view.covering.some(({ restriction }) => restriction.kind === kind));
}
