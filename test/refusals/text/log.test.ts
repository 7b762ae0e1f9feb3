import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../../src/refusals/diagnose';
import { linesWith, logOf, unfolded } from '../../../src/refusals/text/log';
import { markersOf } from '../../../src/refusals/text/markers';
import { patternOf } from '../../../src/refusals/signatures/pattern';

describe('the first fifty lines that hold a word and the last fifty', () => {
  const none = markersOf([]);
  test.each([0, 1, 49, 50, 51, 60, 99, 100, 101, 150])('of %d', (count) => {
    const text = Array.from({ length: count }, (_, at) => `hay\nneedle ${String(at)}`).join('\n');
    const said = linesWith(logOf(text, none), 'needle').map((line) => line.said);
    const all = Array.from({ length: count }, (_, at) => `needle ${String(at)}`);
    expect(said).toEqual(count <= 100 ? all : [...all.slice(0, 50), ...all.slice(-50)]);
  });

  test('where the fiftieth is the last of a text that goes on', () => {
    const text = `${Array.from({ length: 50 }, () => 'needle').join('\n')}\nhay\nhay`;
    expect(linesWith(logOf(text, none), 'needle')).toHaveLength(50);
  });
});

test.each([
  [
    'a time of Buildkite',
    "\u001B_bk;t=1690000000001\u0007fatal: repository 'acme/web' not found",
    'repository-not-found',
  ],
  ['a time of a cloud', "2026-11-28T12:34:56.123Zfatal: repository 'acme/web' not found", 'repository-not-found'],
  ['a letter that is longer in lower case', 'İstanbul\nНет такого внешнего репозитория origin', 'wrong-remote'],
])('a wording is found behind %s', (_, text, cause) => {
  expect(diagnose(text).causes[0]?.cause).toBe(cause);
});

test('a piece of an endless line is the same, whatever of it was asked for before', () => {
  const text = `${'-'.repeat(100)} first ${'-'.repeat(200)} then ${'-'.repeat(1_500)}`;
  const alone = linesWith(logOf(text, markersOf([])), 'then');
  const asked = logOf(text, markersOf([]));
  linesWith(asked, 'first');
  expect(linesWith(asked, 'then')).toEqual(alone);
});

describe('a text of fixed width without the breaks that a terminal put in', () => {
  const wide = 'x'.repeat(40);
  test.each<[what: string, text: string, whole: string | undefined]>([
    ['a line of the full width goes on', `${wide}\nyz\nshort`, `${wide}yz\nshort\n`],
    ['not into a line of a client', `${wide}\nyz\n${wide}\nfatal: no`, `${wide}yz\n${wide}\nfatal: no\n`],
    ['not into an empty line', `${wide}\n\n${wide}\nyz`, `${wide}\n\n${wide}yz\n`],
    ['no line is full before another', `short\n${wide}`, undefined],
    ['a narrow text is as it was written', 'xxxx\nyyyy', undefined],
    ['a long text is not looked at', `${wide}\n`.repeat(2_000), undefined],
  ])('%s', (_, text, whole) => {
    expect(unfolded(text)).toBe(whole);
  });
});

describe('a wording needs a word to look for', () => {
  test.each(['', '!', 'of a b', '{url} … {user}'])('%j has none', (says) => {
    expect(() => patternOf(says)).toThrow(`No word to look for in ${says}`);
  });

  test.each([
    ['is not {branch} allowed', 'allowed'],
    ['ab1 … 12', 'ab1'],
    ['доступ', 'доступ'],
  ])('%j has %j', (says, marker) => {
    expect(patternOf(says).marker).toBe(marker);
  });
});

describe('what stands beside a refusal tells of the push', () => {
  const refused = ' ! [remote rejected] main -> main (pre-receive hook declined)';
  const restricted = 'remote: Permission denied to update branch main.';

  test('the remote by its name, where the list of remotes was pasted', () => {
    const remotes =
      '$ git remote -v\nupstream\tgit@bitbucket.org:acme/web.git (fetch)\n' +
      'upstream\tgit@bitbucket.org:acme/web.git (push)\n$ git push upstream main\n';
    expect(diagnose(`${remotes}${restricted}\n`).push).toMatchObject({
      remote: 'upstream',
      branch: 'main',
      address: { host: 'bitbucket.org', path: 'acme/web' },
    });
    expect(diagnose(`To git@bitbucket.org:acme/web.git\n${restricted}\n`).push).not.toHaveProperty('remote');
  });

  test.each([
    ['its proxy', 'To http://localhost:29418/acme/web'],
    ['its proxy from a container', 'To http://host.docker.internal:29418/acme/web'],
    ['its folder', 'Cloning into /opt/atlassian/pipelines/agent/build'],
  ])('Pipelines pushed, by %s; no restriction can list it', (_, line) => {
    const { causes } = diagnose(`${line}\n${restricted}\n${refused}\n`);
    expect(causes.map(({ cause }) => cause)).toEqual(expect.arrayContaining(['push-restriction', 'unlistable-actor']));
    expect(causes[0]?.push.pusher).toEqual({ is: 'actor', actor: 'pipelines' });
  });

  test('an access token, by the user in the address; a person’s name is none', () => {
    const by = (user: string) => diagnose(`To https://${user}@bitbucket.org/acme/web.git\n${restricted}\n${refused}\n`);
    expect(by('x-token-auth').causes.map(({ cause }) => cause)).toContain('unlistable-actor');
    expect(by('x%2Dtoken-auth').causes.find(({ cause }) => cause === 'unlistable-actor')?.because).toEqual([
      restricted,
    ]);
    expect(by('ana').causes.map(({ cause }) => cause)).not.toContain('unlistable-actor');
    expect(by('ana').push.pusher).toEqual({ is: 'named', name: 'ana' });
    for (const who of ['x-bitbucket-api-token-auth', 'ana%40example.com'])
      expect(by(who).push).not.toHaveProperty('pusher');
  });

  test('a check of commits is a hook of the clone where the push went to Bitbucket Cloud, which runs none', () => {
    const text = (to: string) => `To ${to}\nremote: Invalid commit message\n${refused}\n`;
    const causesOf = (to: string) => diagnose(text(to)).causes.map(({ cause }) => cause);
    expect(causesOf('https://bitbucket.org/acme/web.git')).toContain('local-hook');
    expect(causesOf('https://bitbucket.org/acme/web.git')).not.toContain('dc-committer');
    expect(causesOf('https://bitbucket.example.com/scm/acme/web.git')).toContain('dc-committer');
  });
});
