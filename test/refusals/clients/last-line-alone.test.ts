import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { diagnose } from '../../../src/refusals/diagnose';
import { sayDiagnosis } from '../../../src/refusals/say';
import { newMachine, newScene, printed, writeHook, type Machine } from './machine';

// `error: failed to push some refs to …` alone, below other words: whose are they, a hook's of the clone or a build's?

let machine: Machine;
beforeAll(() => {
  machine = newMachine();
});
afterAll(() => {
  machine.remove();
});

const words = 'echo "3 tests failed"; echo "see the report" >&2';
const declines = 'echo "Permission denied to update branch main."; exit 1';
const last = /^error: failed to push some refs to .*$/m;

/**
 * A push from a clone that its own hook stops, or the server's, in a shell; the output, below the command where that is
 * shown.
 */
async function pushed(hook: 'clone' | 'silent clone' | 'server', command: string, shown: boolean): Promise<string> {
  const { clone } = newScene(machine, hook === 'server' ? declines : undefined);
  if (hook !== 'server')
    writeHook(path.join(clone, '.git', 'hooks', 'pre-push'), `${hook === 'clone' ? words : ':'}; exit 1`);
  const text = await printed(machine, clone, ['sh', '-c', command]);
  return shown ? `$ ${command}\n${text}` : text;
}

type Case = [
  what: string,
  hook: 'clone' | 'silent clone' | 'server',
  command: string,
  shown: boolean,
  first: string,
  certainty: string,
  unsettled: boolean,
];

test.each<Case>([
  ['a hook of the clone, below the command', 'clone', 'git push origin main', true, 'local-hook', 'likely', false],
  ['a hook of the clone, quiet', 'clone', 'git push -q origin main', true, 'local-hook', 'likely', false],
  ['a hook of the clone, verbose', 'clone', 'git push -v origin main', true, 'local-hook', 'likely', false],
  ['a hook of the clone, its words alone', 'clone', 'git push origin main', false, 'local-hook', 'possible', true],
  [
    'a hook of the clone, only standard error',
    'clone',
    'git push origin main 2>&1 >/dev/null',
    false,
    'local-hook',
    'possible',
    true,
  ],
  [
    'a hook of the clone, for programs',
    'clone',
    'git push --porcelain origin main',
    true,
    'local-hook',
    'possible',
    true,
  ],
  ['a hook that says nothing', 'silent clone', 'git push origin main', true, 'push-restriction', 'possible', true],
  ['the server', 'server', 'git push origin main', true, 'push-restriction', 'likely', false],
  ['the server, quiet', 'server', 'git push -q origin main', true, 'push-restriction', 'likely', false],
  ['the server, for programs', 'server', 'git push --porcelain origin main', true, 'push-restriction', 'likely', false],
  [
    'the server, for programs, only standard error',
    'server',
    'git push --porcelain origin main 2>&1 >/dev/null',
    true,
    'push-restriction',
    'likely',
    false,
  ],
  [
    'the server, without its words',
    'server',
    'git push origin main 2>&1 | grep -v ^remote',
    true,
    'push-restriction',
    'likely',
    false,
  ],
  [
    'the server, only the last line',
    'server',
    'git push origin main 2>&1 | tail -n 1',
    true,
    'push-restriction',
    'possible',
    true,
  ],
  [
    'the server, only the last line of what a build printed',
    'server',
    'echo "3 tests failed"; git push -q origin main 2>&1 | tail -n 1',
    true,
    'local-hook',
    'possible',
    true,
  ],
])('%s', async (_, hook, command, shown, first, certainty, unsettled) => {
  const text = await pushed(hook, command, shown);
  const { causes } = diagnose(text);
  expect({
    text,
    first: causes[0]?.cause,
    certainty: causes[0]?.certainty,
    unsettled: causes[0]?.unsettled === true,
  }).toEqual({ text, first, certainty, unsettled });
});

test('Git names the remote and each reference of a push that was sent, but not of one that a local hook stopped', async () => {
  for (const options of ['', '-q', '-v', '--porcelain']) {
    const [byClone, byServer] = [
      await pushed('clone', `git push ${options} origin main`, false),
      await pushed('server', `git push ${options} origin main`, false),
    ];
    for (const text of [byClone, byServer]) expect(text).toMatch(last);
    for (const line of [/^To /m, /^ ?!\s/m]) expect([line.test(byClone), line.test(byServer)]).toEqual([false, true]);
  }
});

const bare = "error: failed to push some refs to 'https://bitbucket.org/acme/web.git'";

test.each([
  'BUILD SUCCESS',
  '[INFO] Version 3.2',
  'added 120 packages in 4s',
  '[main 1a2b3c4] chore: release 1.2.0',
  ' 2 files changed, 3 insertions(+)',
  '✓ built in 1.20s',
  '2026-11-21T08:00:00Z Successfully built 3f786850e387',
  'Tests: 120 passed',
  'Created tag v1.2.0',
  'Deployed to staging',
  'webpack 5.90.0 compiled successfully',
])('below %j, which tells of success, a hook of the clone is the last that is thought of', (line) => {
  const { causes } = diagnose(`${line}\n${bare}`);
  expect(causes.map(({ cause, certainty }) => [cause, certainty])).toEqual([
    ['push-restriction', 'possible'],
    ['remote-ahead', 'possible'],
    ['local-hook', 'possible'],
  ]);
});

test.each(['ESLint found 3 problems', '3 tests failed', 'FAIL src/a.test.ts'])(
  'below %j it is one of those that are possible, and more must be pasted to know',
  (line) => {
    const [first] = sayDiagnosis(diagnose(`${line}\n${bare}`)).causes;
    expect(first).toMatchObject({ cause: 'local-hook', certainty: 'possible' });
    expect(first?.remedies[0]?.do).toContain('paste all that was printed');
  },
);

test.each([
  '$ git push origin main',
  '+ git push origin main',
  'ana@laptop web % git push',
  'ana@laptop:~/web$ git push origin HEAD',
  '❯ git push',
])('below the command %j it is likely, and nothing must be pasted', (command) => {
  const { causes } = diagnose(`${command}\nESLint found 3 problems\n\n${bare}`);
  expect(causes.map(({ cause, certainty, unsettled }) => [cause, certainty, unsettled])).toEqual([
    ['local-hook', 'likely', undefined],
  ]);
});
