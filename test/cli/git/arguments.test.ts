import { expect, test } from '@jest/globals';
import { gitArguments, placeOf, triedBy } from '../../../src/cli/git/arguments';

test.each<[string[], string[], string | undefined, string[]]>([
  [['push', 'origin', 'main'], [], 'push', ['origin', 'main']],
  [['push', '--help'], [], 'push', ['--help']],
  [['-C', 'push', 'push'], ['-C', 'push'], 'push', []],
  [['-c', 'a.b=fetch', '--no-pager', 'push', '-q'], ['-c', 'a.b=fetch', '--no-pager'], 'push', ['-q']],
  [['--git-dir', 'push', '--work-tree=w', 'fetch'], ['--git-dir', 'push', '--work-tree=w'], 'fetch', []],
  [['--exec-path', 'push'], ['--exec-path'], 'push', []],
  [['--version'], ['--version'], undefined, []],
  [['-C'], ['-C'], undefined, []],
])('of %j', (args, own, command, rest) => {
  expect(gitArguments(args)).toEqual({ own, ...(command !== undefined && { command }), rest });
});

test.each<[string[], { cwd: string; env: object }]>([
  [[], { cwd: '/a', env: { HOME: '/h' } }],
  [['-C', 'b', '-C', '../c', '-C', ''], { cwd: '/a/c', env: { HOME: '/h' } }],
  [['-C', '/x', '-c', '-C', '--git-dir', 'g'], { cwd: '/x', env: { HOME: '/h', GIT_DIR: 'g' } }],
  [['--git-dir=g=h', '--work-tree', '-C'], { cwd: '/a', env: { HOME: '/h', GIT_DIR: 'g=h', GIT_WORK_TREE: '-C' } }],
])('with %j git works there', (own, place) => {
  expect(placeOf(own, { cwd: '/a', env: { HOME: '/h' } })).toEqual(place);
});

const aliases: Record<string, string> = {
  pf: 'push --force-with-lease\n',
  st: 'status -s',
  deep: '-c color.ui=never fetch',
  pushed: '!who-can-push git push',
  empty: '',
};

test.each<[string[], string | undefined]>([
  [['push', 'origin', 'a b\nc'], 'git push origin a b c'],
  [['-C', 'x', 'pull'], 'git pull'],
  [['status'], undefined],
  [['grep', 'remote: Permission denied'], undefined],
  [['pf', 'origin'], 'git push --force-with-lease origin'],
  [['deep', 'origin'], 'git fetch origin'],
  [['st'], undefined],
  [['empty'], undefined],
  [['pushed', 'origin'], ''],
  [['--version'], undefined],
  [[], undefined],
])('%j tries %j', (args, line) => {
  expect(triedBy(args, (name) => aliases[name])).toBe(line);
});

test('a command that is known is no alias, so nobody is asked', () => {
  expect(
    triedBy(['push'], () => {
      throw new Error('asked');
    }),
  ).toBe('git push');
});
