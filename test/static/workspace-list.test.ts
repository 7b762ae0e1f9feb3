import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Gap } from '../../src/core/model';
import type { WorkspaceRow } from '../../src/panel-calls';
import { facets } from '../../static/src/workspace/list/facets';
import { isPartlyRead, isRead, listed, oldestReading, type Listed } from '../../static/src/workspace/list/listed';
import {
  besides,
  keyOf,
  keysOf,
  narrowed,
  paramsOf,
  shownAt,
  sorted,
  standings,
  type Shown,
} from '../../static/src/workspace/list/shown';
import {
  changedWords,
  mainWords,
  noneWords,
  notLookedAt,
  rulesReadWords,
  tableOf,
} from '../../static/src/workspace/list/words';
import { outcomeOf, rowOutcome } from '../../static/src/workspace/reading/outcome';
import { chosen } from '../../static/src/workspace/reading/which';
import { settingsAddresses } from '../../static/src/workspace/settings-address';
import { readAt, repository, row, some } from '../browser/workspace/many';

const names = (all: readonly Listed[]) => all.map((one) => one.repository.fullName);
const now = Date.parse('2026-11-29T09:00:00Z');
const nothing = shownAt({ view: 'repositories', params: {} });
const shown = (change: Partial<Shown>): Shown => ({ ...nothing, ...change });

describe('every repository stands there once', () => {
  test('read or not, listed or not', () => {
    const all = listed([row(1), row(2)], [repository(0), repository(1)], true);
    expect(all.map((one) => [one.repository.slug, one.row?.by, one.gone])).toEqual([
      ['billing-0', undefined, false],
      ['web-1', 'app', false],
      ['search-2', 'app', true],
    ]);
  });

  test('one that was renamed is the same, and another that has its name now is not', () => {
    const renamed = { ...repository(1), fullName: 'acme/new', slug: 'new' };
    const other = { ...repository(1), id: '{another}' };
    const all = listed([row(1)], [renamed, other], true);
    expect(all.map((one) => [one.repository.fullName, one.row !== undefined])).toEqual([
      ['acme/new', true],
      ['acme/web-1', false],
    ]);
  });

  test('while the list has not come whole, nothing is said to be gone', () => {
    expect(listed([row(1)], [], false).map(({ gone }) => gone)).toEqual([false]);
  });

  test('whatever rows and repositories come', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(numbers, numbers, (kept, present) => {
        const all = listed(
          kept.map((at) => row(at)),
          present.map((at) => repository(at)),
          true,
        );
        expect(names(all).sort()).toEqual(
          [...new Set([...kept, ...present])].map((at) => repository(at).fullName).sort(),
        );
      }),
    );
  });
});

describe('the list', () => {
  const all = listed(
    some(40, (at) => row(at)),
    some(44, repository),
    true,
  );
  const found = (change: Partial<Shown>) => narrowed(besides(all, shown(change)), shown(change), now);

  test.each<[string, Partial<Shown>, number]>([
    ['all', {}, 44],
    ['by a part of the name, whatever its case', { find: ' MAIL-1 ' }, 1],
    ['by the name of the project', { find: 'platform' }, 9],
    ['by project', { project: 'CORE' }, 9],
    ['by problem', { problem: 'error:nobody-can-push' }, 12],
    ['by a problem that there is none of', { problem: 'constructor' }, 0],
    ['rules not read: tried in vain, and never tried', { show: 'not-read' }, 8],
    ['read, but for a part of it', { show: 'partly' }, 8],
    ['changed lately', { show: 'changed' }, 3],
    ['somebody gained or lost lately', { show: 'turned' }, 2],
  ])('%s', (_, change, count) => {
    expect(found(change)).toHaveLength(count);
  });

  test('every chip and every problem says of as many as it leads to, whatever else is chosen', () => {
    const list = [...all, ...listed([row(40), row(41)], [], true)];
    const leadsTo = (change: Shown) => narrowed(besides(list, change), change, now).length;
    const problems = facets(list, nothing, now).problems.map(keyOf);
    expect(problems).toHaveLength(8);
    const choices = fc.record({
      find: fc.constantFrom('', 'mail', '1', 'nowhere'),
      project: fc.constantFrom('', 'CORE', 'DATA'),
      problem: fc.constantFrom('', ...problems),
      show: fc.constantFrom(...keysOf(standings)),
      sort: fc.constant('worst' as const),
    });
    fc.assert(
      fc.property(choices, (choice) => {
        const { standing, problems: some } = facets(besides(list, choice), choice, now);
        for (const show of keysOf(standings)) expect(standing[show]).toBe(leadsTo({ ...choice, show }));
        const counts = new Map(some.map((one) => [keyOf(one), one.count]));
        for (const problem of problems) expect(counts.get(problem) ?? 0).toBe(leadsTo({ ...choice, problem }));
      }),
    );
  });

  test('a chosen problem stays among the problems where none has it, and one of none is there no more', () => {
    const choice = shown({ project: 'PLAT', problem: 'info:main-deletion-open' });
    const { problems } = facets(besides(all, choice), choice, now);
    expect(problems.filter(({ count }) => count === 0).map(keyOf)).toEqual([choice.problem]);
    const others = facets(besides(all, choice), { ...choice, problem: '' }, now).problems;
    expect(problems.filter(({ count }) => count > 0)).toEqual(others);
    expect(facets([], shown({ problem: 'nope' }), now).problems).toEqual([]);
    expect(facets([], shown({ problem: 'constructor:nope' }), now).problems).toEqual([]);
  });

  test('what is pressed does not change the order of the problems', () => {
    const first = facets(all, nothing, now).problems;
    for (const one of first) expect(facets(all, shown({ problem: keyOf(one) }), now).problems).toEqual(first);
  });

  test('what is as on the first visit does not stand in the place', () => {
    expect(paramsOf({ show: 'all', sort: 'worst', find: '' })).toEqual({
      show: undefined,
      sort: undefined,
      find: undefined,
    });
    expect(paramsOf({ show: 'gone', problem: 'error:x' })).toEqual({ show: 'gone', problem: 'error:x' });
  });

  test('worst first: one error weighs more than any number of warnings, and by name among those alike', () => {
    const first = sorted(all, 'worst').slice(0, 12);
    expect(first.every((one) => found({ problem: 'error:nobody-can-push' }).includes(one))).toBe(true);
    expect(names(sorted(all, 'name')).slice(0, 3)).toEqual(['acme/auth-5', 'acme/auth-15', 'acme/auth-25']);
  });

  test('a place that names no order or standing is as on the first visit', () => {
    expect(shownAt({ view: 'repositories', params: { show: 'constructor', sort: 'toString' } })).toEqual(nothing);
  });

  test('those not read yet are read first, and what is gone is not', () => {
    const gone = listed([row(1)], [], true);
    const ordered = chosen([...all, ...gone], all.slice(0, 2), now);
    expect(ordered.due.slice(0, 2).map(({ name }) => name)).toEqual(['acme/infra-9', 'acme/infra-19']);
    expect([ordered.all.length, ordered.listed.map(({ id }) => id)]).toEqual([
      44,
      [repository(0).id, repository(1).id],
    ]);
    expect(chosen(all, all, Date.parse('2026-11-28T10:00:00Z')).due).toHaveLength(8);
  });

  test('branches that were not asked for are no list that was cut short', () => {
    const { digest: one } = row(1);
    if (!('gaps' in one)) throw new Error('It was read.');
    const gaps: Gap[] = [
      { of: { what: 'branches' }, because: 'truncated' },
      { of: { what: 'members', group: 'devs' }, because: 'not-offered' },
    ];
    expect(notLookedAt({ ...one, gaps })).toEqual([
      expect.stringMatching(/^Bitbucket does not tell the members of `devs`\. /),
      expect.stringMatching(/^Which branches there are is not read here/),
    ]);
    const isPartly = (some: Gap[]) => isPartlyRead({ row: { by: 'app', digest: { ...one, gaps: some } } });
    expect([isPartly(gaps), isPartly(gaps.slice(0, 1)), isPartly([])]).toEqual([true, false, false]);
  });

  test('the oldest reading is that of those that were read', () => {
    const closed: Gap = { of: { what: 'restrictions' }, because: 'forbidden' };
    const older = row(2, 'app', '2026-11-01T09:00:00Z');
    const rows = [
      row(1),
      { ...older, digest: { ...older.digest, gaps: [closed] } },
      row(3, 'app', '2026-11-27T09:00:00Z'),
    ];
    expect(oldestReading(listed(rows, [], true))).toBe('2026-11-27T09:00:00Z');
    expect(oldestReading(listed([], some(3, repository), true))).toBeUndefined();
  });

  test('one that Bitbucket lists no longer counts as that alone, and stands last', () => {
    const list = [...listed([row(40)], [], true), ...all];
    const [gone] = list;
    expect(facets(list, nothing, now).problems).toEqual(facets(all, nothing, now).problems);
    const among = (change: Partial<Shown>) => narrowed(besides(list, shown(change)), shown(change), now);
    expect(among({ show: 'gone' })).toEqual([gone]);
    expect(among({ show: 'all' })).toHaveLength(45);
    for (const show of ['attention', 'turned', 'changed', 'partly', 'not-read'] as const)
      expect(among({ show })).toEqual(found({ show }));
    expect(among({ problem: 'error:nobody-can-push' })).toEqual(found({ problem: 'error:nobody-can-push' }));
    expect(sorted(list, 'worst').at(-1)).toBe(gone);
  });

  test('as a table, it has a row for each, read or not, with what was not looked at', () => {
    const { columns, rows } = tableOf(all);
    const cells = [...rows];
    expect(cells.map(({ length }) => length)).toEqual(all.map(() => columns.length));
    expect(cells[9]?.join()).toContain('The app may not read the branch restrictions of acme/infra-9');
    expect(cells[43]?.join()).toContain('Nobody has read it yet.');
  });

  test('as a table, it says of each what the list says: who may be missing, that it is gone, that it was tried', () => {
    const one = row(1);
    if (!('problems' in one.digest) || !one.digest.main.known || !one.digest.main.value)
      throw new Error('It was read.');
    const part: WorkspaceRow = {
      ...one,
      digest: {
        ...one.digest,
        main: { known: true, value: { ...one.digest.main.value, isPart: true } },
        administrators: { ...one.digest.administrators, isPart: true },
      },
      tried: { at: readAt, gap: { of: { what: 'restrictions' }, because: 'forbidden' } },
    };
    const cellsOf = (some: readonly Listed[]) => {
      const { columns, rows } = tableOf(some);
      return [...rows].map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at]])));
    };
    expect(cellsOf(listed([part], [], true))).toEqual([
      expect.objectContaining({
        'No longer listed': 'yes',
        'Others who perhaps can push': 'whoever is on no list that was read',
        'Other administrators': 'whoever is on no list that was read',
        'Tried again, and shown less': readAt,
      }),
    ]);
    expect(cellsOf(listed([one], [repository(1)], true))).toEqual([
      expect.objectContaining({
        'No longer listed': '',
        'Others who perhaps can push': '',
        'Other administrators': '',
        'Tried again, and shown less': '',
      }),
    ]);
  });
});

describe('one whose rules nobody was shown', () => {
  const refused: Gap = { of: { what: 'restrictions' }, because: 'forbidden', status: 403, reader: 'app' };
  const { digest, ...rest } = row(1);
  const closed = { ...rest, digest: { ...digest, gaps: [refused] } } as WorkspaceRow;
  const [one] = listed([closed], [repository(1)], true);
  if (!one) throw new Error('It is listed.');

  test('counts as not read, as in what is said of the app: no problem was looked for', () => {
    expect([isRead(one), isPartlyRead(one)]).toEqual([false, false]);
    expect(narrowed([one], shown({ show: 'not-read' }), now)).toEqual([one]);
  });

  test('is due for whoever may be shown them, however lately the app tried', () => {
    const soon = Date.parse(readAt) + 60_000;
    expect(chosen([one], [one], soon).due).toHaveLength(1);
    expect(chosen(listed([row(1)], [], true), [], soon).due).toEqual([]);
  });
});

test('that somebody gained lately is found behind a later change by which nobody did', () => {
  const later = { from: readAt, to: '2026-11-29T08:00:00Z', gained: 0, lost: 0 };
  const turned = { from: '2026-11-20T09:00:00Z', to: '2026-11-25T09:00:00Z', gained: 1, lost: 0 };
  const found = (one: WorkspaceRow) =>
    narrowed(listed([one], [repository(1)], true), shown({ show: 'turned' }), now).length;
  expect(found({ ...row(1), changed: later })).toBe(0);
  expect(found({ ...row(1), changed: later, turned })).toBe(1);
  expect(found({ ...row(1), changed: later, turned: { ...turned, to: '2026-11-21T09:00:00Z' } })).toBe(0);
});

describe('what came of reading one as you', () => {
  const tried = (gap: Gap) => ({ ...row(1, 'viewer'), tried: { at: readAt, gap } });
  const of = { what: 'restrictions' } as const;
  test.each<[string, WorkspaceRow, string]>([
    ['it was read', row(1), 'read'],
    ['it could not be', row(9), 'not-read'],
    ['what was shown is less than before', tried({ of, because: 'forbidden', status: 403 }), 'not-read'],
    [
      'its rules were not shown',
      { ...row(1), digest: { ...row(1).digest, gaps: [{ of, because: 'forbidden' }] } },
      'not-read',
    ],
    ['a part of it did not answer', tried({ of, because: 'unreachable', status: 500 }), 'no-answer'],
    ['Bitbucket asks to wait', tried({ of, because: 'unreachable', status: 429, retryAfter: 9 }), 'later'],
  ])('%s', (_, one, is) => {
    expect(rowOutcome(one).is).toBe(is);
  });
});

test('whose permission on it Bitbucket does not tell is you', () => {
  const gap: Gap = { of: { what: 'viewer-permission' }, because: 'not-understood' };
  const answer = { cannotRead: { because: 'permission-not-known', repository: 'acme/web-1', gap } } as const;
  expect(outcomeOf({ ...answer, rest: 600 }, 'acme/web-1')).toEqual({
    is: 'not-read',
    because: 'Not known: your permission on acme/web-1. What Bitbucket answers does not tell it.',
    rest: 600,
  });
});

describe('who can push to the main branch', () => {
  const digest = (people: number, unsure: number, may: number, doubtful = 0) => {
    const { digest: one } = row(1);
    if (!('main' in one)) throw new Error('It was read.');
    const automation = {
      may: some(may, () => ({ type: 'pipelines' }) as const),
      unsure: some(doubtful, () => ({ type: 'access-key' }) as const),
    };
    return {
      ...one,
      main: {
        known: true,
        value: { branch: 'main', people, unsure, mergers: may + people, unsureMergers: 0, automation },
      } as const,
    };
  };
  test.each([
    [digest(0, 0, 0), 'Nobody can push to `main`; nobody can merge a pull request into it either.'],
    [digest(0, 0, 1), 'Only automation can push to `main`; 1 person can merge a pull request into it.'],
    [
      digest(0, 0, 0, 1),
      'Nobody can push to `main`, of automation it is not known; nobody can merge a pull request into it either.',
    ],
    [digest(1, 0, 0), '1 person can push to `main`.'],
    [digest(12, 3, 1), '12 people, and perhaps 3 more, can push to `main`, and automation.'],
    [digest(0, 2, 0), 'Perhaps 2 people can push to `main`.'],
    [{ ...digest(0, 0, 0), main: { known: true, value: null } as const }, 'There is no main branch yet.'],
  ])('%#', (one, words) => {
    expect(mainWords(one)).toBe(words);
  });
});

test.each([
  // Of whom nobody can tell, before or after, is counted in neither: nobody may be said not to have gained.
  [{ gained: 0, lost: 0 }, 'as far as is known, it changed nothing about who can push, merge or delete'],
  [{ gained: 1, lost: 0 }, '1 person gained something by it'],
  [{ gained: 0, lost: 2 }, '2 people lost something'],
  [{ gained: 2, lost: 1 }, '2 people gained something by it and 1 person lost something'],
])('what followed from the last change: %p', (changed, words) => {
  expect(changedWords(changed)).toBe(words);
});

test.each<[Partial<Shown>, string]>([
  [
    { problem: 'nope', find: '%ZZ' },
    'None of the repositories has “%ZZ” in its name or in that of its project and has the problem “nope”.',
  ],
  [
    { project: 'DATA', problem: 'error:nobody-can-push', show: 'not-read' },
    'None of the repositories is in the project Data, has the problem “Nobody can push to a branch” and stands under ' +
      '“Rules not read”.',
  ],
  [{ project: 'NOPE' }, 'None of the repositories is in the project NOPE.'],
])('a list that is narrowed down to nothing says by what: %p', (change, words) => {
  expect(noneWords(shown(change), [{ key: 'DATA', name: 'Data' }])).toBe(words);
});

test.each([
  [200, 6, '; the rules of 6 of them were not read.'],
  [200, 1, '; the rules of 1 of them were not read.'],
  [2_000, 2_000, '; the rules of 2,000 of them were not read.'],
  [200, 0, ', and the rules of all of them were read.'],
  [1, 0, ', and its rules were read.'],
  [1, 1, '; its rules were not read.'],
  [0, 0, '.'],
])('of %i repositories the rules of %i were not read', (count, unread, words) => {
  expect(rulesReadWords(count, unread)).toBe(words);
});

test('a row leads to the page in the settings of its repository, or to these where its address is not known', () => {
  const web = { workspace: 'acme', slug: 'we b', fullName: 'acme/we b' };
  const own = 'https://bitbucket.org/acme/workspace/apps/forge/APP/ENV/who-can-push-workspace';
  expect(settingsAddresses(own)(web, '/history')).toBe(
    'https://bitbucket.org/acme/we%20b/admin/forge/APP/ENV/who-can-push-settings#/history',
  );
  expect(settingsAddresses('https://bitbucket.org/acme')(web)).toBe('https://bitbucket.org/acme/we%20b/admin');
});
