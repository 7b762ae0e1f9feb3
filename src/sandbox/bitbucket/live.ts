import { bitbucketApi } from '../../bitbucket/port/port';
import { repositoryPathOf } from '../../bitbucket/repository/access';
import { apiIn, credentialIn, httpGet } from '../../bitbucket/port/http';
import { isSegment, pathOn } from '../../bitbucket/port/path';
import type { Get, Reply } from '../../bitbucket/port/port';
import type { Place } from './places';
import { isCalled, rawRepository, rawUser } from './replies';

/**
 * A repository of Bitbucket as a place, with the credential of the environment; or one sentence on what is in the way.
 */
export async function livePlace(
  name: string,
  env: Record<string, string | undefined>,
): Promise<{ place: Place } | { wrong: string }> {
  const [workspace, slug, ...more] = name.split('/');
  if (!workspace || !slug || more.length > 0 || ![workspace, slug].every(isSegment))
    return { wrong: `${JSON.stringify(name)} is not a repository: write WORKSPACE/REPOSITORY.` };
  const api = apiIn(env);
  if ('wrong' in api) return api;
  const found = credentialIn(env, 'leave out `--live`');
  if ('wrong' in found) return found;
  const get = asForge(httpGet(api.api, found.credential), api.api);
  const [reply, own] = await Promise.all([get(repositoryPathOf({ workspace, slug })), get('/2.0/user')]);
  const repository = reply.status === 200 ? rawRepository(reply.body) : undefined;
  if (!repository) return { wrong: `${name} could not be read: ${unread(reply)}` };
  const viewer = own.status === 200 ? rawUser(own.body) : undefined;
  const place: Place = {
    name: 'live',
    about: `${repository.full_name ?? name} as it is now, read only, with the credential of the environment.`,
    viewers: [{ key: 'you', ...(viewer?.display_name !== undefined && { name: viewer.display_name }) }],
    pullRequests: 'any',
    storage: `live-${encodeURIComponent(workspace)}-${encodeURIComponent(slug)}`,
    open: (key, pullRequest, of) =>
      key === 'you' && isCalled(repository, of)
        ? {
            user: get,
            app: get,
            repository,
            ...(viewer && { viewer }),
            ...(pullRequest !== undefined && { pullRequest }),
          }
        : undefined,
  };
  return { place };
}

/** In Forge, links to further pages lead to Bitbucket's own address, wherever the API is. */
function asForge(get: Get, api: string): Get {
  return async (path) => {
    const reply = await get(path);
    const { body } = reply;
    if (typeof body !== 'object' || body === null || !('next' in body) || typeof body.next !== 'string') return reply;
    const following = pathOn(api, body.next);
    return following === undefined ? reply : { ...reply, body: { ...body, next: bitbucketApi + following } };
  };
}

function unread({ status }: Reply): string {
  if (status === 401) return 'Bitbucket does not accept the credential.';
  if (status === 403 || status === 404) return 'there is no such repository, or this credential does not see it.';
  return status === 0 ? 'Bitbucket does not answer.' : `Bitbucket answers with status ${String(status)}.`;
}
