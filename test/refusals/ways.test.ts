import { describe, expect, test } from '@jest/globals';
import { branchName } from '../../src/core/branches/branch-name';
import type { CauseId } from '../../src/refusals/signatures/cause';
import { causeNamed, families } from '../../src/refusals/families/index';
import type { Push } from '../../src/refusals/text/push';
import { waysOfText, type WayOfText } from '../../src/refusals/ways-out/table';
import { sayWay } from '../../src/refusals/ways';

const ids = Object.keys(waysOfText) as WayOfText[];
const bare: Push = {};
const full: Push = {
  branch: 'release/1',
  remote: 'upstream',
  local: 'topic',
  upstream: 'upstream/release/1',
  address: { by: 'ssh', host: 'altssh.bitbucket.org', port: 443, path: 'acme/web' },
  pusher: { is: 'named', name: 'ana' },
};

describe('a command is for the push at hand, or for the likeliest where the text tells nothing of it', () => {
  test.each<[WayOfText, ofBare: string, ofFull: string]>([
    [
      'open-pull-request',
      'git push origin HEAD:refs/heads/work/main-update',
      'git push upstream HEAD:refs/heads/ana/release-1-update',
    ],
    ['move-work', 'git branch -f main origin/main', 'git branch -f topic upstream/release/1'],
    ['add-commits-instead', 'git push origin HEAD:refs/heads/main', 'git push upstream HEAD:refs/heads/release/1'],
    ['integrate-first', 'git pull --rebase origin main', 'git pull --rebase upstream release/1'],
    [
      'force-with-lease',
      'git push --force-with-lease origin HEAD',
      'git push --force-with-lease upstream HEAD:refs/heads/release/1',
    ],
    ['commit-first', 'git push origin HEAD', 'git push upstream topic'],
    ['set-upstream', 'git push --set-upstream origin HEAD', 'git push --set-upstream upstream topic'],
    [
      'push-submodules',
      'git push origin HEAD:refs/heads/work/main-update',
      'git push origin HEAD:refs/heads/ana/release-1-update',
    ],
    ['smaller-push', 'git push origin HEAD~1:refs/heads/main', 'git push upstream HEAD~1:refs/heads/release/1'],
    [
      'undo-last-push',
      'git push --force-with-lease=main:FETCH_HEAD origin FETCH_HEAD~1:refs/heads/main',
      'git push --force-with-lease=release/1:FETCH_HEAD upstream FETCH_HEAD~1:refs/heads/release/1',
    ],
    [
      'fix-remote',
      'git remote set-url origin git@ssh.bitbucket.org:WORKSPACE/REPOSITORY.git',
      'git remote set-url upstream git@ssh.bitbucket.org:acme/web.git',
    ],
    ['check-network', 'curl -sSI https://bitbucket.org', 'curl -sSI https://bitbucket.org'],
    ['refresh-host-keys', 'ssh-keygen -R ssh.bitbucket.org', "ssh-keygen -R '[altssh.bitbucket.org]:443'"],
  ])('%s', (id, ofBare, ofFull) => {
    expect(sayWay(id, bare).do).toContain(`\`${ofBare}\``);
    expect(sayWay(id, full).do).toContain(`\`${ofFull}\``);
  });

  test.each<[WayOfText, told: Push, line: string]>([
    ['set-upstream', { branch: 'topic' }, 'git push --set-upstream origin HEAD'],
    ['commit-first', { branch: 'topic' }, 'git push origin HEAD:refs/heads/topic'],
    ['move-work', { branch: 'topic', remote: 'fork' }, 'git branch -f topic fork/topic'],
    [
      'refresh-host-keys',
      { address: { by: 'https', host: 'bitbucket.org', path: 'acme/web' } },
      'ssh-keygen -R ssh.bitbucket.org',
    ],
  ])('%s, of %j', (id, told, line) => {
    expect(sayWay(id, told).do).toContain(`\`${line}\``);
  });
});

describe('in PowerShell', () => {
  const home = /`[^`]*~\/[^`]*`/;
  // These name a file to be edited or looked into, which no command holds.
  const files: WayOfText[] = ['name-one-key', 'use-ssh-host', 'clear-credentials'];

  test.each(ids.filter((id) => !files.includes(id)))('%s runs no command that is none there', (id) => {
    for (const told of [bare, full]) {
      const words = sayWay(id, told, 'powershell').do;
      expect(words).not.toMatch(/`(?:curl|chmod|printf) /);
      expect(words).not.toMatch(home);
    }
  });

  test.each<[WayOfText, posix: string, powershell: string]>([
    ['find-out-who', '"$BITBUCKET_EMAIL"', '"$env:BITBUCKET_EMAIL"'],
    ['protect-key-file', 'chmod 600 ~/.ssh/id_ed25519', 'icacls $HOME/.ssh/id_ed25519 '],
    ['mend-ssh-config', 'chmod 600 ~/.ssh/config', 'icacls $HOME/.ssh/config '],
    ['clear-credentials', "printf 'protocol=https", "'protocol=https', 'host=bitbucket.org', ''"],
    ['check-network', '`curl -sSI', '`curl.exe -sSI'],
  ])('%s has the form of each shell', (id, posix, powershell) => {
    const [inPosix, inPowerShell] = [sayWay(id, bare, 'posix').do, sayWay(id, bare, 'powershell').do];
    expect(inPosix).toContain(posix);
    expect(inPosix).not.toContain(powershell);
    expect(inPowerShell).toContain(powershell);
    expect(inPowerShell).not.toContain(posix);
  });
});

describe('a branch of one’s own', () => {
  test.each<[branch: string | undefined, pusher: Push['pusher'], own: string]>([
    [undefined, undefined, 'work/main-update'],
    ['main', { is: 'named', name: 'ana' }, 'ana/main-update'],
    ['main', { is: 'named', name: 'ana lovell' }, 'work/main-update'],
    ['main', { is: 'ssh-key' }, 'work/main-update'],
    ['李', undefined, 'work/branch-update'],
    ['release/$(x)', undefined, 'work/release-x-update'],
  ])('for %j by %j is %s', (branch, pusher, own) => {
    const words = sayWay('open-pull-request', {
      ...(branch !== undefined && { branch }),
      ...(pusher && { pusher }),
    }).do;
    expect(words).toContain(`HEAD:refs/heads/${own}\``);
    expect(branchName(own)).toBe(own);
  });
});

describe('what a cause means is said of the push, as far as it is known', () => {
  const https: Push = { ...full, address: { by: 'https', host: 'git.example.com', path: 'acme/web' } };
  test.each<[CauseId, ofBare: string, ofTold: string]>([
    ['main-branch', 'The branch is the main branch', '`release/1` is the main branch'],
    ['push-restriction', 'Write access on the branch, or', 'Write access on `release/1`, or'],
    ['dc-pull-request-only', 'change the branch.', 'change `release/1`.'],
    ['app-password-removed', 'used an app password. ', 'used an app password, for the user name `ana`. '],
    ['network', 'The connection failed', 'The connection to `git.example.com` failed'],
    ['host-key', 'the host key is not', 'the host key of `git.example.com` is not'],
    ['ssh-key', 'accepted no SSH key, or', 'accepted no SSH key for `git.example.com`, or'],
    ['other-host', 'These are the words of', 'The push went to `git.example.com`'],
  ])('%s', (id, ofBare, ofTold) => {
    expect(causeNamed(id).means(bare)).toContain(ofBare);
    expect(causeNamed(id).means(https)).toContain(ofTold);
  });

  test('a cause without a page is a mistake of ours, and not an empty answer', () => {
    expect(() => causeNamed('no-such-cause' as CauseId)).toThrow('no-such-cause');
    for (const { id } of families.flatMap(({ causes }) => causes)) expect(causeNamed(id).id).toBe(id);
  });
});
