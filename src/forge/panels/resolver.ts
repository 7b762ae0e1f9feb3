import type { CannotRead, CheckKey, PanelCalls, PanelFacts, PullRequestPortion } from '../../panel-calls';
import { isShownProjectPermissions } from '../../bitbucket/repository/administration';
import type { Person, ProjectRules } from '../../core/model';
import { withSuppliedLists, type SuppliedList } from '../../core/people/supplied/lists';
import { withProjectRules } from '../../core/people/project-rules';
import { bitbucketApi } from '../../bitbucket/port/port';
import { webTrigger } from '@forge/api';
import { makeResolver } from '@forge/resolver';
import { readRepository } from '../../bitbucket/repository/access';
import { readBranchPortion } from '../../bitbucket/repository/branches';
import { inRealTime, type Wait } from '../../bitbucket/port/port';
import type { Ledger } from '../../core/questions/ledger-report';
import { readOpenPullRequests } from '../../bitbucket/pull-request/pull-requests';
import { readViewer, type ReadFacts } from '../../bitbucket/repository/read';
import { forAdministrators, readShown, withReading, type Asked } from '../administrator';
import { keptLedger } from '../store/ledger';
import { keepMembers, keptLists } from '../store/members';
import { keepProjectRules, keptProjectRules, shelfOf } from '../store/project-rules';
import { history } from '../workspace/history';
import { keysOf, makeKey, revokeKey } from '../store/webhook-keys';
import { keyIdIn, membersIn, newKeyIn, openPullRequestsIn, portionIn, projectRulesIn } from './payload';
import { pullRequestPanel } from './pull-request';
import { keepSnapshot, keptBefore } from '../store/snapshot';
import { answeredInTime, keptInTime } from '../store/storage';
import { orWithoutConsent } from './without-consent';

/** The functions that the panels call; `wait` sleeps between attempts. */
export function panelResolver(wait: Wait): Resolve {
  const calls = {
    facts: withReading(({ get, place }) => readShown(get, place), facts, wait),
    branches: withReading(
      ({ get, place, payload }) => readBranchPortion(get, place, portionIn(payload)),
      (_, reading) => reading,
      wait,
    ),
    pullRequest: orWithoutConsent(pullRequestPanel(wait), wait),
    pullRequests: withReading(pullRequests, (_, reading) => reading, wait),
    saveMembers: forAdministrators(saveMembers, wait),
    saveProjectRules: forAdministrators(saveProjectRules, wait),
    checkKeys: forAdministrators(
      async ({ place }) => ({ url: await webhookUrl(), keys: await answeredInTime(keysOf(place)) }),
      wait,
    ),
    makeCheckKey: forAdministrators(makeCheckKey, wait),
    revokeCheckKey: forAdministrators(revokeCheckKey, wait),
    ledger: forAdministrators(ledger, wait),
    history: forAdministrators(history, wait),
  };
  const resolve = makeResolver<PanelCalls>(calls);
  // Otherwise what every object has, such as `constructor`, would be called like a function of ours.
  return async (request, beside) => {
    if (!Object.hasOwn(calls, request.call.functionKey)) throw new TypeError('There is no such function.');
    return resolve(request, beside);
  };
}

type Resolve = ReturnType<typeof makeResolver<PanelCalls>>;

/** The resolver that the panels call through Forge. */
export const resolver = panelResolver(inRealTime);

async function facts({ place }: Asked, reading: Promise<ReadFacts>): Promise<PanelFacts> {
  const before = keptBefore(place);
  const [read, lists] = await Promise.all([reading, keptInTime(keptLists(place))]);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  const [rules] = await Promise.all([
    keptInTime(keptProjectRules(place, read.facts.repository).then((projectRules) => ({ projectRules }))),
    keptInTime(keepSnapshot(place, read.facts, { before })),
  ]);
  // Without those lists an answer is only less certain: what Bitbucket reported stands.
  const known = withProjectRules(lists ? withSuppliedLists(read.facts, lists) : read.facts, rules?.projectRules);
  return lists && rules ? { facts: known } : { facts: known, suppliedNotRead: true };
}

async function pullRequests({ get, place, payload }: Asked): Promise<PullRequestPortion> {
  const { page, parts } = openPullRequestsIn(payload);
  return readOpenPullRequests({ get, base: bitbucketApi }, place, page, parts);
}

async function saveMembers({ get, place, payload }: Asked): Promise<Record<'kept' | 'replaced', SuppliedList | null>> {
  const { group, members } = membersIn(payload);
  const by = members && (await ownName(get));
  const kept = members && { members, ...(by && { by }), at: new Date().toISOString() };
  const replaced = await answeredInTime(keepMembers(place, group, kept));
  return { kept, replaced: replaced ?? null };
}

/** Whoever looks, as what they supply is marked; undefined where Bitbucket does not say who that is. */
async function ownName(get: Asked['get']): Promise<Person | undefined> {
  const viewer = await readViewer(get);
  return viewer.known ? { id: viewer.value.id, name: viewer.value.name } : undefined;
}

type SavedRules = { keptFor: 'project' | 'repository'; projectRules: ProjectRules | null } | { noProject: true };

/**
 * Who may speak for a whole project is for Bitbucket to say: it shows a project's permissions to its administrators
 * alone.
 */
async function saveProjectRules({ get, place, payload }: Asked): Promise<SavedRules | { cannotRead: CannotRead }> {
  const { rules: given, whole } = projectRulesIn(payload);
  // A part of which nothing is known says nothing.
  const rules = given?.length === 0 && !whole ? null : given;
  const [read, by] = await Promise.all([readRepository(get, place), ownName(get)]);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  const shelf = shelfOf(place, read.repository);
  if (!shelf) return { noProject: true };
  const api = { get, base: bitbucketApi };
  const forAll = await isShownProjectPermissions(api, place.workspace, shelf.projectKey);
  const keptFor = forAll ? 'project' : 'repository';
  const toKeep = rules && { rules, whole, ...(by && { by }), at: new Date().toISOString() };
  return { keptFor, projectRules: (await answeredInTime(keepProjectRules(shelf, keptFor, toKeep))) ?? null };
}

/** The address of the permission-check webhook. Forge makes it once for each installation. */
function webhookUrl(): Promise<string> {
  return webTrigger.getUrl('permission-check');
}

type MadeKey = { key: CheckKey; secret: string; url: string; keys: CheckKey[] } | { tooMany: true; keys: CheckKey[] };

async function makeCheckKey({ get, place, payload }: Asked): Promise<MadeKey | { cannotRead: CannotRead }> {
  const chosen = newKeyIn(payload);
  const [url, read, by] = await Promise.all([webhookUrl(), readRepository(get, place), ownName(get)]);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  return answeredInTime(
    makeKey(place, read.repository, { ...chosen, ...(by && { by }) }).then(async (made) =>
      made ? { ...made, url } : { tooMany: true, keys: await keysOf(place) },
    ),
  );
}

async function revokeCheckKey({ place, payload }: Asked): Promise<{ keys: CheckKey[] }> {
  return { keys: await answeredInTime(revokeKey(place, keyIdIn(payload))) };
}

async function ledger({ get, place }: Asked): Promise<{ ledger: Ledger } | { cannotRead: CannotRead }> {
  const read = await readRepository(get, place);
  if ('unreadable' in read) return { cannotRead: { because: 'unreadable', unreadable: read.unreadable } };
  return { ledger: await answeredInTime(keptLedger(place, read.repository.fullName)) };
}
