import { makeResolver } from '@forge/resolver';
import type { PanelCalls, PanelFacts } from '../ask';
import { readBranchPortion } from '../bitbucket/branches';
import { inRealTime, timeOfReading, type Wait } from '../bitbucket/port';
import { readFacts } from '../bitbucket/read';
import { forAdministrators, type Asked } from './administrator';
import { keepMembers, keptMembers } from './members';
import { membersIn, portionIn } from './payload';

/** What the panels call, with the clock by which it waits between attempts. */
export function panelResolver(wait: Wait) {
  return makeResolver<PanelCalls>({
    facts: forAdministrators(facts, wait),
    branches: forAdministrators(({ get, place, payload }) => readBranchPortion(get, place, portionIn(payload).page), wait),
    saveMembers: forAdministrators(saveMembers, wait),
  });
}

/** What Bitbucket's pages call through Forge. */
export const resolver = panelResolver(inRealTime);

async function facts({ get, place }: Asked): Promise<PanelFacts> {
  const readAt = timeOfReading();
  const [read, suppliedMembers] = await Promise.all([
    readFacts(get, { ...place, branches: false, askGroups: false, readAt }),
    keptMembers(place),
  ]);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  return { facts: { ...read.facts, suppliedMembers } };
}

async function saveMembers({ place, payload }: Asked): Promise<{ saved: true }> {
  const { group, members } = membersIn(payload);
  await keepMembers(place, group, members);
  return { saved: true };
}
