import type { NonEmpty } from '../non-empty';
import type { Remedy } from '../remedy';
import type { Cell } from '../cell/cell';
import { waysToBeListed } from './listing';
import { refusal, type Refusal } from '../cell/refusal';
import { denies, type RefusingRule } from './rule';

/**
 * Access tokens, workspace SSH keys, OAuth clients and Pipelines may write but can be put on no list, so a list refuses
 * them whatever their scopes (BCLOUD-22400, BCLOUD-20121, BCLOUD-19136). Access keys are read-only everywhere.
 */
export const unlistableActor: RefusingRule = {
  id: 'unlistable-actor',
  page: 'https://support.atlassian.com/bitbucket-cloud/kb/unable-to-push-to-repository-pre-receive-hook-declined-error/',
  stops: ['push', 'create', 'force-push', 'delete', 'merge'],
  kinds: [],
  judge(cell) {
    const { actor } = cell.actor;
    if (actor.type === 'user') return undefined;
    const shown = { shows: 'actor-documentation', actor: actor.type } as const;
    if (actor.type === 'access-key') return denies('unlistable-actor', { why: 'access-key-reads-only' }, shown);
    const list = refusalByList(cell);
    if (list?.refuses !== 'yes') return undefined;
    return denies('unlistable-actor', { why: 'nobody-can-list-it', restrictions: list.restrictions }, shown);
  },
  remedies(cell): NonEmpty<Remedy> {
    const list = refusalByList(cell);
    return list?.refuses === 'yes' ? waysToBeListed(list.restrictions) : [{ way: 'use-writing-credential' }];
  },
};

/** Deletion is not kept to a list, as far as is documented. */
function refusalByList(cell: Cell): Refusal | undefined {
  if (cell.operation === 'delete' || cell.actor.actor.type === 'access-key') return undefined;
  return cell.operation === 'merge' ? refusal('restrict_merges', cell, 'push') : refusal('push', cell);
}
