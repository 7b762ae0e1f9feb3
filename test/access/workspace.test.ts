import type { WorkspaceCalls, WorkspacePortion } from '../../src/panel-calls';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { stopTime } from '../forge/clock';
import { context, house, type House } from '../forge/workspace/house';
import { historyOf, hour } from '../forge/workspace/memory';
import { nameOf, town, uuidOf, workspace, type Town } from '../forge/workspace/town';
import { beyond, keptBeyond, outcome } from './outcome';
import { unasked, workspaceCalls } from './table';

/*
 * Who is told what of a workspace: everybody, with every call, with what it takes and with what nobody should send. Of
 * what somebody may not see, not even how much there is: they get the same answers, byte by byte and call by call, over
 * a workspace that has nothing else in it.
 */

const size = 130;
type CallName = keyof WorkspaceCalls;
const names = Object.keys(workspaceCalls) as CallName[];
const theirs = [0, 7, 129].map((at) => uuidOf('repository', at));
const foreign = uuidOf('repository', 3);
const elsewhere = uuidOf('repository', 4_000);
const morning = Date.parse('2026-11-20T08:00:00Z');

/** `keeper` administers three, `dev` may write to all others, `reader` may read one, `guest` none. */
function people(): Town {
  const it = town(size, ['owner', 'keeper', 'dev', 'reader', 'guest', 'author', 'helper']);
  it.limit = 10_000;
  for (const home of it.homes) {
    const isTheirs = theirs.includes(home.uuid);
    home.levels = isTheirs ? { keeper: 'admin', helper: 'write' } : { owner: 'admin', dev: 'write', author: 'write' };
    home.rules = [{ id: 1, kind: 'push', pattern: 'main', users: [isTheirs ? 'helper' : 'author'] }];
    home.project = isTheirs ? 'THEIRS' : 'OTHERS';
  }
  const other = it.homes[3];
  if (other) other.levels['reader'] = 'read';
  return it;
}

/** The same workspace with nothing in it but what keeper administers. */
function lonely(): Town {
  const it = people();
  it.homes = it.homes.filter(({ uuid }) => theirs.includes(uuid));
  return it;
}

/** What the app keeps after it read all of it three times, with a change in every repository. */
async function lived(it: Town): Promise<Map<string, string>> {
  const app = house(it);
  for (let hours = 0; hours < 3; hours += 1) {
    jest.setSystemTime(morning + hours * hour);
    if (hours === 1) for (const home of it.homes) home.rules.push({ id: 2, kind: 'delete', pattern: '*', users: [] });
    await app.schedule();
    await app.work();
  }
  const reads = { app: [...unasked.schedule.reads.app, ...unasked.readBatch.reads.app] };
  expect(beyond({ reads }, app.asked)).toEqual([]);
  expect(keptBeyond({ uses: [...unasked.schedule.uses, ...unasked.readBatch.uses] }, app.stored)).toEqual([]);
  return app.kept;
}

let full: Map<string, string>;
let little: Map<string, string>;
beforeAll(async () => {
  stopTime(morning);
  full = await lived(people());
  little = await lived(lonely());
});
afterAll(() => {
  jest.useRealTimers();
});

function appOver(it: Town, kept: Map<string, string>): House {
  const app = house(it);
  for (const [key, value] of kept) app.kept.set(key, value);
  return app;
}

const proper: Record<CallName, unknown> = {
  workspace: undefined,
  workspaceRepositories: { page: 1 },
  readRepository: { repository: theirs[0] },
  startReading: undefined,
  keepDays: { days: 30 },
};
/** Payloads that nobody should send. */
const improper: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'workspace'],
  ['a list', [1, 2]],
  ['a repository of others', { repository: foreign, next: foreign, page: foreign }],
  ['a repository of another workspace', { repository: elsewhere }],
  ['a path', { repository: `${foreign}/branch-restrictions`, next: '../../x', page: '../x' }],
  ['a place of the storage', { next: '40', page: 40, days: 40 }],
  ['a place beyond all', { next: '999999', page: 999_999 }],
  ['a place before all', { next: '-1', page: -1, days: -1 }],
  [
    'another person',
    { viewer: uuidOf('person', 0), as: 'owner', principal: { accountId: 'account-owner' }, owner: true },
  ],
  ['another standing', { for: 'workspace-administrator', standing: { for: 'workspace-administrator' } }],
  ['a prototype', JSON.parse('{"__proto__":{"next":"40","days":1},"constructor":{"prototype":{"page":1}}}')],
  ['a megabyte', { next: 'x'.repeat(1_000_000), repository: 'x'.repeat(1_000_000), page: 'x', days: 'x' }],
];

/** What is told of nobody but the owner: names of repositories, projects and people, and uuids. */
function foreignIn(text: string): string[] {
  const secrets = people().homes.flatMap(({ slug, uuid }) =>
    theirs.includes(uuid) ? [] : [`/${slug}"`, `"${slug}"`, uuid.slice(1, -1)],
  );
  return [...secrets, 'OTHERS', nameOf('dev'), nameOf('author'), nameOf('reader'), 'account-author'].filter((secret) =>
    text.includes(secret),
  );
}

describe.each([
  ['dev', 'who may write to most of them'],
  ['reader', 'who may read one'],
  ['guest', 'who may see none'],
  ['stranger', 'who is no member'],
])('%s, %s', (who) => {
  test.each(names)('%s tells them that it is not for them, and looks up nothing', async (name) => {
    const app = appOver(people(), full);
    for (const [, payload] of [['what it takes', proper[name]], ...improper] as const) {
      app.stored.length = 0;
      const { is, text } = await outcome(app.ask(who, name, payload));
      expect(['reason why not', ...(name === 'readRepository' ? ['sentence'] : [])]).toContain(is);
      if (is === 'sentence') expect(text).toBe('`readRepository` takes `repository`, the uuid of one.');
      // Whoever may read a repository of which they ask is told its name.
      if (!text.includes('"level"')) expect(foreignIn(text)).toEqual([]);
      expect(app.stored).toEqual([]);
    }
    expect(beyond(workspaceCalls[name], app.asked)).toEqual([]);
    expect(app.asked.every((one) => one.startsWith('user '))).toBe(true);
  });

  test('no history either', async () => {
    const app = appOver(people(), full);
    for (const uuid of [...theirs, foreign, elsewhere]) {
      const answer = (await app.panel(who, 'history', uuid)) as object;
      expect(Object.keys(answer)).toEqual(['cannotRead']);
    }
    expect(app.stored).toEqual([]);
  });
});

describe('keeper, who administers three of them', () => {
  test('sees the rows of these, and their history', async () => {
    const app = appOver(people(), full);
    const rows = await app.rows('keeper');
    expect(Object.keys(rows).sort()).toEqual(['repo-0', 'repo-129', 'repo-7']);
    expect(foreignIn(JSON.stringify(rows))).toEqual([]);
    expect(JSON.stringify(rows)).toContain(nameOf('keeper'));
    for (const uuid of theirs) {
      const changes = await historyOf(app, uuid, 'keeper');
      expect(changes).toHaveLength(1);
      expect(foreignIn(JSON.stringify(changes))).toEqual([]);
    }
    for (const uuid of [foreign, elsewhere])
      expect(Object.keys((await app.panel('keeper', 'history', uuid)) as object)).toEqual(['cannotRead']);
    expect(await app.ask('keeper', 'workspaceRepositories', { page: 1 })).toMatchObject({ size: 3 });
  });

  test.each(names)('%s tells them nothing of any other', async (name) => {
    const row = workspaceCalls[name];
    for (const [what, payload] of [['what it takes', proper[name]], ...improper] as const) {
      const app = appOver(people(), full);
      const { is, text, fields } = await outcome(app.ask('keeper', name, payload));
      const isForOwners = name === 'startReading' || name === 'keepDays';
      const mayBe = isForOwners ? ['reason why not'] : ['answer', 'sentence', 'reason why not'];
      expect({ what, is: mayBe.includes(is) }).toEqual({ what, is: true });
      if (is === 'sentence') expect(text).toMatch(/^`\w+` takes .{1,200}\.$/);
      if (is === 'answer')
        expect(fields.filter((field) => !(row.fields as readonly string[]).includes(field))).toEqual([]);
      expect(foreignIn(text)).toEqual([]);
      expect(beyond(row, app.asked)).toEqual([]);
      expect(keptBeyond(isForOwners ? { uses: [] } : row, app.stored)).toEqual([]);
      const repositories = app.stored.flatMap((one) => /workspace-(?:row|change|facts):.*/.exec(one)?.[0] ?? []);
      for (const key of repositories) expect(theirs.some((uuid) => key.includes(uuid.slice(1, -1)))).toBe(true);
    }
  });

  test.each([true, false])('gets the same as if there were nothing else (filters: %p)', async (filters) => {
    const told: string[][] = [];
    for (const [it, kept] of [
      [people(), full],
      [lonely(), little],
    ] as const) {
      it.filters = filters;
      const app = appOver(it, kept);
      jest.setSystemTime(morning + 3 * hour);
      const answers: string[] = [];
      for (const name of names)
        for (const [, payload] of [['what it takes', proper[name]], ...improper] as const)
          answers.push((await outcome(app.ask('keeper', name, payload))).text);
      for (const uuid of [...theirs, foreign, elsewhere])
        answers.push((await outcome(app.panel('keeper', 'history', uuid))).text);
      told.push([...answers, ...app.asked, ...app.stored]);
    }
    expect(told[0]).toEqual(told[1]);
  });

  test('gains nothing by the place where an owner goes on', async () => {
    const app = appOver(people(), full);
    const { next } = (await app.ask('owner', 'workspace')) as WorkspacePortion;
    expect(next).toBeDefined();
    const answer = (await app.ask('keeper', 'workspace', { next })) as WorkspacePortion;
    expect(foreignIn(JSON.stringify(answer))).toEqual([]);
    expect(answer).not.toHaveProperty('reading');
  });
});

describe('owner, who administers the workspace', () => {
  test('sees every row, every history, and how far the reading has come', async () => {
    const app = appOver(people(), full);
    expect(Object.keys(await app.rows('owner'))).toHaveLength(size);
    expect(await app.ask('owner', 'workspace')).toMatchObject({
      for: 'workspace-administrator',
      reading: { repositories: size, read: size },
      days: 90,
    });
    const { repositories } = (await app.ask('owner', 'workspaceRepositories', { page: 2 })) as {
      repositories: object[];
    };
    expect(repositories).toHaveLength(size - 100);
    for (const uuid of [...theirs, foreign]) expect(await historyOf(app, uuid)).toHaveLength(1);
  });

  test.each(names)('%s answers, or says in one sentence what it takes', async (name) => {
    const row = workspaceCalls[name];
    const app = appOver(people(), full);
    for (const [what, payload] of [['what it takes', proper[name]], ...improper] as const) {
      const { is, text, fields } = await outcome(app.ask('owner', name, payload));
      const mayBe = ['answer', ...(what === 'what it takes' ? [] : ['sentence', 'reason why not'])];
      expect({ what, is: mayBe.includes(is), text: is === 'answer' ? '' : text }).toMatchObject({ what, is: true });
      if (is === 'sentence') expect(text).toMatch(/^`\w+` takes .{1,200}\.$|^The app's own storage /);
      if (is === 'answer')
        expect(fields.filter((field) => !(row.fields as readonly string[]).includes(field))).toEqual([]);
    }
    expect(beyond(row, app.asked)).toEqual([]);
    expect(keptBeyond(row, app.stored)).toEqual([]);
  });

  test('of another workspace gains nothing here, whatever workspace they say the page is of', async () => {
    const own = '{00000000-0000-4000-8000-0000000000bb}';
    const it = people();
    it.instead = (path) => {
      const plain = decodeURIComponent(path);
      if (!plain.includes(own)) return undefined;
      if (plain.endsWith('/permission'))
        return { status: 200, headers: {}, body: { permission: 'owner', workspace: { uuid: own } } };
      return { status: 200, headers: {}, body: { values: [], size: 0, page: 1, pagelen: 100 } };
    };
    const app = appOver(it, full);
    const { next } = (await app.ask('owner', 'workspace')) as WorkspacePortion;
    const from = { ...context, workspaceId: own };
    for (const payload of [undefined, { next }]) {
      const answer = (await app.ask('guest', 'workspace', payload, from)) as WorkspacePortion;
      expect(answer.rows).toEqual([]);
      expect(foreignIn(JSON.stringify(answer))).toEqual([]);
    }
    await app.ask('guest', 'keepDays', { days: 1 }, from);
    await app.ask('guest', 'startReading', undefined, from);
    expect(await app.ask('owner', 'workspace')).toMatchObject({ days: 90 });
    expect(Object.keys(await app.rows('owner'))).toHaveLength(size);
    const { is } = await outcome(app.ask('guest', 'readRepository', { repository: foreign }, from));
    expect(is).toBe('reason why not');
  });
});

test('where Bitbucket does not say who looks, nobody is told anything', async () => {
  for (const status of [0, 429, 500, 503]) {
    const it = people();
    it.instead = (path) => (path.includes('/2.0/user/') ? { status, headers: {}, body: undefined } : undefined);
    const app = appOver(it, full);
    for (const who of ['owner', 'keeper', 'dev'])
      for (const name of names.filter((one) => one !== 'readRepository'))
        expect(await app.ask(who, name, proper[name])).toMatchObject({
          cannotRead: { because: 'permission-not-known' },
        });
    expect(app.stored).toEqual([]);
  }
});

test('a list of everybody’s permissions does not pass for one’s own', async () => {
  const it = people();
  it.instead = (path, who) => {
    if (!path.includes('/permissions/repositories') || who !== 'guest') return undefined;
    const values = ['owner', 'guest'].map((name, at) => ({
      type: 'repository_permission',
      permission: 'admin',
      user: { type: 'user', uuid: uuidOf('person', it.people.indexOf(name)) },
      repository: { type: 'repository', uuid: it.homes[at]?.uuid, full_name: `acme/repo-${String(at)}` },
    }));
    return { status: 200, headers: {}, body: { values, size: 2, page: 1, pagelen: 100 } };
  };
  const app = appOver(it, full);
  expect(await app.ask('guest', 'workspace')).toMatchObject({ cannotRead: { because: 'permission-not-known' } });
  expect(app.stored).toEqual([]);
});

test('a list of one’s own that breaks off does not pass for all of it', async () => {
  const it = people();
  it.instead = (path, who) => {
    const isList = path.includes('/permissions/repositories') && !path.includes('repository.uuid');
    if (!isList || who !== 'keeper') return undefined;
    if (path.includes('page=2')) return { status: 500, headers: {}, body: undefined };
    const next = `https://api.bitbucket.org${path}&page=2`;
    const one = {
      type: 'repository_permission',
      permission: 'admin',
      repository: { type: 'repository', uuid: theirs[0], full_name: 'acme/repo-0' },
    };
    return { status: 200, headers: {}, body: { values: [one], size: 300, page: 1, pagelen: 100, next } };
  };
  const app = appOver(it, full);
  const first = await app.ask('keeper', 'workspaceRepositories', { page: 1 });
  expect(first).toMatchObject({ repositories: [{ id: theirs[0] }], next: 2 });
  expect(first).not.toHaveProperty('size');
  expect(await app.ask('keeper', 'workspaceRepositories', { page: 2 })).toMatchObject({
    cannotRead: { because: 'permission-not-known', gap: { of: { what: 'viewer-permission' } } },
  });
});

test('what every object has is no call, and a page without a workspace gets a sentence', async () => {
  const app = appOver(people(), full);
  for (const name of ['constructor', '__proto__', 'toString', '', 'facts'])
    await expect(app.ask('owner', name as CallName)).rejects.toThrow('There is no such function.');
  for (const from of [{}, { workspaceId: 'acme' }, { workspaceId: `${workspace}/x` }])
    await expect(app.ask('owner', 'workspace', undefined, from)).rejects.toThrow(
      'Forge named no workspace in the context of this call.',
    );
  expect([...app.asked, ...app.stored]).toEqual([]);
});
