import type { PanelCalls } from '../../../src/panel-calls';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, personIn, shownTo, visited, type Setup } from './beside';
import { builds, refusing } from '../webhook/builds';
import { contextOf } from '../host';
import { givenAwayTo, secretsOf, tellingWorld } from '../secrets';

/** Everything that leaves the server for people who do not administer the repository, byte by byte. */
const world = tellingWorld(savedWorld('pull-requests'));
const secrets = secretsOf(world);
const every = Array.from({ length: 13 }, (_, at) => at + 1);
const [ana, tomas, harvey, mei, jonas, olu] = [
  'Ana Lovell',
  'Tomás Vidal',
  'Harvey Jones',
  'Mei Tanaka',
  'Jonas Weber',
  'Olu Adeyemi',
].map((name) => personIn(world, name)) as [Raw, Raw, Raw, Raw, Raw, Raw];
type Raw = ReturnType<typeof personIn>;

let kept = new Map<string, string>();
beforeAll(async () => {
  kept = await visited(world);
});

const otherCalls: Record<Exclude<keyof PanelCalls, 'pullRequest'>, unknown> = {
  facts: undefined,
  branches: { page: 1 },
  pullRequests: { page: 1, parts: ['builds', 'openTasks'] },
  saveMembers: { group: 'developers', members: [] },
  saveProjectRules: { rules: [], whole: true },
  checkKeys: undefined,
  makeCheckKey: undefined,
  revokeCheckKey: { id: '0123456789abcdef' },
  ledger: undefined,
};

const viewers: [string, Raw, World][] = [
  ['the author, who may write', tomas, shownTo(world, tomas, 'write')],
  ['who is listed and reviews', harvey, shownTo(world, harvey, 'write')],
  ['whose permission is not shown', mei, shownTo(world, mei, 'hidden')],
  ['who may read, and owns a fork', jonas, shownTo(world, jonas, 'read')],
  ['a stranger', olu, shownTo(world, olu, 'none')],
  ['whose permission is not shown, nor what administrators see', ana, shownTo(world, ana, 'hidden')],
];
const open = worldGet(world);
const modes: [string, (kept: Map<string, string>) => Setup][] = [
  ['read by the app', () => ({ app: open })],
  ['kept from before', (before) => ({ app: refusing(world), kept: before })],
  ['read by nobody', () => ({ app: refusing(world) })],
  ['restrictions kept from the app', () => ({ app: without('/branch-restrictions') })],
  ['permissions kept from the app', () => ({ app: without('/permissions/repositories/') })],
];

function without(part: string): Get {
  return (path) => (path.includes(part) ? Promise.resolve({ status: 403, headers: {}, body: undefined }) : open(path));
}

/** The text of an answer or an error, whichever comes. */
async function textOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(JSON.stringify, (error: unknown) => `${String(error)} ${JSON.stringify(error)}`);
}

describe.each(viewers)('%s', (_, person, seen) => {
  describe.each(modes)('rules %s', (__, setup) => {
    test('beside every pull request: of nobody but themselves', async () => {
      const one = beside(seen, world, setup(kept));
      const answers = [];
      for (const id of every) answers.push(await textOf(one.look(id)));
      answers.push(
        await textOf(one.look(5, { again: true })),
        await textOf(one.look(99)),
        await textOf(one.look(1, { again: 'no' })),
      );
      for (const answer of answers.slice(0, 13)) expect(answer).toContain('"for":"others"');
      expect(answers.flatMap((answer) => givenAwayTo(person.uuid, answer, secrets))).toEqual([]);
    });

    test('by every other call of a panel: that it is not for them', async () => {
      const one = beside(seen, world, setup(kept));
      for (const [call, payload] of Object.entries(otherCalls)) {
        for (const given of [payload, { page: 'none' }]) {
          const answer = await textOf(one.invoke(call, given));
          expect(Object.keys(JSON.parse(answer) as object)).toEqual(['cannotRead']);
          expect(givenAwayTo(person.uuid, answer, secrets)).toEqual([]);
        }
      }
    });
  });
});

describe('the webhook, asked about somebody', () => {
  test.each([
    ['read by the app', open, false],
    ['kept from before', refusing(world), true],
    ['read by nobody', refusing(world), false],
    ['restrictions kept from the app', without('/branch-restrictions'), false],
    ['permissions kept from the app', without('/permissions/repositories/'), false],
  ] as const)('rules %s: of nobody else', async (_, app, visit) => {
    const one = builds(world, app);
    if (visit) await one.visit();
    const key = await one.key();
    for (const person of [tomas, harvey, mei, jonas, ana]) {
      for (const operation of ['push', 'create', 'force-push', 'delete', 'merge']) {
        const { status, response } = await one.ask(key, {
          at: Date.now(),
          body: { repository: 'acme/web', branch: 'main', operation, actor: person.uuid },
        });
        // One key may ask sixty times in a minute.
        expect(status).toBe(200);
        expect(givenAwayTo(person.uuid, JSON.stringify(response), secrets)).toEqual([]);
      }
    }
    for (const body of [
      {},
      { repository: 'acme/web' },
      { repository: 'acme/other', branch: 'main', actor: 'harvey' },
      { repository: 'acme/web', branch: 'main', actor: 'nobody' },
    ]) {
      expect(givenAwayTo(undefined, JSON.stringify((await one.ask(key, { body })).response), secrets)).toEqual([]);
    }
  });
});

describe('the search itself finds what there is', () => {
  test('in what Bitbucket tells: everything', () => {
    const found = new Set(givenAwayTo(undefined, JSON.stringify(world.replies), secrets));
    expect(secrets.filter(({ text }) => !found.has(text))).toEqual([]);
    expect(secrets.length).toBeGreaterThan(60);
  });

  test("in an administrator's panels: names, nicknames, uuids, accounts, builds and forks", async () => {
    const one = beside(world, world);
    const answers = [];
    for (const id of every) answers.push(await textOf(one.look(id)));
    const found = givenAwayTo(ana.uuid, answers.join(''), secrets);
    expect(found).toEqual(
      expect.arrayContaining([
        'Harvey Jones',
        'Harvey',
        'Tanaka',
        'mei',
        mei.account_id,
        harvey.uuid.slice(1, -1),
        'jonas-weber/web',
        expect.stringMatching(/^nightly of /),
      ]),
    );
  });

  test("in the facts of an administrator's page: members of groups and the roster", async () => {
    const one = beside(world, world);
    await one.invoke('saveMembers', { group: 'developers', members: [olu.uuid] });
    const found = givenAwayTo(ana.uuid, await textOf(one.invoke('facts', undefined, contextOf(world))), secrets);
    expect(found).toEqual(expect.arrayContaining(['Olu Adeyemi', 'priya', expect.stringMatching(/^friends of /)]));
  });
});
