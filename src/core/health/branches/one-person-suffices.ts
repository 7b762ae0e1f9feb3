import type { BranchView } from '../../cell/cell';
import type { Person, Restriction } from '../../model';
import { enforcing } from '../../rules/kinds';
import { code, kindName } from '../../words/names';
import { docs } from '../../words/pages';
import { some, unit, type Finding, type Some } from '../problem';
import { judged, mainOf, surely, surelyNone, type BranchClass, type Seen } from '../seen';
import { thousands } from '../../words/counts';
import { branches, named, people as byName } from '../words';

/** Checks that ask for somebody else's eyes. */
const approvals = [
  'require_approvals_to_merge',
  'require_default_reviewer_approvals_to_merge',
  'require_review_group_approvals_to_merge',
];

interface Alone {
  by: 'push' | 'merge';
  /** Who could. */
  people: Some<Person>;
  /** The approvals that are asked for. */
  asked?: Restriction;
  branches: Some<string>;
}

/**
 * That one person can write, approve and merge alone: by a push past every pull request, or by a merge that no approval
 * of somebody else stops. An author's own approval does not count (BCLOUD-19032). Where approvals are asked for, a
 * review was meant: a warning. On a main branch without them it is worth knowing.
 */
export const onePersonSuffices = unit<Alone>({
  id: 'one-person-suffices',
  title: 'A change can go in without review',
  why: 'A review is certain only where a required approval blocks the merge, and nobody can push past the pull request.',
  docs: docs.mergeChecks,
  find: (seen) => [
    ...seen.restrictions.flatMap((restriction, at) => {
      if (!approvals.includes(restriction.kind) || restriction.value === 0) return [];
      return gathered(seen.coveredBy(at), restriction, seen).map(({ alone, names }) => ({
        level: 'warning' as const,
        restriction,
        subject: alone.by,
        found: { ...alone, asked: restriction, branches: some(names) },
      }));
    }),
    ...ofMain(seen),
  ],
  say: ({ by, people, asked, branches: covered }, { administrator }) => {
    const where = branches(covered);
    // Two are named as shortly as counted.
    const { first: who, count } = people;
    const shown = count > 2 ? { first: who.slice(0, 1), count: 1 } : people;
    const others = count > 2 ? `, and so can ${thousands(count - 1)} other people` : '';
    const warning = asked ? `: ${named(asked)} only warns` : '';
    const first = code(covered.first[0] ?? '');
    return {
      reason:
        by === 'push'
          ? asked
            ? `${named(asked)} asks for approvals, and a push to ${where} needs none`
            : `a push to ${where} needs no pull request`
          : `no approval of somebody else is needed to merge into ${where}${warning}`,
      effect:
        by === 'push'
          ? `${byName(shown)} can push to ${first} what nobody else has seen${others}`
          : `${byName(shown)} can open a pull request into ${first} from a branch of their own ` +
            `and merge it alone${others}`,
      remedy:
        by === 'push'
          ? `${administrator} can make ${kindName('push')} there list nobody, so that every change is a pull request`
          : `${administrator} can require an approval there, and “Prevent a merge with unresolved merge checks” ` +
            '(Premium), as without it checks only warn',
    };
  },
});

/** The main branch, where it is protected and no approvals are asked for. */
function ofMain(seen: Seen): Finding<Alone>[] {
  const main = mainOf(seen);
  if (!main || surely(main, 'push', 'restrict_merges').length === 0 || !surelyNone(seen, main, ...approvals)) return [];
  const alone = aloneOn(main, undefined, seen);
  return alone ? [{ level: 'info', subject: alone.by, found: { ...alone, branches: some([main.name]) } }] : [];
}

/** The branches where one person suffices, by what they do alone; it is shown by the first. */
function gathered(covered: BranchClass[], asked: Restriction, seen: Seen) {
  const found = new Map<string, { alone: Lonely; names: string[] }>();
  for (const { view, names } of covered) {
    const alone = surely(view, asked.kind).includes(asked) ? aloneOn(view, asked, seen) : undefined;
    const same = alone && found.get(alone.by);
    if (same) same.names.push(...names);
    else if (alone) found.set(alone.by, { alone, names: [...names] });
  }
  return [...found.values()];
}

type Lonely = Pick<Alone, 'by' | 'people'>;

/** Somebody who needs nobody else on this branch; nothing where nobody surely does. */
function aloneOn(view: BranchView, asked: Restriction | undefined, seen: Seen): Lonely | undefined {
  const push = seen.who('push', view).people;
  if (push.length > 0) return { by: 'push', people: some(push) };
  // Where something may make the checks block, nobody is surely alone.
  if (asked && !surelyNone(seen, view, enforcing)) return undefined;
  const merge = seen.who('merge', view).people.filter((person) => canWriteSomewhere(person, seen));
  return merge.length > 0 ? { by: 'merge', people: some(merge) } : undefined;
}

/** Whether the person surely has a branch to open a pull request from: a new one that no pattern names. */
function canWriteSomewhere({ id }: Person, { generalName, view, standings, gathered }: Seen): boolean {
  const own = standings.of.get(id);
  const name = generalName({
    kind: '',
    match: { by: 'glob', pattern: '*/*' },
    users: [],
    groups: [],
    gaps: [],
    pipelinesSourceBranches: [],
  });
  return own !== undefined && name !== undefined && judged(gathered, 'create', view(name), own).verdict === 'allowed';
}
