import { expect, test } from '@jest/globals';
import { changeFile } from '../../../src/core/apply/body';
import { health } from '../../../src/core/health/health';
import { ana, facts, named, noForce, push, restriction, type Told } from '../facts';

/** What would mend the first problem of this kind; each restriction as `id: pattern (people)`, `+kind …` or `-id`. */
function changeOf(problem: string, told: Told): string[] | undefined {
  const { change } = health(facts(told)).problems.find((one) => one.problem === problem) ?? {};
  if (!change) return undefined;
  const { restrictions = {}, permissions = {} } = changeFile(change);
  return [
    ...(restrictions.replace ?? []).map(
      ({ id, pattern, users }) => `${String(id)}: ${pattern ?? ''} (${String(users.length)})`,
    ),
    ...(restrictions.add ?? []).map(
      ({ kind, pattern, users }) => `+${kind} ${pattern ?? ''} (${String(users.length)})`,
    ),
    ...(restrictions.remove ?? []).map((id) => `-${String(id)}`),
    ...Object.entries(permissions).map(([id, level]) => `${id}: ${level}`),
  ];
}

type Row = readonly [problem: string, told: Told, change: string[] | undefined];

const users = [ana];
const rows: Row[] = [
  ['white-space', { restrictions: [push('main ', { users })] }, ['1: main (1)']],
  ['white-space', { restrictions: [push('main ', { users }), push('main')] }, ['-1']],
  ['white-space', { restrictions: [push('main '), noForce('main')] }, ['1: main (0)']],
  ['impossible-name', { restrictions: [push('11.?', { users })] }, ['1: 11.* (1)']],
  ['impossible-name', { restrictions: [push('a..b')] }, ['-1']],
  ['impossible-name', { restrictions: [push('?')] }, ['-1']],
  ['double-star', { restrictions: [push('x/**', { users })] }, ['1: x/* (1)']],
  ['foreign-syntax', { restrictions: [push('{a,b}/x', { users })] }, ['1: a/x (1)', '+push b/x (1)']],
  ['foreign-syntax', { restrictions: [push('a|b'), push('a')] }, ['1: b (0)']],
  ['foreign-syntax', { restrictions: [push('x|!y')] }, undefined],
  ['foreign-syntax', { restrictions: [push('refs/heads/x')] }, ['1: x (0)']],
  ['letter-case', { restrictions: [push('Main', { users })] }, ['1: main (1)']],
  ['letter-case', { restrictions: [push('MAI*')] }, undefined],
  ['shadowed', { restrictions: [noForce('main'), noForce('*')] }, ['-1']],
  ['covers-no-branch', { restrictions: [push('rc/*')] }, ['-1']],
  [
    'lists-who-left',
    { restrictions: [push('main', { users: [ana, named('Eve')] })], owners: ['ana'] },
    ['1: main (1)'],
  ],
  ['grant-to-who-left', { userGrants: { ben: 'admin' }, owners: ['ana'] }, ['{ben-0000}: none']],
  ['grant-to-who-left', { projectUserGrants: { ben: 'admin' }, owners: ['ana'] }, undefined],
  ['main-branch-unprotected', {}, ['+push main (0)']],
  ['main-history-open', { restrictions: [push('main', { users })] }, ['+force main (0)']],
  ['main-deletion-open', { restrictions: [push('main', { users })] }, ['+delete main (0)']],
  [
    'checks-do-not-block',
    { restrictions: [restriction('require_approvals_to_merge', 'main', { value: 1 })] },
    ['+enforce_merge_checks main (0)'],
  ],
  ['nobody-can-push', { restrictions: [push('main')] }, undefined],
];

test.each(rows)('%s of %j', (problem, told, change) => {
  expect(changeOf(problem, told)).toEqual(change);
});

test('what is set on the project is not changed from here', () => {
  const supplied = { ...push('main '), supplied: { setOn: 'project' as const } };
  expect(changeOf('white-space', { restrictions: [supplied] })).toBeUndefined();
});
