import { describe, expect, test } from '@jest/globals';
import { silentTools, tools } from '../../../src/pipelines/programs/tools';
import { pushesOf, walked } from '../scripts';

const branch = 'push main';
const tags = 'push refs/tags/*';

describe('release tools, in a step that runs for main', () => {
  test.each<[command: string, ...pushes: string[]]>([
    ['npx semantic-release', tags, branch],
    ['npx --yes -p semantic-release@24 -p @semantic-release/git semantic-release', tags, branch],
    ['npx semantic-release@24', tags, branch],
    ['yarn semantic-release', tags, branch],
    ['yarn dlx semantic-release', tags, branch],
    ['pnpm exec semantic-release', tags, branch],
    ['npm exec -- semantic-release', tags, branch],
    ['bunx semantic-release', tags, branch],
    ['./node_modules/.bin/semantic-release', tags, branch],
    ['semantic-release --dry-run'],
    ['npx semantic-release -d'],
    ['semantic-release version', branch, tags],
    ['poetry run semantic-release -v version', branch, tags],
    ['python -m semantic_release version', branch, tags],
    ['uv tool run semantic-release version', branch, tags],
    ['uvx --from python-semantic-release semantic-release version --no-push'],
    ['semantic-release --noop version'],
    ['release-it --ci', branch, tags],
    ['npx release-it minor --no-git.push'],
    ['npx release-it --dry-run'],
    ['npx lerna version --yes', branch, tags],
    ['npx lerna version --git-remote upstream', 'push main -> ? as not-known', 'push refs/tags/* -> ? as not-known'],
    ['npx lerna version --no-push'],
    ['npx lerna publish --yes', branch, tags],
    ['npx lerna publish from-package'],
    ['npx lerna run build'],
    ['npx np --no-tests', branch, tags],
    ['npx np --preview'],
    ['npx nx release', branch, tags],
    ['npx nx release --dry-run'],
    ['npx nx build'],
    ['npx auto shipit', branch, tags],
    ['mvn -B release:clean release:prepare', branch, tags],
    ['./mvnw -B org.apache.maven.plugins:maven-release-plugin:3.0.1:prepare', branch, tags],
    ['mvn release:prepare -DpushChanges=false'],
    ['mvn release:prepare -DdryRun=true'],
    ['mvn release:perform'],
    ['mvn deploy'],
    ['mvn scm:checkin -Dmessage=Built', branch],
    ['mvn scm:checkin -DpushChanges=false'],
    ['mvn -B gitflow:release-finish', 'push ?the production and development branches of the plugin', tags],
    ['mvn -B gitflow:release-finish -DpushRemote=false'],
    ['mvn -B gitflow:release-start'],
    ['mvn jgitflow:release-finish', 'push ?the main and development branches of the plugin', tags],
    ['./gradlew release', tags, branch],
    ['bash ./gradlew release', tags, branch],
    ['gradle clean :release', tags, branch],
    ['./gradlew :app:release', tags, branch],
    ['./gradlew assembleRelease :app:bundleRelease'],
    ['gradle release -Prelease.dryRun'],
    ['./gradlew final', tags],
    ['gradle build'],
    ['sbt "release with-defaults"', branch, tags],
    ['cargo release patch --execute --no-confirm', branch, tags],
    ['cargo release -x minor', branch, tags],
    ['cargo release patch'],
    ['cargo release --execute --no-push'],
    ['mkdocs gh-deploy', 'push gh-pages'],
    ['poetry run mkdocs gh-deploy --force -b docs', 'force-push docs'],
    ['mkdocs build'],
    ['mike deploy --push 1.0', 'push gh-pages'],
    ['mike deploy 1.0'],
    ['npx gh-pages -d dist', 'push gh-pages'],
    ['npx gh-pages -d dist --no-history --branch=site', 'force-push site'],
    ['npx gh-pages -d dist --no-push'],
    [
      'npx gh-pages -d dist --repo https://x-token-auth:$T@bitbucket.org/acme/site.git',
      'push gh-pages -> acme/site as access-token',
    ],
    ['ghp-import -n -p site', 'push gh-pages'],
    ['ghp-import site'],
    ['npx standard-version'],
    ['npx standard-version && git push --follow-tags origin main', branch, tags],
    ['npx commit-and-tag-version'],
    ['npx changeset publish'],
    ['npx @changesets/cli publish'],
    ['goreleaser release --clean'],
    ['npx release-please release-pr'],
    ['bump2version patch'],
    ['cz bump --yes'],
    ['npm version patch'],
    ['yarn publish'],
    ['semantic-release --help'],
  ])('%s', (command, ...pushes) => {
    expect(pushesOf(command)).toEqual(pushes);
  });

  test('a tool pushes as the remote says', () => {
    expect(
      pushesOf('git remote set-url origin https://x-token-auth:$T@bitbucket.org/acme/web; npx release-it'),
    ).toEqual([`${branch} -> here as access-token`, `${tags} -> here as access-token`]);
  });

  test.each<[file: string, text: string, ...pushes: string[]]>([
    ['.releaserc', '{"plugins": ["@semantic-release/npm"]}', tags],
    ['.releaserc.yaml', 'plugins:\n  - @semantic-release/git\n', tags, branch],
    ['.releaserc.json', '{"extends": "@acme/release"}', tags, branch],
    ['package.json', '{"release": {"plugins": ["@semantic-release/git"]}}', tags, branch],
    ['package.json', '{"release": {"branches": ["main"]}}', tags],
    ['package.json', '{"release": ', tags, branch],
    ['package.json', `{"release": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`, tags, branch],
  ])('semantic-release with %s: %.80s', (file, text, ...pushes) => {
    expect(pushesOf('npx semantic-release', { files: { [file]: text } })).toEqual(pushes);
  });

  test('whether the plugin is there is not known without settings, and known with them', () => {
    const only = (files: Record<string, string>) =>
      walked('npx semantic-release', { files }).found.map((found) => found.only);
    expect(only({})).toEqual([undefined, 'with the plugin `@semantic-release/git`']);
    expect(only({ '.releaserc': '["@semantic-release/git"]' })).toEqual([undefined, undefined]);
  });
});

test('every tool names its page, and none is both loud and silent', () => {
  for (const { page } of [...tools, ...silentTools]) expect(page).toMatch(/^https:\/\/\S+$/);
  const loud = new Set(tools.flatMap(({ programs }) => programs));
  for (const { programs } of silentTools) for (const program of programs) expect(loud.has(program)).toBe(false);
});
