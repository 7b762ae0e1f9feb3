import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from '../../../src/core/words/csv';
import { visible } from '../../../src/core/words/visible';

/** What a spreadsheet would run, whatever blanks and quotes it drops before. */
const runs = /^["'\s]*[=+\-@\t\r＝＋－＠﹦﹢﹣﹫−]/;

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
  ['−1', "'−1"],
  [' =1', "' =1"],
  ['"=1', '\'"=1'],
  ["'=1", "''=1"],
  ['a;=1', "a;'=1"],
  ['a; "=1', 'a;\' "=1'],
  ['a-b', 'a-b'],
  ['a=b@c', 'a=b@c'],
  ['{60cad0b1-b371}', '{60cad0b1-b371}'],
  ['', ''],
])('%j stands as %j', (given, shown) => {
  expect(parse(csvLine(['first', given, 'last']))).toEqual([['first', shown, 'last']]);
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', "'", ',', ';', '=', '+', '-', '@', '＝', ' ', '\t', 'a', '|cmd', '""', '";"', '\n'),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => visible(parts.join('')));

test('every line is read back as its cells, but for the apostrophes; no cell is run', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (cells) => {
      const line = csvLine(cells);
      expect(line.endsWith('\r\n')).toBe(true);
      const [read = []] = parse(line, { bom: false });
      const bare = (text: string) => text.replaceAll("'", '');
      expect(read.map(bare)).toEqual(cells.map(bare));
      // An apostrophe before it is what keeps a spreadsheet from running it.
      expect(read.filter((cell) => runs.test(cell) && !cell.startsWith("'"))).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('nor is one where the comma is decimal and the semicolon separates', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 2, maxLength: 5 }), (cells) => {
      const fields = csvLine(cells).trimEnd().split(';');
      expect(fields.slice(1).filter((field) => runs.test(field) && !field.startsWith("'"))).toEqual([]);
    }),
  );
});
