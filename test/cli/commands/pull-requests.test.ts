import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SavedReply, World } from '../../../src/bitbucket/worlds/world';
import { fileOf, savedWorld } from '../../bitbucket/saved-worlds';
import { always, closedAfterEach, serving, worldOver, type Server } from '../server';
import { answered, emptyFolder, failedWith, timeless, typed, type Ended } from '../terminal';

const web = '/2.0/repositories/acme/web';
const world = ['--world', fileOf('pull-requests')];
const servers = closedAfterEach<Server>();

/** Runs a command line against the saved world over HTTP, with some replies in place of its own. */
async function live(
  args: string[],
  replies: World['replies'] = {},
  io: Parameters<typeof typed>[1] = {},
): Promise<Ended> {
  const saved = savedWorld('pull-requests');
  const server = await serving(worldOver({ ...saved, replies: { ...saved.replies, ...replies } }, 'Bearer secret'));
  servers.push(server);
  return typed(args, { ...io, env: { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: 'secret' } });
}

/** The requests to the only server, without the host. */
function asked(): string[] {
  return (servers[0]?.asked ?? []).map((one) => one.path);
}

/** A path is requested once. */
function expectNothingTwice() {
  expect(asked().length).toBeGreaterThan(10);
  expect(asked()).toEqual([...new Set(asked())]);
}

describe('explain --pr', () => {
  test.each<[sentence: string, args: string[], status: number, says: RegExp]>([
    ['a branch beside it', ['main', '--pr', '1'], 64, /Leave out the branch beside `--pr`/],
    ['a branch by option', ['--branch', 'main', '--pr', '1'], 64, /Leave out the branch/],
    ['repository and branch', ['acme/web', 'main', '--pr', '1'], 64, /Leave out the branch/],
    ['another operation', ['--pr', '1', '--to', 'push'], 64, /Leave out `--to`/],
    ['push, though that is what is meant elsewhere', ['--to', 'push', '--pr', '1'], 64, /Leave out `--to`/],
    ['all operations', ['--pr', '1', '--to', 'all'], 64, /Leave out `--to`/],
    ['no number', ['--pr', 'x'], 64, /Give the number of a pull request/],
    ['nought', ['--pr', '0'], 64, /Give the number/],
    ['a negative number', ['--pr', '-1'], 64, /Give the number/],
    ['a part of one', ['--pr', '1.5'], 64, /Give the number/],
    ['nothing', ['--pr', ''], 64, /Give the number/],
    ['nobody of that name', ['--pr', '1', '--as', 'zoe'], 66, /Nobody called `zoe`/],
    [
      'a credential of what is one',
      ['--pr', '1', '--as', 'pipelines', '--with', 'ssh'],
      64,
      /Pipelines is a credential itself/,
    ],
    ['no such pull request', ['--pr', '99'], 66, /The saved world holds no pull request 99 of acme\/web/],
    ['no such repository', ['acme/other', '--pr', '1'], 66, /The saved world holds no repository acme\/other/],
  ])('%s', async (_, args, status, says) => {
    expect(failedWith(status, await typed(['explain', ...args, ...world]))).toMatch(says);
  });

  test.each<[sentence: string, reply: World['replies'][string], status: number, says: RegExp]>([
    [
      'there is none',
      { status: 404 },
      66,
      /There is no pull request 1 of acme\/web, or this credential may not see it/,
    ],
    ['it may not be read', { status: 403 }, 66, /or this credential may not see it/],
    [
      'a scope is lacking',
      {
        status: 403,
        body: { type: 'error', error: { detail: { required: ['read:pullrequest:bitbucket'], granted: [] } } },
      },
      66,
      /lacks the scope `read:pullrequest:bitbucket`/,
    ],
    ['the credential is refused', { status: 401 }, 77, /Bitbucket refused the credential/],
    ['Bitbucket fails', { status: 503 }, 69, /it answered 503/],
    [
      'it is something else',
      { status: 200, body: { id: 1 } },
      69,
      /cannot be made out: it sent something else than a pull request/,
    ],
  ])('over HTTP: %s', async (_, reply, status, says) => {
    expect(
      failedWith(
        status,
        await live(['explain', 'acme/web', '--pr', '1', '--as', 'harvey'], { [`${web}/pullrequests/1`]: reply }),
      ),
    ).toMatch(says);
  });

  test('`--to merge` is no contradiction', async () => {
    expect((await typed(['explain', '--pr', '1', '--to', 'merge', '--as', 'harvey', ...world])).status).toBe(0);
  });

  test('the status is that of the merge, the data a decision with more', async () => {
    const ended = await typed(['explain', '--pr', '1', '--as', 'tomas', '--json', ...world]);
    expect(ended.status).toBe(1);
    expect(answered(ended)).toMatchObject({
      verdict: 'denied',
      question: { operation: 'merge', branch: 'main', pullRequest: 1 },
      checks: Array(7).fill({ state: 'done' }),
      mergers: { people: [{ name: 'Harvey Jones' }, { name: 'Mei Tanaka' }], unsure: 0 },
      pushes: { source: { verdict: 'allowed' }, destination: { verdict: 'denied' } },
    });
  });

  test('each check stands in the text once', async () => {
    const { out } = await typed(['explain', '--pr', '5', '--as', 'harvey', ...world]);
    for (const check of [
      'Minimum number of approvals on `main`',
      'Minimum number of successful builds on `main`',
      'Maximum number of commits behind on `main`',
    ])
      expect(out.split(check)).toHaveLength(2);
  });

  test.each<[sentence: string, below: string, check: string]>([
    [
      'builds',
      'pullrequests/1/statuses',
      '? Minimum number of successful builds on `main`: 0 of 1 passed; Bitbucket did not answer when ' +
        'asked for the builds of the pull request.',
    ],
    [
      'comments',
      'pullrequests/1/comments',
      '? All comments resolved on `main`: Bitbucket did not answer when asked for the comments of the pull request.',
    ],
    [
      'commits',
      'commits',
      '? Maximum number of commits behind on `main`: Bitbucket did not answer when asked for how many commits the source is behind.',
    ],
    [
      'its own commits',
      'pullrequests/1/commits',
      '? Maximum number of commits behind on `main`: Bitbucket did not answer when asked for how many commits the source is behind.',
    ],
    [
      'branches',
      'refs/branches',
      '? Whether the source branch of pull request 1 is still there could not be seen: Bitbucket ' +
        'did not answer when asked for whether the source branch is still there.',
    ],
    [
      'restrictions',
      'branch-restrictions',
      '? Whether the merge checks let it through could not be settled: Bitbucket did not answer ' +
        'when asked for the branch restrictions of acme/web.',
    ],
  ])('what cannot be read is unknown, and named: %s', async (_, below, check) => {
    const { status, out } = await live(['explain', 'acme/web', '--pr', '1', '--as', 'harvey'], {
      [`${web}/${below}`]: { status: 500 },
    });
    expect(status).toBe(2);
    expect(out).toContain(check);
  });

  test('nothing is asked twice', async () => {
    await live(['explain', 'acme/web', '--pr', '1', '--as', 'harvey']);
    expectNothingTwice();
  });
});

describe('prs', () => {
  const list = `${web}/pullrequests`;

  test('without open pull requests it says so', async () => {
    const { status, out } = await live(['prs', 'acme/web'], {
      [list]: { status: 200, body: { values: [{ id: 7, state: 'MERGED' }] } },
    });
    expect([status, out.split('\n\nNot checked: ')[0]]).toEqual([0, 'acme/web has no open pull requests.']);
  });

  test('where they cannot be read it says that, and not that there are none', async () => {
    const { status, out } = await live(['prs', 'acme/web'], { [list]: { status: 403 } });
    expect(status).toBe(0);
    expect(out).toContain(
      'No open pull request of acme/web could be read.\nThis credential may not read the pull requests of acme/web.',
    );
  });

  test('one that cannot be read is said to be missing', async () => {
    const { out } = await live(['prs', 'acme/web'], { [`${list}/2`]: { status: 500 } });
    expect(out).toContain('Open pull requests of acme/web (10)');
    expect(out).toContain('Bitbucket did not answer when asked for the pull requests of acme/web.');
    expect(out).not.toContain('Nobody else can merge any of them now.');
  });

  test.each<[sentence: string, restrictions: unknown[] | undefined, says: string[], not: string]>([
    [
      'the restrictions may not be read',
      undefined,
      [
        'Who can merge it is not known.',
        'Whether Tomás Vidal can merge #13, #12, #11, #10, #9, #5, #4, #3, #2 and #1 is not known.',
        'This credential may not read the branch restrictions of acme/web.',
      ],
      'Nobody else',
    ],
    [
      'nobody is listed',
      [{ kind: 'restrict_merges', pattern: '*', users: [], groups: [] }],
      ['Of the people who could be seen, nobody can merge it.', '  Nobody can merge any of them now.'],
      'is not known',
    ],
    [
      'nothing is restricted',
      [],
      [
        '✓ No merge check covers `main`.',
        'Tomás Vidal can merge #13, #12, #11, #9, #5, #4, #3, #2 and #1 now; of #10 it is not known.',
        '  Nobody else can merge any of them now.',
      ],
      '✗ Approvals',
    ],
  ])('%s', async (_, values, says, not) => {
    const { out } = await live(['prs', 'acme/web'], {
      [`${web}/branch-restrictions`]: values ? { status: 200, body: { values } } : { status: 403 },
    });
    for (const one of says) expect(out).toContain(one);
    expect(out).not.toContain(not);
  });

  test('no line is wider than a page, but for commands', async () => {
    const { out } = await typed(['prs', ...world]);
    expect(out.split('\n').filter((line) => line.length > 100 && !line.includes('`git '))).toEqual([]);
  });

  test('over HTTP it says the same as its saved world, and asks nothing twice', async () => {
    const [over, saved] = [await live(['prs', 'acme/web', '--json']), await typed(['prs', '--json', ...world])];
    expect({ ...over, out: timeless(over.out) }).toEqual({ ...saved, out: timeless(saved.out) });
    expectNothingTwice();
  });

  test('a server that never ends its list is left after twenty pages, and at once where it repeats itself', async () => {
    const pages = (number: number) => ({
      values: [{ id: number, state: 'MERGED' }],
      next: `${list}?pagelen=50&after=${String(number)}`,
    });
    const merged = savedWorld('pull-requests').replies;
    let page = pages;
    const server = await serving((request, response, url) => {
      const { pathname, searchParams } = new URL(request.url ?? '', url);
      return pathname === list
        ? always(200, page(1 + Number(searchParams.get('after'))))(request, response, url)
        : worldOver({ about: '', replies: merged }, 'Bearer secret')(request, response, url);
    });
    servers.push(server);
    const listed = () => asked().filter((one) => one.startsWith(`${list}?`)).length;
    for (const most of [20, 2]) {
      const before = listed();
      const { out } = await typed(['prs', 'acme/web'], {
        env: { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: 'secret' },
      });
      expect(out).toContain('The list was cut short and left out part of the pull requests of acme/web.');
      expect(listed() - before).toBe(most);
      page = (number) => ({ ...pages(number), values: [{ id: 7, state: 'MERGED' }] });
    }
  });

  test('progress is shown on a terminal, and cleared', async () => {
    const { err } = await live(['prs', 'acme/web'], {}, { errIsTerminal: true });
    const each = Array.from({ length: 11 }, (_, at) => `\rReading acme/web: ${String(at + 1)} of 11 pull requests`);
    expect(err).toBe(`${each.join('')}\r\u001B[K`);
    expect((await live(['prs', 'acme/web'])).err).toBe('');
  });

  test('a refused credential ends it', async () => {
    expect(failedWith(77, await live(['prs', 'acme/web'], { [web]: { status: 401 } }))).toContain(
      'refused the credential',
    );
  });
});

interface Told {
  bitbucket: { says: string; because?: string };
}

describe('where the rules refuse what Bitbucket would let through', () => {
  const pullRequest = `${web}/pullrequests/15`;
  const reply = (path: string) => savedWorld('mergeability').replies[path];

  /** What is answered where these replies come at the second look. */
  async function atSecondLook(replies: Record<string, { status: number }>): Promise<Ended> {
    const saved = savedWorld('mergeability');
    const inTurn = Object.entries(replies).map(([path, second]) => [path, [reply(path), second]] as const);
    const file = path.join(emptyFolder(), 'world.json');
    writeFileSync(file, JSON.stringify({ ...saved, replies: { ...saved.replies, ...Object.fromEntries(inTurn) } }));
    return typed(['explain', '--pr', '15', '--world', file]);
  }

  test.each([
    ['stays', {}],
    ['and of the second look Bitbucket says nothing', { [`${pullRequest}/mergeability/checks`]: { status: 429 } }],
    ['and at the second look the pull request cannot be read', { [pullRequest]: { status: 500 } }],
    ['and at the second look the rules cannot be read', { [`${web}/branch-restrictions`]: { status: 500 } }],
    ['and at the second look the repository cannot be read', { [web]: { status: 500 } }],
  ])('it %s: neither is said', async (_, replies) => {
    const { status, out } = await atSecondLook(replies);
    expect([status, out.slice(0, 8)]).toEqual([2, 'Unknown.']);
    expect(out).toContain('the rules refuse it, and Bitbucket itself says that it would go through');
  });

  /** What `prs` says where the second reading of the rules is answered so, and what was asked how often. */
  async function allAtSecondLook(second: SavedReply) {
    const saved = savedWorld('mergeability');
    const restrictions = `${web}/branch-restrictions`;
    const replies = { ...saved.replies, [restrictions]: [savedReply(restrictions), second] };
    const server = await serving(worldOver({ ...saved, replies }, 'Bearer secret'));
    servers.push(server);
    const state = emptyFolder();
    const env = { BITBUCKET_API_URL: server.url, BITBUCKET_ACCESS_TOKEN: 'secret', XDG_STATE_HOME: state };
    const { pullRequests } = answered(await typed(['prs', 'acme/web', '--json'], { env })) as {
      pullRequests: { id: number; verdict: string }[];
    };
    const kept = answered(await typed(['ledger', 'acme/web', '--json'], { env })) as { disagreements: Kept[] };
    const times = new Map<string, number>();
    for (const one of asked()) times.set(one, (times.get(one) ?? 0) + 1);
    return {
      verdict: pullRequests.find(({ id }) => id === 15)?.verdict,
      kept: kept.disagreements.filter(({ pullRequest: id }) => id === 15).map(({ of }) => of),
      rules: [...times].filter(([at]) => at.startsWith(restrictions)).map(([, count]) => count),
      pullRequest: [...times].filter(([at]) => at.startsWith(pullRequest)).map(([, count]) => count),
    };
  }
  const savedReply = (at: string) => reply(at) as SavedReply;
  const withRules = (change: (rules: Rule[]) => Rule[]): SavedReply => {
    const { values } = savedReply(`${web}/branch-restrictions`).body as { values: Rule[] };
    const changed = change(values);
    return { status: 200, body: { size: changed.length, values: changed } };
  };
  const asRead = [15].map(() => 'merge');

  test.each<[sentence: string, second: SavedReply, verdict: string, kept: string[], readAgain: boolean]>([
    ['it stays: neither is said', withRules((rules) => rules), 'unknown', asRead, false],
    ['the rule is gone meanwhile', withRules((rules) => rules.filter(({ id }) => id !== 42)), 'allowed', [], false],
    [
      'the rule is gone, and one came that looks at more of each pull request',
      withRules((rules) =>
        rules.map((rule) => (rule.id === 42 ? { ...rule, kind: 'require_all_comments_resolved', value: null } : rule)),
      ),
      'allowed',
      [],
      true,
    ],
    ['at the second look the rules cannot be read', { status: 500 }, 'unknown', asRead, false],
  ])('among all of them: %s, and the rules are read twice', async (_, second, verdict, kept, readAgain) => {
    const seen = await allAtSecondLook(second);
    expect(seen).toMatchObject({ verdict, kept, rules: [expect.any(Number)] });
    expect(seen.rules[0]).toBeGreaterThanOrEqual(2);
    expect(seen.pullRequest.some((count) => count > 1)).toBe(readAgain);
  });
});

interface Rule {
  id: number;
  kind: string;
}

interface Kept {
  of: string;
  pullRequest: number;
}

test('that the asker may merge is concluded alike in the answer and in whom the lists let merge', async () => {
  const saved = savedWorld('mergeability');
  const rules = [
    { id: 1, kind: 'restrict_merges', pattern: 'main', users: [], groups: [{ slug: 'mystery', name: 'Mystery' }] },
  ];
  const restrictions = { status: 200, body: { size: rules.length, values: rules } };
  const file = path.join(emptyFolder(), 'world.json');
  const replies = { ...saved.replies, [`${web}/branch-restrictions`]: restrictions };
  writeFileSync(file, JSON.stringify({ ...saved, replies }));
  // Its only open check is that of an app, which runs at the merge.
  const own = await typed(['explain', '--pr', '10', '--json', '--world', file]);
  expect(answered(own)).toMatchObject({
    verdict: 'allowed',
    bitbucket: { says: 'unknown' },
    mergers: { says: expect.stringMatching(/^Ana Lovell can merge into `main`\. Of /) },
  });
  const other = await typed(['explain', '--pr', '10', '--as', 'harvey', '--json', '--world', file]);
  expect(answered(other)).toMatchObject({ verdict: 'unknown' });
});

describe('save --pr', () => {
  const saved = async (...args: string[]) => {
    const { status, out, err } = await typed(['save', ...args, ...world]);
    expect([status, err]).toEqual([0, '']);
    const file = path.join(emptyFolder(), 'world.json');
    writeFileSync(file, out);
    return { out, file };
  };

  test.each([[['--pr', '2,9']], [['--pr', '2', '--pr', '9']], [['--pr', '9,2', '--pr', '2']]])(
    '%j: the world answers of them as Bitbucket does',
    async (args) => {
      const { file } = await saved(...args);
      for (const id of ['2', '9']) {
        const question = ['explain', '--pr', id, '--as', 'mei', '--json'];
        expect(await typed([...question, '--world', file])).toEqual(await typed([...question, ...world]));
      }
      expect(failedWith(66, await typed(['explain', '--pr', '1', '--as', 'mei', '--world', file]))).toContain(
        'holds no pull request 1',
      );
      const { out } = await typed(['prs', '--world', file]);
      expect(out).toContain('Open pull requests of acme/web (2)');
      expect(out).toContain('The list was cut short and left out part of the pull requests of acme/web.');
    },
  );

  test("Bitbucket's own word is in it, and says the same; anonymous without names", async () => {
    const from = ['--world', fileOf('mergeability')];
    const numbers = ['2', '4', '6', '9', '12', '15', '17', '18', '19', '20'];
    const files = await Promise.all(
      [[], ['--anonymous']].map(async (options) => {
        const { status, out } = await typed(['save', '--pr', numbers.join(','), ...options, ...from]);
        expect(status).toBe(0);
        const file = path.join(emptyFolder(), 'world.json');
        writeFileSync(file, out);
        return { file, out };
      }),
    );
    const [same, unnamed] = files;
    expect(unnamed?.out).not.toMatch(/Licence|calendar|main line|Lovell/i);
    for (const id of numbers) {
      const question = ['explain', '--pr', id];
      const before = await typed([...question, ...from]);
      expect(await typed([...question, '--world', same?.file ?? ''])).toEqual(before);
      const { status, out } = await typed([...question, '--json', '--world', unnamed?.file ?? '']);
      const { bitbucket } = JSON.parse((await typed([...question, '--json', ...from])).out) as Told;
      const told = (JSON.parse(out) as Told).bitbucket;
      expect([id, status, told.says, told.because]).toEqual([id, before.status, bitbucket.says, bitbucket.because]);
    }
  });

  test('anonymous it gives the same verdicts, and no names', async () => {
    const { file, out } = await saved('--anonymous', '--pr', '4,5,10');
    expect(out).not.toMatch(/Harvey|Tanaka|jenkins|passkey|acme/i);
    for (const [id, verdict] of [
      ['4', 1],
      ['5', 1],
      ['10', 1],
    ] as const)
      expect((await typed(['explain', '--pr', id, '--world', file])).status).toBe(verdict);
    expect((await typed(['prs', '--world', file])).out).toContain('#4 without a title');
  });

  test('one that is not there is none to save', async () => {
    expect(failedWith(66, await typed(['save', '--pr', '2,99', ...world]))).toContain('holds no pull request 99');
    expect(failedWith(64, await typed(['save', '--pr', '2,', ...world]))).toContain(
      'Give the number of a pull request',
    );
  });
});
