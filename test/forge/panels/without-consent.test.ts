import type { PullRequestPanel } from '../../../src/panel-calls';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import type { RawPerson } from '../../bitbucket/repository/people-in';
import { checksPath, failed, reported } from '../../bitbucket/reported';
import { changed, refusing } from '../webhook/builds';
import { stopTheClock } from '../clock';
import { givenAwayTo, secretsOf, tellingWorld } from '../secrets';
import { beside, personIn, shownTo, type Beside, type Setup } from './beside';

/* Who has not let the app act in their name yet, beside a pull request: what is answered all the same, and to whom. */

const world = tellingWorld(savedWorld('pull-requests'));
const secrets = secretsOf(world);
/** Ready, waiting, from a fork, in a queue, closed. */
const several = [1, 3, 5, 8, 12];
const [ana, tomas, jonas, harvey, olu] = [
  'Ana Lovell',
  'Tomás Vidal',
  'Jonas Weber',
  'Harvey Jones',
  'Olu Adeyemi',
].map((name) => personIn(world, name)) as [RawPerson, RawPerson, RawPerson, RawPerson, RawPerson];
const web = '/2.0/repositories/acme/web';
const everybodys = '/2.0/workspaces/acme/permissions/repositories/web';
const notAllowed: Get = () =>
  Promise.resolve({ status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' });
const asked = { name: 'NEEDS_AUTHENTICATION_ERR' };

/** The panel for somebody whom Forge names and who has not consented. */
function unasked({ account_id: accountId }: RawPerson, setup: Setup = {}): Beside {
  return beside(notAllowed, world, {
    app: worldGet(world),
    ...(accountId !== undefined && { accountId }),
    ...setup,
  });
}

async function answerTo(person: RawPerson, id: number, setup?: Setup): Promise<PullRequestPanel> {
  return (await unasked(person, setup).look(id)) as PullRequestPanel;
}

afterEach(() => {
  jest.useRealTimers();
});

describe('is answered', () => {
  test.each<[string, RawPerson]>([
    ['who may write', tomas],
    ['who is listed', harvey],
    ['who may only read', jonas],
  ])('%s: the same, from the rules alone, as with consent', async (_, person) => {
    const permission = person === jonas ? 'read' : 'write';
    for (const id of several) {
      const silent = changed(shownTo(world, person, permission), { [checksPath(id)]: { status: 404 } });
      const { outlook } = (await beside(silent, world, { app: worldGet(world) }).look(id)) as PullRequestPanel;
      const answer = await answerTo(person, id);
      expect(answer).toMatchObject({ for: 'others', asApp: true, repository: 'acme/web', rules: { by: 'app' } });
      expect([answer.outlook.merge.verdict, answer.outlook.destination.verdict]).toEqual([
        outlook.merge.verdict,
        outlook.destination.verdict,
      ]);
      expect(answer.outlook.merge.actorIsViewer).toBe(true);
    }
  });

  test('an administrator too, and like everybody: without names', async () => {
    const answer = await answerTo(ana, 5);
    expect(answer).toMatchObject({ for: 'others', asApp: true });
    expect(answer.outlook.mergers.people).toEqual([]);
  });

  test.each([ana, tomas, jonas, harvey])('$display_name: of nobody but themselves', async (person) => {
    for (const id of several) {
      const answer = JSON.stringify(await answerTo(person, id));
      expect(givenAwayTo(person.uuid, answer, secrets)).toEqual([]);
    }
  });

  test('without what Bitbucket says of a merge to whoever asks, who here is the app', async () => {
    const told = changed(world, { [checksPath(1)]: reported(failed('current_user_permission_check')) });
    const one = unasked(harvey, { app: worldGet(told) });
    const { outlook } = (await one.look(1)) as PullRequestPanel;
    expect(outlook.merge.verdict).toBe('allowed');
    expect(one.asked.filter((path) => path.startsWith('app') && path.includes('mergeability'))).toEqual([]);
    expect([...one.kept.keys()].filter((key) => key.startsWith('ledger:'))).toEqual([]);
  });

  test('from one reading within the minute, which builds share, and from a new one after it', async () => {
    stopTheClock();
    const one = unasked(tomas);
    const readings = () => one.asked.filter((path) => path.includes('/branch-restrictions') && path.startsWith('app'));
    const first = (await one.look(1)) as PullRequestPanel;
    await one.look(5);
    await one.look(1, { again: true });
    expect(readings()).toHaveLength(1);
    expect(one.asked.length).toBeLessThan(60);
    jest.setSystemTime(Date.now() + 61_000);
    const later = (await one.look(1)) as PullRequestPanel;
    expect(readings()).toHaveLength(2);
    expect(later.rules).not.toEqual(first.rules);
  });
});

describe('is asked by Forge', () => {
  const noPermission = changed(world, { [everybodys]: { status: 403 } });
  const entries = (world.replies[everybodys] as { body: { values: { user: RawPerson }[] } }).body.values;
  const twice = entries.map((entry) => ({ ...entry, user: { ...entry.user, account_id: tomas.account_id } }));
  const pull = (more: World['replies']): Setup => ({ app: worldGet(changed(world, more)) });

  test.each<[string, RawPerson, Setup, unknown]>([
    ['whoever wants to be', tomas, {}, { asYou: true }],
    ['whom Bitbucket gives no permission here, wherever Forge’s context says they are', olu, {}, {}],
    ['whom Forge does not name', { ...tomas, account_id: undefined } as unknown as RawPerson, {}, {}],
    ['whose account several have', tomas, pull({ [everybodys]: { status: 200, body: { values: twice } } }), {}],
    ['where the app may not read the rules', tomas, { app: refusing(world) }, {}],
    ['where the app may not read who has which permission', tomas, { app: worldGet(noPermission) }, {}],
    [
      'where Bitbucket does not answer',
      tomas,
      { app: () => Promise.resolve({ status: 503, headers: {}, body: '' }) },
      {},
    ],
    ['where the app may not read the pull request', tomas, pull({ [`${web}/pullrequests/5`]: { status: 403 } }), {}],
    ['where the app may not read its builds', tomas, pull({ [`${web}/pullrequests/5/statuses`]: { status: 403 } }), {}],
    ['where the app’s own storage fails', tomas, { store: () => Promise.reject(new Error('down')) }, {}],
  ])('%s', async (_, person, setup, payload) => {
    await expect(unasked(person, setup).look(5, payload)).rejects.toMatchObject(asked);
  });

  test('where only what an administrator left says that they are somebody here', async () => {
    const before = beside(world, world);
    await before.invoke('facts');
    const one = unasked(tomas, { app: refusing(world), kept: before.kept });
    await expect(one.look(5)).rejects.toMatchObject(asked);
  });

  test('and for every call of the settings page: only their own permission shows that they administer', async () => {
    const one = unasked(ana);
    for (const call of ['facts', 'checkKeys', 'ledger']) await expect(one.invoke(call)).rejects.toMatchObject(asked);
    expect(one.asked.filter((path) => path.startsWith('app'))).toEqual([]);
  });
});
