import { followedBy } from '../../non-empty';
import { withPath } from '../../people/access';
import type { Remedy } from '../../remedy';
import { docs } from '../../words/pages';
import type { Explained } from '../rule';

/** How it is explained. */
export const repositoryAccessExplained: Explained<'repository-access'> = {
  page: docs.repositoryAccess,
  inFull(evidence, { actor: { actor, access } }) {
    return actor.type === 'user' && access ? withPath(evidence, actor.person, access()) : evidence;
  },
  remedies({ actor: { actor, level }, branch, operation, facts: { repository } }) {
    if (actor.type !== 'user') return [{ way: 'use-writing-credential' }];
    const { person } = actor;
    // Who reads a repository can fork it, where its fork policy does not forbid that.
    const pushes = operation === 'push' || operation === 'create';
    const fork: Remedy[] = level === 'read' && pushes && !branch.tag ? [{ way: 'fork', into: branch.name }] : [];
    const onProject: Remedy[] =
      repository.project.known && repository.project.value
        ? [{ way: 'grant-write-on-project', person, project: repository.project.value }]
        : [];
    return followedBy(fork, { way: 'grant-write', person }, ...onProject);
  },
  words: {
    'may-write': ({ level }, { actor, is, has, repository }) =>
      level === 'admin'
        ? `${actor} ${is} an administrator of ${repository}, which includes write access`
        : `${actor} ${has} write access to ${repository}`,
    'may-not-write': ({ level }, { actor, has, was, repository }) =>
      level === 'read'
        ? `${actor} can read ${repository} but ${has} no write access to it`
        : `${actor} ${was} given no permission on ${repository}`,
    'write-not-known': (_, { actor, has, repository }) =>
      `whether ${actor} ${has} write access to ${repository} could not be seen`,
    'actor-counts-as-writing': (_, { actor }) =>
      `${actor} counts as having write access here, as its scopes are not checked`,
  },
};
