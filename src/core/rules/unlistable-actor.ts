import type { Cell } from '../cell/cell';
import { judgeLists, type ListVerdict } from '../cell/lists';
import { operations } from '../model';
import type { NonEmpty } from '../non-empty';
import type { Remedy } from '../remedy';
import { docs } from '../words/pages';
import { waysToBeListed } from './by-list';
import { mergeViaPullRequest } from './merge-restriction';
import { writeAccess } from './push-restriction';
import { denies, type RefusingRule } from './rule';

/**
 * Access tokens, workspace SSH keys, OAuth clients and Pipelines may write but can be put on no list, so a list refuses
 * them whatever their scopes (BCLOUD-22400, BCLOUD-20121, BCLOUD-19136). Access keys are read-only everywhere.
 */
export const unlistableActor: RefusingRule<'unlistable-actor'> = {
  id: 'unlistable-actor',
  page: docs.pushDeclined,
  stops: operations,
  kinds: [],
  judge(cell) {
    const { actor } = cell.actor;
    if (actor.type === 'user') return undefined;
    const shown = { shows: 'actor-documentation', actor: actor.type } as const;
    if (actor.type === 'access-key') return denies({ why: 'access-key-reads-only' }, shown);
    const list = refusalByList(cell);
    if (list?.refuses !== 'yes') return undefined;
    return denies({ why: 'nobody-can-list-it', restrictions: list.restrictions }, shown);
  },
  remedies(cell): NonEmpty<Remedy> {
    const list = refusalByList(cell);
    return list?.refuses === 'yes' ? waysToBeListed(list.restrictions) : [{ way: 'use-writing-credential' }];
  },
  words: {
    'access-key-reads-only': () => 'an access key is read-only in every repository, whatever the restrictions say',
    'nobody-can-list-it': (_, { actor }) =>
      `no branch restriction can list ${actor}, whatever its scopes, because Bitbucket offers only users and groups there`,
  },
};

/** Deletion is not kept to a list, as far as is documented. */
function refusalByList(cell: Cell): ListVerdict | undefined {
  if (cell.operation === 'delete' || cell.actor.actor.type === 'access-key') return undefined;
  return judgeLists(cell.operation === 'merge' ? mergeViaPullRequest : writeAccess, cell);
}
