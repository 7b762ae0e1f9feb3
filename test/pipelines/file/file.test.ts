import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPipelines, titleOf } from '../../../src/pipelines/file/file';

/** The commands of each step, by pipeline. */
function read(text: string) {
  const file = readPipelines(text);
  if ('wrong' in file) throw new Error(file.wrong);
  return file;
}

describe('a pipelines file', () => {
  test('steps, in lists, stages and parallel groups of both forms, by number and name', () => {
    const { pipelines } = read(`
pipelines:
  default:
    - step: { script: [one] }
    - parallel:
        - step: { name: Two, script: [two] }
        - step: { script: [three] }
    - stage:
        steps:
          - step: { name: Four, script: [four], after-script: [five] }
          - parallel: { steps: [ step: { script: [six] } ] }
`);
    expect(
      pipelines.map(({ steps }) =>
        steps.map(({ title, script, afterScript }) => [title, script.text, afterScript.text]),
      ),
    ).toEqual([
      [
        ['Step 1', 'one', ''],
        ['Step "Two"', 'two', ''],
        ['Step 3', 'three', ''],
        ['Step "Four"', 'four', 'five'],
        ['Step 5', 'six', ''],
      ],
    ]);
  });

  test('lines of commands, also in blocks and behind aliases', () => {
    const text = [
      'x: &c',
      '  - a',
      '  - |',
      '    b',
      '',
      '    c',
      '  - >-',
      '    d',
      '    e',
      '  - "f"',
      'pipelines:',
      '  custom:',
      '    p:',
      '      - step:',
      '          script: *c',
    ].join('\n');
    const [pipeline] = read(text).pipelines;
    expect(pipeline?.steps[0]?.script).toEqual({ text: 'a\nb\n\nc\n\nd e\nf', lines: [2, 4, 5, 6, 7, 8, 10] });
    expect(pipeline && titleOf(pipeline)).toBe('custom › p');
  });

  test('what stands where a step should, and is none, is named', () => {
    const text = [
      'pipelines:',
      '  schedules: []',
      '  default:',
      '    - step: git push',
      '    - git push',
      '    - script: [git push]',
      '  custom:',
      '    p:',
      '      - variables:',
      '          - step: { script: [git push] }',
    ].join('\n');
    expect(read(text).unfollowed).toEqual([
      { what: 'schedules', line: 2 },
      { what: 'not-a-step', line: 4 },
      { what: 'not-a-step', line: 5 },
      { what: 'not-a-step', line: 6 },
      { what: 'not-a-step', line: 10 },
    ]);
  });

  test('merge keys: what is nearer wins', () => {
    const [pipeline] = read(
      'a: &a { name: A, script: [a] }\nb: &b { name: B, runs-on: [self.hosted, windows] }\npipelines: { default: [ step: { <<: [*b, *a], script: [own] } ] }',
    ).pipelines;
    expect(pipeline?.steps).toMatchObject([{ title: 'Step "B"', windows: true, script: { text: 'own' } }]);
  });

  test('variables, clones and pipes', () => {
    const [pipeline] = read(
      'pipelines: { custom: { p: [ { variables: [ { name: A }, { name: B, default: 1.0 } ] }, { step: { clone: { enabled: false }, script: [ pipe: x/y:1 ] } } ] } }',
    ).pipelines;
    expect([...(pipeline?.variables ?? [])]).toEqual([
      ['A', undefined],
      ['B', '1.0'],
    ]);
    expect(pipeline?.steps).toMatchObject([{ clones: false, pipes: [{ name: 'x/y:1', line: 1 }] }]);
  });

  test('a file that clones nothing, and a step that does', () => {
    const [pipeline] = read(
      'clone: { enabled: false }\npipelines: { default: [ step: { script: [a] }, step: { clone: { enabled: true }, script: [b] } ] }',
    ).pipelines;
    expect(pipeline?.steps.map(({ clones }) => clones)).toEqual([false, true]);
  });

  test.each<[what: string, text: string, wrong: { wrong: string; line?: number }]>([
    ['nothing', '', { wrong: 'holds no pipelines: its top is not a map' }],
    ['a list', '- a', { wrong: 'holds no pipelines: its top is not a map' }],
    ['something else', 'image: node', { wrong: 'holds no `pipelines`' }],
    ['a list of numbers', '\npipelines: [1, 2]', { wrong: 'holds no pipelines: `pipelines` is not a map', line: 2 }],
    ['no value', 'pipelines:', { wrong: 'holds no pipelines: `pipelines` is not a map', line: 1 }],
    [
      'no section',
      'pipelines: { main: [] }',
      {
        wrong:
          'holds no pipelines: `pipelines` has none of `default`, `branches`, `tags`, `pull-requests` and `custom`',
        line: 1,
      },
    ],
    [
      'a section that is a list',
      'pipelines:\n  branches: [main]',
      { wrong: 'holds no pipelines under `branches`: it is not a map', line: 2 },
    ],
    ['no steps', 'pipelines:\n  custom:\n    p: 1', { wrong: 'has no list of steps for custom › p', line: 3 }],
    [
      'a tab',
      'pipelines:\n\tdefault: []',
      { wrong: 'is not YAML: a tab indents this line, and YAML takes only spaces', line: 2 },
    ],
    [
      'a key twice',
      'pipelines:\n  default: []\n  default: []',
      { wrong: 'has the key `default` twice in one map', line: 3 },
    ],
    [
      'an alias of nothing',
      'pipelines:\n  default: *x',
      { wrong: 'uses `*x`, which no anchor `&x` above it names', line: 2 },
    ],
    [
      'an open quote',
      'pipelines:\n  default: "',
      { wrong: 'is not YAML: a bracket, a quote, a colon or a comma is missing', line: 2 },
    ],
    ['too much', `# ${'x'.repeat(1_048_576)}`, { wrong: 'is larger than 1 MiB' }],
    ['too many characters', '- {}\n'.repeat(60_000), { wrong: 'holds more than any pipelines file: it was not read' }],
    ['brackets in brackets', '['.repeat(100_000), { wrong: 'is nested too deeply', line: 1 }],
    [
      'brackets that close again',
      `pipelines: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      { wrong: 'is nested too deeply', line: 1 },
    ],
    ['lists in lists', `${'- '.repeat(40_000)}x`, { wrong: 'is nested too deeply', line: 1 }],
    ['brackets on lines of their own', 'a: {\n'.repeat(3_000), { wrong: 'is nested too deeply', line: 1_001 }],
    [
      'steps without end',
      `s: &s { script: ["${'x; '.repeat(3_000)}"] }\npipelines: { default: [ ${'{step: *s}, '.repeat(2_000)} ] }`,
      { wrong: 'unfolds by its aliases into more steps than can be rehearsed' },
    ],
  ])('that cannot be read: %s', (_, text, wrong) => {
    expect(readPipelines(text)).toEqual(wrong);
  });

  test('aliases that multiply do not', () => {
    const levels = Array.from({ length: 20 }, (_, at) => `  - &a${String(at + 1)} [${`*a${String(at)}, `.repeat(9)}]`);
    expect(readPipelines(`x:\n  - &a0 [y]\n${levels.join('\n')}\npipelines: { default: *a20 }`)).toMatchObject({
      pipelines: [{ steps: [] }],
    });
    expect(readPipelines('pipelines: &p\n  <<: *p\n  default: [*p]')).toMatchObject({ pipelines: [{ steps: [] }] });
  });

  test('no text stops the reader', () => {
    const piece = fc.constantFrom(
      'pipelines:',
      ' ',
      '  ',
      '\n',
      '- ',
      'step:',
      'script:',
      '[',
      ']',
      '{',
      '}',
      '&a ',
      '*a',
      '<<: ',
      '|',
      '>',
      '"',
      "'",
      ':',
      '#',
      '---',
      '!x',
      '%',
      '@',
      '\t',
      'import:',
      'a',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
          fc.string(),
        ),
        (text) => {
          const file = readPipelines(text);
          expect('wrong' in file ? file.wrong : file.pipelines).toBeDefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
