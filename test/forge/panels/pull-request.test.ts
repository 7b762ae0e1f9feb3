import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Reply } from '../../../src/bitbucket/port/port';
import { worldGet } from '../../../src/bitbucket/worlds/world';
import { sayOutlook } from '../../../src/core/say/pull-request/outlook';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, contextBeside, personIn, panelOf, shownTo, visited, type Setup } from './beside';
import { changed, refusing } from '../webhook/builds';
import { stopTheClock } from '../clock';
import { contextOf, placeOf } from '../host';

const world = savedWorld('pull-requests');
const every = Array.from({ length: 13 }, (_, at) => at + 1);
const web = '/2.0/repositories/acme/web';
const [tomas, jonas, harvey, olu] = ['Tomás Vidal', 'Jonas Weber', 'Harvey Jones', 'Olu Adeyemi'].map((name) =>
  personIn(world, name),
) as [Raw, Raw, Raw, Raw];
type Raw = ReturnType<typeof personIn>;
let kept = new Map<string, string>();

beforeAll(async () => {
  kept = await visited(world);
});
afterEach(() => {
  jest.useRealTimers();
});

const developer = shownTo(world, tomas, 'write');
const reader = shownTo(world, jonas, 'read');
const nothing: Setup = { app: refusing(world) };

describe('who is given what', () => {
  test('an administrator is given names, by rules that they read themselves', async () => {
    const answer = panelOf(await beside(world, world).look(3));
    expect(answer).toMatchObject({
      for: 'administrator',
      repository: 'acme/web',
      rules: { by: 'viewer', readAt: expect.any(String) },
    });
    expect(answer.outlook.mergers).toMatchObject({
      people: [{ name: 'Harvey Jones' }, { name: 'Mei Tanaka' }],
      administrators: 0,
      others: 2,
    });
  });

  type Row = [
    what: string,
    person: Raw,
    permission: 'read' | 'write' | 'none' | 'hidden',
    setup: () => Setup,
    rules: string,
    verdict: string,
  ];
  test.each<Row>([
    ['a developer, where the app may read', tomas, 'write', () => ({}), 'app', 'denied'],
    [
      'a developer, where it may not, after an administrator looked',
      tomas,
      'write',
      () => ({ ...nothing, kept }),
      'snapshot',
      'denied',
    ],
    ['a developer, where it may not, and nothing was kept', tomas, 'write', () => nothing, 'nobody', 'unknown'],
    ['who may merge, where the app may read', harvey, 'write', () => ({}), 'app', 'allowed'],
    [
      'who may merge, after an administrator looked',
      harvey,
      'write',
      () => ({ ...nothing, kept }),
      'snapshot',
      'allowed',
    ],
    ['who may merge, where nobody may read', harvey, 'write', () => nothing, 'nobody', 'unknown'],
    ['a reader needs no rules to be refused', jonas, 'read', () => nothing, 'nobody', 'denied'],
    ['a stranger', olu, 'none', () => ({}), 'app', 'denied'],
    ['a stranger needs none either', olu, 'none', () => nothing, 'nobody', 'denied'],
    ['whose permission is not shown', harvey, 'hidden', () => ({}), 'app', 'allowed'],
    [
      'whose permission is not shown, after an administrator looked',
      harvey,
      'hidden',
      () => ({ ...nothing, kept }),
      'snapshot',
      'allowed',
    ],
    ['whose permission is not shown, where nobody may read', harvey, 'hidden', () => nothing, 'nobody', 'unknown'],
  ])('%s', async (_, person, permission, setup, by, verdict) => {
    const answer = panelOf(
      await beside(shownTo(world, person, permission), world, { app: worldGet(world), ...setup() }).look(1),
    );
    expect(answer).toMatchObject({
      for: 'others',
      repository: 'acme/web',
      rules: { by },
      outlook: { merge: { verdict, actorIsViewer: true } },
    });
    expect(answer.outlook.merge.question.actor).toEqual({
      type: 'user',
      person: { id: person.uuid, name: person.display_name },
    });
    expect(answer.outlook.mergers.people).toEqual([]);
  });

  const own = Object.keys(world.replies).find((path) => path.startsWith('/2.0/user/')) ?? '';
  const hidden = { [own]: { status: 403 } };
  const people = '/2.0/workspaces/acme/permissions/repositories/web';
  test.each<[what: string, replies: Parameters<typeof changed>[1], audience: string]>([
    ['is shown the restrictions', hidden, 'administrator'],
    ['is not shown them', { ...hidden, [`${web}/branch-restrictions`]: { status: 403 } }, 'others'],
    [
      'is shown none, nor anybody',
      { ...hidden, [`${web}/branch-restrictions`]: { status: 200, body: { values: [] } }, [people]: { status: 403 } },
      'others',
    ],
    [
      'is shown an error in their place',
      { ...hidden, [`${web}/branch-restrictions`]: { status: 200, body: { type: 'error' } } },
      'others',
    ],
  ])('whose own permission cannot be read, and who %s', async (_, replies, audience) => {
    const answer = panelOf(await beside(changed(world, replies), world, { app: worldGet(world) }).look(1));
    expect(answer.for).toBe(audience);
    expect(answer.outlook.mergers.people).toHaveLength(audience === 'administrator' ? 2 : 0);
  });

  test('where nobody can read the rules, it is said who could, and how the app then answers', async () => {
    const { outlook } = panelOf(await beside(developer, world, nothing).look(1));
    const words = JSON.stringify(sayOutlook(outlook));
    expect(words).toContain('the app may not read');
    expect(words).toContain('An administrator of acme/web can open “Who can push” in the repository settings');
    expect(words).not.toContain('this credential');
  });

  test('a gap of the viewer is not reported as one of the app', async () => {
    const noBuilds = changed(shownTo(world, harvey, 'write'), { [`${web}/pullrequests/1/statuses`]: { status: 403 } });
    const { outlook } = panelOf(await beside(noBuilds, world, { app: worldGet(world) }).look(1));
    const unseen = outlook.merge.checks?.flatMap((check) => (check.is === 'unknown' ? check.gaps : []));
    expect(unseen).toEqual([{ of: { what: 'builds' }, because: 'forbidden', status: 403 }]);
  });

  test("somebody's own permission of now counts, not the one that was kept", async () => {
    const gone = shownTo(world, harvey, 'read');
    const { rules, outlook } = panelOf(await beside(gone, world, { ...nothing, kept }).look(1));
    expect([rules.by, outlook.merge.verdict]).toEqual(['snapshot', 'denied']);
  });

  test('members that an administrator supplied count', async () => {
    const grouped = changed(world, {
      [`${web}/branch-restrictions`]: {
        status: 200,
        body: {
          values: [
            {
              kind: 'restrict_merges',
              id: 40,
              branch_match_kind: 'glob',
              pattern: 'main',
              users: [],
              groups: [{ slug: 'gatekeepers', name: 'Gatekeepers' }],
            },
          ],
        },
      },
    });
    const { kept: supplied, invoke } = beside(grouped, world);
    await invoke('saveMembers', { group: 'gatekeepers', members: [harvey.uuid] });
    const seen = shownTo(grouped, harvey, 'write');
    const verdict = async (setup: Setup) => panelOf(await beside(seen, world, setup).look(1)).outlook.merge.verdict;
    const app = worldGet(grouped);
    expect([await verdict({ app }), await verdict({ app, kept: supplied })]).toEqual(['unknown', 'allowed']);
  });
});

describe.each([
  ['as administrator', () => beside(world, world)],
  ['as developer, read by the app', () => beside(developer, world, { app: worldGet(world) })],
  ['as developer, from what was kept', () => beside(developer, world, { ...nothing, kept })],
  ['as developer, without', () => beside(developer, world, nothing)],
])('every state of a pull request has an answer, %s', (_, open) => {
  test.each(every)('%i', async (id) => {
    const answer = panelOf(await open().look(id));
    expect(answer.outlook.about.id).toBe(id);
    const { summary, notes } = sayOutlook(answer.outlook);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    for (const note of notes) expect(note).toMatch(/^\S.*\.$/);
  });
});

describe('what cannot be read', () => {
  test.each<[string, number]>([
    ['not shown', 404],
    ['refused', 403],
    ['down', 503],
  ])('the pull request is %s', async (_, status) => {
    const hidden = changed(developer, { [`${web}/pullrequests/1`]: { status } });
    expect(await beside(hidden, world, { app: worldGet(world) }).look(1)).toEqual({
      cannotRead: {
        because: 'no-pull-request',
        gap: {
          of: { what: 'pull-request' },
          because: { 404: 'not-found', 403: 'forbidden' }[status] ?? 'unreachable',
          status,
        },
      },
    });
  });

  test('a pull request that there is not', async () => {
    expect(await beside(world, world).look(99)).toMatchObject({
      cannotRead: { because: 'no-pull-request', gap: { because: 'not-found' } },
    });
  });

  test('the repository', async () => {
    const hidden = changed(developer, { [web]: { status: 404, body: worldBody() } });
    expect(await beside(hidden, world, { app: worldGet(world), kept }).look(1)).toMatchObject({
      cannotRead: { because: 'unreadable', unreadable: { because: 'not-visible' } },
    });
  });

  function worldBody(): unknown {
    return [world.replies[web] ?? []].flat()[0]?.body;
  }

  test('the viewer is found by the account that Forge names', async () => {
    const unnamed = changed(shownTo(world, harvey, 'write'), { '/2.0/user': { status: 503 } });
    const byAccount = await beside(unnamed, world, { app: worldGet(world), accountId: harvey.account_id ?? '' }).look(
      1,
    );
    expect(byAccount).toMatchObject({
      for: 'others',
      outlook: { merge: { verdict: 'allowed', question: { actor: { person: { id: harvey.uuid } } } } },
    });
  });

  const viewerGap = { of: { what: 'viewer' }, because: 'forbidden', status: 403 };
  test.each<
    [what: string, person: Raw, permission: 'read' | 'write' | 'none' | 'hidden', merge: string, source: string]
  >([
    ['who could merge: whether they are listed is not known', harvey, 'write', 'unknown', 'allowed'],
    ['who could not: the same', tomas, 'write', 'unknown', 'allowed'],
    ['who only reads needs no name to be refused', jonas, 'read', 'denied', 'denied'],
    ['nor does a stranger', olu, 'none', 'denied', 'denied'],
    ['of whom nothing is known', harvey, 'hidden', 'unknown', 'unknown'],
  ])('nobody says who looks, %s', async (_, person, permission, merge, source) => {
    const shown = changed(shownTo(world, person, permission), { '/2.0/user': { status: 403 } });
    const answer = panelOf(await beside(shown, world, { app: worldGet(world) }).look(1));
    expect(answer).toMatchObject({
      for: 'others',
      outlook: { merge: { verdict: merge }, source: { verdict: source } },
    });
    const named = panelOf(await beside(shownTo(world, person, permission), world, { app: worldGet(world) }).look(1));
    expect(answer.outlook.mergers).toEqual(named.outlook.mergers);
    const finding = answer.outlook.merge.findings.find(({ verdict }) => verdict === 'unknown');
    if (merge === 'unknown')
      expect(finding).toMatchObject({ gaps: expect.arrayContaining([expect.objectContaining(viewerGap)]) });
    for (const one of [harvey, tomas, jonas, olu]) expect(JSON.stringify(answer)).not.toContain(one.display_name);
    expect(sayOutlook(answer.outlook).summary).toMatch(
      /^(?:Whoever opened this page|Whether whoever opened this page)/,
    );
  });

  test('nobody says who looks, and they administer the repository', async () => {
    const shown = changed(world, { '/2.0/user': { status: 403 } });
    const answer = panelOf(await beside(shown, world).look(3));
    expect(answer).toMatchObject({
      for: 'administrator',
      outlook: { mergers: { people: [{ name: 'Harvey Jones' }, { name: 'Mei Tanaka' }], others: 2 } },
    });
  });

  test('the rules as an administrator: they are as the app reads them, else as they were kept', async () => {
    const hidden = changed(world, { [`${web}/branch-restrictions`]: { status: 403 } });
    const rules = async (setup: Setup) => panelOf(await beside(hidden, world, setup).look(1, { again: true }));
    expect(await rules({ app: worldGet(world) })).toMatchObject({
      for: 'administrator',
      rules: { by: 'app' },
      outlook: { merge: { verdict: 'denied' } },
    });
    expect(await rules({ ...nothing, kept })).toMatchObject({
      for: 'administrator',
      rules: { by: 'snapshot' },
      outlook: { merge: { verdict: 'denied' } },
    });
    const neither = await rules(nothing);
    expect(neither).toMatchObject({
      for: 'administrator',
      rules: { by: 'viewer' },
      outlook: { merge: { verdict: 'unknown' } },
    });
    expect(JSON.stringify(neither)).not.toContain('"reader":"app"');
  });

  const refusal: Reply = { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' };
  test.each<[string, (path: string) => boolean]>([
    ['at once', () => true],
    ['for the pull request', (path) => /\/pullrequests\/1(?:$|\?)/.test(path)],
    ['below the pull request', (path) => path.includes('/statuses')],
    ['by everything about the pull request', (path) => path.includes('/pullrequests/')],
    ['after the first round', (path) => /\/refs\/|\/commits\?/.test(path)],
    ['for the rules', (path) => path.includes('/branch-restrictions')],
  ])('consent that is needed %s reaches Forge', async (_, needs) => {
    const get = worldGet(world);
    const one = beside((path) => (needs(path) ? Promise.resolve(refusal) : get(path)), world);
    await expect(one.look(1)).rejects.toMatchObject({ name: 'NEEDS_AUTHENTICATION_ERR' });
  });
});

describe('the context says where, the payload never', () => {
  test('a payload that names another pull request, repository or person is not heard', async () => {
    stopTheClock();
    const elsewhere = contextBeside(savedWorld('viewer-without-admin'), 7);
    const one = beside(developer, world, { app: worldGet(world) });
    const plain = panelOf(await one.look(1, { again: true }));
    const before = one.asked.length;
    const named = await one.look(1, {
      again: true,
      id: 7,
      pullRequest: { id: 7 },
      workspace: 'acme',
      slug: 'checkout',
      accountId: harvey.account_id,
      viewer: harvey.uuid,
      ...elsewhere,
    });
    expect(named).toEqual(plain);
    const asked = one.asked.slice(before);
    expect(
      asked.filter(
        (path) =>
          path.includes('pullrequests/7') ||
          path.includes('checkout') ||
          path.includes(placeOf(savedWorld('viewer-without-admin')).slug.slice(1, -1)),
      ),
    ).toEqual([]);
    expect(asked).toHaveLength(before);
  });

  test.each<[string, unknown]>([
    ['none', undefined],
    ['null', null],
    ['nothing in it', {}],
    ['what we do not know', { colour: 'blue' }],
  ])('a payload, %s: as it is', async (_, payload) => {
    expect(await beside(reader, world, nothing).look(1, payload)).toHaveProperty('outlook');
  });

  test.each<[string, unknown]>([
    ['a text', 'again'],
    ['a text for `again`', { again: 'yes' }],
    ['a number', { again: 1 }],
    ['a text for `asYou`', { asYou: 'yes' }],
  ])('%s is one clear error', async (_, payload) => {
    const one = beside(developer, world, nothing);
    await expect(one.look(1, payload)).rejects.toThrow(
      new TypeError('`pullRequest` takes `again` and `asYou`, true or false, or nothing.'),
    );
    expect(one.asked).toEqual([]);
  });

  test.each<[string, object]>([
    ['no pull request', contextOf(world)],
    ['no number', contextBeside(world, undefined)],
    ['a number below one', contextBeside(world, 0)],
    ['a fraction', contextBeside(world, 1.5)],
    ['a path', contextBeside(world, '1/../../7')],
    ['more than can be counted', contextBeside(world, '9'.repeat(30))],
  ])('a context with %s: nothing is asked', async (_, context) => {
    const one = beside(developer, world, nothing);
    await expect(one.invoke('pullRequest', {}, context)).rejects.toThrow(
      'Forge named no pull request in the context of this call.',
    );
    await expect(one.invoke('pullRequest', {}, { ...context, workspaceId: 'acme' })).rejects.toThrow(
      'Forge named no repository in the context of this call.',
    );
    expect(one.asked).toEqual([]);
  });

  test('a number as text is one too', async () => {
    const one = beside(developer, world, nothing);
    expect(await one.invoke('pullRequest', {}, contextBeside(world, '2'))).toMatchObject({
      outlook: { about: { id: 2 } },
    });
  });
});
