import type { Fact, Person, SeenCredential } from '../model';
import { canPush, canRead, needs, type Need } from '../people/scopes';

/** What replies told of a credential. */
export interface ReadCredential {
  owner: Fact<Person>;
  seen?: SeenCredential;
  /** The repository at hand, where there is one. */
  repository?: { fullName: string; is: 'read' | 'not-found' | 'forbidden' | 'unknown' };
}

/** Whether something is so, as far as scopes and replies tell. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What a credential can read, and whether it could push over HTTPS. */
export interface Abilities {
  reads: { need: Need; answer: Answer; lacks: string[] }[];
  push: { answer: Answer; lacks: string[] };
}

const all = Object.keys(needs) as Need[];

/** What follows from what was told: a reply that came proves what it took, whatever the scopes. */
export function abilities({ owner, seen, repository }: ReadCredential): Abilities {
  const proved = new Set<Need>([
    ...(owner.known ? (['viewer'] as const) : []),
    ...(repository?.is === 'read' ? (['repository'] as const) : []),
  ]);
  return {
    reads: all.map((need) => ({ need, ...(proved.has(need) ? { answer: 'yes', lacks: [] } : canRead(need, seen)) })),
    push: canPush(seen),
  };
}
