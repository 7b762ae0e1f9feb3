import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globMatches } from '../../../../src/core/branches/glob';
import { branchName } from '../../../../src/core/branches/branch-name';
import { gather, viewActor } from '../../../../src/core/cell/cell';
import { operations, type Facts, type Operation } from '../../../../src/core/model';
import { explain } from '../../../../src/core/questions/explain';
import { matrix } from '../../../../src/core/questions/survey';
import { mayAnybody, type UniversalAnswer } from '../../../../src/core/questions/universal/may-anybody';
import { isAmong, subjectsMeant } from '../../../../src/core/questions/universal/subjects';
import {
  ana,
  ben,
  devs,
  facts,
  leads,
  merges,
  noDelete,
  noForce,
  ofType,
  push,
  restriction,
  type Told,
} from '../../facts';
import { gapText } from '../../rules/table';
import { patterns, smallNames, smallRepositories } from './small';

function asked(read: Facts, who: string, operation: Operation, pattern: string): UniversalAnswer {
  const meant = subjectsMeant(who, read);
  if ('invalid' in meant) throw new Error(`${who} is nobody`);
  return mayAnybody(read, { subjects: meant.subjects, operation, pattern });
}

/** The answer in a word, with its case or its gaps. */
function said(answer: UniversalAnswer): string {
  if (answer.answer === 'no') return 'no';
  if (answer.answer === 'unknown') return `unknown: ${answer.gaps.map(gapText).join(', ')}`;
  const { actor, branch, exists } = answer.example;
  const who = actor.type === 'user' ? actor.person.name : actor.type;
  return `${who} on ${branch}${exists === undefined ? '' : exists ? ' (exists)' : ' (new)'}`;
}

describe('may anybody of these do it on a branch that matches?', () => {
  const team: Told = {
    permissions: { ana: 'write', ben: 'write', cem: 'read', dea: 'admin' },
    branches: ['main', 'release/1', 'topic'],
  };
  const released: Told = { ...team, restrictions: [push('release/*', { users: [ana], groups: [leads] })] };
  const oneOfLeads: Told = { ...released, members: { leads: ['ben'] } };

  test.each<[string, Told, string, Operation, string, string]>([
    ['nothing is restricted', team, 'anybody', 'push', 'release/*', 'Ana on release/1 (exists)'],
    ['who is listed', released, 'anybody', 'push', 'release/*', 'Ana on release/1 (exists)'],
    [
      'a group whose members are known',
      oneOfLeads,
      'not:group:leads',
      'push',
      'release/*',
      'Ana on release/1 (exists)',
    ],
    ['who is in that group', oneOfLeads, 'group:leads', 'push', 'release/*', 'Ben on release/1 (exists)'],
    ['a group is called by its name too', oneOfLeads, 'group:Leads', 'push', 'release/*', 'Ben on release/1 (exists)'],
    ['automation cannot be listed', released, 'automation', 'push', 'release/*', 'no'],
    [
      'where nothing covers, automation may',
      released,
      'automation',
      'push',
      'top*',
      'repository-access-token on topic (exists)',
    ],
    ['a reader may not', team, 'cem', 'push', '*', 'no'],
    [
      'everybody but one',
      { ...team, permissions: { ana: 'write' } },
      'not:ana',
      'push',
      'main',
      'repository-access-token on main (exists)',
    ],
    ['no person', team, 'not:automation', 'push', 'main', 'Ana on main (exists)'],
    ['nobody at all', team, 'not:anybody', 'push', '*', 'no'],
    ['a branch that does not exist yet', released, 'dea', 'create', 'release*', 'Dea on release (new)'],
    [
      'a name beside the pattern',
      { ...team, restrictions: [push('*'), push('v*', { users: [ben] })] },
      'ben',
      'push',
      '*',
      'Ben on v (new)',
    ],
    ['no name that Git allows', team, 'anybody', 'push', 'a b*', 'no'],
    ['the main branch cannot be deleted', team, 'people', 'delete', 'main', 'no'],
    ['another that matches can', team, 'people', 'delete', 'mai*', 'Ana on mai (new)'],
    [
      'rewriting is forbidden everywhere',
      { ...team, restrictions: [noForce('*')] },
      'anybody',
      'force-push',
      '*',
      'no',
    ],
    ['deleting all but one', { ...team, restrictions: [noDelete('r*')] }, 'anybody', 'delete', 'r*', 'no'],
    [
      'merging includes who may write',
      { ...team, restrictions: [merges('*'), push('*', { users: [ben] })] },
      'people',
      'merge',
      '*',
      'Ben on main (exists)',
    ],
    ['a branch type', { ...team, restrictions: [push(ofType('release'))] }, 'anybody', 'push', 'release/*', 'no'],
    [
      'a branch type that is read by prefix',
      { ...team, restrictions: [push(ofType('release'))] },
      'ana',
      'push',
      'release*',
      'Ana on release (new)',
    ],
    [
      'a model that was not read',
      { ...team, restrictions: [push(ofType('release'))], unread: { 'branching-model': 'forbidden' } },
      'anybody',
      'push',
      'release/*',
      'unknown: branching-model forbidden',
    ],
    [
      'rules that were not read',
      { ...team, unread: { restrictions: 'forbidden' } },
      'people',
      'push',
      'main',
      'unknown: restrictions forbidden',
    ],
    [
      'members that nobody tells',
      { ...team, restrictions: [push('*', { groups: [devs] })] },
      'people',
      'push',
      '*',
      'unknown: members devs not-offered',
    ],
    [
      'who is in doubt changes nothing where all are refused',
      { ...team, restrictions: [push('*')] },
      'group:devs',
      'push',
      '*',
      'no',
    ],
    [
      'who may be in the group could',
      { ...team, restrictions: [push('*', { users: [ana] })] },
      'group:devs',
      'push',
      '*',
      'unknown: members devs not-offered',
    ],
    [
      'a restriction of an unknown kind',
      { ...team, restrictions: [restriction('require_blessing', 'main')] },
      'ana',
      'push',
      'main',
      'unknown: restriction-kind 1 not-understood',
    ],
    [
      'somebody may exist unseen',
      { ...released, permissions: { cem: 'read' }, restrictions: [], unread: { permissions: 'truncated' } },
      'people',
      'push',
      'main',
      'unknown: permissions truncated',
    ],
    [
      'somebody whom only a restriction of another kind names',
      {
        ...team,
        permissions: { ana: 'write' },
        restrictions: [merges('*', { users: [ben] })],
        unread: { permissions: 'truncated' },
      },
      'ben',
      'push',
      'main',
      'unknown: permissions truncated',
    ],
    [
      'not where nobody unseen could',
      { ...released, permissions: { cem: 'read' }, restrictions: [push('*')], unread: { permissions: 'truncated' } },
      'people',
      'push',
      'main',
      'no',
    ],
    [
      'nor when it is about somebody who was seen',
      { ...released, permissions: { cem: 'read' }, restrictions: [], unread: { permissions: 'truncated' } },
      'cem',
      'push',
      'main',
      'no',
    ],
    [
      'a list of branches cut short',
      { ...team, branches: ['main'], unread: { branches: 'truncated' } },
      'ana',
      'push',
      'v*',
      'Ana on v',
    ],
  ])('%s', (_, told, who, operation, pattern, expected) => {
    expect(said(asked(facts(told), who, operation, pattern))).toBe(expected);
  });

  test.each(['nobody-of-that-name', 'not:nobody-of-that-name', ''])('%j is nobody', (who) => {
    expect(subjectsMeant(who, facts())).toHaveProperty('invalid');
  });

  test('beyond the budget it is unknown, but a case that was met counts', () => {
    const told = facts({ restrictions: [push('*a*'), push('*b*'), push('*c*'), push('*')] });
    const subjects = { not: false, of: { by: 'anybody' } } as const;
    const cut = mayAnybody(told, { subjects, operation: 'push', pattern: '*' }, 50);
    expect(said(cut)).toBe('unknown: branch-names truncated');
    const open = facts({ restrictions: [push('*a*'), push('*b*'), push('*c*')] });
    expect(said(mayAnybody(open, { subjects, operation: 'push', pattern: '*' }, 400))).toMatch(/^Ana on /);
  });

  const whos = fc.constantFrom(
    ...['anybody', 'people', 'automation', 'group:devs', 'group:leads', 'ana', 'pipelines'].flatMap((who) => [
      who,
      `not:${who}`,
    ]),
  );

  test('agrees with a survey of every short name', () => {
    const met = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(
        smallRepositories,
        whos,
        fc.constantFrom(...operations),
        patterns,
        (told, who, operation, pattern) => {
          const read = facts(told);
          const meant = subjectsMeant(who, read);
          if ('invalid' in meant) return;
          const { subjects } = meant;
          const answer = mayAnybody(read, { subjects, operation, pattern });
          met[answer.answer] += 1;
          const gathered = gather(read);
          const names = smallNames.filter((name) => globMatches(pattern, name));
          const survey = matrix({ ...read, branches: { ...read.branches, items: names } }, operation);
          const cells = survey.actors.flatMap((actor, at) => {
            const among = isAmong(subjects, viewActor(actor, gathered)).is;
            const verdicts = new Set(
              survey.branchClass.map((row) => survey.verdicts.at(row)?.[survey.actorClass[at] ?? 0]),
            );
            return among === 'no' ? [] : [...verdicts].map((verdict) => ({ among, verdict }));
          });
          const isCase = cells.some(({ among, verdict }) => among === 'yes' && verdict === 'allowed');
          const mayBe = cells.some(({ verdict }) => verdict !== 'denied');
          if (answer.answer === 'yes') {
            const { actor, branch, exists } = answer.example;
            expect(explain(read, { actor, operation, branch }).verdict).toBe('allowed');
            expect(isAmong(subjects, viewActor(actor, gathered)).is).toBe('yes');
            expect([globMatches(pattern, branch), branchName(branch)]).toEqual([true, branch]);
            if (exists !== undefined) expect(read.branches.items.includes(branch)).toBe(exists);
          } else {
            expect(isCase).toBe(false);
            if (answer.answer === 'no') expect(mayBe).toBe(false);
            else expect(answer.gaps).not.toEqual([]);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(Math.min(met.yes, met.no, met.unknown)).toBeGreaterThan(20);
  });
});
