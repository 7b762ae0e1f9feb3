import { expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { compile } from '../../../../src/core/compiled/compile';
import type { Operation } from '../../../../src/core/model';
import { guardedBranches } from '../../../../src/core/questions/reach/smallest';
import { deedWords } from '../../../../src/core/say/rules/account';
import { namingIn } from '../../../../src/core/say/rules/changes';
import { facts, push } from '../../facts';

const branches = ['a', 'b', 'c', 'release/1', 'release/2', 'main'];
const compiled = compile(gather(facts({ branches, restrictions: [push('release/*')] })));
const telling = { compiled, naming: namingIn(compiled), guarded: guardedBranches(compiled, true) };

test.each<[what: string, operations: Operation[], on: string[], asked: string | undefined, says: string]>([
  ['a branch to which one may push is not also created', ['push', 'create'], ['main'], undefined, 'push to `main`'],
  ['creating alone is said', ['create', 'merge'], ['main'], undefined, 'create and merge into `main`'],
  [
    'the main branch never hides among the rest',
    ['push'],
    branches,
    undefined,
    'push to `main`, `release/1`, `release/2` and 3 more branches',
  ],
  [
    'nor where another was asked about',
    ['push'],
    branches,
    'c',
    'push to `c`, `main`, `release/1` and 3 more branches, 1 of them covered by restrictions',
  ],
])('%s', (_, operations, on, asked, says) => {
  const places = on.map((name) => compiled.branchAt.get(name) ?? -1);
  expect(deedWords(operations, { branches: [places] }, { ...telling, ...(asked !== undefined && { asked }) })).toBe(
    says,
  );
});
