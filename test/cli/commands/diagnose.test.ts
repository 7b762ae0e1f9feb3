import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { SpokenDiagnosis } from '../../../src/refusals/say';
import { typed } from '../terminal';

const world = ['--world', path.join(__dirname, '../../../src/sandbox/worlds/ordinary-team.json')];
const declined = (branch: string, url: string) =>
  `To ${url}\n ! [remote rejected] ${branch} -> ${branch} (pre-receive hook declined)\nerror: failed to push some refs to '${url}'\n`;
const overHttps = 'https://bitbucket.org/acme/web.git';
const refused = (branch: string, url = overHttps) =>
  `remote: Permission denied to update branch ${branch}.\n${declined(branch, url)}`;

async function diagnosed(text: string, ...args: string[]): Promise<SpokenDiagnosis> {
  const { status, out, err } = await typed(['diagnose', ...args, '--json'], { input: () => Promise.resolve(text) });
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out) as SpokenDiagnosis;
}

test('the text and the configuration agree', async () => {
  const { causes, ref, product, decision, disagreement } = await diagnosed(refused('main'), ...world);
  expect(causes[0]).toMatchObject({
    cause: 'push-restriction',
    certainty: 'likely',
    agrees: true,
    page: 'docs/refusals/push-restriction.md',
  });
  expect({ ref, product, verdict: decision?.verdict, disagreement }).toEqual({
    ref: 'main',
    product: 'cloud',
    verdict: 'denied',
    disagreement: undefined,
  });
});

test('they disagree, and it is said what that can mean', async () => {
  const { causes, decision, disagreement, projectRule } = await diagnosed(refused('feature/x'), ...world);
  expect(causes[0]).toMatchObject({ cause: 'push-restriction', agrees: false });
  expect(decision?.verdict).toBe('allowed');
  expect(disagreement?.mayMean).toHaveLength(3);
  expect(projectRule).toMatchObject({ kind: 'push', branch: 'feature/x' });
});

test('an access token in the address is who pushed, and no list can name it', async () => {
  const { causes, decision, scrubbed } = await diagnosed(
    refused('main', 'https://x-token-auth:ATCTT3xFfGN0exampleexample@bitbucket.org/acme/web.git'),
    ...world,
  );
  expect(causes.map(({ cause, agrees }) => [cause, agrees])).toEqual(
    [
      ['unlistable-actor', true],
      ['push-restriction', true],
      ['force-restriction', undefined],
    ].slice(0, causes.length),
  );
  expect(decision?.question.actor.type).toBe('repository-access-token');
  expect(scrubbed).toBe(2);
});

test('`--as` names who pushed', async () => {
  const { decision } = await diagnosed(refused('main'), ...world, '--as', 'Harvey Jones');
  expect(decision).toMatchObject({ verdict: 'allowed', question: { actor: { name: 'Harvey Jones' } } });
});

test('a forced push is asked as one', async () => {
  const { decision, causes } = await diagnosed(
    `$ git push --force origin main\n${declined('main', overHttps)}`,
    ...world,
  );
  expect(decision?.question.operation).toBe('force-push');
  expect(causes.map(({ cause }) => cause)).toContain('force-restriction');
});

test.each<[string, string, string]>([
  [
    'another repository than the world holds',
    refused('main', 'https://bitbucket.org/acme/other.git'),
    'The saved world holds no repository acme/other.',
  ],
  [
    'a cause beside the rules',
    'git@bitbucket.org: Permission denied (publickey).\nfatal: Could not read from remote repository.\n',
    'This has nothing to do with the rules of the repository.',
  ],
  [
    'a branch that the text does not name',
    'remote: error: hook declined\n! [remote rejected] (pre-receive hook declined)\n',
    'The text names no branch.',
  ],
])('%s: the text alone is answered', async (_, text, why) => {
  const { causes, decision, notCompared } = await diagnosed(text, ...world);
  expect(causes.length).toBeGreaterThan(0);
  expect({ decision, notCompared }).toEqual({ decision: undefined, notCompared: why });
});

test('without a credential nothing is asked of the network, and the text is answered', async () => {
  const { causes, notCompared } = await diagnosed(refused('main'));
  expect(causes[0]?.cause).toBe('push-restriction');
  expect(notCompared).toMatch(/BITBUCKET_API_TOKEN/);
});

test('nothing recognised is no cause', async () => {
  expect(await diagnosed('To bitbucket.org:acme/web.git\n   1a2b3c4..5d6e7f8  main -> main\n', ...world)).toEqual({
    causes: [],
    product: 'unknown',
    scrubbed: 0,
  });
});

test('a file is read as standard input is, and one that cannot be read is said', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'who-can-push-')), 'push.log');
  writeFileSync(file, `\uFEFF${refused('main').replaceAll('\n', '\r\n')}`);
  const { causes } = await diagnosed('', file, ...world);
  expect(causes[0]?.cause).toBe('push-restriction');
  const { status, err } = await typed(['diagnose', 'no-such-file'], {});
  expect({ status, err }).toEqual({ status: 65, err: '`no-such-file` could not be read.\n' });
});

test('as text: the answer, the lines that say so, the ways out, what the configuration says', async () => {
  const { out } = await typed(['diagnose', ...world], { input: () => Promise.resolve(refused('main')) });
  expect(out).toMatch(/^The likely cause: A branch restriction\. /);
  expect(out).toContain('    remote: Permission denied to update branch main.\n');
  expect(out).toContain('git push origin HEAD:refs/heads/ana/main-update');
  expect(out).toContain('The live configuration: Ana Lovell cannot push to `main` in acme/web.');
});
