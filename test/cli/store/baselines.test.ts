import { expect, test } from '@jest/globals';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { baselineAt, keepBaseline } from '../../../src/cli/store/baselines';
import { folderWith } from './folder';

const friday = '2026-11-20T08:00:00Z';

test('a baseline is a name for a moment, and may be given anew', () => {
  const dir = folderWith({});
  expect(baselineAt(dir, 'audit')).toBeUndefined();
  keepBaseline(dir, 'audit', '2026-11-01T00:00:00Z');
  keepBaseline(dir, 'audit', friday);
  keepBaseline(dir, '../../Q4 audit', '2026-10-01T00:00:00Z');
  expect([baselineAt(dir, 'audit'), baselineAt(dir, '../../Q4 audit')]).toEqual([friday, '2026-10-01T00:00:00Z']);
  expect(readdirSync(path.join(dir, '.who-can-push', 'baselines'))).toHaveLength(2);
});

test.each(['{', '{}', '{"name": "audit", "at": "Friday"}'])('one that was spoiled to %s is named', (text) => {
  const dir = folderWith({ '.who-can-push/baselines/audit.json': text });
  expect(() => baselineAt(dir, 'audit')).toThrow(`audit.json is not a baseline that can be read.`);
  writeFileSync(path.join(dir, 'file'), '');
  expect(() => {
    keepBaseline(path.join(dir, 'file'), 'audit', friday);
  }).toThrow('could not be kept');
});
