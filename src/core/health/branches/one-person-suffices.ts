import type { BranchView } from '../../cell/cell';
import type { Person, Restriction } from '../../model';
import { enforcing } from '../../rules/merge-checks';
import { code, plain, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { some, unit, type Some } from '../problem';
import { judged, mainOf, surely, surelyNone, type Seen } from '../seen';
import { branches, counted } from '../words';

/** Checks that ask for somebody else's eyes. */
const approvals = [
  'require_approvals_to_merge',
  'require_default_reviewer_approvals_to_merge',
  'require_review_group_approvals_to_merge',
];

interface Alone {
  by: 'push' | 'merge';
  /** By whom it is shown. */
  person: Person;
  /** How many people could. */
  count: number;
  /** The approvals that are asked for. */
  asked: Restriction[];
  branches: Some<string>;
  main: boolean;
}

/**
 * That one person can write, approve and merge alone: by a push past every pull request, or by a merge that no approval
 * of somebody else stops. An author's own approval does not count (BCLOUD-19032). Where approvals are asked for, four
 * eyes were meant: a warning. On a main branch without them it is worth knowing.
 */
export const onePersonSuffices = unit<Alone>({
  id: 'one-person-suffices',
  title: 'One person can write, approve and merge alone',
  why: 'Four eyes hold only where a required approval blocks the merge, and nobody can push past the pull request.',
  docs: docs.mergeChecks,
  find(seen) {
    const main = mainOf(seen);
    const found = new Map<string, { alone: Omit<Alone, 'branches'>; names: string[] }>();
    for (const { view, names } of seen.classes) {
      const isMain = main !== undefined && view.name === main.name;
      const asked = surely(view, ...approvals).filter(({ value }) => value !== 0);
      if (asked.length === 0 && !(isMain && surely(view, 'push', 'restrict_merges').length > 0)) continue;
      const alone = aloneOn(view, asked, seen);
      if (!alone) continue;
      const key = JSON.stringify([alone.by, alone.person.id, isMain, asked.map((one) => seen.restrictions.indexOf(one))]);
      const same = found.get(key);
      if (same) same.names.push(...names);
      else found.set(key, { alone: { ...alone, asked, main: isMain }, names: [...names] });
    }
    return [...found.values()].map(({ alone, names }) => {
      const [restriction] = alone.asked;
      return {
        level: alone.asked.length > 0 ? 'warning' : 'info',
        ...(restriction && { restriction }),
        subject: `${alone.by} ${names[0] ?? ''}`,
        found: { ...alone, branches: some(names) },
      };
    });
  },
  say: ({ by, person, count, asked, branches: covered }, _, { administrator }) => {
    const where = branches(covered);
    const others = count > 1 ? `, and so can ${counted(count - 1, 'other person', 'other people')}` : '';
    const first = code(covered.first[0] ?? '');
    return {
      reason:
        by === 'push'
          ? `${asked.length > 0 ? `${restrictionNames(asked)} asks for approvals, and a push to ${where} needs none` : `a push to ${where} needs no pull request`}`
          : `no approval of somebody else is needed to merge into ${where}${asked.length > 0 ? `: ${restrictionNames(asked)} only warns` : ''}`,
      effect:
        by === 'push'
          ? `${plain(person.name)} can push to ${first} what nobody else has seen${others}`
          : `${plain(person.name)} can open a pull request into ${first} from a branch of their own and merge it alone${others}`,
      remedy:
        by === 'push'
          ? `${administrator} can set Write access there for nobody, so that every change is a pull request`
          : `${administrator} can require an approval there, and “Prevent a merge with unresolved merge checks” (Premium), as without it checks only warn`,
    };
  },
});

/** Somebody who needs nobody else on this branch; nothing where nobody surely does. */
function aloneOn(view: BranchView, asked: Restriction[], seen: Seen): Pick<Alone, 'by' | 'person' | 'count'> | undefined {
  const push = seen.who('push', view).people;
  const [pusher] = push;
  if (pusher) return { by: 'push', person: pusher, count: push.length };
  const blocks = asked.length > 0 && !surelyNone(seen, view, enforcing);
  const mightBlock = asked.length === 0 && !surelyNone(seen, view, ...approvals);
  if (blocks || mightBlock) return undefined;
  const merge = seen.who('merge', view).people.filter((person) => canWriteSomewhere(person, seen));
  const [merger] = merge;
  return merger && { by: 'merge', person: merger, count: merge.length };
}

/** Whether the person surely has a branch to open a pull request from: a new one that no pattern names. */
function canWriteSomewhere({ id }: Person, { generalName, view, standings, gathered }: Seen): boolean {
  const own = standings.of.get(id);
  const name = generalName({ kind: '', match: { by: 'glob', pattern: '*/*' }, users: [], groups: [], gaps: [], pipelinesSourceBranches: [] });
  return own !== undefined && name !== undefined && judged(gathered, 'create', view(name), own).verdict === 'allowed';
}
