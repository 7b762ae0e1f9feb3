import { refusingIn } from '../unlistable-actor';
import { isNonEmpty, type NonEmpty } from '../../non-empty';
import type { Remedy } from '../../remedy';
import { docs } from '../../words/pages';
import { waysToBeListed } from './by-list';
import type { Explained, KeptByList } from '../rule';

/** How it is explained. */
export function unlistableActorExplained(lists: readonly KeptByList[]): Explained<'unlistable-actor'> {
  return {
    page: docs.pushDeclined,
    remedies(cell): NonEmpty<Remedy> {
      const refusing = cell.actor.actor.type === 'access-key' ? [] : refusingIn(lists, cell);
      // Where lists of two kinds refuse, the credential of somebody whom one of them names is not enough.
      const ways = refusing
        .flatMap((restrictions) => waysToBeListed(restrictions, cell))
        .filter(({ way }) => refusing.length === 1 || way === 'account-for-automation');
      return isNonEmpty(ways) ? ways : [{ way: 'use-writing-credential' }];
    },
    words: {
      'access-key-reads-only': () => 'an access key is read-only in every repository, whatever the restrictions say',
      'nobody-can-list-it': (_, { actor }) =>
        `no branch restriction can list ${actor}, whatever its scopes, because Bitbucket offers only users and groups there`,
    },
  };
}
