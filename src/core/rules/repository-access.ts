import type { Evidence } from '../evidence';
import { operations } from '../model';
import { ownLevel } from '../people/viewer';
import { isNonEmpty, type NonEmpty } from '../non-empty';
import { allows, cannotTell, denies, type RefusingRule } from './rule';

/** Write access comes first: restrictions only take away. Effective permission is the highest of all sources. */
export const repositoryAccess: RefusingRule<'repository-access'> = {
  id: 'repository-access',
  stops: operations,
  judge({ actor: { actor, write, level }, facts }) {
    if (actor.type === 'access-key') return undefined;
    if (actor.type !== 'user') {
      return allows({ why: 'actor-counts-as-writing' }, { shows: 'actor-documentation', actor: actor.type });
    }
    const { person } = actor;
    if (write.is === 'unknown') {
      const own = ownLevel(person, facts);
      const shown: Evidence[] = own ? [{ shows: 'own-level', person, level: own }] : [];
      return cannotTell({ why: 'write-not-known' }, write.gaps, shown);
    }
    const evidence: NonEmpty<Evidence> = isNonEmpty(write.evidence) ? write.evidence : [{ shows: 'no-level', person }];
    return write.is === 'yes'
      ? allows({ why: 'may-write', ...(level && { level }) }, ...evidence)
      : denies({ why: 'may-not-write', level: level ?? 'none' }, ...evidence);
  },
};
