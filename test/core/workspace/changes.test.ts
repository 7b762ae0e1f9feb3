import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Verdict } from '../../../src/core/decision';
import { operations, type Actor, type Facts, type Match, type Operation } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { kindsDeciding } from '../../../src/core/questions/universal/branches';
import { who } from '../../../src/core/questions/survey';
import { changesBetween } from '../../../src/core/workspace/between/between';
import { turnOf, type RepositoryChanges } from '../../../src/core/workspace/changes';
import { ana, dea, facts, push } from '../facts';
import { repositories } from '../random';
import { branches, cells, edits, factsOf, sights, verdictOf, yearsOf, type Edit, type Period } from './year';

/** Whether a match covers a name, as Bitbucket describes it, for the patterns of these tests: one star at the end. */
function covers(match: Match, name: string, { model }: Facts): boolean {
  if (match.by === 'glob') {
    const { pattern } = match;
    return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
  }
  // What cannot be told of one name cannot be told of any.
  if (match.by === 'unknown' || !model.known) return true;
  const { development, prefixes } = model.value;
  const prefix = prefixes[match.type];
  if (match.type === 'development') return development?.known === true && name === development.value;
  return prefix !== undefined && name.startsWith(prefix);
}

/** What decides on a name in both readings, and whether it is main: branches with the same are alike. */
function look(operation: Operation, name: string, readings: readonly Facts[]): string {
  const deciding = kindsDeciding(operation);
  return JSON.stringify(
    readings.map((facts) => [
      facts.repository.mainBranch.known && facts.repository.mainBranch.value === name,
      facts.restrictions.items
        .filter(({ match, kind }) => covers(match, name, facts) && deciding.has(kind))
        .map(({ id, kind }) => [id, kind]),
    ]),
  );
}

/** Every verdict on the branches of the tests that differs, of everybody in either reading, by the plain surveys. */
function flipsOf(before: Facts, after: Facts): Map<string, [Verdict, Verdict]> {
  const flips = new Map<string, [Verdict, Verdict]>();
  for (const operation of operations)
    for (const branch of branches) {
      const [was, is] = [before, after].map((facts) => {
        const { actors: all } = who(facts, operation, branch);
        return new Map(all.map(({ actor, verdict }) => [actorId(actor), { actor, verdict }]));
      });
      for (const [id, { actor }] of new Map([...(was ?? []), ...(is ?? [])])) {
        // Whom one of the two does not name is asked about alone.
        const one = was?.get(id)?.verdict ?? verdictOf(before, operation, branch, actor);
        const other = is?.get(id)?.verdict ?? verdictOf(after, operation, branch, actor);
        if (one !== other) flips.set(`${operation} ${branch} ${id}`, [one, other]);
      }
    }
  return flips;
}

function shiftsOn(
  { shifts }: RepositoryChanges,
  readings: readonly Facts[],
  cell: { operation: Operation; branch: string; actor: Actor },
) {
  return shifts.filter(
    (shift) =>
      shift.operation === cell.operation &&
      shift.actors.some((one) => actorId(one) === actorId(cell.actor)) &&
      shift.branches.some(
        ({ branch, patterns }) =>
          branch === cell.branch ||
          (patterns && look(cell.operation, branch, readings) === look(cell.operation, cell.branch, readings)),
      ),
  );
}

function read({ before, after }: Period): [Facts, Facts] {
  return [factsOf(before, '2026-01-01T00:00:00Z'), factsOf(after, '2026-01-02T00:00:00Z')];
}

describe('every verdict that is another is named, and no other', () => {
  test('as the plain survey of every branch finds them', () => {
    fc.assert(
      fc.property(yearsOf(4), (year) => {
        for (const period of year) {
          const [before, after] = read(period);
          const changes = changesBetween(before, after);
          const flips = flipsOf(before, after);
          for (const cell of cells()) {
            const pair = flips.get(`${cell.operation} ${cell.branch} ${actorId(cell.actor)}`);
            const told = shiftsOn(changes, [before, after], cell);
            expect({ cell, told: told.map((one) => [one.before, one.after]) }).toEqual({
              cell,
              told: pair ? [pair] : [],
            });
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** What the truth would be, had these edits alone been made. */
function replayed({ before }: Period, some: readonly Edit[]): Facts {
  return factsOf(some.reduce((truth, { apply }) => apply(truth), before));
}

/** Whether one may give what the other takes: both are of permissions, or both of restrictions. */
function areOfOneSort(...both: readonly Edit[]): boolean {
  // A permission comes by a grant, a place in a group, or one in the workspace.
  return [/^(grant|member|place) /, /^restriction /].some((sort) => both.every(({ of }) => sort.test(of)));
}

/** Each shift for each of its actors on each of its branches, with the entries that caused it. */
function* told({ changed, shifts }: RepositoryChanges) {
  for (const { operation, branches: where, actors: whom, before, after, causes } of shifts)
    for (const { branch } of where)
      for (const actor of whom)
        yield { operation, branch, actor, before, after, causes: causes.flatMap((at) => changed[at] ?? []) };
}

describe('causes', () => {
  test('two readings that enclose one edit name that edit, and not what it brought with it', () => {
    fc.assert(
      fc.property(edits(1), (year) => {
        for (const period of year) {
          const [edit] = period.edits;
          for (const { causes, ...shift } of told(changesBetween(...read(period)))) {
            expect({ shift, causes: causes.length }).not.toEqual({ shift, causes: 0 });
            expect({ shift, not: causes.filter((one) => !edit?.isNamedBy(one)) }).toEqual({ shift, not: [] });
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('of several edits each is named without which the verdict would not be what it is, and none that was not made', () => {
    fc.assert(
      fc.property(edits(4), (year) => {
        for (const period of year) {
          const changes = changesBetween(...read(period));
          for (const { causes, ...shift } of told(changes)) {
            const { operation, branch, actor, after } = shift;
            for (const edit of period.edits) {
              // Where a later edit undid it, or took it up, nothing of it is left to be named; they count as one.
              if (!changes.changed.some(edit.isNamedBy)) continue;
              const isOtherwiseWithout = (...some: readonly Edit[]) => {
                const rest = period.edits.filter(({ of }) => !some.some((one) => one.of === of));
                return verdictOf(replayed(period, rest), operation, branch, actor) !== after;
              };
              // Of two that give and take the same neither made the difference: it is as it was.
              const isMadeUpFor = period.edits.some(
                (other) => areOfOneSort(edit, other) && !isOtherwiseWithout(edit, other),
              );
              const isNecessary = isOtherwiseWithout(edit) && !isMadeUpFor;
              const same = period.edits.filter(({ of }) => of === edit.of);
              const isNamed = causes.some((one) => same.some(({ isNamedBy }) => isNamedBy(one)));
              expect({ shift, edit: edit.says, ok: isNamed || !isNecessary }).toEqual({
                shift,
                edit: edit.says,
                ok: true,
              });
            }
            const items = new Set(period.edits.flatMap(({ of, isNamedBy }) => (causes.some(isNamedBy) ? [of] : [])));
            const alone = replayed(
              period,
              period.edits.filter(({ of }) => items.has(of)),
            );
            expect({ shift, alone: verdictOf(alone, operation, branch, actor) }).toEqual({ shift, alone: after });
            const unmade = causes.filter((one) => !period.edits.some(({ isNamedBy }) => isNamedBy(one)));
            expect({ shift, causes: causes.length, unmade }).toEqual({ shift, causes: causes.length, unmade: [] });
            expect({ shift, causes: causes.length }).not.toEqual({ shift, causes: 0 });
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

test('what comes in sight or goes out of it is neither gained nor lost', () => {
  fc.assert(
    fc.property(sights, (year) => {
      for (const period of year) {
        const changes = changesBetween(...read(period));
        expect(changes.shifts.map(turnOf).filter((turn) => turn !== 'unclear')).toEqual([]);
        for (const { causes, ...shift } of told(changes)) {
          const named = causes.filter((one) => period.edits.some(({ isNamedBy }) => isNamedBy(one)));
          expect({ shift, causes, named: named.length > 0 }).toEqual({ shift, causes: named, named: true });
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('readings by somebody else change nothing', () => {
  const [before, after] = [facts({ viewer: ana, viewerLevel: 'write' }), facts({ viewer: dea, viewerLevel: 'admin' })];
  expect(changesBetween(before, after)).toEqual({
    repository: { workspace: 'acme', slug: 'web', fullName: 'acme/web' },
    changed: [],
    shifts: [],
  });
});

test('equal readings have nothing to tell, and their times are told', () => {
  fc.assert(
    fc.property(repositories, (told_) => {
      const times = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
      const { changed, shifts, from, to } = changesBetween(facts(told_), facts(told_), times);
      expect({ changed, shifts, from, to }).toEqual({ changed: [], shifts: [], ...times });
    }),
  );
});

describe('the branches of a shift', () => {
  const before = facts({ branches: ['main', 'release/9'], restrictions: [push('release/*', { users: [ana] })] });
  const after = facts({
    branches: ['main', 'release/9'],
    restrictions: [push('release/*', { users: [ana] })],
    permissions: { ana: 'read', ben: 'write', cem: 'read', dea: 'admin' },
  });

  test('are the main branch, one that there is, and one that there might be, each with what covers it', () => {
    const [shift] = changesBetween(before, after).shifts;
    expect(shift?.everywhere).toBe(true);
    expect(shift?.branches).toEqual([
      { branch: 'main' },
      { branch: 'x', patterns: [] },
      { branch: 'release/9', patterns: ['release/*'] },
    ]);
  });

  test('are the one that was asked for, of whom and for what it was asked', () => {
    const actor = { type: 'user', person: ana } as const;
    const { shifts } = changesBetween(before, after, { branch: 'release/10', actor, operation: 'merge' });
    expect(shifts.map(({ operation, branches: all, actors }) => ({ operation, all, actors }))).toEqual([
      { operation: 'merge', all: [{ branch: 'release/10' }], actors: [actor] },
    ]);
  });

  test('may be more than can be gone through, which is said', () => {
    const rules = Array.from({ length: 30 }, (_, at) => push(`*x${String(at)}*`, { users: [ana] }));
    const found = changesBetween(facts({ restrictions: rules }), facts({ restrictions: rules, permissions: {} }));
    expect(found.truncated).toBe(true);
    expect(found.shifts.some(({ everywhere }) => everywhere)).toBe(false);
  });
});
