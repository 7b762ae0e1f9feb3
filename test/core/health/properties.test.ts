import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { covers } from '../../../src/core/branches/glob';
import { health } from '../../../src/core/health/health';
import type { Problem } from '../../../src/core/health/problem';
import {
  levels,
  operations,
  type Actor,
  type Facts,
  type Level,
  type Operation,
  type Person,
  type Resource,
} from '../../../src/core/model';
import { matrix } from '../../../src/core/questions/survey';
import { sayHealth } from '../../../src/core/say/rules/health';
import { facts, type Told } from '../facts';
import { repositories } from '../random';

const branches = ['main', 'develop', 'topic', 'release/1', 'release/q', 'feature/x', 'hotfix/1', 'Main', 'x/y'];
const worlds = fc
  .tuple(repositories, fc.subarray(branches), fc.boolean())
  .map(([told, some, whole]): Told => ({ ...told, branches: some, ...(whole && { unread: {}, membersUnread: [] }) }));

/** Every verdict, by operation, branch and actor. */
function cells(read: Facts): Map<string, string> {
  const found = new Map<string, string>();
  for (const operation of operations) {
    const { actors, branches: names, branchClass, actorClass, verdicts } = matrix(read, operation);
    for (const [row, branch] of names.entries())
      for (const [column, actor] of actors.entries())
        found.set(
          cellOf(operation, branch, actor),
          verdicts.at(branchClass[row] ?? -1)?.[actorClass[column] ?? -1] ?? 'none',
        );
  }
  return found;
}

function cellOf(operation: Operation, branch: string, actor: Actor): string {
  return JSON.stringify([operation, branch, actor.type === 'user' ? actor.person.id : actor.type]);
}

function of(id: string, problems: Problem[]): Problem[] {
  return problems.filter(({ problem }) => problem === id);
}

test('without a shadowed restriction no verdict is another', () => {
  let shadowed = 0;
  fc.assert(
    fc.property(worlds, fc.boolean(), (told, doubled) => {
      const rules = told.restrictions ?? [];
      const wider = doubled
        ? rules.slice(0, 2).map((one) => ({ ...one, match: { by: 'glob', pattern: '*' } as const }))
        : [];
      const read = facts({ ...told, branches, restrictions: [...rules, ...wider] });
      for (const { restriction } of of('shadowed', health(read).problems)) {
        shadowed += 1;
        const items = read.restrictions.items.filter((one) => one.id !== restriction?.id);
        const without = cells({ ...read, restrictions: { ...read.restrictions, items } });
        const before = cells(read);
        // Whom it alone named is no longer asked about.
        for (const [cell, verdict] of without) expect([cell, before.get(cell)]).toEqual([cell, verdict]);
      }
    }),
    { numRuns: 200 },
  );
  expect(shadowed).toBeGreaterThan(10);
});

test('a restriction that covers no branch covers none', () => {
  fc.assert(
    fc.property(worlds, (told) => {
      const read = facts(told);
      for (const { restriction } of of('covers-no-branch', health(read).problems)) {
        const met = read.branches.items.filter((name) => !restriction || covers(restriction, name, read).is !== 'no');
        expect(met).toEqual([]);
      }
    }),
  );
});

test('where nobody, or one person, can push, a survey says the same', () => {
  fc.assert(
    fc.property(worlds, (told) => {
      const read = facts(told);
      // The main branch is there even where the list of branches lacks it.
      const { main = 'main', branches: listed = ['main'] } = told;
      const all = cells(facts({ ...told, branches: [...new Set([...listed, ...(main === null ? [] : [main])])] }));
      const { actors } = matrix(read, 'push');
      const may = (branch: string) =>
        actors.filter((actor) => actor.type === 'user' && all.get(cellOf('push', branch, actor)) !== 'denied');
      for (const { problem, found } of health(read).problems) {
        const { branches: covered, person } = found as { branches?: { first: string[] }; person?: Person };
        if (problem === 'nobody-can-push' || problem === 'only-automation-can-push')
          for (const branch of covered?.first ?? []) expect(may(branch)).toEqual([]);
        if (problem === 'one-person-can-push')
          for (const branch of covered?.first ?? []) expect(may(branch)).toEqual([{ type: 'user', person }]);
      }
    }),
  );
});

test('who is shown to suffice alone, or to rewrite history, can', () => {
  fc.assert(
    fc.property(worlds, (told) => {
      const read = facts({ ...told, branches });
      const all = cells(read);
      for (const { problem, found } of health(read).problems) {
        const {
          by,
          branches: covered,
          people,
          main,
        } = found as {
          by?: Operation;
          branches?: { first: string[] };
          people: { first: Person[] };
          main: string;
        };
        if (problem === 'one-person-suffices')
          for (const branch of covered?.first.slice(0, 1) ?? [])
            for (const person of people.first)
              expect(all.get(cellOf(by ?? 'push', branch, { type: 'user', person }))).toBe('allowed');
        if (problem === 'main-history-open')
          for (const one of people.first)
            expect(all.get(cellOf('force-push', main, { type: 'user', person: one }))).toBe('allowed');
      }
    }),
  );
});

/** What each reply holds, where it was not read. */
const nothingOf: Partial<Record<Resource, Told>> = {
  restrictions: { restrictions: [] },
  permissions: { permissions: {} },
  'user-grants': { userGrants: {} },
  'group-grants': { groupGrants: {} },
  'project-user-grants': { projectUserGrants: {} },
  'project-group-grants': { projectGroupGrants: {} },
  'workspace-members': { owners: [], others: [] },
  branches: { branches: [] },
  'branching-model': {},
  'main-branch': {},
  project: {},
};

const somebody = ['ana', 'ben', 'cem', 'dea'] as const;

/** A world that was read whole, and in which every reply agrees with the others. */
function agreeing({ owners = [], members = {}, ...told }: Told): Told {
  const of = { devs: members['devs'] ?? [], leads: members['leads'] ?? [], others: [] };
  const permissions = Object.fromEntries(
    somebody.map((name) => {
      const direct = [
        told.userGrants?.[name],
        told.projectUserGrants?.[name],
        owners.includes(name) ? 'admin' : 'none',
      ];
      const through = (['devs', 'leads'] as const)
        .filter((group) => of[group].includes(name))
        .flatMap((group) => [told.groupGrants?.[group], told.projectGroupGrants?.[group]]);
      const at = [...direct, ...through].map((level) => levels.indexOf((level ?? 'none') as Level));
      return [name, levels[Math.max(...at)] ?? 'none'];
    }),
  );
  const main = told.main === undefined ? 'main' : told.main;
  // Which would be another reading of a permission.
  delete told.viewerLevel;
  return {
    ...told,
    owners,
    others: somebody.filter((name) => !owners.includes(name) && permissions[name] !== 'none'),
    members: of,
    membersUnread: [],
    unread: {},
    permissions: Object.fromEntries(Object.entries(permissions).filter(([, level]) => level !== 'none')),
    branches: [...new Set([...(main === null ? [] : [main]), ...(told.branches ?? [])])],
  };
}

test('what was not read is never a problem: less is found, and never more', () => {
  const names = (told: Told) =>
    health(facts(told)).problems.map(({ problem, restriction }) => JSON.stringify([problem, restriction?.id ?? null]));
  fc.assert(
    fc.property(worlds, fc.constantFrom(...(Object.keys(nothingOf) as Resource[])), (some, resource) => {
      const told = agreeing(some);
      const less = { ...told, ...nothingOf[resource], unread: { [resource]: 'forbidden' } } satisfies Told;
      // Who is known to have left is said to have left, and not also that they cannot write.
      const all = new Set(names(told).flatMap((name) => [name, name.replace('lists-who-left', 'lists-without-write')]));
      // That a group was given nothing is read in its grants; other replies can only show that it does no harm.
      const ofGrants = ['group-grants', 'project-group-grants', 'project'].includes(resource);
      const more = names(less).filter((name) => !all.has(name));
      expect(more.filter((name) => ofGrants || !name.includes('lists-group-without-access'))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('every problem has its words, and is plain JSON', () => {
  fc.assert(
    fc.property(worlds, (told) => {
      const read = facts(told);
      const report = health(read);
      expect(JSON.parse(JSON.stringify(report))).toEqual(report);
      for (const { reason, effect, remedy } of sayHealth(report, read).problems)
        for (const sentence of [reason, effect, remedy]) expect(sentence).toMatch(/^[^a-z ].*[^. ]\.$/su);
    }),
  );
});
