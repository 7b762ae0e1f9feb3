import { actorMeant, suppliedMembers, viewerAmong, type Meant } from '../people/actor';
import { gather } from '../cell/cell';
import type { Decision } from '../decision';
import { explainAmong } from './explain';
import type { Actor, Credential, Facts, Question } from '../model';

/** A question as people put it: whom `as` means is for the facts to say; left out, it is the credential's owner. */
export interface Asked {
  as?: string;
  credential?: Credential;
  actions: readonly Pick<Question, 'operation' | 'branch'>[];
}

/** Why a question is invalid: it names nobody, or somebody of whom it cannot be asked. */
export type InvalidQuestion =
  | Exclude<Meant, { actor: Actor }>
  | { credentialOfUnlistable: Exclude<Actor['type'], 'user'> };

/** Facts in which whoever is named in two ways is the same person to every rule. */
export function settled(facts: Facts): Facts {
  // The viewer first: ids as a saved world may write the viewer's must not be those that members are looked for by.
  const withViewer = { ...facts, viewer: viewerAmong(facts) };
  return { ...withViewer, suppliedMembers: suppliedMembers(facts.suppliedMembers, withViewer) };
}

/** Who asks, and with which credential; or why that is no question. */
export function actorAsked(
  facts: Facts,
  { as, credential }: Omit<Asked, 'actions'>,
): { asked: Pick<Question, 'actor' | 'credential'> } | { invalid: InvalidQuestion } {
  const meant = actorMeant(as, facts);
  if (!('actor' in meant)) return { invalid: meant };
  const { actor } = meant;
  if (credential && actor.type !== 'user') return { invalid: { credentialOfUnlistable: actor.type } };
  return { asked: { actor, ...(credential && { credential }) } };
}

/** One decision for each action, from facts that are settled. */
export function explainAsked(
  facts: Facts,
  { actions, ...who }: Asked,
): { decisions: Decision[] } | { invalid: InvalidQuestion } {
  const found = actorAsked(facts, who);
  if ('invalid' in found) return found;
  const gathered = gather(facts);
  return { decisions: actions.map((action) => explainAmong(gathered, { ...found.asked, ...action })) };
}
