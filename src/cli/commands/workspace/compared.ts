import type { Facts, Gap } from '../../../core/model';
import { sayGap } from '../../../core/words/gaps';
import type { GapOfMany } from '../../print/workspace/about';
import type { PairOfMany, Pairs, ReadOfMany } from '../../source/many';

/** What is otherwise at the later of two moments, and what stands beside that. */
export interface Compared<T> {
  /** How many repositories were compared. */
  repositories: number;
  differs: T[];
  /** What could be read at neither moment. */
  unseen: GapOfMany[];
}

/** Compares each repository; only one that is not the same at both moments is asked what differs. */
export async function compareEach<T>(
  pairs: Pairs,
  differing: (pair: PairOfMany) => Promise<readonly T[]>,
): Promise<Compared<T>> {
  const compared: Compared<T> = { repositories: 0, differs: [], unseen: [] };
  for (const pair of pairs.each()) {
    compared.repositories++;
    compared.unseen.push(...(await unseenIn(pair)));
    if (!pair.isSame) compared.differs.push(...(await differing(pair)));
  }
  return compared;
}

/**
 * What of the rules and permissions of a repository could be read at neither of two moments, so that nobody knows
 * whether it differs. What could be read once alone is told as what differs.
 */
async function unseenIn({ before, after, isSame }: PairOfMany): Promise<GapOfMany[]> {
  if (!before || !after) return [];
  const gaps = gapsOf(await after.read());
  const was = new Set((isSame ? gaps : gapsOf(await before.read())).map(keyOf));
  return gaps
    .filter((gap) => was.has(keyOf(gap)))
    .map((gap) => ({ repository: after.names.fullName, ...sayGap(gap, after.names) }));
}

function gapsOf(read: ReadOfMany): Gap[] {
  if ('gap' in read)
    return [read.gap.of.what === 'saved-file' ? read.gap : { ...read.gap, of: { what: 'repository' } }];
  const { restrictions, model, permissions }: Facts = read.facts;
  return [
    ...restrictions.gaps,
    ...restrictions.items.flatMap(({ gaps, supplied }) => (supplied ? [] : gaps)),
    ...(model.known ? model.value.gaps : [model.gap]),
    ...permissions.gaps,
  ];
}

/** All of a repository is not known, whether it was refused or its file is broken. */
function keyOf({ of }: Gap): string {
  return JSON.stringify(of.what === 'saved-file' ? { what: 'repository' } : of);
}
