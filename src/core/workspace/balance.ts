import type { Actor } from '../model';
import { actorId } from '../people/actor';
import type { Changed } from '../questions/since/since';
import { turnOf, type RepositoryChanges, type Shift } from './changes';
import type { RepositoryAmongMany } from './digest';

/** What somebody gained and lost, across repositories. Plain JSON. */
export interface Balance {
  actor: Actor;
  gained: Turn[];
  lost: Turn[];
  /** Where a verdict came to be known, or is no longer, so that nobody knows whether they gained or lost. */
  unclear: RepositoryAmongMany[];
}

/** What somebody gained or lost in a repository, and why. */
export interface Turn extends Pick<Shift, 'operation' | 'branches' | 'everywhere'> {
  repository: RepositoryAmongMany;
  /** RFC 3339: it changed after `from`, and at the latest at `to`. */
  from?: string;
  to?: string;
  causes: Changed[];
}

/** Who gained and who lost by these changes: whom it concerns in most repositories first, automation last. */
export function gainedAndLost(all: Iterable<RepositoryChanges>): Balance[] {
  const balances = new Map<string, Balance>();
  for (const { repository, from, to, changed, shifts } of all) {
    for (const shift of shifts) {
      const { operation, branches, everywhere } = shift;
      const turn: Turn = {
        ...{ repository, operation, branches, ...(everywhere && { everywhere }) },
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        causes: shift.causes.flatMap((at) => changed[at] ?? []),
      };
      const is = turnOf(shift);
      for (const actor of shift.actors) {
        const id = actorId(actor);
        const own: Balance = balances.get(id) ?? { actor, gained: [], lost: [], unclear: [] };
        balances.set(id, own);
        if (is !== 'unclear') own[is].push(turn);
        else if (own.unclear.at(-1) !== repository) own.unclear.push(repository);
      }
    }
  }
  return [...balances.values()].sort(
    (a, b) =>
      Number(a.actor.type !== 'user') - Number(b.actor.type !== 'user') ||
      repositoriesOf(b) - repositoriesOf(a) ||
      (nameOf(a.actor) < nameOf(b.actor) ? -1 : 1),
  );
}

function repositoriesOf({ gained, lost }: Balance): number {
  return new Set([...gained, ...lost].map(({ repository }) => repository)).size;
}

function nameOf(actor: Actor): string {
  return actor.type === 'user' ? `${actor.person.name} ${actor.person.id}` : actor.type;
}
