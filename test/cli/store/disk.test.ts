import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, test } from '@jest/globals';
import { emptyFolder } from '../terminal';

let program: string;
beforeAll(async () => {
  program = path.join(emptyFolder(), 'write.cjs');
  const disk = JSON.stringify(path.resolve('src/cli/store/disk.ts'));
  const contents = `import { disk } from ${disk}; disk.write(process.argv[2], 'x'.repeat(Number(process.argv[3])));`;
  await build({
    ...{ stdin: { contents, resolveDir: process.cwd() }, outfile: program },
    ...{ bundle: true, platform: 'node', logLevel: 'error' },
  });
});

/** Writes so many bytes where the system takes 4,096 of one file, and then, as on a full disk, only a part of them. */
function writeWithin(file: string, bytes: number) {
  const limited = 'ulimit -f 8; exec "$@"';
  return spawnSync('sh', ['-c', limited, 'sh', process.execPath, program, file, String(bytes)], { encoding: 'utf8' });
}

test('where only a part can be written, what was there before stays, and the part is no success', () => {
  if (process.platform === 'win32') return;
  const dir = emptyFolder();
  const file = path.join(dir, 'web.json');
  writeFileSync(file, 'before');
  const { status, stderr } = writeWithin(file, 100_000);
  expect([status, stderr]).toEqual([1, expect.stringContaining('EFBIG')]);
  expect([readFileSync(file, 'utf8'), readdirSync(dir)]).toEqual(['before', ['web.json']]);
  expect(writeWithin(file, 1_000).status).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe('x'.repeat(1_000));
});
