import { beforeAll, describe, expect, test } from '@jest/globals';
import * as cheerio from 'cheerio';
import { parse } from 'csv-parse/sync';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { World } from '../../../src/bitbucket/worlds/world';
import { worldIn } from '../../../src/cli/store/files';
import { worldText } from '../../../src/cli/store/text';
import { failedWith, typed } from '../terminal';
import { seededFolder } from './seeded';

let dir: string;
beforeAll(() => {
  dir = seededFolder();
});

interface Reported {
  repositories: number;
  read: number;
  sections: {
    section: string;
    title: string;
    level: string;
    rows: { repository: string; says: string; restrictions: number[] }[];
  }[];
  administrators: { name: string; repositories: number }[];
  unread: { repository: string; gap: { because: string } }[];
}

async function reported(...args: string[]): Promise<Reported> {
  return JSON.parse((await typed(['report', '--world', dir, '--json', ...args])).out) as Reported;
}

/** What the report must tell of the seeded workspace. */
const telling: [section: string, repository: string, says: string | RegExp][] = [
  ['grant-to-who-left', 'acme/shop', /Oskar Lind/],
  ['lists-who-left', 'acme/shop', /Oskar Lind/],
  ['main-branch-unprotected', 'acme/api', ''],
  ['main-nobody-pushes', 'acme/billing', /Nobody can push to `main`/],
  ['main-automation-pushes', 'acme/deploy', /No person can push to `main`/],
  ['main-one-pushes', 'acme/legacy', /1 person can push to `main`/],
  ['lists-group-without-access', 'acme/docs', /`contractors`/],
  ['checks-do-not-block', 'acme/mobile', ''],
];

describe('report', () => {
  test.each(telling)('%s: %s', async (section, repository, says) => {
    const { sections } = await reported();
    const found = sections.find((one) => one.section === section);
    expect(found?.rows.map((row) => row.repository)).toEqual([repository]);
    expect(found?.rows[0]?.says).toEqual(says === '' ? '' : expect.stringMatching(says));
  });

  test('counts a problem apart at each level, and marks what is milder than the rest', async () => {
    const { out } = await typed(['report', '--world', dir]);
    expect(out).toMatch(
      /A change can go in without review \(warning, 1 repository; note, 8 more\)\n {2}acme\/mobile\n {2}acme\/\S+ +note\n/,
    );
    const page = cheerio.load((await typed(['report', '--world', dir, '--format', 'html'])).out);
    expect(
      page('nav li')
        .filter((_, one) => page(one).text().startsWith('A change can go in'))
        .text(),
    ).toBe('A change can go in without review: warning, 1 repository; note, 8 more');
    const cellsOf = (section: string) =>
      page(`section:has(#${section}) tr`)
        .toArray()
        .map((row) =>
          page(row)
            .children()
            .toArray()
            .map((cell) => page(cell).text()),
        );
    expect(cellsOf('one-person-suffices').slice(0, 3)).toEqual([
      ['Repository', 'Level'],
      ['acme/mobile', 'warning'],
      ['acme/billing', 'note'],
    ]);
    expect(cellsOf('lists-who-left')).toEqual([
      ['Repository', 'What'],
      ['acme/shop', 'Oskar Lind.'],
    ]);
    expect(cellsOf('main-branch-unprotected')).toEqual([['Repository'], ['acme/api']]);
  });

  test('tells who administers how many, and names what could not be read', async () => {
    const { repositories, read, administrators, unread } = await reported();
    expect({ repositories, read }).toEqual({ repositories: 11, read: 10 });
    expect(administrators.map(({ name, repositories: count }) => [name, count])).toEqual([
      ['Ana Lovell', 10],
      ['Oskar Lind', 1],
    ]);
    expect(unread).toEqual([
      expect.objectContaining({
        repository: 'acme/secret',
        gap: expect.objectContaining({ because: 'forbidden' }) as unknown,
      }),
    ]);
  });

  test('as of a day before', async () => {
    const { sections, repositories } = await reported('--at', '2026-11-03');
    expect(repositories).toBe(11);
    expect(sections.flatMap(({ rows }) => rows.map(({ repository }) => repository))).toContain('acme/old');
    expect(sections.find(({ section }) => section === 'lists-without-write')).toBeUndefined();
  });

  test('as text begins with the worst, and does not claim what nobody looked for', async () => {
    const { out, err, status } = await typed(['report', '--world', dir]);
    expect([err, status]).toEqual(['', 0]);
    expect(out.split('\n\n')[2]).toBe(
      'Somebody who is not in the workspace has a permission of their own (error, 1 repository)\n  acme/shop  Oskar Lind.',
    );
    const [, clean = ''] = /Found nowhere\n((?:- .*\n)+)/.exec(out) ?? [];
    expect(clean).toContain('- The history of the main branch can be rewritten\n');
    expect(clean).not.toContain('A restriction covers no branch');
  });

  test('as CSV has a row for each repository of each section', async () => {
    const rows: Record<string, string>[] = parse((await typed(['report', '--world', dir, '--format', 'csv'])).out, {
      columns: true,
    });
    for (const [section, repository] of telling)
      expect(rows).toContainEqual(expect.objectContaining({ section, repository }));
    expect(rows).toContainEqual(expect.objectContaining({ section: 'unread', repository: 'acme/secret' }));
    expect(rows).toContainEqual(
      expect.objectContaining({ section: 'administrators', about: 'Ana Lovell', count: '10' }),
    );
  });

  test('as HTML is one file that loads and runs nothing, with a heading and a table for each section', async () => {
    const { out } = await typed(['report', '--world', dir, '--format', 'html']);
    const page = cheerio.load(out);
    expect(page('script, link, img, iframe, object, embed, form, [style], [onclick]').length).toBe(0);
    expect(page('meta[http-equiv=Content-Security-Policy]').attr('content')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    expect(page('h1').length).toBe(1);
    for (const section of page('section').toArray()) {
      const id = page(section).find('h2').attr('id') ?? '';
      expect(page(`nav a[href="#${id}"]`).length).toBe(1);
      for (const table of page(section).find('table').toArray()) {
        expect(page(table).find('caption').text()).not.toBe('');
        expect(page(table).find('thead th[scope=col]').length).toBe(
          page(table).find('tbody tr').first().children().length,
        );
        expect(page(table).find('tbody th[scope=row]').length).toBe(page(table).find('tbody tr').length);
      }
    }
    const links = page('a[href^=http]')
      .toArray()
      .map((link) => new URL(page(link).attr('href') ?? '').hostname);
    expect(new Set(links)).toEqual(new Set(['bitbucket.org']));
    expect(page('body').text()).toContain('Oskar Lind');
  });

  test.each(['text', 'html', 'markdown', 'csv', 'json'])(
    'as %s is the same from another reading of the same',
    async (format) => {
      const [one, other] = [dir, seededFolder()].map((folder) =>
        typed(['report', '--world', folder, '--format', format]),
      );
      expect((await one)?.out).toBe((await other)?.out);
    },
  );
});

test.each([['report'], ['lint'], ['where', '--as', 'mei'], ['who', '--access'], ['compare', '--model', 'acme/infra']])(
  'of a folder whose reading is not finished, %s says that there may be more',
  async (...args) => {
    const folder = seededFolder();
    const words = 'There may be more repositories: the folder was not read to its end.';
    const out = async (...more: string[]) => (await typed([...args, '--world', folder, ...more])).out;
    expect(await out()).not.toContain(words);
    mkdirSync(path.join(folder, '.who-can-push'), { recursive: true });
    writeFileSync(path.join(folder, '.who-can-push', 'run.jsonl'), '');
    expect(await out()).toContain(words);
    expect(await out('--at', '2026-11-20')).not.toContain(words);
  },
);

describe('--against', () => {
  async function named(name: string, at: string): Promise<string> {
    const folder = seededFolder();
    expect((await typed(['baseline', name, '--world', folder, '--at', at])).status).toBe(0);
    return folder;
  }

  interface Drifted {
    differs: { repository: string; about: string; before?: string; after?: string }[];
  }

  test.each([
    ['report', ['report']],
    ['lint', ['lint']],
    ['who --access', ['who', '--access']],
    ['where', ['where', '--as', 'mei']],
    ['changes', ['changes']],
  ])('%s ends with 1 where anything differs from it, and else with 0', async (_, args) => {
    const folder = await named('before', '2026-11-10');
    expect((await typed([...args, '--world', folder, '--against', 'before'])).status).toBe(1);
    await typed(['baseline', 'before', '--world', folder]);
    const same = await typed([...args, '--world', folder, '--against', 'before']);
    expect({ ...same, out: '' }).toEqual({ status: 0, out: '', err: '' });
    expect(same.out).toMatch(/Nothing that could be read (?:differs in 11 repositories\.|did, until )/);
    expect(same.out).toContain(
      'neither moment, so whether it differs is not known:\n  This credential may not read the',
    );
  });

  test.each([
    ['nothing of the repository', 'acme/secret', 'acme/secret', 'the repository acme/secret'],
    ['not its rules', 'acme/web', 'acme/web/branch-restrictions', 'the branch restrictions of acme/web'],
  ])(
    'of what could be read at neither moment, %s, it is not said that nothing changed',
    async (_, name, key, unknown) => {
      const folder = await named('before', '2026-11-20');
      for (const file of readdirSync(folder, { recursive: true }).map(String)) {
        if (!/(?:^|\/)web(?:\/[^/]*)?\.json$/.test(file)) continue;
        const world = worldIn(path.join(folder, file));
        const refused = { status: 403, body: {} };
        const replies = Object.entries(world.replies).map(([at, reply]) => [at, at.endsWith(key) ? refused : reply]);
        writeFileSync(
          path.join(folder, file),
          worldText({ ...world, replies: Object.fromEntries(replies) as World['replies'] }),
        );
      }
      for (const args of [['lint'], ['changes'], ['report'], ['where', '--as', 'mei'], ['who', '--access']]) {
        const asked = (format: string) =>
          typed([...args, '--world', folder, '--against', 'before', '--format', format]);
        const { gaps } = JSON.parse((await asked('json')).out) as { gaps: { repository: string; unknown: string }[] };
        expect(gaps).toContainEqual(expect.objectContaining({ repository: name, unknown }));
        for (const format of ['text', 'markdown', 'csv']) {
          const { out } = await asked(format);
          expect(out).toContain(unknown);
          expect(out).not.toContain('Nothing differs');
          expect(out).not.toContain('Nothing did');
        }
      }
    },
  );

  test('who --access tells whose permission is otherwise, and of what is new all', async () => {
    const folder = await named('before', '2026-11-10');
    const { out } = await typed(['who', '--access', '--world', folder, '--against', 'before', '--json']);
    const { differs } = JSON.parse(out) as Drifted;
    expect(differs.filter(({ repository }) => repository === 'acme/web')).toEqual([
      {
        repository: 'acme/web',
        about: 'Tomás Vidal',
        before: 'write on the repository',
        after: 'nothing gives a permission',
      },
    ]);
    expect(differs.filter(({ repository }) => repository === 'acme/infra').length).toBeGreaterThan(3);
    expect(differs.filter(({ repository }) => repository === 'acme/old')).toEqual([
      { repository: 'acme/old', about: 'The repository', before: 'is there' },
    ]);
  });

  test('lint looks at what --fail-on asks for', async () => {
    const folder = await named('before', '2026-11-10');
    const { out } = await typed(['lint', '--world', folder, '--against', 'before', '--fail-on', 'warning', '--json']);
    const { differs } = JSON.parse(out) as Drifted;
    expect(differs.filter(({ about }) => about !== 'The repository')).toEqual([
      {
        repository: 'acme/web',
        about: 'A restriction lists somebody without write permission',
        after: 'Write access on `main` lists Tomás Vidal, who cannot write to acme/web.',
      },
    ]);
  });

  test('of one repository, or one workspace, alone', async () => {
    const folder = await named('before', '2026-11-10');
    for (const [word, status] of [
      ['acme/api', 0],
      ['acme/web', 1],
      ['acme', 1],
    ] as const)
      expect((await typed(['lint', word, '--world', folder, '--against', 'before'])).status).toBe(status);
  });

  test.each([
    [(folder: string) => ['lint', '--world', folder, '--against', 'none'], 66, 'There is no baseline `none`'],
    [
      (folder: string) => ['report', '--world', folder, '--against', 'before', '--format', 'html'],
      64,
      'is printed as text, json, csv or markdown',
    ],
    [
      (folder: string) => ['lint', '--world', folder, '--against', 'before', '--format', 'sarif'],
      64,
      'is printed as text, json, csv or markdown',
    ],
    [() => ['report', '--world', 'nosuch'], 65, 'There is no folder nosuch.'],
    [(folder: string) => ['report', '--world', `${folder}/web.json`], 64, 'is no folder'],
    [
      (folder: string) => ['changes', '--world', folder, '--since', '2026-11-29'],
      66,
      'the last reading is of 2026-11-27',
    ],
    [
      (folder: string) => ['changes', '--world', folder, '--since', 'after'],
      64,
      '`after` is no day, no time and no baseline of',
    ],
    [(folder: string) => ['changes', '--world', folder, '--since', '2026-06-31'], 64, '`2026-06-31` is no day'],
    [(folder: string) => ['baseline', 'x', '--world', folder, '--at', '2026-11-29'], 66, 'nothing was read then'],
    ...[
      ['baseline', 'x', '--at'],
      ['changes', '--since'],
      ['changes', '--since', 'before', '--at'],
      ['report', '--at'],
      ['lint', '--against', 'before', '--at'],
      ['where', '--as', 'mei', '--at'],
      ['where', 'acme/web', '--at'],
      ['history', 'acme/web', '--at'],
      ['who', '--access', '--at'],
    ].map((args): [(folder: string) => string[], 64, string] => [
      (folder) => [...args, '2030-01-01', '--world', folder],
      64,
      '`2030-01-01` is yet to come: by the clock of this machine it is 2026-12-01T08:00:00Z.',
    ]),
    [() => ['changes', '--against', 'none'], 64, 'Name the folder of readings'],
    [(folder: string) => ['who', 'main', '--world', folder, '--against', 'before'], 64, 'add `--access`'],
    [(folder: string) => ['changes', '--world', folder], 64, 'Say since when'],
    [
      (folder: string) => ['changes', '--world', folder, '--since', '2026-11-03', '--against', 'before'],
      64,
      'not both',
    ],
    [(folder: string) => ['baseline', 'x', '--world', folder, '--at', '2026-11-01'], 66, 'none was there then'],
    [(folder: string) => ['baseline', ' ', '--world', folder], 64, 'is empty'],
    ...['2026-11-10', '2026-11-10T08:00:00Z', '2026-06-31'].map((name): [(folder: string) => string[], 64, string] => [
      (folder) => ['baseline', name, '--world', folder],
      64,
      `\`${name}\` has the form of a day or a time`,
    ]),
    ...['a/b', '..', '../a', 'a\\b', '.a', '-a', 'a\u202Eb', 'a\nb', 'a:b'].map(
      (name): [(folder: string) => string[], 64, string] => [
        (folder) => ['baseline', '--world', folder, '--', name],
        64,
        'begins with a letter or a digit',
      ],
    ),
    [(folder: string) => ['changes', '--world', folder, '--since', '2026-11-01'], 66, 'the first was read on'],
    [
      (folder: string) => ['changes', '--world', folder, '--since', '2026-11-20', '--at', '2026-11-10'],
      64,
      'is before the one that it is compared with',
    ],
  ])('%#', async (args, status, says) => {
    const folder = await named('before', '2026-11-10');
    expect(failedWith(status, await typed(args(folder)))).toContain(says);
  });

  test('changes are asked since a baseline as since its moment, and differing from it ends with 0', async () => {
    const folder = await named('before', '2026-11-10');
    const since = async (moment: string) =>
      await typed(['changes', '--world', folder, '--since', moment, '--format', 'json']);
    expect(await since('before')).toMatchObject({ status: 0, out: (await since('2026-11-10T23:59:59Z')).out });
  });

  test('a baseline of a day that is not over is the last reading: what is read later on that day differs', async () => {
    const folder = await named('today', '2026-11-27');
    const file = path.join(folder, 'web.json');
    const [later, world] = ['2026-11-27T20:00:00Z', worldIn(file)];
    const key = Object.keys(world.replies).find((at) => at.endsWith('/acme/web/branch-restrictions')) ?? '';
    mkdirSync(path.join(folder, 'earlier', 'web'), { recursive: true });
    writeFileSync(path.join(folder, 'earlier', 'web', '2026-11-27T08-00-00Z.json'), worldText(world));
    const replies = { ...world.replies, [key]: { status: 200, body: { values: [] } } };
    writeFileSync(file, worldText({ ...world, replies, savedAt: later, unchangedSince: later }));
    const { status, out } = await typed(['changes', '--world', folder, '--against', 'today', '--json']);
    expect([status, JSON.parse(out)]).toEqual([
      1,
      expect.objectContaining({ from: '2026-11-27T08:00:00Z', to: later }),
    ]);
  });

  test('since a moment after the last reading nothing was read, which is said', async () => {
    const { status, out } = await typed(['changes', '--world', dir, '--since', '2026-11-28']);
    expect([status, out]).toEqual([0, expect.stringContaining('Nothing was read since: the last reading is of ')]);
  });

  test('of the time after the last reading nothing is said', async () => {
    const folder = await named('before', '2026-11-10');
    const asked = (...args: string[]) => typed([...args, '--world', folder, '--at', '2026-11-29', '--json']);
    for (const args of [
      ['lint', '--against', 'before'],
      ['changes', '--since', 'before'],
    ])
      expect(JSON.parse((await asked(...args)).out)).toMatchObject({ to: '2026-11-27T08:00:00Z' });
  });

  test.each(['agreed', 'Q4 audit', '2026', '2026-11', 'März_1.2'])('a baseline may be called %s', async (name) => {
    const folder = await named(name, '2026-11-10');
    expect((await typed(['changes', '--world', folder, '--against', name])).status).toBe(1);
  });

  test('a baseline says what it is, and what it was', async () => {
    const folder = await named('before', '2026-11-10');
    expect((await typed(['baseline', 'before', '--world', folder])).out).toBe(
      'The baseline `before` is 2026-11-27T08:00:00Z, with 11 repositories. It was 2026-11-10T23:59:59Z before.\n',
    );
  });
});
