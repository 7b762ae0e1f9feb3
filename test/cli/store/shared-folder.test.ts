import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { keepBaseline } from '../../../src/cli/store/baselines';
import { openStore } from '../../../src/cli/store/store';
import { worldText } from '../../../src/cli/store/text';
import { clockAt, simulatedBitbucket } from '../../bitbucket/workspace/simulated';
import { emptyFolder } from '../terminal';
import { folderWith, repositoryLike } from './folder';
import { reading } from './runs';

const savedAt = '2026-11-20T08:00:00Z';

const clock = clockAt();
const bitbucket = simulatedBitbucket({ repositories: 2, people: 3, projects: 1, groups: 1, clock });

test('what only a run needs stays out of git, and baselines in it', async () => {
  const dir = emptyFolder();
  await reading(dir, bitbucket, clock);
  keepBaseline(dir, 'agreed', savedAt);
  for (const name of ['lock', 'run.jsonl', 'budget.jsonl.12']) writeFileSync(path.join(dir, '.who-can-push', name), '');
  const git = (...args: string[]) => spawnSync('git', args, { cwd: dir, encoding: 'utf8' }).stdout;
  git('init', '--quiet');
  git('add', '.');
  expect(git('ls-files', '.who-can-push').trim().split('\n')).toEqual([
    '.who-can-push/.gitignore',
    '.who-can-push/baselines/agreed.json',
  ]);
});

test('what somebody else told git about the folder stays', async () => {
  const dir = folderWith({ '.who-can-push/.gitignore': 'mine\n' });
  await reading(dir, bitbucket, clock);
  expect(readFileSync(path.join(dir, '.who-can-push', '.gitignore'), 'utf8')).toBe('mine\n');
});

test('a file that is a link is the file that it leads to, also in what was earlier', () => {
  const elsewhere = emptyFolder();
  const dir = emptyFolder();
  const files: [string, string][] = [
    ['web.json', '2026-11-20T08:00:00Z'],
    ['earlier/web/2026-11-01T08-00-00Z.json', '2026-11-01T08:00:00Z'],
  ];
  mkdirSync(path.join(dir, 'earlier', 'web'), { recursive: true });
  for (const [at, [name, saved]] of files.entries()) {
    const file = path.join(elsewhere, `${String(at)}.json`);
    writeFileSync(file, worldText(repositoryLike('web', { savedAt: saved, about: String(at) })));
    symlinkSync(file, path.join(dir, name));
  }
  const [web, ...others] = openStore(dir).repositories();
  expect([web?.fullName, others, web?.versions.map(({ to }) => to)]).toEqual([
    'acme/web',
    [],
    ['2026-11-01T08:00:00Z', '2026-11-20T08:00:00Z'],
  ]);
});

test('a link that leads nowhere is said', () => {
  const dir = folderWith({ 'api.json': repositoryLike('api', { savedAt }) });
  symlinkSync(path.join(dir, 'nowhere'), path.join(dir, 'web.json'));
  const [api, web] = openStore(dir).repositories();
  expect(api?.versions.at(-1)?.isBroken).toBe(false);
  expect(() => web?.versions.at(-1)?.world()).toThrow('web.json could not be read; ');
});

test('nothing is written through a link to a file that is no saved world', async () => {
  const dir = emptyFolder();
  const own = path.join(emptyFolder(), 'own');
  writeFileSync(own, 'mine\n');
  for (const { slug } of bitbucket.repositories) symlinkSync(own, path.join(dir, `${slug}.json`));
  const { mended } = await reading(dir, bitbucket, clock);
  expect(mended).toHaveLength(bitbucket.repositories.length);
  expect(readFileSync(own, 'utf8')).toBe('mine\n');
});
