import { sayChanged } from '../../say/since/since';
import { actorTitle, plain } from '../../words/names';
import { withTellingNames } from '../../words/telling-names';
import type { Balance, Turn } from '../balance';
import { deedsOf } from './changes';

/** What somebody gained and lost across repositories, in words. */
export interface SpokenBalance {
  /** Who, as it stands alone. */
  who: string;
  gained: SpokenTurn[];
  lost: SpokenTurn[];
  /** Repositories, by full name, in which that is not known. */
  unclear: string[];
}

/** What somebody gained or lost in a repository. */
export interface SpokenTurn {
  repository: string;
  /** RFC 3339. */
  from?: string;
  to?: string;
  /** After *can now*, and after *can no longer*. */
  deeds: string[];
  because: string[];
}

/** Everybody's in words that tell apart who looks alike. */
export function sayBalances(balances: readonly Balance[]): SpokenBalance[] {
  return withTellingNames(balances).map(({ actor, gained, lost, unclear }) => ({
    who: actorTitle(actor),
    gained: sayTurns(gained, 'and'),
    lost: sayTurns(lost, 'or'),
    unclear: unclear.map(({ fullName }) => plain(fullName)),
  }));
}

/** Of one repository, at one time and for the same causes, in one. */
function sayTurns(turns: readonly Turn[], word: 'and' | 'or'): SpokenTurn[] {
  const together = new Map<string, Turn[]>();
  for (const one of turns) {
    const key = JSON.stringify([one.repository.fullName, one.from, one.to, one.causes]);
    together.set(key, [...(together.get(key) ?? []), one]);
  }
  return [...together.values()].flatMap((all): SpokenTurn[] => {
    const [first] = all;
    if (!first) return [];
    const { repository, from, to, causes } = first;
    return [
      {
        repository: plain(repository.fullName),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        deeds: deedsOf(all, word),
        because: causes.map((one) => sayChanged(one, repository)),
      },
    ];
  });
}
