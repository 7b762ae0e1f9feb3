import { expect, test } from '@jest/globals';
import {
  namesReady,
  nearButForCase,
  nearButForEnding,
  nearButForLetters,
  nearButForNumber,
} from '../../../src/core/health/near';

const ways = { case: nearButForCase, number: nearButForNumber, letters: nearButForLetters, ending: nearButForEnding };

type Row = readonly [way: keyof typeof ways, pattern: string, names: string[], near: string[]];

const rows: Row[] = [
  ['case', 'Main', ['main', 'MAIN', 'Main', 'maim'], ['main', 'MAIN']],
  ['case', 'REL/*', ['rel/1', 'REL/2', 'relx'], ['rel/1']],
  ['case', '*-wip', ['a-WIP', 'a-wip'], ['a-WIP']],
  ['number', 'release-1.0', ['release-2.0', 'release-1.0', 'release-2', 'release'], ['release-2.0']],
  ['number', 'v1*', ['v2-beta', 'v1-beta', 'w2'], ['v2-beta']],
  ['number', 'release/*', ['release/1'], []],
  ['letters', 'relase/*', ['release/1', 'main', 'releases', 'relase2/1'], ['release/1']],
  ['letters', 'develp', ['develop', 'development', 'Develp'], ['develop']],
  ['letters', 'fix', ['fox', 'six'], []],
  ['letters', 'feat/*/x', ['feet/a/x', 'feet/a/y'], ['feet/a/x']],
  ['letters', 'release-10', ['release-1', 'release-11'], []],
  ['letters', '*-wip', ['a-wop'], []],
  ['ending', 'release', ['release/1', 'release-2', 'releases', 'release'], ['release/1', 'release-2']],
  ['ending', 'release*', ['release/1'], []],
];

test.each(rows)('%s of %s among %j', (way, pattern, names, near) => {
  expect(ways[way](pattern, namesReady(names))).toEqual(near);
});
