import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { severities } from '../../../src/core/health/problem';
import { units } from '../../../src/core/health/units';
import type { Gap } from '../../../src/core/model';
import { digestOf, isUnread, type RepositoryDigest, type UnreadRepository } from '../../../src/core/workspace/digest';
import { mainSections, reporting, type WorkspaceReport } from '../../../src/core/workspace/report';
import { reportInShort, rowWords, unreadWords, wordsOfSection } from '../../../src/core/workspace/words/report';
import { ana, ben, devs, facts, merges, push } from '../facts';
import type { Told } from '../facts';
import { repositories } from '../random';

type Taken = RepositoryDigest | UnreadRepository;

const forbidden: Gap = { of: { what: 'repository' }, because: 'forbidden', status: 403 };

/** A repository of this name. */
function named(slug: string, told: Told): RepositoryDigest {
  const read = facts(told);
  const readAt = '2026-11-28T10:00:00Z';
  return digestOf({
    ...read,
    readAt,
    repository: { ...read.repository, slug, fullName: `acme/${slug}`, id: `{${slug}}` },
  });
}

function unread(slug: string): UnreadRepository {
  return { repository: { workspace: 'acme', slug, fullName: `acme/${slug}` }, gap: forbidden };
}

function reportOf(all: Iterable<Taken>): WorkspaceReport {
  const report = reporting();
  for (const one of all) report.take(one);
  return report.done();
}

const many: fc.Arbitrary<Taken[]> = fc
  .array(fc.option(repositories, { freq: 6 }), { maxLength: 8 })
  .map((all) => all.map((told, at) => (told ? named(`r${String(at)}`, told) : unread(`r${String(at)}`))));

describe('of any workspace', () => {
  test('the sums add up, and no repository is missing', () => {
    fc.assert(
      fc.property(many, (all) => {
        const report = reportOf(all);
        const read = all.filter((one): one is RepositoryDigest => !isUnread(one));
        expect([report.repositories, report.read, report.unread.length]).toEqual([
          all.length,
          read.length,
          all.length - read.length,
        ]);
        expect(report.administered).toHaveLength(read.length);
        const administered = report.administrators.reduce((sum, { repositories: some }) => sum + some, 0);
        expect(administered).toBe(report.administered.reduce((sum, { count }) => sum + count, 0));
        for (const { section, count, rows, notKnown } of report.sections) {
          expect(count).toBe(rows.reduce((sum, row) => sum + row.count, 0));
          const where = [...rows.map(({ repository }) => repository), ...notKnown].map(({ fullName }) => fullName);
          expect(new Set(where).size).toBe(where.length);
          if ((mainSections as readonly string[]).includes(section)) continue;
          const found = read.flatMap(({ problems }) => problems).filter(({ problem }) => problem === section);
          expect(count).toBe(found.reduce((sum, one) => sum + one.count, 0));
        }
        const gaps = report.notRead.reduce((sum, { repositories: some }) => sum + some.length, 0);
        expect(gaps).toBe(read.reduce((sum, one) => sum + one.gaps.length, 0));
      }),
      { numRuns: 150 },
    );
  });

  test('the worst comes first, sections and rows', () => {
    fc.assert(
      fc.property(many, (all) => {
        const { sections } = reportOf(all);
        const ranks = sections.map(({ level, rows }) => (rows.length === 0 ? -1 : severities.indexOf(level)));
        expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
        for (const { rows, level } of sections) {
          const levels = rows.map((row) => severities.indexOf(row.level));
          expect(levels).toEqual(levels.toSorted((a, b) => b - a));
          if (rows.length > 0) expect(level).toBe(rows[0]?.level);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is the same in whatever order they were read', () => {
    fc.assert(
      fc.property(
        many.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(reportOf(shuffled)).toEqual(reportOf(all));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('each sentence of it is one', () => {
    fc.assert(
      fc.property(many, (all) => {
        const report = reportOf(all);
        const said = [
          ...reportInShort(report),
          ...report.sections.flatMap(({ rows }) => rows.map(rowWords)),
          ...report.unread.map(unreadWords),
        ];
        for (const text of said) expect(text).toMatch(/^[A-Z\d].*\.$/s);
      }),
      { numRuns: 60 },
    );
  });
});

describe('each section', () => {
  test.each<[section: string, told: Told, says: string]>([
    [
      'main-nobody-pushes',
      { restrictions: [push('main'), merges('main', { users: [ana] })] },
      'Nobody can push to `main`; 1 person can merge a pull request into it.',
    ],
    [
      'main-nobody-pushes',
      { restrictions: [push('main'), merges('main')] },
      'Nobody can push to `main`; nobody can merge a pull request into it either.',
    ],
    [
      'main-automation-pushes',
      { restrictions: [push('main', { pipelinesSourceBranches: ['main'] })] },
      'No person can push to `main`, and automation perhaps; 3 people can merge a pull request into it.',
    ],
    [
      'main-one-pushes',
      { restrictions: [push('main', { users: [ben] })] },
      '1 person can push to `main`; 3 people can merge a pull request into it.',
    ],
    ['main-branch-unprotected', {}, 'Found once.'],
    [
      'lists-who-left',
      { restrictions: [push('main', { users: [ana, ben] })], others: ['cem'], owners: ['dea'] },
      'Found once: Ana and Ben.',
    ],
    [
      'lists-group-without-access',
      { restrictions: [push('main', { groups: [devs] }), merges('main', { groups: [devs] })] },
      'Found 2 times: the group `devs`.',
    ],
  ])('%s', (section, told, says) => {
    const { sections } = reportOf([named('web', told)]);
    expect(sections.find((one) => one.section === section)?.rows.map(rowWords)).toEqual([says]);
  });

  test('has words, each problem its own', () => {
    for (const section of [...mainSections, ...units.map(({ id }) => id)])
      expect(wordsOfSection(section).title).toMatch(/^[A-Z].*[^.]$/);
  });
});

test('what was not read is in it by name, and is in no section', () => {
  const all = [
    unread('shop'),
    named('web', { restrictions: [push('main')] }),
    named('till', { unread: { restrictions: 'forbidden' } }),
  ];
  const report = reportOf(all);
  expect(report.unread.map(({ repository }) => repository.fullName)).toEqual(['acme/shop']);
  const unprotected = report.sections.find(({ section }) => section === 'main-branch-unprotected');
  expect(unprotected?.rows).toEqual([]);
  expect(unprotected?.notKnown.map(({ fullName }) => fullName)).toEqual(['acme/till']);
  expect(reportInShort(report)[0]).toBe(
    '3 repositories: 2 were read, of 1 of them not all could be seen, and 1 could not be read.',
  );
});
