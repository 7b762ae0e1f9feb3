import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../src/refusals/diagnose';
import { families } from '../../src/refusals/families/index';
import { sayDiagnosis } from '../../src/refusals/say';
import { expectDiagnosis, unsure, type Expected } from './diagnosed';

const declined = ' ! [remote rejected] main -> main (pre-receive hook declined)';
const failed = (to: string) => `error: failed to push some refs to '${to}'`;
const cloud = 'https://bitbucket.org/acme/web.git';
const server = 'https://bitbucket.acme.com/scm/acme/web.git';

/** What a push prints that the server refused in these words. */
function refused(words: string, to = cloud): string {
  return [...words.split('\n').map((line) => `remote: ${line}`), `To ${to}`, declined, failed(to)].join('\n');
}

function expectFirst(text: string, cause: string) {
  expect({ first: diagnose(text).causes[0]?.cause ?? 'none', text }).toEqual({ first: cause, text });
}

function waysOf(text: string, at = 0): string {
  return (sayDiagnosis(diagnose(text)).causes[at]?.remedies ?? []).map((way) => way.do).join('\n');
}

describe('what the server says itself is the reason', () => {
  test.each<[sentence: string, words: string, to?: string, expected?: Partial<Expected>]>([
    ['of a check that we do not know', 'acme checks: commits are not signed'],
    ['over several lines', '------------\nThe push holds 3 commits that no ticket names.\nSee the wiki.\n------------'],
    ['of a size, in other words', 'File build/app.jar is 312 MB, the team allows 50 MB'],
    ['in the words of an article', "You don't have permission to push to this branch"],
    ['of a hook with a class', 'Hook org.acme.stash.FileSizeHook failed. Error details: 1a2b', server],
    ['of a hook with a class of YACC', 'Hook com.isroot.stash.plugin.YaccHook failed', server],
    ['of a checker', 'Simple Stash Commit Checker: 2 commits did not pass', server],
    ['that begins like progress', 'Checking commits... FAILED: no ticket in 1a2b3c4', server],
    ['about an update', 'Updating main is frozen by the release team until Monday', server],
    ['about an origin', 'Origin of commit 1a2b3c4 cannot be verified', server],
    ['about a total', 'Total size of the binaries is 600 MB', server],
  ])('%s', (_, words, to = cloud, expected = {}) => {
    const text = refused(words, to);
    expectDiagnosis(text, { first: 'server-hook', certainty: 'likely', ref: 'main', ...expected });
    const { causes } = diagnose(text);
    const [first, ...others] = causes;
    const told = words.split('\n').filter((line) => !line.startsWith('---'));
    expect(first?.because).toEqual(expect.arrayContaining(told.map((line) => `remote: ${line}`)));
    for (const { certainty } of others) expect(certainty).toBe('possible');
  });

  test.each([
    [
      'an unknown reason in parentheses',
      ` ! [remote rejected] main -> main (branch is frozen until Monday)\n${failed(cloud)}`,
    ],
    ['without the line of the reference', `remote: acme: frozen until Monday\n${failed(cloud)}`],
  ])('%s', (_, text) => {
    expectDiagnosis(text, { first: 'server-hook', certainty: 'likely' });
  });

  test.each([
    [
      'a known reason beside other lines',
      refused('Have a nice day.\nPermission denied to update branch main.'),
      'push-restriction',
    ],
    [
      'progress',
      refused(
        'Counting objects: 100% (3/3), done.\nResolving deltas: 100% (2/2), done.\nProcessing changes: refs: 1, done',
      ),
      'push-restriction',
    ],
    ['lines without letters', refused('\n=====\n'), 'push-restriction'],
    [
      'what a push before printed',
      `$ git push origin x\nremote: Thank you for your contribution!\nTo ${cloud}\n   1a2b3c4..5d6e7f8  x -> x\n` +
        `$ git push origin main\nTo ${cloud}\n${declined}\n${failed(cloud)}`,
      'push-restriction',
    ],
    ['a link to a build', refused('View build status: https://bitbucket.org/acme/web/pipelines/1'), 'push-restriction'],
    ['a count', refused('. Processing 1 references\nProcessed 1 references in total'), 'push-restriction'],
    ['old progress', refused('Counting objects: 5, done.\nChecking connectivity... done.'), 'push-restriction'],
    [
      'a pull request that is open already',
      refused('\nView pull request for x => main:\n  #12: Mend it\n  https://bitbucket.acme.com/x/12', server),
      'dc-access',
    ],
    [
      'a link to open a pull request, of a push that went through',
      `remote: Create pull request for x:\n` +
        `remote:   https://bitbucket.org/acme/web/pull-requests/new?source=x\nTo ${cloud}\n` +
        ` * [new branch] x -> x`,
      'none',
    ],
  ])('%s is no reason of its own', (_, text, first) => {
    expectDiagnosis(text, { first });
    expect(diagnose(text).causes.map(({ cause }) => cause)).not.toContain('server-hook');
  });
});

describe('who speaks, and to whom', () => {
  const github = "fatal: unable to access 'https://github.com/acme/web.git/': The requested URL returned error: 403";
  test.each<[sentence: string, text: string, expected: Expected]>([
    [
      'the user name of Mercurial, in a test of the connection',
      '$ ssh -T hg@bitbucket.org\nhg@bitbucket.org: Permission denied (publickey).',
      { first: 'ssh-key', certainty: unsure },
    ],
    [
      'the user name of Mercurial, in a push of Git',
      `hg@bitbucket.org: Permission denied (publickey).\nfatal: Could not read from remote repository.`,
      { first: 'ssh-key', certainty: unsure },
    ],
    [
      'a push of Mercurial',
      'pushing to ssh://hg@bitbucket.org/acme/web\nremote: Permission denied (publickey).\nabort: no suitable response from remote hg!',
      { first: 'mercurial', certainty: 'certain' },
    ],
    [
      'another host as the source of a mirror',
      `Mirroring https://github.com/acme/web.git to https://bitbucket.org/acme/web.git\n${declined}`,
      { first: 'push-restriction', product: 'cloud' },
    ],
    [
      'another host as a source, below',
      `+ git push --mirror\n${declined}\nsource: https://gitlab.com/acme/web.git, target: git@ssh.bitbucket.org:acme/web.git`,
      { first: ['push-restriction', 'force-restriction'], product: 'cloud' },
    ],
    [
      'another host that refused as well, before',
      `${github}\n${refused('Permission denied to update branch main.')}`,
      { first: 'push-restriction', product: 'cloud' },
    ],
    [
      'another host that refused as well, after',
      `${refused('Permission denied to update branch main.')}\n${github}`,
      { first: 'push-restriction', product: 'cloud' },
    ],
    ['another host alone', github, { first: 'other-host', product: 'other' }],
    [
      'a build that speaks of AWS',
      `Assuming arn:aws:iam::123456789012:role/build\n${refused('Permission denied to update branch main.')}`,
      { first: 'push-restriction', product: 'cloud' },
    ],
    [
      'a commit message that speaks of GitLab',
      `[main 1a2b3c4] Move from GitLab: You are not allowed to push code\n${refused('Permission denied to update branch main.')}`,
      { first: 'push-restriction', product: 'cloud' },
    ],
    [
      "words that GitHub says too, beside Bitbucket's, in a push to Bitbucket",
      refused('Permission denied to update branch main.\nChanges must be made through a pull request.'),
      { first: 'push-restriction', product: 'cloud' },
    ],
    [
      'words that GitHub says too, alone, in a push to Bitbucket',
      refused('Changes must be made through a pull request.'),
      { first: 'server-hook', product: 'cloud' },
    ],
    [
      'a branch in quotation marks of print',
      'remote: Permission denied to update branch “main”.',
      { first: 'push-restriction', product: 'cloud', ref: 'main' },
    ],
    [
      'a host by its address alone',
      'git@gitee.com: Permission denied (publickey).\nfatal: Could not read from remote repository.',
      { first: ['other-host', 'ssh-key'], product: 'other' },
    ],
    [
      'Azure DevOps by a code of Visual Studio',
      'remote: VS403403: Cross-origin push is not allowed.\n ! [remote rejected] main -> main (VS403403: not allowed)',
      { first: 'other-host', product: 'other' },
    ],
  ])('%s', (_, text, expected) => {
    expectDiagnosis(text, expected);
  });

  test('of two that refused, the other host is at most likely', () => {
    const { causes } = diagnose(`${github}\n${refused('Permission denied to update branch main.')}`);
    expect(causes.find(({ cause }) => cause === 'other-host')?.certainty).toBe('likely');
  });
});

describe('what was tried', () => {
  test.each<[text: string, operation: string | undefined, tried: string | undefined]>([
    [refused('Permission denied to update branch main.'), undefined, 'push'],
    [refused('permission denied to force push branch main'), 'force-push', 'push'],
    [`$ git push --force-with-lease origin main\n${declined}`, 'force-push', 'push'],
    [`$ git push origin +main\n${declined}`, 'force-push', 'push'],
    [`$ git push origin --delete old\n ! [remote rejected] old (pre-receive hook declined)`, 'delete', 'push'],
    [`$ git push origin :old\n ! [remote rejected] old (pre-receive hook declined)`, 'delete', 'push'],
    [
      `Cloning into 'web'...\nremote: Invalid credentials\nfatal: Authentication failed for '${cloud}/'`,
      undefined,
      'read',
    ],
    [`$ git fetch\nfatal: unable to access '${cloud}/': The requested URL returned error: 410`, undefined, 'read'],
    ['Failed to download acme/web from dist: [401] https://bitbucket.org/acme/web/get/1a2b.zip', undefined, 'read'],
    [
      'Error in accessing https://api.bitbucket.org/2.0/repositories/acme/web, http response code: 403',
      undefined,
      'api',
    ],
    [`fatal: Authentication failed for '${cloud}/'`, undefined, undefined],
  ])('%j', (text, operation, tried) => {
    expect({ operation: undefined, tried: undefined, ...diagnose(text).push }).toMatchObject({ operation, tried });
  });

  test('a forced push is a matter of rewriting, and its ways out are', () => {
    const text = refused('permission denied to force push branch develop');
    expectDiagnosis(text, { first: 'force-restriction', certainty: 'likely', ref: 'develop' });
    expect(waysOf(text)).toContain('allow rewriting branch history of `develop`');
  });

  test.each([
    ['Composer', 'Failed to download acme/web from dist: [401] https://bitbucket.org/acme/web/get/1a2b.zip'],
    [
      'a clone in a build',
      `Cloning into 'web'...\nfatal: unable to access '${cloud}/': The requested URL returned error: 410`,
    ],
    ['a fetch', `$ git fetch --tags\nremote: Invalid credentials\nfatal: Authentication failed for '${cloud}/'`],
    [
      'a clone from Data Center',
      `Cloning into 'web'...\nfatal: remote error: Repository not found\n` +
        `The requested repository does not exist, or you do not have permission to\naccess it.\n`,
    ],
    ['the API', 'Error in accessing https://api.bitbucket.org/2.0/repositories/acme/web, http response code: 401'],
  ])('nobody who ran %s is told to push', (_, text) => {
    const { causes } = sayDiagnosis(diagnose(text));
    expect(causes).not.toHaveLength(0);
    for (const { reason, remedies } of causes) {
      expect([reason, ...remedies.map((way) => way.do)].join('\n')).not.toMatch(/git push|The push|pushed/);
      expect(remedies).not.toHaveLength(0);
    }
  });
});

describe('of all that we know', () => {
  const samples = families.flatMap(({ signatures }) =>
    signatures.flatMap(({ samples, speaker }) => samples.map((sample) => ({ sample, speaker }))),
  );

  test('nobody who only cloned is told to push', () => {
    const told = samples.flatMap(({ sample }) => {
      const diagnosis = diagnose(`Cloning into 'web'...\n${sample}`);
      if (diagnosis.push.tried !== 'read') return [];
      return sayDiagnosis(diagnosis).causes.flatMap(({ cause, remedies }) =>
        remedies
          .filter((way) => /git push (?!on:|`)|push again|can push|pushes/.test(way.do))
          .map((way) => [cause, way.do, sample]),
      );
    });
    expect(told.filter(([, way]) => !way?.includes('paste all that was printed'))).toEqual([]);
  });

  test('a push after a clone is answered as a push', () => {
    const { push } = diagnose("Cloning into 'web'...\nremote: Permission denied to update branch main.");
    expect(push.tried).toBe('push');
  });

  test('nobody at Data Center is sent to Bitbucket Cloud', () => {
    const told = samples
      .filter(({ speaker }) => speaker === 'git' || speaker === 'ssh')
      .flatMap(({ sample }) => {
        const there = sample
          .replaceAll(cloud, server)
          .replaceAll(/(?:alt)?(?:ssh\.)?bitbucket\.org/g, 'bitbucket.acme.com');
        const diagnosis = diagnose(`$ git push ssh://git@bitbucket.acme.com:7999/acme/web.git\n${there}`);
        if (diagnosis.product !== 'data-center') return [];
        return sayDiagnosis(diagnosis).causes.flatMap(({ cause, remedies }) =>
          remedies
            .filter((way) =>
              /bitbucket\.org|api[ -]token|id\.atlassian|bitbucket-cloud|status\.atlassian/i.test(
                `${way.do} ${way.page}`,
              ),
            )
            .map((way) => [cause, way.do, way.page, there]),
        );
      });
    expect(told).toEqual([]);
  });

  test.each([
    'ssh: connect to host bitbucket.acme.com port 7999: Connection refused',
    'ssh: Could not resolve hostname bitbucket.acme.com: Name or service not known',
  ])('a server that SSH does not come to is that server: %s', (text) => {
    expectDiagnosis(`${text}\nfatal: Could not read from remote repository.`, {
      first: 'network',
      product: 'data-center',
    });
    expect(diagnose(text).push.address?.host).toBe('bitbucket.acme.com');
    expect(waysOf(text)).not.toContain('bitbucket.org');
  });
});

describe('whatever the text is wrapped in', () => {
  const inner = `${refused('Permission denied to update branch main.')}\n`;
  test.each([
    ['JSON', JSON.stringify({ stderr: inner })],
    ['JSON in JSON', JSON.stringify(JSON.stringify({ stderr: inner }))],
    [
      'JSON with returns and colours',
      JSON.stringify({ log: inner.replaceAll('\n', '\u001B[0m\r\n').replaceAll('remote:', '\u001B[31mremote:') }),
    ],
    ['a page', inner.replaceAll('>', '&gt;').replaceAll("'", '&#39;')],
    ['a workflow command', `::error::${inner.replaceAll('\n', '%0A')}`],
    ['a server that names its peer', inner.replaceAll(/^/gm, '[10.0.1.197] < ')],
    ['a container', inner.replaceAll(/^/gm, 'build_1  | ')],
    ['a step', inner.replaceAll(/^/gm, '[Release] ')],
    ['a time and a level', inner.replaceAll(/^/gm, '2026-11-02 10:11:12,123 ERROR [main] ')],
  ])('%s', (_, text) => {
    const { causes, push, product } = diagnose(text);
    expect({ first: causes[0]?.cause, branch: push.branch, product }).toEqual({
      first: 'push-restriction',
      branch: 'main',
      product: 'cloud',
    });
    expect(causes[0]?.because.join('\n')).toContain('remote: Permission denied to update branch main.');
  });

  test.each<[sentence: string, text: string, expected: Expected]>([
    [
      'JGit',
      'org.eclipse.jgit.api.errors.TransportException: git@bitbucket.org:acme/web.git: Auth fail',
      { first: 'ssh-key' },
    ],
    [
      'a tool of the API',
      'Error in accessing https://api.bitbucket.org/2.0/repositories/acme/web, http response code: 403',
      { first: ['token-scopes', 'repository-access'], certainty: unsure, product: 'cloud' },
    ],
    [
      'Composer',
      '  - Downloading acme/web (dev-main 1a2b3c)\n' +
        '    Failed to download acme/web from dist: [401] https://bitbucket.org/acme/web/get/1a2b3c.zip',
      { first: 'invalid-credentials', product: 'cloud' },
    ],
    [
      'Composer, over HTTP/2',
      'The "https://bitbucket.org/acme/web/get/1a2b3c.zip" file could not be downloaded (HTTP/2 404 )',
      { first: 'repository-not-found', product: 'cloud' },
    ],
    ['a SOCKS proxy', `fatal: unable to access '${cloud}/': SOCKS5: no such proxy`, { first: 'network' }],
    [
      'any reason of libcurl',
      `fatal: unable to access '${cloud}/': Failed writing received data to disk/application`,
      { first: 'network' },
    ],
    [
      'a page where a repository was expected',
      `fatal: ${cloud}/info/refs not valid: is this a git repository?`,
      { first: 'wrong-remote' },
    ],
    [
      'a question that nobody answered',
      "The authenticity of host 'ssh.bitbucket.org (104.192.137.6)' can't be established.\n" +
        'ED25519 key fingerprint is SHA256:ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM.\n' +
        'This key is not known by any other names.\n' +
        'Are you sure you want to continue connecting (yes/no/[fingerprint])?',
      { first: 'host-key' },
    ],
  ])('%s', (_, text, expected) => {
    expectDiagnosis(text, expected);
  });

  const unknown = refused('pushes are frozen (CHG0042)');
  test.each([
    ['JSON', JSON.stringify({ level: 'error', msg: 'push failed', stderr: `${unknown}\n` })],
    ['bytes of Python', `subprocess.CalledProcessError: b"${unknown.replaceAll('\n', '\\n')}\\n"`],
    ['GitPython', `  cmdline: git push -v -- origin main\n  stderr: '${unknown}'`],
    ['Bamboo', unknown.replaceAll(/^/gm, 'error\t12-Oct-2026 10:00:02\t')],
    ['GitLab CI', unknown.replaceAll(/^/gm, '2026-10-12T10:00:01.123456Z 01O ')],
    ['Buildkite', unknown.replaceAll(/^/gm, '\u001B_bk;t=1760263201123\u0007')],
    ['TeamCity', unknown.replaceAll(/^/gm, '[10:00:02][Step 2/3] ')],
    [
      'the log of a container',
      unknown
        .split('\n')
        .map((line) => JSON.stringify({ log: `${line}\n`, stream: 'stderr' }).replaceAll('>', '\\u003e'))
        .join('\n'),
    ],
    ['a page', `<pre>${unknown.replaceAll('>', '&gt;').replaceAll('\n', '<br>')}</pre>`],
    ['a sentence', `We get "${unknown.replaceAll('\n', '"\n"')}" since Monday.`],
    ...[
      ...['##[error]', 'ERROR: ', '→ ', 'Oct 12 10:00:02 host git[123]: ', 'INFO  ', 'git stderr: ', '- ', '::error::'],
      ...['2026-10-12 10:00:02,123 - INFO - ', 'Mon Oct 12 10:00:02 2026 ', '@acme/web: ', '12\t', 'DEBUG: git: '],
    ].map((prefix) => [`lines behind ${prefix}`, unknown.replaceAll(/^/gm, prefix)]),
    [
      'lines that are counted',
      unknown
        .split('\n')
        .map((line, at) => `${String(at + 1)} ${line}`)
        .join('\n'),
    ],
  ])('words of the server that we do not know, in %s', (_, text) => {
    expectFirst(text, 'server-hook');
    expect(diagnose(text).causes[0]?.because.join('\n')).toContain('remote: pushes are frozen (CHG0042)');
    expect(diagnose(text).push.branch).toBe('main');
  });

  test('a path of Windows is no line break', () => {
    const text = `C:\\new\\remote> git push origin main\n${inner}`;
    expect(diagnose(text).causes[0]?.because).toEqual(['remote: Permission denied to update branch main.']);
  });
});

describe('Data Center is answered with its own ways', () => {
  const denied =
    'git@bitbucket.acme.com: Permission denied (publickey).\nfatal: Could not read from remote repository.';
  test.each<[sentence: string, text: string, expected: Expected, says: string]>([
    [
      'a wrong password',
      `remote: Invalid credentials\nfatal: Authentication failed for '${server}/'`,
      { first: 'invalid-credentials', product: 'data-center' },
      'HTTP access token',
    ],
    [
      'a repository that is not found',
      `fatal: remote error: Repository not found\n` +
        `The requested repository does not exist, or you do not have permission to\naccess it.\n` +
        failed(server),
      { first: ['dc-access', 'repository-not-found'], certainty: 'likely', product: 'data-center' },
      'https://bitbucket.acme.com/projects/acme/repos/web',
    ],
    [
      'a key',
      `$ git push ssh://git@bitbucket.acme.com:7999/acme/web.git\n${denied}`,
      { first: 'ssh-key', product: 'data-center' },
      'ssh -v -T -p 7999 git@bitbucket.acme.com',
    ],
    [
      'a host key',
      `Host key verification failed.\nfatal: Could not read from remote repository.\n$ git remote -v\n` +
        `origin\tssh://git@stash.acme.com:7999/acme/web.git (push)`,
      { first: 'host-key', product: 'data-center' },
      "ssh-keygen -R '[stash.acme.com]:7999'",
    ],
    [
      'its branch permissions',
      refused('Check your branch permissions configuration with the project administrator.', server),
      { first: 'dc-access', product: 'data-center' },
      'https://bitbucket.acme.com/plugins/servlet/branch-permissions/acme/web',
    ],
    [
      'a licence',
      `fatal: unable to access '${server}/': The requested URL returned error: 402`,
      { first: 'dc-access', product: 'data-center' },
      'administrator',
    ],
    [
      'a context path',
      `remote: Unauthorized\nfatal: Authentication failed for 'https://git.acme.com/bitbucket/scm/~ana/web.git/'`,
      { first: 'invalid-credentials', product: 'data-center' },
      'HTTP access token',
    ],
    [
      'a message of YACC',
      refused("refs/heads/main: 1a2b3c4: commit message doesn't match regex: [A-Z]+-[0-9]+: .*", server),
      { first: 'dc-committer', product: 'data-center' },
      'git commit --amend',
    ],
  ])('%s', (_, text, expected, says) => {
    expectDiagnosis(text, expected);
    expect(waysOf(text)).toContain(says);
    for (const { remedies } of sayDiagnosis(diagnose(text)).causes)
      for (const { do: words, page } of remedies)
        expect(`${words} ${page}`).not.toMatch(
          /bitbucket\.org|api[ -]token|id\.atlassian|bitbucket-cloud|status\.atlassian/i,
        );
  });

  test('YACC asks for another message, and not for another address', () => {
    const text = refused("refs/heads/main: 1a2b3c4: commit message doesn't match regex: .*", server);
    expect(waysOf(text)).not.toContain('user.email');
  });
});

describe('who pushed comes first where it is what the answer hangs on', () => {
  const local = 'It works fine from my laptop, but in the build:';
  test.each([
    [
      'a build that pushes, and the same works by hand',
      `${local}\n${refused('Permission denied to update branch main.')}`,
    ],
    [
      'Jenkins',
      `Started by user ana\nRunning as SYSTEM in /var/lib/jenkins/workspace/web\n${refused('Permission denied to update branch main.')}`,
    ],
    [
      'two keys, and no access',
      `debug1: Offering public key: /home/ana/.ssh/id_ed25519 ED25519 SHA256:a agent\n` +
        `debug1: Offering public key: /home/ana/.ssh/work RSA SHA256:b agent\n` +
        `You may not have access to this repository or it no longer exists in this workspace.\n` +
        `fatal: Could not read from remote repository.`,
    ],
  ])('%s', (_, text) => {
    const [first] = sayDiagnosis(diagnose(text)).causes;
    expect(first?.remedies.slice(0, 2).map((way) => way.do)).toEqual([
      expect.stringContaining('You can find out who you are to Bitbucket'),
      expect.stringContaining('IdentitiesOnly yes'),
    ]);
    expect(first?.reason).toContain('the first thing to find out');
  });

  test('it is asked once, and not where the text shows who pushed', () => {
    const jenkins = 'Running as SYSTEM in /var/lib/jenkins/workspace/web\n';
    const said = (text: string) =>
      sayDiagnosis(diagnose(jenkins + text)).causes.filter(({ reason }) => reason.includes('first thing to find out'));
    expect(said(`To ${cloud}\n${declined}\n${failed(cloud)}`)).toHaveLength(1);
    const address = 'https://x-token-auth@bitbucket.org/acme/web.git';
    expect(said(refused('Permission denied to update branch main.', address))).toEqual([]);
  });

  test('a person at a terminal is told the rule first', () => {
    expect(waysOf(refused('Permission denied to update branch main.'))).not.toContain('who you are to Bitbucket');
  });

  test('an access token is first refused as what no list can name', () => {
    const text = refused('Permission denied to update branch main.', 'https://x-token-auth@bitbucket.org/acme/web.git');
    expect(diagnose(text).causes.map(({ cause }) => cause)).toEqual(['unlistable-actor', 'push-restriction']);
  });
});

describe('each cause of the network has a first way of its own', () => {
  const unable = (reason: string) => `fatal: unable to access '${cloud}/': ${reason}`;
  test.each([
    ['The requested URL returned error: 503', 'https://bitbucket.status.atlassian.com'],
    ['SSL certificate problem: unable to get local issuer certificate', 'http.sslCAInfo'],
    ['Received HTTP code 407 from proxy after CONNECT', 'http.*proxy'],
    ['Could not resolve host: bitbucket.org', 'curl -sSI'],
  ])('%s', (reason, says) => {
    const [way] = waysOf(unable(reason)).split('\n');
    expect(way).toContain(says);
  });
});

describe('what came after is read as well', () => {
  const unreachable = `fatal: unable to access '${cloud}/': Could not resolve host: bitbucket.org`;
  const ahead = `To ${cloud}\n ! [rejected] main -> main (fetch first)\n${failed(cloud)}`;
  const restricted = refused('Permission denied to update branch main.');
  const updated = (branch: string) => `To ${cloud}\n   1a2b3c4..5d6e7f8  ${branch} -> ${branch}`;
  test.each([
    ['no connection, then a rule', [unreachable, restricted], 'push-restriction'],
    ['no connection, then behind the remote', ["Cloning into 'web'...", unreachable, ahead], 'remote-ahead'],
    [
      'a wrong password, then a rule',
      [`remote: Invalid credentials\nfatal: Authentication failed for '${cloud}/'`, restricted],
      'push-restriction',
    ],
    ['behind the remote, then a rule', [ahead, '$ git pull --rebase', restricted], 'push-restriction'],
    [
      'a push that went through, then no connection',
      [
        updated('main'),
        '$ git fetch',
        'ssh: connect to host bitbucket.org port 22: Connection timed out\nfatal: Could not read from remote repository.',
      ],
      'network',
    ],
    ['a rule, and another branch went through', [restricted, updated('ana/mend')], 'push-restriction'],
    [
      'another repository that was not found, and then this one',
      [
        `remote: Repository not found\nfatal: repository 'https://bitbucket.org/acme/lib.git/' not found`,
        updated('main'),
      ],
      'repository-not-found',
    ],
  ])('%s', (_, texts, first) => {
    expectDiagnosis(texts.join('\n'), { first });
  });

  test.each([
    ['no connection', unreachable],
    ['behind the remote', ahead],
    ['a rule', restricted],
  ])('what a later push of the same branch overcame is but possible: %s', (_, text) => {
    const { causes } = diagnose(`${text}\n$ git push\n${updated('main')}`);
    expect(causes.map(({ certainty }) => certainty)).not.toHaveLength(0);
    for (const { certainty } of causes) expect(certainty).toBe('possible');
  });
});

describe('words of other programs beside those of Git', () => {
  const ssh = 'git@bitbucket.org: Permission denied (publickey).\nfatal: Could not read from remote repository.';
  const password = `remote: Invalid credentials\nfatal: Authentication failed for '${cloud}/'`;
  const ahead = `To ${cloud}\n ! [rejected] main -> main (fetch first)\n${failed(cloud)}`;
  test.each([
    ['a name that does not resolve', `curl: (6) Could not resolve host: metrics.acme.internal\n${password}`],
    ['a certificate', `curl: (60) SSL certificate problem: self-signed certificate\n+ git push\n${password}`],
    ['a status', `curl: (22) The requested URL returned error: 404\n${password}`],
    ['a token of npm', `npm error Your token has expired. Please log in again.\n${password}`],
  ])('%s, and a wrong password', (_, text) => {
    expectDiagnosis(text, { first: 'invalid-credentials', product: 'cloud' });
  });

  test.each([
    ['a limit of a registry', `ERROR: failed to solve: node:20: 429 Too Many Requests\n${ssh}`],
    ['a file that is missing', `curl: (22) The requested URL returned error: 404\n${ssh}`],
  ])('%s, and a key', (_, text) => {
    expectDiagnosis(text, { first: 'ssh-key', product: 'cloud' });
  });

  test.each([
    ['a database', 'psql: error: connection to server at "localhost", port 5432 failed: Connection refused'],
    ['another host key', 'Host key verification failed.\nlost connection'],
    ['a commit that was not needed', 'nothing to commit, working tree clean'],
    ['a branch that tracked nothing', 'fatal: The current branch main has no upstream branch.'],
    ['a remote that was there', 'error: remote origin already exists.'],
    ['a folder that is no clone', 'fatal: not a git repository (or any of the parent directories): .git'],
    ['a hook that went well', '✔ Preparing lint-staged...\n[main 1a2b3c4] Mend'],
  ])('%s, and behind the remote', (_, words) => {
    const { causes } = diagnose(`${words}\n${ahead}`);
    expect(causes.map(({ cause }) => cause)).toEqual(['remote-ahead']);
  });

  test('a hook that went well, and no access', () => {
    const text = `✔ Preparing lint-staged...\nfatal: unable to access '${cloud}/': The requested URL returned error: 403`;
    expectDiagnosis(text, { first: 'repository-access', product: 'cloud' });
  });

  test.each([
    'Could not resolve host: db.acme.internal',
    "SSLError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate')",
    'Host key verification failed.\nlost connection',
  ])('alone they make nothing certain: %s', (text) => {
    expect(diagnose(text).causes.map(({ certainty }) => certainty)).not.toContain('certain');
  });

  test('a limit of a registry is not of Bitbucket', () => {
    expect(diagnose('ERROR: failed to solve: node:20: 429 Too Many Requests').product).toBe('unknown');
  });
});

describe('words that are quoted beside a refusal are not its reason', () => {
  const bare = `To ${cloud}\n${declined}\n${failed(cloud)}`;
  test.each([
    ['a commit message', '[main 1a2b3c4] Handle "You can only push your own commits in this repository"', bare],
    ['the output of a test', '✓ prints "Repository is over the size limit (4 GB) and will not accept more"', bare],
    [
      'an answer to another request',
      '{"error": {"message": "Your credentials lack one or more required privilege scopes."}}',
      bare,
    ],
    ['a sentence below', `${bare}\nI pulled before, and there is no (fetch first).`, ''],
    [
      'a page that is named in the same line',
      `It says "main branch is not allowed to be deleted", and we get: ${declined.trim()}`,
      '',
    ],
    [
      'a warning',
      'warning: shallow update not allowed is what older ones print',
      refused('Permission denied to update branch main.'),
    ],
  ])('%s', (_, words, text) => {
    const { causes } = diagnose(`${words}\n${text}`);
    expect(causes.map(({ cause, certainty }) => `${cause} ${certainty}`)[0]).toBe('push-restriction likely');
    expect(causes.map(({ certainty }) => certainty)).not.toContain('certain');
  });

  test('a file that speaks of two-step verification, and no access', () => {
    const text =
      'README: To access this repository, enable two-step authentication.\n' +
      `fatal: unable to access '${cloud}/': The requested URL returned error: 403`;
    expectDiagnosis(text, { first: 'repository-access', certainty: 'likely' });
  });
});

test('of references that are pushed as one, the reason is that of the one that was refused', () => {
  const text = refused('Permission denied to update branch main.').replace(
    declined,
    `${declined}\n ! [remote rejected] v1 -> v1 (atomic push failed for ref)`,
  );
  expect(diagnose(text).causes.map(({ cause }) => cause)).toEqual(['push-restriction']);
});

test('another host that a sentence mentions is not where the push went', () => {
  const text =
    'Since Monday we get `remote: Permission denied to update branch main.`\n' +
    'and our mirror at https://gitlab.com/acme/web works.';
  expectDiagnosis(text, { first: 'push-restriction', certainty: 'likely', ref: 'main', product: 'cloud' });
});

test('a fetch that went well is no push that went well', () => {
  const text =
    'From bitbucket.org:acme/web\n   1a2b3c4..5d6e7f8  main       -> origin/main\n' +
    'Push rejected by remote: Permission denied to update branch main.';
  expectDiagnosis(text, { first: 'push-restriction', ref: 'main' });
});

test('below a certain cause, nothing that is but possible is named', () => {
  const text = `To ${cloud}\n ! [rejected] main -> main (fetch first)\n${failed(cloud)}\nfatal: early EOF`;
  expect(diagnose(text).causes.map(({ cause }) => cause)).toEqual(['remote-ahead']);
});

test.each([
  ["fix/ana's-branch", "Permission denied to update branch fix/ana's-branch."],
  ['main', "Permission denied to update branch 'main'."],
  ['release/1.0', 'Permission denied to update branch "release/1.0"'],
  ['功能/登录', 'Permission denied to update branch 功能/登录.'],
])('the branch is read whole: %s', (branch, words) => {
  expectDiagnosis(`remote: ${words}\n${failed(cloud)}`, { first: 'push-restriction', ref: branch });
});

describe('a name in the text never becomes an option of a command that we offer', () => {
  test.each([
    ' ! [rejected] main -> --upload-pack=touch${IFS}x (fetch first)',
    'remote: Permission denied to update branch --exec=x.',
    ' ! [remote rejected] HEAD -> HEAD (pre-receive hook declined)',
    `origin\tx (push)\n--upload-pack=x\t${cloud} (push)\n${declined}`,
    'ssh: connect to host -oProxyCommand=x port 22: Connection refused\ngit@-oProxyCommand.x: Permission denied (publickey).',
  ])('%j', (text) => {
    const { causes, push } = diagnose(text);
    expect(causes).not.toHaveLength(0);
    expect([push.branch, push.remote, push.address?.host].join('\n')).not.toMatch(/^-|^HEAD$/m);
    const said = sayDiagnosis(diagnose(text)).causes.flatMap(({ remedies }) => remedies.map((way) => way.do));
    expect(said.join('\n')).not.toMatch(/(?:^|[\s'`])(?:--upload-pack|--exec=|-oProxy)/m);
  });
});

test('a restriction is no likely cause for a tag, as none covers tags', () => {
  const text = `To ${cloud}\n ! [remote rejected] refs/tags/v1 -> refs/tags/v1 (pre-receive hook declined)\n${failed(cloud)}`;
  for (const { certainty } of diagnose(text).causes) expect(certainty).toBe('possible');
});

test('a warning of the server is its reason where it gave no other', () => {
  expectDiagnosis(refused('warning: you are pushing to a frozen branch'), {
    first: 'server-hook',
    certainty: 'likely',
  });
});

describe('over SSH a server says its reason without a mark', () => {
  const last = 'fatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights';
  test.each([
    ['a reason', `Error: Access to this account is not permitted from here.\n\n${last}`, 'server-hook'],
    ['a word that is known', `Access denied.\n${last}`, 'repository-access'],
    ['what SSH says', `ssh: connect to host ssh.bitbucket.org port 22: Connection refused\n${last}`, 'network'],
    ['a command', `$ git fetch denied\n${last}`, 'ssh-key'],
  ])('%s', (_, text, first) => {
    expectDiagnosis(text, { first, certainty: ['likely', 'possible'] });
  });
});

describe('where nothing else is known, an error of Bitbucket’s in plain words', () => {
  test.each([
    ['✗ failed to list projects, error: GET https://stash.acme.com/api/v4/groups: 404', 'repository-not-found'],
    ['Fetching repository commit (cdd6229)...Cannot download Bitbucket repository contents: BadGateway', 'network'],
    ['SEVERE: Failing to get response from Bitbucket: Unauthorized', 'invalid-credentials'],
  ])('%s', (text, first) => {
    expectDiagnosis(text, { first, certainty: 'possible' });
  });

  test.each([
    'How do I avoid the rate limit of Bitbucket? My script seems to fail with a timeout now and then.',
    'Our Bitbucket certificate was renewed; if something is not found or you get an error, tell Ana.',
    'Bitbucket answers 404 for private repositories when you are not signed in.',
    'ERROR: the tests failed: 404 is not 200',
  ])('no cause in %j', (text) => {
    expect(diagnose(text).causes).toEqual([]);
  });
});

test('what the server says beside a status is shown with what the status means', () => {
  const text =
    'remote: The build token of this team is paused.\n' +
    `fatal: unable to access '${cloud}/': The requested URL returned error: 403`;
  expectDiagnosis(text, { first: 'repository-access', certainty: 'likely' });
  expect(diagnose(text).causes[0]?.because).toEqual(text.split('\n'));
});

describe('of two programs in one text the last one is believed', () => {
  const closed = 'fatal: Could not read from remote repository.';
  test.each<[sentence: string, text: string, first: string | string[]]>([
    [
      'Git met a certificate that nobody trusts',
      `abort: HTTP Error 404: Not Found\nerror: SSL certificate problem, verify that the CA cert is OK. Details:\n` +
        'error:14090086:SSL routines:SSL3_GET_SERVER_CERTIFICATE:certificate verify failed\nfatal: HTTP request failed',
      'network',
    ],
    [
      'Git had a wrong password',
      `$ hg push\nabort: HTTP Error 410: Gone\n$ git push\nfatal: Authentication failed for '${cloud}'`,
      'invalid-credentials',
    ],
    ['Git says no more than its last line', `$ hg push\nabort: authorization failed\n$ git push\n${closed}`, 'ssh-key'],
    ['Git is behind', `abort: HTTP Error 410: Gone\n ! [rejected] main -> main (fetch first)`, 'remote-ahead'],
  ])('%s', (_, text, first) => {
    expectDiagnosis(text, { first, certainty: ['certain', 'likely', 'possible'] });
    for (const { cause, certainty } of diagnose(text).causes)
      if (cause === 'mercurial') expect(certainty).toBe('possible');
  });

  test.each([
    ['Mercurial came last', `fatal: Authentication failed for '${cloud}'\n$ hg push\nabort: HTTP Error 410: Gone`],
    ['Git spoke to Mercurial', `$ git clone hg::${cloud}\nabort: HTTP Error 410: Gone\n${closed}`],
  ])('%s', (_, text) => {
    expectDiagnosis(text, { first: 'mercurial', certainty: 'certain' });
  });
});

describe("the end of the server's own Git is a fault of the server", () => {
  const unpacker = `To ${cloud}\n ! [remote rejected] main -> main (unpacker error)\n${failed(cloud)}`;
  test.each<[sentence: string, text: string]>([
    ['while it unpacked a push', `remote: fatal: the disk is on strike\n${unpacker}`],
    ['in several lines', `remote: error: cannot write objects/1a\nremote: fatal: failed to write object\n${unpacker}`],
    ['in answer to a fetch', '$ git fetch\nremote: fatal: the pack is in pieces\nfatal: early EOF'],
    ['alone above the last line', 'remote: fatal: no memory left\nfatal: the remote end hung up unexpectedly'],
  ])('%s', (_, text) => {
    expectDiagnosis(text, { first: 'network', certainty: 'likely' });
    expect(diagnose(text).causes[0]?.ways?.[0]).toBe('see-status');
  });

  test.each<[sentence: string, text: string, first: string]>([
    ['a check of the objects', `remote: fatal: fsck error in packed object\n${unpacker}`, 'server-hook'],
    ['a hook that says the same word', refused('fatal: 1a2b3c names no ticket'), 'server-hook'],
    ['a push that is too large', `remote: fatal: pack exceeds maximum allowed size\n${unpacker}`, 'push-size'],
  ])('but not %s', (_, text, first) => {
    expectDiagnosis(text, { first });
  });
});

describe('of a reference that the remote does not have', () => {
  test.each([
    "$ git fetch origin spring\nfatal: couldn't find remote ref spring",
    'failed to find branch `spring`',
    'failed to checkout: couldn\'t find remote ref "refs/heads/spring"',
  ])('the first way is to see which there are: %s', (text) => {
    expectDiagnosis(text, { first: 'ref-conflict', certainty: 'likely' });
    expect(waysOf(text).split('\n')[0]).toContain('git ls-remote');
  });

  test('a fetch is not said to have set a branch', () => {
    const text = "fatal: couldn't find remote ref refs/heads/spring";
    expect(sayDiagnosis(diagnose(text)).causes[0]?.reason).toMatch(/^The remote has no `spring`/);
  });
});

describe('a server says over SSH, behind its mark, why it closed', () => {
  const closed = 'fatal: Could not read from remote repository.';
  test.each<[text: string, first: string]>([
    [`remote: This key was paused by an administrator.\n${closed}`, 'server-hook'],
    [`remote: Counting objects: 100% (3/3), done.\n${closed}`, 'ssh-key'],
  ])('%s', (text, first) => {
    expectDiagnosis(text, { first, certainty: unsure });
  });
});
