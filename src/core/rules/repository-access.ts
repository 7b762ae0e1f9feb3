import { isNonEmpty, type NonEmpty } from '../non-empty';
import type { Evidence } from '../evidence';
import type { Remedy } from '../remedy';
import { allows, cannotTell, denies, type RefusingRule } from './rule';

/** Write access comes first: restrictions only take away. Effective permission is the highest of all sources. */
export const repositoryAccess: RefusingRule = {
  id: 'repository-access',
  page: 'https://support.atlassian.com/bitbucket-cloud/docs/grant-repository-access-to-users-and-groups/',
  stops: ['push', 'create', 'force-push', 'delete', 'merge'],
  kinds: [],
  judge({ actor: { actor, write, level }, facts }) {
    if (actor.type === 'access-key') return undefined;
    if (actor.type !== 'user') {
      return allows(
        'repository-access',
        { why: 'actor-counts-as-writing' },
        { shows: 'actor-documentation', actor: actor.type },
      );
    }
    const { person } = actor;
    if (write.is === 'unknown') {
      const own: Evidence[] =
        facts.viewer.known && facts.viewer.value.id === person.id && facts.viewerLevel.known
          ? [{ shows: 'own-level', person, level: facts.viewerLevel.value }]
          : [];
      return cannotTell('repository-access', { why: 'write-not-known' }, write.gaps, own);
    }
    const evidence: NonEmpty<Evidence> = isNonEmpty(write.evidence) ? write.evidence : [{ shows: 'no-level', person }];
    return write.is === 'yes'
      ? allows('repository-access', { why: 'may-write', ...(level && { level }) }, ...evidence)
      : denies('repository-access', { why: 'may-not-write', level: level ?? 'none' }, ...evidence);
  },
  remedies({ actor: { actor }, facts: { repository } }) {
    if (actor.type !== 'user') return [{ way: 'use-writing-credential' }];
    const { person } = actor;
    const onProject: Remedy[] =
      repository.project.known && repository.project.value
        ? [{ way: 'grant-write-on-project', person, project: repository.project.value }]
        : [];
    return [{ way: 'grant-write', person }, ...onProject];
  },
};
