import type { PanelCalls } from '../../../src/panel-calls';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Get } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, personIn, shownTo, visited, type Setup } from './beside';
import { builds, changed, refusing } from '../webhook/builds';
import { contextOf } from '../host';
import { peopleIn } from '../../bitbucket/repository/people-in';
import { checksPath, failed, ofApp, passed, queueIn, reported, standard } from '../../bitbucket/reported';
import { givenAwayTo, secretsOf, tellingWorld } from '../secrets';

/** What Bitbucket itself says of pull requests, in turn. */
const wordOn = [
  reported(),
  reported(failed('standard_merge_check', standard('minimum_approvals', 3, 1))),
  reported(failed('current_user_permission_check'), failed('git_mergeability_check', { reason: 'conflicts' })),
  reported(failed('custom_pre_merge_check', ofApp('Licence guard', 'missing')), failed('moon_phase_check')),
  reported(failed('merge_queue_check', queueIn('SUSPENDED'))),
  { status: 500 },
];

/** Everything that leaves the server for people who do not administer the repository, byte by byte. */
const every = Array.from({ length: 13 }, (_, at) => at + 1);
const world = saying(tellingWorld(savedWorld('pull-requests')));
const secrets = secretsOf(world);
const [ana, tomas, harvey, mei, jonas, olu] = [
  'Ana Lovell',
  'Tomás Vidal',
  'Harvey Jones',
  'Mei Tanaka',
  'Jonas Weber',
  'Olu Adeyemi',
].map((name) => personIn(world, name)) as [Raw, Raw, Raw, Raw, Raw, Raw];
type Raw = ReturnType<typeof personIn>;

/**
 * The world in which Bitbucket itself says something of each pull request, in agreement with the rules and not, with
 * people in every field that the API names none for.
 */
function saying(of: World): World {
  const people = peopleIn(of);
  const inUnknownFields = (at: number) => ({
    user: people[at % people.length],
    participants: people,
    check_owner: people[(at + 1) % people.length]?.display_name,
  });
  const replies = every.map((id) => {
    const { status, body } = wordOn[id % wordOn.length] ?? reported();
    const { values = [] } = (body ?? {}) as { values?: { check?: object; observed?: object }[] };
    const told = values.map((check, at) => ({
      ...check,
      ...inUnknownFields(id + at),
      requirement: { ...('requirement' in check ? (check.requirement as object) : {}), by: people[at] },
      observed: { ...check.observed, approvers: people },
      ...(check.check && { check: { ...check.check, owner: people[at]?.display_name } }),
    }));
    return [checksPath(id), { status, body: { size: told.length, values: told } }] as const;
  });
  return { ...of, replies: { ...of.replies, ...Object.fromEntries(replies) } };
}

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
  history: undefined,
};

/** What Bitbucket tells of permissions differs from viewer to viewer; the rest of its word stays. */
function asSeen(person: Raw, permission: Parameters<typeof shownTo>[2]): World {
  return saying(shownTo(world, person, permission));
}

const viewers: [string, Raw, World][] = [
  ['the author, who may write', tomas, asSeen(tomas, 'write')],
  ['who is listed and reviews', harvey, asSeen(harvey, 'write')],
  ['whose permission is not shown', mei, asSeen(mei, 'hidden')],
  ['who may read, and owns a fork', jonas, asSeen(jonas, 'read')],
  ['a stranger', olu, asSeen(olu, 'none')],
  ['whose permission is not shown, nor what administrators see', ana, asSeen(ana, 'hidden')],
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

/** Whether Bitbucket's reply is what stands in these fields: apps, their messages, queues, and types of check. */
function isOfReply(key: string): boolean {
  return ['app', 'apps', 'message', 'queue', 'word'].includes(key);
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

    test('what Bitbucket itself shows may name anybody, and nothing beside it does', async () => {
      const told = changed(seen, {
        [checksPath(1)]: reported(
          failed('custom_pre_merge_check', ofApp(`Guard of ${harvey.display_name}`, `${mei.display_name} has to look`)),
          failed('merge_queue_check', queueIn('SUSPENDED', `queue of ${jonas.display_name}`)),
          failed(`check_of_${olu.uuid}`),
          passed('standard_merge_check', standard('minimum_approvals', 2, 2)),
        ),
      });
      const one = beside(told, world, setup(kept));
      for (const payload of [undefined, { again: true }]) {
        const answer = await textOf(one.look(1, payload));
        for (const shown of ['Guard of Harvey Jones', 'Mei Tanaka has to look', 'queue of Jonas Weber'])
          expect(answer).toContain(shown);
        const beyond = JSON.stringify(JSON.parse(answer), (key, value: unknown) => (isOfReply(key) ? '' : value));
        expect(beyond).not.toContain('Guard of');
        expect(givenAwayTo(person.uuid, beyond, secrets)).toEqual([]);
      }
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
