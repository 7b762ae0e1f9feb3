import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { fileOf } from '../bitbucket/saved-worlds';
import { typed } from '../cli/terminal';
import { rehearsalShape } from './contract';

const files = path.join(__dirname, 'files');

/** Each pipelines file, and the repositories over which it is rehearsed. */
const rehearsals: [file: string, world: string, ...args: string[]][] = [
  ['push-back.yml', 'ordinary-team'],
  ['push-back.yml', 'pipelines-exception'],
  ['push-back.yml', 'open-repository'],
  ['push-back.yml', 'viewer-without-admin'],
  ['semantic-release.yml', 'ordinary-team'],
  ['maven-release.yml', 'ordinary-team'],
  ['gitflow.yml', 'ordinary-team'],
  ['gitflow.yml', 'ordinary-team', '--branch', 'release/1.0'],
  ['token-in-url.yml', 'jenkins-token'],
  ['ssh-key.yml', 'ordinary-team'],
  ['parallel-stages.yml', 'ordinary-team', '--branch', 'develop'],
  ['conditions.yml', 'ordinary-team', '--branch', 'feature/login'],
  ['conditions.yml', 'ordinary-team', '--branch', 'main'],
  ['conditions.yml', 'ordinary-team', '--branch', 'release/1.0'],
  ['lerna.yml', 'nobody-may-push'],
  ['gradle.yml', 'overlapping-rules'],
  ['docs-branch.yml', 'pipelines-exception'],
  ['other-repository.yml', 'ordinary-team'],
  ['imported.yml', 'ordinary-team'],
  ['tags-and-requests.yml', 'ordinary-team', '--branch', 'feature/login'],
  ['shell.yml', 'ordinary-team'],
  ['with-package/bitbucket-pipelines.yml', 'ordinary-team'],
  ['anchors.yml', 'ordinary-team'],
  ['api.yml', 'ordinary-team'],
  ['runners.yml', 'ordinary-team'],
  ['runners.yml', 'ordinary-team', '--branch', 'feature/a/b'],
];

/** Compares with the file, or writes it: `UPDATE_GOLDEN=1 npx jest test/pipelines`, and then read what changed. */
function expectGolden(name: string, text: string) {
  const full = path.join(__dirname, 'golden', name);
  if (process.env['UPDATE_GOLDEN'] || !existsSync(full)) {
    expect(process.env['CI']).toBeUndefined();
    writeFileSync(full, text);
  }
  expect(text).toBe(readFileSync(full, 'utf8'));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

describe.each(rehearsals)('%s over %s', (file, world, ...args) => {
  const name = [file.replace(/\/.*|\.yml$/, ''), world, ...args.slice(1)].join('.').replaceAll('/', '-');
  const command = ['rehearse', file, '--world', fileOf(world), ...args];

  test('as text', async () => {
    const { status, out, err } = await typed(command, { cwd: files });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expectGolden(`${name}.txt`, out);
  });

  test('as JSON, in exactly the shape of the contract, of the same pushes', async () => {
    const text = (await typed(command, { cwd: files })).out;
    const { out } = await typed([...command, '--json'], { cwd: files });
    const { pushes, notFollowed } = v.parse(rehearsalShape, JSON.parse(out));
    expect(text.match(/^[✓✗?] /gmu) ?? []).toHaveLength(pushes.length);
    for (const { command: one } of pushes) expect(text).toContain(`    ${one}\n`);
    for (const { what, line, file, likely } of notFollowed) {
      const through = file === undefined ? '' : ` through \`${file}\``;
      if (likely) expect(text).toContain(`line ${String(line)}${through}: ${what}\n`);
      else expect(text).toMatch(new RegExp(`^Not followed(?: either)?: .*${escaped(what.slice(0, 70))}`, 'm'));
    }
  });

  test('prints no secret that the file holds', async () => {
    const { out } = await typed(command, { cwd: files });
    expect(out).not.toContain('ATCTT3');
  });
});
