import { actorMeant, suppliedMembers, viewerAmong, type Meant } from '../people/actor';
import { gather } from '../cell/cell';
import type { Decision } from '../decision';
import { explainAmong } from './explain';
import type { Actor, Credential, Facts, Question } from '../model';

/** A question as people put it: whom `as` means is for the facts to say; left out, it is the credential's owner. */
export interface Asked {
  as?: string;
  credential?: Credential;
  deeds: readonly Pick<Question, 'operation' | 'branch'>[];
}

/** Why a question is none: it speaks of nobody, or of somebody to whom it cannot be put. */
export type Misput = Exclude<Meant, { actor: Actor }> | { credentialOfUnlistable: Exclude<Actor['type'], 'user'> };

/** Facts in which whoever is named in two ways is the same person to every rule. */
export function settled(facts: Facts): Facts {
  // The viewer first: ids as a saved world may write the viewer's must not be those that members are looked for by.
  const told = { ...facts, viewer: viewerAmong(facts) };
  return { ...told, suppliedMembers: suppliedMembers(facts.suppliedMembers, told) };
}

/** Of whom a question is, and by which credential. */
export function actorAsked(
  facts: Facts,
  { as, credential }: Omit<Asked, 'deeds'>,
): { asked: Pick<Question, 'actor' | 'credential'> } | { misput: Misput } {
  const meant = actorMeant(as, facts);
  if (!('actor' in meant)) return { misput: meant };
  const { actor } = meant;
  if (credential && actor.type !== 'user') return { misput: { credentialOfUnlistable: actor.type } };
  return { asked: { actor, ...(credential && { credential }) } };
}

/** One decision for each deed, from facts that are settled. */
export function explainAsked(facts: Facts, { deeds, ...who }: Asked): { decisions: Decision[] } | { misput: Misput } {
  const found = actorAsked(facts, who);
  if ('misput' in found) return found;
  const gathered = gather(facts);
  return { decisions: deeds.map((deed) => explainAmong(gathered, { ...found.asked, ...deed })) };
}
