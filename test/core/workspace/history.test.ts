import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actorId } from '../../../src/core/people/actor';
import { actorsOfBoth } from '../../../src/core/questions/since/verdicts';
import { operations, type Facts } from '../../../src/core/model';
import { turnOf } from '../../../src/core/workspace/changes';
import { historyOf, type HistoryEntry, type Reading } from '../../../src/core/workspace/history';
import { cells, everyone, factsOf, start, verdictOf, yearsOf, type Period } from './year';

function day(at: number): string {
  return new Date(Date.UTC(2026, 0, 1 + at)).toISOString();
}

/** A reading at the beginning, and one at the end of each period. */
function readingsOf(year: readonly Period[]): (Reading & { facts: Facts; from: string })[] {
  return [start, ...year.map(({ after }) => after)].map((truth, at) => ({
    facts: factsOf(truth),
    from: day(at),
    to: day(at),
  }));
}

/** What each entry says that somebody gained or lost, cell by cell. */
function gainsIn(history: Iterable<HistoryEntry>): string[] {
  return [...history]
    .flatMap((entry) => {
      if (entry.entry !== 'changed') return [];
      return entry.changes.shifts
        .filter((shift) => turnOf(shift) !== 'unclear')
        .flatMap(({ operation, branches, actors, before, after }) =>
          branches.flatMap(({ branch }) =>
            actors.map((actor) => [entry.from, entry.to, operation, branch, actorId(actor), before, after].join(' ')),
          ),
        );
    })
    .sort();
}

describe('a year', () => {
  test('each change of what is known of a cell is told once, between the two readings that enclose it', () => {
    fc.assert(
      fc.property(yearsOf(2), fc.constantFrom('main', 'release/1', 'topic'), (year, branch) => {
        const readings = readingsOf(year);
        const expected: string[] = [];
        for (const cell of cells()) {
          if (cell.branch !== branch) continue;
          let known: { at: number; verdict: string } | undefined;
          for (const [at, { facts: read }] of readings.entries()) {
            const verdict = verdictOf(read, cell.operation, branch, cell.actor);
            const last = known && readings[known.at];
            const isNamed = last && actorsOfBoth(last.facts, read).some((one) => actorId(one) === actorId(cell.actor));
            if (verdict !== 'unknown' && known && known.verdict !== verdict && isNamed)
              expected.push(
                [day(known.at), day(at), cell.operation, branch, actorId(cell.actor), known.verdict, verdict].join(' '),
              );
            if (verdict !== 'unknown') known = { at, verdict };
          }
        }
        const told = gainsIn(historyOf(readings, { branch }));
        expect(
          told.filter(
            (one) => !one.includes('-token') && !one.includes('workspace-ssh-key') && !one.includes('forge-app'),
          ),
        ).toEqual(expected.sort());
      }),
      { numRuns: 30 },
    );
  });

  test('of one person on a branch the verdicts follow each other from the first to the last', () => {
    fc.assert(
      fc.property(
        yearsOf(3),
        fc.constantFrom(...everyone),
        fc.constantFrom(...operations),
        (year, person, operation) => {
          const actor = { type: 'user', person } as const;
          const readings = readingsOf(year);
          const [first, ...entries] = historyOf(readings, { branch: 'main', actor, operation });
          const said = first?.entry === 'first-read' ? first.verdicts?.map(({ verdict }) => verdict) : [];
          for (const one of entries) {
            if (one.entry !== 'changed' || one.across) continue;
            for (const shift of one.changes.shifts) {
              expect(shift.before).toBe(said?.at(-1));
              said?.push(shift.after);
            }
          }
          const all = readings.map(({ facts: read }) => verdictOf(read, operation, 'main', actor));
          expect(said).toEqual(all.filter((one, at) => one !== all[at - 1]));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of everybody on every branch nothing is told that two readings, and those in between, do not show', () => {
    fc.assert(
      fc.property(yearsOf(2), (year) => {
        const readings = readingsOf(year);
        const at = (time: string | undefined) => readings.findIndex(({ from }) => from === time);
        for (const one of historyOf(readings)) {
          if (one.entry !== 'changed') continue;
          const [from, to] = [at(one.from), at(one.to)];
          expect(to).toBeGreaterThan(from);
          for (const { operation, branches, actors, before, after } of one.changes.shifts)
            for (const { branch } of branches)
              for (const actor of actors) {
                const shown = readings
                  .slice(from, to + 1)
                  .map(({ facts: read }) => verdictOf(read, operation, branch, actor));
                const between = shown.slice(1, -1).map(() => 'unknown');
                expect(shown).toEqual([before, ...between, after]);
              }
        }
      }),
      { numRuns: 25 },
    );
  });
});
