import { expect, test } from '@jest/globals';
import { units } from '../../src/core/health/units';
import { textOf } from './pages';

test('docs/lint.md names every kind of problem, in the order in which they are listed', () => {
  const named = [...textOf('docs/lint.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, id = '']) => id);
  expect(named).toEqual(units.map(({ id }) => id));
});
