import type { Restriction } from '../../model';
import { covers } from '../../branches/glob';
import { isCheckOrSetting } from '../../rules/kinds';
import { docs } from '../../words/pages';
import { removal } from '../mending';
import { unit } from '../problem';
import type { Seen } from '../seen';
import { named } from '../words';

/** A merge check or setting that another of its kind, with the same number, makes already on all these branches. */
export const repeated = unit<{ by: Restriction }>({
  id: 'repeated',
  title: 'A merge check or setting stands twice',
  why: 'Another one of its kind covers all its branches and asks the same. Whoever changes one may forget the other.',
  docs: docs.mergeChecks,
  find: (seen) =>
    seen.restrictions.flatMap((restriction, at) => {
      if (!isCheckOrSetting(restriction)) return [];
      const by = seen.restrictions.find(
        (other, place) =>
          place !== at &&
          other.kind === restriction.kind &&
          other.value === restriction.value &&
          isWithin(restriction, other, seen) &&
          // Of two that cover the same, the newer one is named, in whatever order they were read.
          ((isOlder(other, restriction) ?? place < at) || !isWithin(other, restriction, seen)),
      );
      const change = removal(restriction);
      return by ? [{ level: 'info', restriction, ...(change && { change }), found: { by } }] : [];
    }),
  say: ({ by }, { it, administrator }) => ({
    reason: `${named(by)} asks the same already on every branch of ${it}`,
    effect: 'without it the same would be asked on the same branches',
    remedy: `${administrator} can remove it, as long as ${named(by)} stays`,
  }),
});

/** Whether it was made before the other, by their numbers; those without one by what they cover. */
function isOlder(one: Restriction, other: Restriction): boolean | undefined {
  const [a, b] = [one, other].map(({ id = 0, match }) => `${String(id).padStart(16, '0')} ${JSON.stringify(match)}`);
  return a === undefined || b === undefined || a === b ? undefined : a < b;
}

function isWithin(part: Restriction, whole: Restriction, { facts, generalName }: Seen): boolean {
  const general = generalName(part);
  return general !== undefined && [part, whole].every((one) => covers(one, general, facts).is === 'yes');
}
