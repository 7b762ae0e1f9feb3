import { expect, test } from '@jest/globals';
import { walked } from '../scripts';
import { processorTime } from '../../processor-time';

test.each<[what: string, script: string]>([
  ['a mebibyte of one command', 'git push origin x\n'.repeat(60_000)],
  ['$( without end', '$('.repeat(500_000)],
  ['$( in quotes', '"$('.repeat(300_000)],
  ['$( that closes', `${'$('.repeat(300_000)}${')'.repeat(300_000)}`],
  ['here-documents', '<<A '.repeat(250_000)],
  ['backticks', '`'.repeat(1_000_000)],
  ['escaped backticks', '`' + '\\`x '.repeat(250_000) + '`'],
  ['quotes', '"'.repeat(999_999)],
  ['${ in each other', '${x:-'.repeat(200_000)],
  ['messages with apostrophes', `: "\${A:?isn't}" `.repeat(60_000)],
  ['a value that doubles', `X=aaaaaaaaaa\n${'X=$X$X\n'.repeat(300)}git push origin $X`],
  ['an alias that doubles', `alias a='a a'\nalias b='b; b'\nb\na`],
  ['functions', 'f() '.repeat(250_000)],
  ['braces that list', `git push origin ${'{a,b}'.repeat(50)}`],
  ['words', `git push ${'x '.repeat(500_000)}`],
  ['words in eval', 'eval "'.repeat(100_000)],
  ['NUL', '\0'.repeat(1_000_000)],
  ['a line', 'x'.repeat(1_000_000)],
  ['variables', '$X'.repeat(500_000)],
  ['tests', `[[ ${'! '.repeat(400_000)}a ]]`],
  ['redirections', '> '.repeat(500_000)],
])('hostile text ends soon: %s', (_, script) => {
  const seconds = processorTime();
  try {
    walked(script);
  } catch (error) {
    expect(error).toEqual(new Error('too many commands'));
  }
  expect(seconds()).toBeLessThan(20);
});
