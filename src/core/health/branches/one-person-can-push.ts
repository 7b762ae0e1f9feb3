import type { Person, Restriction } from '../../model';
import { agreeing, plain, restrictionNames } from '../../words/names';
import { docs } from '../../words/pages';
import { some, unit } from '../problem';
import { counted } from '../../words/counts';
import { branches, sure } from '../words';
import { pushedBranches, toBeListedOn, type Listing } from './few';

interface Single extends Listing {
  restrictions: Restriction[];
  person: Person;
  /** How many may write to the repository at all. */
  writers: number;
  /** How many others may merge. */
  mergers: number;
  /** Whether yet others might. */
  unsure: boolean;
}

/** That one person alone may push to some branches, of several who may write. */
export const onePersonCanPush = unit<Single>({
  id: 'one-person-can-push',
  title: 'One person alone can push to a branch',
  why: 'When that person is away or leaves, nobody can push there until an administrator changes the list.',
  docs: docs.restrictions,
  *find(seen) {
    const writers = seen.standings.people.filter(({ write }) => write.is === 'yes').length;
    if (writers < 2) return;
    for (const one of yield* pushedBranches(seen)) {
      const { restrictions, names, push, merge, narrowest, reach, subject } = one;
      const [person, ...others] = push.people;
      if (!person || others.length > 0 || push.unsure) continue;
      const mergers = merge.people.filter(({ id }) => id !== person.id).length;
      const found = {
        restrictions,
        branches: some(names),
        narrowest,
        reach,
        person,
        writers,
        mergers,
        unsure: merge.unsure,
      };
      const level = mergers > 0 || merge.unsure ? 'info' : 'warning';
      yield { level, restriction: narrowest, subject, found };
    }
  },
  say: ({ restrictions, person, writers, mergers, unsure, ...where }, { administrator, repository }) => ({
    reason:
      `of ${counted(writers, 'person', 'people')} who can write to ${repository.fullName}, ` +
      `${restrictionNames(restrictions)} ${agreeing(restrictions, 'lets', 'let')} ${plain(person.name)} alone push`,
    effect:
      (where.branches.count === 0
        ? `${plain(person.name)} alone can create a new branch there`
        : `without ${plain(person.name)} nobody can push to ${branches(where.branches)}`) +
      (mergers > 0 ? `; ${sure(mergers, unsure, 'other person', 'other people')} can merge a pull request` : ''),
    remedy: `${administrator} can add a second person to ${toBeListedOn(where)}`,
  }),
});
