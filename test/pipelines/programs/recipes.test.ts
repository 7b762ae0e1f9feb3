import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recipesOf } from '../../../src/pipelines/programs/recipes';
import { processorTime } from '../../processor-time';

/** So many lines, each of its number and the next. */
function numbered(length: number, line: (one: string, next: string) => string): string {
  return Array.from({ length }, (_, at) => line(String(at), String(at + 1))).join('\n');
}

const lines = (...text: string[]) => text.join('\n');

describe('the recipes of a Makefile', () => {
  test.each<[what: string, file: string, targets: string[], commands: string[], whole?: false]>([
    ['of the first target', 'a:\n\tone\n\ttwo\nb:\n\tthree', [], ['one', 'two']],
    ['of those named, in their order', 'a:\n\tone\nb:\n\ttwo', ['b', 'a'], ['two', 'one']],
    [
      'with what they need before them, once',
      'a: b c\n\tone\nb: c\n\ttwo\nc:\n\tthree',
      ['a'],
      ['three', 'two', 'one'],
    ],
    ['with needs in a line of their own', 'a: b\na:\n\tone\nb:\n\ttwo', ['a'], ['two', 'one']],
    ['after a semicolon', 'a: b; one\nb: ; two', ['a'], [' two'.trim(), 'one']],
    ['of two targets in a line', 'a b:\n\techo $@', ['b'], ['echo b']],
    ['without their marks', 'a:\n\t@-one\n\t+ two', [], ['one', 'two']],
    ['that go on', 'a:\n\tone \\\n\t  two', [], ['one \\\n  two']],
    ['with an empty line and a comment between', 'a:\n\tone\n\n# x\n\ttwo', [], ['one', 'two']],
    ['with variables', 'A = x\nB := $(A)/y\na:\n\tgo ${B} $(A)', [], ['go x/y x']],
    ['with variables of one character', 'A = x\na:\n\tgo $A', [], ['go x']],
    ['with those set later', 'B = $(A)\nA = x\na:\n\tgo $(B)', [], ['go x']],
    ['with variables added to', 'A = x\nA += y\na:\n\tgo $(A)', [], ['go x y']],
    ['with those of the shell', 'a:\n\tgo $$A $${A}', [], ['go $A ${A}']],
    ['with those that the environment sets', 'a:\n\tgo $(A)', [], ['go ${A}']],
    ['in apostrophes, which hide nothing from make', "a:\n\tgo 'x/$(A)'", [], ["go 'x/'\"${A}\"''"]],
    ['with a default', 'A ?= x\na:\n\tgo $(A)', [], ['go ${A-x}']],
    [
      'with what a command prints',
      'A = $(shell git rev-parse --abbrev-ref HEAD)\na:\n\tgo $(A)',
      [],
      ['go $(git rev-parse --abbrev-ref HEAD)'],
    ],
    ['with what a command printed', 'A != date\na:\n\tgo $(A)', [], ['go $(date)']],
    ['of another make', 'a:\n\t$(MAKE) -C x b', [], ['make -C x b']],
    ['in one shell', '.ONESHELL:\na:\n\tone\n\ttwo', [], ['one\ntwo']],
    ['of phony targets', '.PHONY: a\na:\n\tone', [], ['one']],
    ['of the default goal', '.DEFAULT_GOAL := b\na:\n\tone\nb:\n\ttwo', [], ['two']],
    ['of targets that need each other', 'a: b\n\tone\nb: a\n\ttwo', [], ['two', 'one']],
    ['of a target that is not there', 'a:\n\tone', ['x'], [], false],
    ['beside an include', 'include x.mk\na:\n\tone', [], ['one'], false],
    ['beside a rule for a pattern', '%.o: %.c\n\tcc\na:\n\tone', ['a'], ['one'], false],
    [
      'of a condition: both',
      lines('ifeq ($(X),1)', 'A = x', 'else', 'A = y', 'endif', 'a:', '\tgo $(A)'),
      [],
      ['go ${A}'],
    ],
    ['of one target alone', 'b: A = x\na:\n\tgo $(A)', ['a'], ['go ${A}']],
    [
      'with a macro',
      lines('define push', 'git push', 'endef', 'a:', '\t$(call push,x)'),
      [],
      ['${MAKE_FUNCTION}'],
      false,
    ],
    ['with itself', 'A = $(A)x\na:\n\tgo $(A)', [], [], false],
  ])('%s', (_, file, targets, commands, whole = true as never) => {
    const said = recipesOf(file, targets, new Map());
    expect({ commands: said.commands, whole: said.whole }).toEqual({ commands, whole });
  });

  test('with the variables of the command line', () => {
    const file = 'A = x\nB ?= y\na:\n\tgo $(A) $(B)';
    expect(
      recipesOf(
        file,
        [],
        new Map([
          ['A', '1'],
          ['B', '$$C'],
        ]),
      ).commands,
    ).toEqual(['go 1 $C']);
  });

  test('says which variables may hold something else', () => {
    expect(recipesOf('export A = x\nb: B = y\nC += z\na:\n\tone', ['a'], new Map()).unsure).toEqual(['A', 'B', 'C']);
  });

  test.each<[what: string, file: string]>([
    ['a mebibyte of spaces', `a${' '.repeat(1_000_000)}b`],
    [
      'variables that double',
      `${numbered(50, (one, next) => `V${one} = $(V${next})$(V${next})`)}\nV50 = x\na:\n\tgo $(V0)`,
    ],
    ['a chain of targets', `a: t0\n${numbered(20_000, (one, next) => `t${one}: t${next}`)}`],
    ['brackets', `a:\n\t${'$('.repeat(100_000)}`],
    ['names', `a:\n\t${'$(A) '.repeat(50_000)}`],
    ['lines that go on', 'x \\\n'.repeat(200_000)],
    ['colons', ':'.repeat(200_000)],
    ['many needs', `a: ${'b '.repeat(100_000)}\nb:\n\tone`],
  ])('hostile ones end soon: %s', (_, file) => {
    const seconds = processorTime();
    recipesOf(file, ['a'], new Map());
    expect(seconds()).toBeLessThan(20);
  });

  test('no text stops the reader', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      '=',
      '\n',
      '\t',
      '$(',
      ')',
      '${',
      '}',
      '$$',
      '$@',
      'A',
      '?=',
      'define x',
      'endef',
      'ifeq',
      'endif',
      '\\\n',
      '#',
      ';',
      '%',
      "'",
      '"',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(recipesOf(pieces.join(''), [], new Map()).commands.every((one) => typeof one === 'string')).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
