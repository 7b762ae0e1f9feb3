import { describe, expect, test } from '@jest/globals';
import { atStart, led, pushesOf, someBranch, walked } from '../scripts';

describe('git push, in a step that runs for main', () => {
  test.each<[command: string, ...pushes: string[]]>([
    ['git push', 'push main'],
    ['git push origin', 'push main'],
    ['git push origin main', 'push main'],
    ['git push origin HEAD', 'push main'],
    ['git push origin @', 'push main'],
    ['git push -u origin HEAD', 'push main'],
    ['git push origin HEAD:main', 'push main'],
    ['git push origin HEAD:refs/heads/develop', 'push develop'],
    ['git push origin refs/heads/main:refs/heads/release/1.0', 'push release/1.0'],
    ['git push origin abc1234:develop', 'push develop'],
    ['git push origin main develop', 'push main', 'push develop'],
    ['git push origin +main', 'force-push main'],
    ['git push origin +HEAD:develop main', 'force-push develop', 'push main'],
    ['git push -f', 'force-push main'],
    ['git push -fu origin develop', 'force-push develop'],
    ['git push --force origin HEAD:develop', 'force-push develop'],
    ['git push --force-with-lease', 'force-push main'],
    ['git push --force-with-lease=main:abc1234 origin main', 'force-push main'],
    ['git push --force --no-force origin main', 'push main'],
    ['git push origin :old', 'delete old'],
    ['git push origin :refs/heads/old', 'delete old'],
    ['git push origin --delete old older', 'delete old', 'delete older'],
    ['git push -d origin old', 'delete old'],
    ['git push --tags', 'push refs/tags/*'],
    ['git push origin main --tags', 'push main', 'push refs/tags/*'],
    ['git push --follow-tags', 'push main', 'push refs/tags/*'],
    ['git push origin tag v1', 'push refs/tags/v1'],
    ['git push origin refs/tags/v1', 'push refs/tags/v1'],
    ['git push origin HEAD:refs/tags/v1', 'push refs/tags/v1'],
    ['git push origin :refs/tags/v1', 'delete refs/tags/v1'],
    ['git tag v1 && git push origin v1', 'push refs/tags/v1'],
    ['git tag -a "v$N" -m "Version $N"\ngit push origin "v$N"', 'push ?refs/tags/v$N'],
    ['git push origin 1.4.0', 'push 1.4.0 (branch-or-tag)'],
    ['git push origin $VERSION', 'push ?$VERSION (branch-or-tag)'],
    ['git push origin HEAD:refs/notes/builds', 'push refs/notes/builds (other)'],
    ['git push --all', 'push main and other-branches'],
    ['git push --all --force origin', 'force-push main and other-branches'],
    ['git push origin "refs/heads/*:refs/heads/*"', 'push main and other-branches'],
    ['git push origin :', 'push main and other-branches'],
    ['git push --mirror', 'force-push main and everything'],
    ['git push --dry-run'],
    ['git push -n origin main'],
    ['git push --dry-run origin :old'],
    ['git push -o ci.skip origin develop', 'push develop'],
    ['git push --push-option=ci.skip origin develop', 'push develop'],
    ['git push --repo=origin', 'push main'],
    ['git push --no-verify --quiet --atomic origin develop', 'push develop'],
    ['git push -- origin develop', 'push develop'],
    ['git -c user.name=x -C sub --no-pager push origin develop', 'push develop'],
    ['git --git-dir .git push', 'push main'],
    ['git --git-dir=/opt/atlassian/pipelines/agent/build/.git push', 'push main'],
    ['git --git-dir=/tmp/other/.git push origin main', 'push main -> ? as not-known'],
    ['git --git-dir mirror.git push origin main', 'push main -> ? as not-known'],
    ['GIT_DIR=/tmp/other/.git git push origin main', 'push main -> ? as not-known'],
    ['git config push.default nothing; git push'],
    ['git -c push.default=nothing push'],
    ['git config push.default matching\ngit push', 'push main and other-branches'],
    ['git subtree push --prefix=dist origin gh-pages', 'push gh-pages'],
    ['git lfs push origin main'],
    ['git flow release finish -p 1.0', 'push ?the main and development branches of git-flow', 'push refs/tags/*'],
    ['git flow feature publish login', 'push feature/login'],
    ['git flow release finish 1.0'],
    ['git commit -m "git push"'],
    ['git stash push'],
    ['echo git push'],
  ])('%s', (command, ...pushes) => {
    expect(pushesOf(command)).toEqual(pushes);
  });
});

describe('what is checked out', () => {
  test.each<[script: string, push: string]>([
    ['git checkout develop && git push', 'push develop'],
    ['git checkout -b next && git push', 'push next'],
    ['git checkout -B next origin/main\ngit push -u origin HEAD', 'push next'],
    ['git switch -c next; git push', 'push next'],
    ['git switch develop; git push', 'push develop'],
    ['git checkout -b "bump/$V"; git push origin HEAD', 'push ?bump/$V'],
    ['git checkout main -- package.json; git push', 'push main'],
    ['git checkout .; git push', 'push main'],
    ['git checkout -t origin/develop; git push', 'push develop'],
    ['git checkout $BITBUCKET_COMMIT; git push', 'push ?$BITBUCKET_COMMIT'],
    ['git checkout --detach; git push origin HEAD:main', 'push main'],
    ['git branch -m renamed; git push', 'push renamed'],
    ['git worktree add site gh-pages; cd site; git push', 'push gh-pages'],
    ['if [ -n "$X" ]; then git checkout develop; fi; git push', 'push ?the branch'],
    ['(git checkout develop); git push', 'push develop'],
  ])('%s', (script, push) => {
    expect(pushesOf(script)).toEqual([push]);
  });
});

describe('as whom, and where', () => {
  test.each<[address: string, leads: string]>([
    ['http://bitbucket.org/acme/web', ''],
    ['https://bitbucket.org/acme/web.git', 'here as not-known'],
    ['https://x-token-auth:secret@bitbucket.org/acme/web.git', 'here as access-token'],
    ['https://x-token-auth:$TOKEN@bitbucket.org/Acme/Web/', 'here as access-token'],
    ['https://x-bitbucket-api-token-auth:$TOKEN@bitbucket.org/acme/web', 'here as person'],
    ['https://harvey@bitbucket.org/acme/web', 'here as person'],
    ['https://bitbucket.org/{x}/{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}', 'here as not-known'],
    ['git@bitbucket.org:acme/web.git', 'here as ssh-key'],
    ['git@ssh.bitbucket.org:acme/web.git', 'here as ssh-key'],
    ['ssh://git@altssh.bitbucket.org:443/acme/web.git', 'here as ssh-key'],
    ['ssh://git@bitbucket.org/acme/other.git', 'acme/other as ssh-key'],
    ['https://x-token-auth:$T@bitbucket.org/acme/other', 'acme/other as access-token'],
    ['git@github.com:acme/web.git', 'github.com as ssh-key'],
    ['https://bitbucket.org.example.com/acme/web', 'bitbucket.org.example.com as not-known'],
    ['https://$HOST/acme/web', '? as not-known'],
    ['https://x-token-auth:$T@bitbucket.org/$REPO', '? as access-token'],
    ['../elsewhere', '? as not-known'],
    ['file:///tmp/elsewhere', '? as not-known'],
  ])('%s', (address, leads) => {
    expect(led(address)).toBe(leads);
  });

  test.each<[script: string, push: string]>([
    ['git remote set-url origin git@bitbucket.org:acme/web.git; git push', 'push main -> here as ssh-key'],
    ['git remote set-url origin ${BITBUCKET_GIT_SSH_ORIGIN}; git push', 'push main -> here as ssh-key'],
    [
      'git remote set-url --push origin https://x-token-auth:$T@bitbucket.org/$BITBUCKET_REPO_FULL_NAME; git push',
      'push main -> here as access-token',
    ],
    [
      'git remote add bot https://x-token-auth:$T@bitbucket.org/acme/web; git push bot main',
      'push main -> here as access-token',
    ],
    ['git config remote.origin.url git@bitbucket.org:acme/web.git\ngit push', 'push main -> here as ssh-key'],
    [
      'git config --global url."https://x-token-auth:$T@bitbucket.org/".insteadOf "http://bitbucket.org/"; git push',
      'push main -> here as access-token',
    ],
    ['cd /tmp/elsewhere; git push origin HEAD', 'push ?the current branch -> ? as not-known'],
    ['git config http.${BITBUCKET_GIT_HTTP_ORIGIN}.proxy http://host.docker.internal:29418/; git push', 'push main'],
    ['git config --global http.extraHeader "Authorization: Bearer $T"; git push', 'push main -> here as access-token'],
    [
      'git config remote.origin.pushurl git@bitbucket.org:acme/web.git; git config --unset remote.origin.pushurl; git push',
      'push main',
    ],
    [
      'git config http.extraHeader "Authorization: Bearer $T"; git config --unset-all http.extraHeader; git push',
      'push main',
    ],
    ['git config --unset remote.origin.url; git push', 'push main -> ? as not-known'],
    ['git push $REMOTE main', 'push main -> ? as not-known'],
    ['git push upstream main', 'push main -> ? as not-known'],
    [
      'git clone git@bitbucket.org:acme/other.git; cd other; git push',
      'push ?the current branch -> acme/other as ssh-key',
    ],
    [
      'git clone git@bitbucket.org:acme/other.git /tmp/o && cd /tmp/o && cd $BITBUCKET_CLONE_DIR && git push',
      'push main',
    ],
    ['git clone -b next git@bitbucket.org:acme/web.git w; git -C w push', 'push next -> here as ssh-key'],
    ['(git clone git@bitbucket.org:acme/other.git o; cd o); git push', 'push main'],
    [
      'if [ -n "$T" ]; then git remote set-url origin https://x-token-auth:$T@bitbucket.org/acme/web; fi; git push',
      'push main -> ? as not-known',
    ],
    [
      'TOKEN=$(curl -d grant_type=client_credentials https://bitbucket.org/site/oauth2/access_token)\ngit push https://x-token-auth:$TOKEN@bitbucket.org/acme/web main',
      'push main -> here as oauth-client',
    ],
  ])('%s', (script, push) => {
    expect(pushesOf(script)).toEqual([push]);
  });

  test('which branch and which variable are not known is said', () => {
    const [push] = walked('git push origin HEAD:release/$VERSION', { start: atStart(someBranch) }).found;
    expect(push?.target.name).toEqual({
      text: 'release/$VERSION',
      causes: [{ because: 'not-in-file', name: '$VERSION' }],
    });
  });
});
