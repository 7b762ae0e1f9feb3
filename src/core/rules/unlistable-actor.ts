import type { Cell } from '../cell/cell';
import { judgeLists } from '../cell/lists';
import { operations, type Restriction } from '../model';
import type { NonEmpty } from '../non-empty';
import { denies, type KeptByList, type RefusingRule } from './rule';

/**
 * Access tokens, workspace SSH keys, OAuth clients, Pipelines and Forge apps may write but can be put on no list, so
 * each of these lists refuses them whatever their scopes (BCLOUD-22400, BCLOUD-20121, BCLOUD-19136, BCLOUD-23976).
 * Access keys are read-only everywhere. Deletion is not kept to a list, as far as is documented.
 */
export function unlistableActor(lists: readonly KeptByList[]): RefusingRule<'unlistable-actor'> {
  return {
    id: 'unlistable-actor',
    stops: operations,
    judge(cell) {
      const { actor } = cell.actor;
      if (actor.type === 'user') return undefined;
      const shown = { shows: 'actor-documentation', actor: actor.type } as const;
      if (actor.type === 'access-key') return denies({ why: 'access-key-reads-only' }, shown);
      const restrictions = refusingIn(lists, cell).flat();
      return restrictions.length === 0 ? undefined : denies({ why: 'nobody-can-list-it', restrictions }, shown);
    },
  };
}

/** The restrictions that refuse, those of each kind together. */
export function refusingIn(lists: readonly KeptByList[], cell: Cell): NonEmpty<Restriction>[] {
  return lists.flatMap(({ list, operations: kept }) => {
    const verdict = kept.includes(cell.operation) ? judgeLists(list, cell) : undefined;
    return verdict?.refuses === 'yes' ? [verdict.restrictions] : [];
  });
}
