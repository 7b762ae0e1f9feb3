import type { PanelCalls } from '../../src/panel-calls';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Get } from '../../src/bitbucket/port/port';
import { worldGet, type World } from '../../src/bitbucket/worlds/world';
import { run } from '../../src/cli/run';
import { savedWorld } from '../bitbucket/saved-worlds';
import { always, serving, worldOver } from '../cli/server';
import { emptyFolder, typed } from '../cli/terminal';
import { beside, contextBeside, personIn, shownTo } from '../forge/panels/beside';
import { builds, changed, type Builds } from '../forge/webhook/builds';
import { contextOf } from '../forge/host';
import { root } from '../forge/manifest';
import { givenAwayTo, secretsOf, tellingWorld } from '../forge/secrets';
import type { Call, Key } from '../forge/webhook/signed';
import { beyond, keptBeyond, outcome } from './outcome';
import { calls, commands, table, webhook } from './table';

const world = tellingWorld(savedWorld('pull-requests'));
const secrets = secretsOf(world);
const [ana, tomas, jonas, olu, mei] = ['Ana Lovell', 'Tomás Vidal', 'Jonas Weber', 'Olu Adeyemi', 'Mei Tanaka'].map(
  (name) => personIn(world, name),
) as [Person, Person, Person, Person, Person];
type Person = ReturnType<typeof personIn>;
type CallName = keyof PanelCalls;
const names = Object.keys(calls) as CallName[];

/** A payload that each call takes. */
const proper: Record<CallName, unknown> = {
  facts: undefined,
  branches: { page: 1 },
  pullRequests: { page: 1, parts: ['builds'] },
  saveMembers: { group: 'developers', members: [olu.uuid] },
  saveProjectRules: {
    rules: [{ kind: 'push', pattern: 'main', users: [{ uuid: olu.uuid }], groups: [] }],
    whole: true,
  },
  checkKeys: undefined,
  makeCheckKey: undefined,
  revokeCheckKey: { id: '0123456789abcdef' },
  pullRequest: { again: true },
  ledger: undefined,
  history: undefined,
};
const takesNothing: readonly CallName[] = ['facts', 'checkKeys', 'ledger'];
const here = contextOf(world);
const elsewhere = contextOf(savedWorld('viewer-without-admin'));

/**
 * Payloads that nobody should send. Whether a call accepts one is for its own tests; here, others must gain nothing by
 * it.
 */
const improper: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'facts'],
  ['a list', [1, 2]],
  [
    'another repository',
    { ...elsewhere, workspace: 'acme', slug: 'checkout', repository: 'acme/checkout', context: elsewhere },
  ],
  [
    'another person',
    {
      accountId: ana.account_id,
      viewer: ana.uuid,
      as: ana.uuid,
      principal: { accountId: ana.account_id },
      administrator: true,
    },
  ],
  ['a prototype', JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')],
  ['deep nesting', JSON.parse('['.repeat(5_000) + ']'.repeat(5_000))],
  [
    'a megabyte',
    {
      group: 'x'.repeat(1_000_000),
      id: 'x'.repeat(1_000_000),
      page: 'x'.repeat(1_000_000),
      parts: 'x'.repeat(1_000_000),
    },
  ],
  ['numbers that are none', { page: Number.NaN, again: Number.POSITIVE_INFINITY, id: -1, members: -1 }],
];

const consent: Get = () =>
  Promise.resolve({ status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' }, body: '' });
const own = Object.keys(world.replies).find((one) => one.startsWith('/2.0/user/')) ?? '';
const invisible = changed(world, {
  [Object.keys(world.replies).find((one) => /^\/2\.0\/repositories\/[^/]+\/[^/]+$/.test(one)) ?? '']: { status: 404 },
});

interface Viewer {
  who: string;
  uuid?: string;
  sees: World | Get;
  /** What they get from a call for administrators. */
  gets: 'answer' | 'reason why not' | 'question of consent';
}

const viewers: Viewer[] = [
  { who: 'an administrator', uuid: ana.uuid, sees: world, gets: 'answer' },
  { who: 'somebody who may write', uuid: tomas.uuid, sees: shownTo(world, tomas, 'write'), gets: 'reason why not' },
  { who: 'somebody who may read', uuid: jonas.uuid, sees: shownTo(world, jonas, 'read'), gets: 'reason why not' },
  { who: 'a stranger', uuid: olu.uuid, sees: shownTo(world, olu, 'none'), gets: 'reason why not' },
  {
    who: 'somebody whose permission is not shown',
    uuid: mei.uuid,
    sees: shownTo(world, mei, 'hidden'),
    gets: 'reason why not',
  },
  { who: 'somebody who does not see the repository', sees: invisible, gets: 'reason why not' },
  {
    who: 'somebody whose own permission reads as another repository’s',
    uuid: mei.uuid,
    sees: changed(shownTo(world, mei, 'hidden'), {
      [own]: {
        status: 200,
        body: { values: [{ permission: 'admin', repository: { uuid: elsewhere.extension.repository.uuid } }] },
      },
    }),
    gets: 'reason why not',
  },
  { who: 'somebody who has not consented', sees: consent, gets: 'question of consent' },
];

test('ARCHITECTURE.md holds the table', () => {
  const file = path.join(root, 'ARCHITECTURE.md');
  const between = /(?<=<!-- who may ask what -->\n)[^]*?(?=\n<!-- end -->)/;
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, readFileSync(file, 'utf8').replace(between, table()));
  expect(between.exec(readFileSync(file, 'utf8'))?.[0]).toBe(table());
});

describe('the panels', () => {
  describe.each(viewers)('$who', ({ uuid, sees, gets }) => {
    test.each(names)('%s', async (name) => {
      const row = calls[name];
      const one = beside(sees, world, { app: worldGet(world) });
      const context = contextBeside(world, 5);
      for (const [what, payload] of [['what it takes', proper[name]], ...improper] as const) {
        const { is, text, fields } = await outcome(one.invoke(name, payload, context));
        const others = gets === 'reason why not' && row.others === 'redacted' ? ['redacted', 'reason why not'] : [gets];
        const allowed =
          gets === 'answer'
            ? ['answer', ...(what === 'what it takes' || takesNothing.includes(name) ? [] : ['sentence'])]
            : [...others, ...(row.others === 'redacted' && what !== 'what it takes' ? ['sentence'] : [])];
        expect({ what, is: allowed.includes(is) ? 'as it should' : is, text: text.slice(0, 300) }).toEqual({
          what,
          is: 'as it should',
          text: text.slice(0, 300),
        });
        if (is === 'answer')
          expect(fields.filter((field) => !(row.fields as readonly string[]).includes(field))).toEqual([]);
        if (is === 'sentence') expect(text).toMatch(/^`\w+` takes .{1,200}\.$/);
        if (is !== 'answer') expect(givenAwayTo(uuid, text, secrets)).toEqual([]);
      }
      expect(beyond(row, one.asked)).toEqual([]);
      expect(keptBeyond(row, one.stored)).toEqual([]);
      if (gets !== 'answer')
        expect(keptBeyond({ uses: row.others === 'redacted' ? row.uses : [] }, one.stored)).toEqual([]);
      expect(JSON.stringify([...one.kept])).not.toContain('"admin":true');
    });
  });

  test('no call is left out', () => {
    const one = beside(world, world);
    expect(names.sort()).toEqual(Object.keys(proper).sort());
    return expect(one.invoke('anythingElse', {}, here)).rejects.toThrow('There is no such function.');
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'what every object has is no call: %j',
    async (name) => {
      const one = beside(world, world);
      await expect(one.invoke(name, { page: 1 }, here)).rejects.toThrow('There is no such function.');
      expect(one.asked).toEqual([]);
    },
  );
});

describe('the webhook', () => {
  const question = { repository: 'acme/web', branch: 'main', actor: tomas.uuid };
  const bodies: [string, unknown][] = [
    ['a question', question],
    ['another repository', { ...question, repository: 'acme/checkout' }],
    ['nobody', { ...question, actor: 'nobody at all' }],
    ['nothing', {}],
    ['another key', { ...question, key: 'another', admin: true, viewer: ana.uuid }],
    ['a prototype', JSON.parse('{"__proto__":{"admin":true}}')],
  ];

  const callers: [string, (one: Builds, key: Key) => Promise<Key> | Key, boolean][] = [
    ['a key of the repository', (_, key) => key, true],
    ['a key that nobody made', (_, key) => ({ ...key, id: '0123456789abcdef' }), false],
    ['a wrong secret', (_, key) => ({ ...key, secret: Buffer.alloc(32, 7).toString('base64') }), false],
    [
      'a key that was revoked',
      async (one, key) => {
        await one.invoke('revokeCheckKey', { id: key.id });
        return key;
      },
      false,
    ],
    ['no key', (_, key) => ({ ...key, id: '' }), false],
  ];

  test.each(callers)('asked with %s', async (_, of, answers) => {
    const one = builds(world);
    const key = await of(one, await one.key());
    one.asked.length = one.stored.length = 0;
    const refusals = new Set<string>();
    for (const [, body] of bodies) {
      const { status, response } = await one.ask(key, { at: Date.now(), body });
      if (!answers) refusals.add(`${String(status)} ${response.body}`);
      else expect([200, 400, 403]).toContain(status);
      expect(givenAwayTo(tomas.uuid, response.body, secrets)).toEqual([]);
    }
    if (!answers) expect([...refusals].map((refusal) => refusal.slice(0, 3))).toEqual(['401']);
    expect(beyond(webhook, one.asked)).toEqual([]);
    expect(keptBeyond(answers ? webhook : { uses: ['keys of the webhook'] }, one.stored)).toEqual([]);
    if (!answers) expect(one.asked).toEqual([]);
  });

  test.each<[string, Call]>([
    ['no name of a key', { key: null }],
    ['no time', { timestamp: null }],
    ['no signature', { signature: null }],
    ['an empty signature', { signature: 'sha256=' }],
    ['the time of yesterday', { at: Date.now() - 86_400_000 }],
    ['a second name of a key', { headers: [['X-Who-Can-Push-Key', '0123456789abcdef']] }],
  ])('a call with %s is like one without a key', async (_, call) => {
    const one = builds(world);
    const key = await one.key();
    one.asked.length = 0;
    const { status } = await one.ask(key, { body: question, ...call });
    expect({ status, asked: one.asked }).toEqual({ status: 401, asked: [] });
  });
});

describe('the command line', () => {
  // The library for shell completion prints without going through any port.
  beforeAll(() => void jest.spyOn(console, 'log').mockReturnValue(undefined));
  afterAll(() => {
    jest.restoreAllMocks();
  });

  const token = 'ATCTT3x-not-a-real-one';
  const pushed = `refs/heads/main ${'1'.repeat(40)} refs/heads/main ${'2'.repeat(40)}\n`;
  const refused =
    'remote: Permission denied to update branch main.\nTo https://bitbucket.org/acme/web.git\n' +
    ' ! [remote rejected] main -> main (pre-receive hook declined)\n';
  /** The same where Bitbucket lists the repositories of the workspace. */
  const listed: World = {
    ...world,
    replies: {
      ...world.replies,
      '/2.0/repositories/acme': {
        status: 200,
        body: { values: [world.replies['/2.0/repositories/acme/web'] ?? []].flat().map(({ body }) => body) },
      },
    },
  };
  const changeFile = path.join(emptyFolder(), 'change.json');
  writeFileSync(changeFile, '{"permissions": {}}');
  const readings = emptyFolder();
  writeFileSync(path.join(readings, 'web.json'), JSON.stringify(world));
  const args: Record<keyof typeof commands, string[]> = {
    explain: ['explain', 'acme/web', 'main', '--as', 'harvey'],
    who: ['who', 'acme/web', 'main'],
    where: ['where', 'acme/web', '--as', 'harvey'],
    matrix: ['matrix', 'acme/web'],
    compare: ['compare', 'branch:main', 'branch:develop', '--repository', 'acme/web'],
    ask: ['ask', 'acme/web', '--who', 'anybody', '--on', 'main'],
    pattern: ['pattern', 'main', 'acme/web'],
    lint: ['lint', 'acme/web'],
    prs: ['prs', 'acme/web'],
    credential: ['credential', 'acme/web'],
    save: ['save', 'acme/web', '--pr', '5'],
    read: ['read', 'acme', '--into', emptyFolder(), '--branches'],
    report: ['report', 'acme'],
    history: ['history', 'acme/web', '--world', readings],
    changes: ['changes', '--since', '2026-11-21T09:00:00Z', '--world', readings],
    baseline: ['baseline', 'now', '--world', readings],
    export: ['export', 'acme/web'],
    try: ['try', 'acme/web', '--change', changeFile],
    diagnose: ['diagnose', '-', '--repository', 'acme/web'],
    git: ['git', '-c', `alias.refused=!printf '${refused.replaceAll('\n', '\\n')}' >&2; exit 1; :`, 'refused'],
    refusals: ['refusals', 'push-restriction'],
    rehearse: ['rehearse', path.join(root, 'test/pipelines/files/push-back.yml'), '--repository', 'acme/web'],
    preflight: ['preflight', 'acme/web', 'main', '--as', 'harvey'],
    hook: ['hook', 'judge', '--until', String(Date.now() + 60_000), 'origin', 'https://bitbucket.org/acme/web.git'],
    ledger: ['ledger', 'acme/web'],
    complete: ['complete', 'bash'],
  };
  test.each(Object.keys(commands) as (keyof typeof commands)[])(
    '%s asks nothing but what its row says',
    async (name) => {
      const server = await serving(worldOver(listed, `Bearer ${token}`));
      try {
        const env = { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: token };
        await typed(args[name], { env, input: () => Promise.resolve(name === 'hook' ? pushed : refused) });
        const asked = server.asked
          .map(({ path: where }) => `credential ${where}`)
          .filter((one) => !one.startsWith('credential /1.0/groups/'));
        expect(beyond(commands[name], asked)).toEqual([]);
        if ('credential' in commands[name].reads) expect(asked).not.toEqual([]);
        for (const { authorization } of server.asked) expect(authorization).toBe(`Bearer ${token}`);
      } finally {
        await server.close();
      }
    },
  );

  test.each(Object.keys(commands) as (keyof typeof commands)[])(
    '%s keeps nothing on this machine but what its row says',
    async (name) => {
      const server = await serving(worldOver(listed, `Bearer ${token}`));
      const HOME = emptyFolder();
      const about = { explain: ['explain', 'acme/web', '--pr', '5'] }[name as string] ?? args[name];
      try {
        const env = { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: token, HOME };
        await typed(about, { env, input: () => Promise.resolve(name === 'hook' ? pushed : refused) });
        const may = (commands[name].uses as readonly string[]).includes('the ledger of this machine');
        const kept = readdirSync(HOME, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
        expect(kept.map((one) => one.name)).toEqual(may && name !== 'ledger' ? ['ledger.jsonl'] : []);
      } finally {
        await server.close();
      }
    },
  );

  test.each(Object.keys(commands) as (keyof typeof commands)[])('%s without a credential asks nobody', async (name) => {
    const server = await serving(always(200, {}));
    try {
      await typed(args[name], {
        env: { BITBUCKET_API_URL: server.url },
        input: () => Promise.resolve(name === 'hook' ? pushed : refused),
      });
      expect(server.asked).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('no command is left out', async () => {
    const { out } = await typed(['--help']);
    const listed = [...out.matchAll(/^ {2}([a-z]+)(?: |\||$)/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help');
    expect([...new Set(listed)].sort()).toEqual(Object.keys(commands).sort());
    expect(run).toBeInstanceOf(Function);
  });
});
