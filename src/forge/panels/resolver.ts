import type { CannotRead, CheckKey, PanelCalls, PanelFacts, PullRequestPortion } from '../../panel-calls';
import { bitbucketApi } from '../../bitbucket/port/port';
import { webTrigger } from '@forge/api';
import { makeResolver } from '@forge/resolver';
import { readRepository } from '../../bitbucket/repository/access';
import { readBranchPortion } from '../../bitbucket/repository/branches';
import { inRealTime, limited, timeOfReading, type Wait } from '../../bitbucket/port/port';
import { readOpenPullRequests } from '../../bitbucket/pull-request/pull-requests';
import { concurrency, readFacts } from '../../bitbucket/repository/read';
import { forAdministrators, mostPages, type Asked } from '../administrator';
import { keepMembers, keptMembers } from '../store/members';
import { keysOf, makeKey, revokeKey } from '../store/keys';
import { keyIdIn, membersIn, namesIn, openPullRequestsIn, portionIn } from './payload';
import { pullRequestPanel } from './pull-request';
import { keepSnapshot } from '../store/snapshot';
import { answeredInTime, keptInTime } from '../store/storage';

/** What the panels call, with the clock by which it waits between attempts. */
export function panelResolver(wait: Wait): Resolve {
  const calls = {
    facts: forAdministrators(facts, wait),
    branches: forAdministrators(
      ({ get, place, payload }) => readBranchPortion(get, place, portionIn(payload).page),
      wait,
    ),
    pullRequest: pullRequestPanel(wait),
    pullRequests: forAdministrators(pullRequests, wait),
    saveMembers: forAdministrators(saveMembers, wait),
    checkKeys: forAdministrators(
      async ({ place }) => ({ url: await checkUrl(), keys: await answeredInTime(keysOf(place)) }),
      wait,
    ),
    makeCheckKey: forAdministrators(makeCheckKey, wait),
    revokeCheckKey: forAdministrators(revokeCheckKey, wait),
  };
  const resolve = makeResolver<PanelCalls>(calls);
  // What every object has, such as `constructor`, would be called as if it were a function of ours.
  return async (request, beside) => {
    if (!Object.hasOwn(calls, request.call.functionKey)) throw new TypeError('There is no such function.');
    return resolve(request, beside);
  };
}

type Resolve = ReturnType<typeof makeResolver<PanelCalls>>;

/** What Bitbucket's pages call through Forge. */
export const resolver = panelResolver(inRealTime);

async function facts({ get, place }: Asked): Promise<PanelFacts> {
  const readAt = timeOfReading();
  const [read, suppliedMembers] = await Promise.all([
    readFacts(get, { ...place, branches: false, askGroups: false, mostPages, readAt }),
    keptInTime(keptMembers(place)),
  ]);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  await keptInTime(keepSnapshot(place, read.facts));
  // Without those lists an answer is only less sure: what Bitbucket told stands.
  return suppliedMembers ? { facts: { ...read.facts, suppliedMembers } } : { facts: read.facts, suppliedNotRead: true };
}

async function pullRequests({ get, place, payload }: Asked): Promise<PullRequestPortion> {
  const { page, parts } = openPullRequestsIn(payload);
  return readOpenPullRequests({ get: limited(get, concurrency), base: bitbucketApi }, place, page, parts);
}

async function saveMembers({ place, payload }: Asked): Promise<{ saved: true }> {
  const { group, members } = membersIn(payload);
  await answeredInTime(keepMembers(place, group, members));
  return { saved: true };
}

/** Where builds ask. Forge makes the address once for each installation. */
function checkUrl(): Promise<string> {
  return webTrigger.getUrl('permission-check');
}

type MadeKey = { key: CheckKey; secret: string; url: string; keys: CheckKey[] } | { tooMany: true; keys: CheckKey[] };

async function makeCheckKey({ get, place, payload }: Asked): Promise<MadeKey | { cannotRead: CannotRead }> {
  const names = namesIn(payload);
  const [url, read] = await Promise.all([checkUrl(), readRepository(get, place)]);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  return answeredInTime(
    makeKey(place, read.repository, names).then(async (made) =>
      made ? { ...made, url } : { tooMany: true, keys: await keysOf(place) },
    ),
  );
}

async function revokeCheckKey({ place, payload }: Asked): Promise<{ keys: CheckKey[] }> {
  return { keys: await answeredInTime(revokeKey(place, keyIdIn(payload))) };
}
