import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { savedWorld, fileOf } from '../../../bitbucket/saved-worlds';
import { answered, emptyFolder, failedWith, typed } from '../../terminal';
import { processorTime } from '../../../processor-time';

const world = ['--world', fileOf('ordinary-team')];
const rulesPath = '/2.0/repositories/acme/web/branch-restrictions';

interface Answer {
  answer: string;
  example?: { actor: { type: string; id?: string; name: string }; operation: string; branch: string; exists?: boolean };
  reason: string;
  gaps: { because: string }[];
  readAt?: string;
}

async function asked(...args: string[]): Promise<Answer> {
  return answered(await typed(['ask', '--json', ...world, ...args])) as Answer;
}

/** A file with this JSON, or text. */
function fileWith(content: unknown): string {
  const file = path.join(emptyFolder(), 'file.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** The restrictions of the world, as Bitbucket writes them. */
function rules(): { id: number; kind: string; pattern: string; users: object[]; groups: object[] }[] {
  const body = savedWorld('ordinary-team').replies[rulesPath] as unknown as { body: { values: never[] } };
  return body.body.values;
}

describe('ask --who', () => {
  test.each<[string, string[], Pick<Answer, 'answer'> & Partial<Answer>]>([
    [
      'yes, with a case on a branch that exists',
      ['--who', 'people', '--to', 'push', '--on', 'release/*'],
      {
        answer: 'yes',
        example: {
          actor: expect.objectContaining({ type: 'user', name: 'Mei Tanaka' }) as never,
          operation: 'push',
          branch: 'release/1.0',
          exists: true,
        },
        gaps: [],
      },
    ],
    ['no', ['--who', 'not:group:release-managers', '--to', 'push', '--on', 'release/*'], { answer: 'no', gaps: [] }],
    [
      'of a branch that does not exist',
      ['--who', 'automation', '--to', 'create', '--on', 'releases*'],
      {
        answer: 'yes',
        example: {
          actor: { type: 'repository-access-token', name: 'Repository access token' },
          operation: 'create',
          branch: 'releases',
          exists: false,
        },
      },
    ],
    [
      'of a branch by its full name',
      ['--who', 'people', '--to', 'delete', '--on', 'refs/heads/main'],
      { answer: 'no' },
    ],
    ['of somebody by name', ['acme/web', '--who', 'harvey', '--on', 'release/*'], { answer: 'no' }],
    ['unknown', ['--who', 'harvey', '--to', 'delete', '--on', 'release/1*'], { answer: 'unknown' }],
  ])('%s', async (_, args, expected) => {
    const answer = await asked(...args);
    expect(answer).toMatchObject({ ...expected, readAt: '2026-11-21T08:00:00Z' });
    expect(Object.keys(answer)).not.toContain(answer.answer === 'yes' ? 'none' : 'example');
  });

  test('the case is one that explain allows', async () => {
    const { example } = await asked('--who', 'not:harvey', '--to', 'merge', '--on', '*');
    const who = example?.actor.id ?? example?.actor.type ?? '';
    const { status } = await typed([
      'explain',
      '--branch',
      example?.branch ?? '',
      '--as',
      who,
      '--to',
      'merge',
      ...world,
    ]);
    expect(status).toBe(0);
  });

  test('as text: the answer, the reason, what was not looked at', async () => {
    const { out, status } = await typed(['ask', '--who', 'not:group:release-managers', '--on', 'release/*', ...world]);
    expect(status).toBe(0);
    const text = out.replaceAll('\n', ' ');
    expect(text).toMatch(
      /^No\. Nobody outside the group `release-managers` can push to a branch that matches `release/,
    );
    expect(text).toMatch(/What stands in the way: Write access on `release\/\*`.* Not checked: .*Read at 2026/);
  });
});

describe('ask --same-as', () => {
  test.each<[string, () => unknown, string]>([
    ['a list', rules, 'yes'],
    ['a page of a list', () => ({ values: rules(), size: rules().length }), 'yes'],
    ['what export may write', () => ({ restrictions: rules().toReversed() }), 'yes'],
    ['another list', () => rules().filter(({ kind }) => kind !== 'force'), 'no'],
    ['a part of a list', () => ({ values: rules(), size: 99 }), 'unknown'],
    ['a saved world', () => savedWorld('ordinary-team'), 'yes'],
    ['another world', () => savedWorld('nobody-may-push'), 'no'],
  ])('%s', async (_, content, expected) => {
    const answer = await asked('--same-as', fileWith(content()));
    expect(answer.answer).toBe(expected);
    expect(answer.example === undefined).toBe(expected !== 'no');
    expect(answer.gaps.length > 0).toBe(expected === 'unknown');
  });

  test('says both sides of a difference', async () => {
    const file = fileWith(rules().map((one) => (one.id === 21 ? { ...one, pattern: 'release/1.0' } : one)));
    const { example, reason } = await asked('--same-as', file);
    expect(example).toMatchObject({ operation: 'push', branch: 'release/1.1', exists: true });
    expect(reason).toContain('push to `release/1.1` by the rules of acme/web, and can by those of');
    expect(reason).toContain('Write access on `release/*`');
  });

  test('merge checks count, where everybody may do the same', async () => {
    const file = fileWith(rules().filter(({ kind }) => !kind.startsWith('require')));
    const { answer, reason, example } = await asked('--same-as', file);
    expect([answer, example?.operation, example?.branch]).toEqual(['no', 'merge', 'main']);
    expect(reason).toContain('checked for other things: for Minimum number of approvals on `main` (2)');
  });
});

describe('what cannot be asked', () => {
  test.each<[number, string[]]>([
    [64, []],
    [64, ['--who', 'anybody']],
    [64, ['--on', 'main']],
    [64, ['--who', '', '--on', 'main']],
    [64, ['--who', 'anybody', '--on', '']],
    [64, ['--who', 'anybody', '--on', 'refs/tags/v*']],
    [64, ['--who', 'group:', '--on', 'main']],
    [64, ['--who', 'anybody', '--to', 'fetch', '--on', 'main']],
    [64, ['--same-as', fileOf('ordinary-team'), '--who', 'anybody']],
    [66, ['--who', 'zaphod', '--on', 'main']],
    [66, ['--who', 'not:zaphod', '--on', 'main']],
    [66, ['acme/gone', '--who', 'anybody', '--on', 'main']],
    [65, ['--same-as', path.join(__dirname, 'none.json')]],
    [65, ['--same-as', fileWith('{"restrictions": 1}')]],
    [65, ['--same-as', fileWith('[{"kind": ""}]')]],
    [65, ['--same-as', fileWith('{"replies": 1}')]],
    [65, ['--same-as', fileWith('['.repeat(10_000))]],
  ])('%i: %j', async (status, args) => {
    failedWith(status, await typed(['ask', ...args, ...world]));
  });
});

test('five hundred patterns of stars end in unknown, and soon', async () => {
  const hostile = Array.from({ length: 500 }, (_, at) => ({
    kind: 'push',
    pattern: `*${at.toString(36).padStart(3, 'q')}*${'*z'.repeat(at % 50)}`,
    users: [],
    groups: [],
  }));
  const seconds = processorTime();
  const answer = await asked('--same-as', fileWith(hostile));
  expect(seconds()).toBeLessThan(20);
  expect(['no', 'unknown']).toContain(answer.answer);
  const replies = { ...savedWorld('ordinary-team').replies, [rulesPath]: { status: 200, body: { values: hostile } } };
  const file = fileWith({ ...savedWorld('ordinary-team'), replies });
  const again = processorTime();
  const args = ['ask', '--who', 'not:people', '--to', 'push', '--on', 'qq0*', '--world', file, '--json'];
  expect(answered(await typed(args))).toMatchObject({ answer: 'unknown', gaps: [{ because: 'truncated' }] });
  expect(again()).toBeLessThan(20);
});
