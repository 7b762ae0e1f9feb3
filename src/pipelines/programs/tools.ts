import type { Value } from '../shell/values';

/** A program and what it was given, without what starts it (`npx`, `poetry run` …). */
export interface Call {
  program: string;
  args: Value[];
}

/** What a tool pushes. */
export interface Effect {
  /** The branch of the run, its tags, or a branch that the tool names itself (which these options change). */
  pushes: 'branch' | 'tags' | { branch: string; options?: string[] };
  /** The option by which it rewrites. */
  force?: string;
  /** Where settings outside the pipelines file decide whether it does: they. */
  only?: string;
}

/** A tool that pushes, and when. Programs are named as they are called; patterns are matched against each argument. */
export interface Tool {
  name: string;
  programs: string[];
  /** One argument must match. */
  asked?: RegExp;
  /** One argument must match, else nothing is pushed. */
  on?: RegExp;
  /** Where an argument matches, nothing is pushed. */
  off?: RegExp;
  effects: Effect[];
  /** Who pushes: as `git push` would, or as settings elsewhere say. */
  as: 'origin' | { settings: string } | { originUnless: string };
  /** Options that name another remote. */
  remoteOptions?: string[];
  /** Where its documentation says so. */
  page: string;
}

const mavenScm = { settings: 'the address in `<scm>` of `pom.xml`' };
/** As semantic-release takes its credential (semantic-release.gitbook.io, CI configuration). */
const ofSemanticRelease = {
  originUnless:
    '`BB_TOKEN`, `BITBUCKET_TOKEN`, `GIT_CREDENTIALS` or another of its variables is set in Bitbucket, ' +
    'or `repositoryUrl` names another address',
};
const maven = ['mvn', 'mvnw'];
const gradle = ['gradle', 'gradlew'];

/** Release tools that push, each with the page that says so. The first that fits is meant. */
export const tools: Tool[] = [
  {
    name: 'python-semantic-release',
    programs: ['semantic-release', 'python-semantic-release', 'semantic_release', 'psr'],
    asked: /^(?:version|publish)$/,
    off: /^(?:--no-push|--noop|--print|--print-tag|--print-last-released|--print-last-released-tag)$/,
    effects: [{ pushes: 'branch' }, { pushes: 'tags' }],
    as: { originUnless: 'its settings give it a token of its own' },
    page: 'https://python-semantic-release.readthedocs.io/en/latest/commands.html',
  },
  {
    name: 'multi-semantic-release',
    programs: [
      'multi-semantic-release',
      '@qiwi/multi-semantic-release',
      '@anolilab/multi-semantic-release',
      'semantic-release-monorepo',
    ],
    off: /^(?:--dry-run|-d|--dryRun)(?:=true)?$/,
    effects: [{ pushes: 'tags' }, { pushes: 'branch', only: 'with the plugin `@semantic-release/git` in a package' }],
    as: ofSemanticRelease,
    page: 'https://github.com/qiwi/multi-semantic-release#readme',
  },
  {
    name: 'semantic-release',
    programs: ['semantic-release'],
    off: /^(?:--dry-run|-d)(?:=true)?$/,
    effects: [{ pushes: 'tags' }, { pushes: 'branch', only: 'with the plugin `@semantic-release/git`' }],
    as: ofSemanticRelease,
    page: 'https://semantic-release.gitbook.io/semantic-release/usage/ci-configuration#authentication',
  },
  {
    name: 'release-it',
    programs: ['release-it'],
    off: /^(?:--dry-run|-d|--no-git|--no-git\.push|--git\.push=false|--git=false|--release-version|--changelog)$/,
    effects: [{ pushes: 'branch' }, { pushes: 'tags' }],
    as: { originUnless: '`git.pushRepo` names another remote' },
    page: 'https://github.com/release-it/release-it/blob/main/docs/git.md',
  },
  {
    name: 'lerna',
    programs: ['lerna'],
    asked: /^(?:version|publish)$/,
    off: /^(?:--no-push|--push=false|--no-git-tag-version|--skip-git|from-git|from-package|--canary|-c)$/,
    effects: [{ pushes: 'branch' }, { pushes: 'tags' }],
    as: 'origin',
    remoteOptions: ['--git-remote'],
    page: 'https://github.com/lerna/lerna/blob/main/libs/commands/version/README.md#--no-push',
  },
  {
    name: 'np',
    programs: ['np'],
    off: /^--(?:preview|release-draft-only)$/,
    effects: [{ pushes: 'branch' }, { pushes: 'tags' }],
    as: 'origin',
    page: 'https://github.com/sindresorhus/np#readme',
  },
  {
    name: 'nx release',
    programs: ['nx'],
    asked: /^release$/,
    off: /^(?:--dry-run|-d|--git-push=false|--gitPush=false|--no-git-push|publish|plan)$/,
    effects: [
      { pushes: 'branch', only: 'where `nx.json` or `--git-push` says so' },
      { pushes: 'tags', only: 'where `nx.json` or `--git-push` says so' },
    ],
    as: 'origin',
    page: 'https://nx.dev/nx-api/nx/documents/release',
  },
  {
    name: 'auto',
    programs: ['auto'],
    asked: /^(?:shipit|latest|next|canary)$/,
    off: /^(?:--dry-run|-d)$/,
    effects: [
      { pushes: 'branch', only: 'where its plugins say so' },
      { pushes: 'tags', only: 'where its plugins say so' },
    ],
    as: 'origin',
    page: 'https://intuit.github.io/auto/docs/generated/shipit',
  },
  {
    name: 'maven-release-plugin',
    programs: maven,
    asked:
      /^(?:release|(?:org\.apache\.maven\.plugins:)?maven-release-plugin(?::[\w.-]+)?):(?:prepare(?:-with-pom)?|branch|update-versions|rollback)$/,
    off: /^-D(?:pushChanges=false|dryRun(?:=true)?)$/,
    effects: [{ pushes: 'branch' }, { pushes: 'tags' }],
    as: mavenScm,
    page: 'https://maven.apache.org/maven-release/maven-release-plugin/prepare-mojo.html#pushChanges',
  },
  {
    name: 'maven-scm-plugin',
    programs: maven,
    asked: /^(?:scm|(?:org\.apache\.maven\.plugins:)?maven-scm-plugin(?::[\w.-]+)?):checkin$/,
    off: /^-DpushChanges=false$/,
    effects: [{ pushes: 'branch' }],
    as: mavenScm,
    page: 'https://maven.apache.org/scm/maven-scm-plugin/checkin-mojo.html#pushChanges',
  },
  {
    name: 'gitflow-maven-plugin',
    programs: maven,
    asked:
      /^(?:gitflow|com\.amashchenko\.maven\.plugin:gitflow-maven-plugin(?::[\w.-]+)?):(?:release|(?:release|hotfix|feature)-finish)$/,
    off: /^-DpushRemote=false$/,
    effects: [{ pushes: { branch: 'the production and development branches of the plugin' } }, { pushes: 'tags' }],
    as: 'origin',
    page: 'https://github.com/aleksandr-m/gitflow-maven-plugin#readme',
  },
  {
    name: 'jgitflow',
    programs: maven,
    asked:
      /^(?:jgitflow|(?:com\.atlassian\.maven\.plugins|external\.atlassian\.jgitflow):(?:maven-jgitflow-plugin|jgitflow-maven-plugin)(?::[\w.-]+)?):(?:release|hotfix|feature)-(?:start|finish)$/,
    off: /^-Dpush(?:Releases|Hotfixes|Features)=false$/,
    effects: [
      {
        pushes: { branch: 'the main and development branches of the plugin' },
        only: 'where `pushReleases` or its like says so',
      },
      { pushes: 'tags', only: 'where `pushReleases` or its like says so' },
    ],
    as: 'origin',
    page: 'https://bitbucket.org/atlassian/jgit-flow/wiki/goals/release-finish',
  },
  {
    name: 'gradle release',
    programs: gradle,
    asked: /^(?:[\w.:-]*:)?(?:release|pushRelease)$/,
    off: /^-Prelease\.(?:dryRun|localOnly)(?:=true)?$/,
    effects: [
      { pushes: 'tags' },
      { pushes: 'branch', only: 'with the plugin `net.researchgate.release`, not with `axion-release`' },
    ],
    as: 'origin',
    page: 'https://github.com/researchgate/gradle-release#readme',
  },
  {
    name: 'nebula release',
    programs: gradle,
    asked: /^(?:[\w.:-]*:)?(?:final|candidate)$/,
    effects: [{ pushes: 'tags' }],
    as: 'origin',
    page: 'https://github.com/nebula-plugins/nebula-release-plugin#readme',
  },
  {
    name: 'sbt-release',
    programs: ['sbt'],
    asked: /^release\b/,
    effects: [
      { pushes: 'branch', only: 'where its last step `pushChanges` is kept' },
      { pushes: 'tags', only: 'where its last step `pushChanges` is kept' },
    ],
    as: 'origin',
    page: 'https://github.com/sbt/sbt-release#readme',
  },
  {
    name: 'cargo-release',
    programs: ['cargo-release'],
    on: /^(?:--execute|-\w*x\w*)$/,
    off: /^--(?:no-push|skip-push|dry-run)$/,
    effects: [{ pushes: 'branch' }, { pushes: 'tags' }],
    as: 'origin',
    remoteOptions: ['--push-remote'],
    page: 'https://github.com/crate-ci/cargo-release/blob/master/docs/reference.md',
  },
  {
    name: 'mkdocs gh-deploy',
    programs: ['mkdocs'],
    asked: /^gh-deploy$/,
    effects: [{ pushes: { branch: 'gh-pages', options: ['-b', '--remote-branch'] }, force: '--force' }],
    as: 'origin',
    remoteOptions: ['-r', '--remote-name'],
    page: 'https://www.mkdocs.org/user-guide/cli/#mkdocs-gh-deploy',
  },
  {
    name: 'mike',
    programs: ['mike'],
    asked: /^(?:deploy|delete|alias|retitle|set-default|props)$/,
    on: /^(?:-p|--push)$/,
    effects: [{ pushes: { branch: 'gh-pages', options: ['-b', '--branch'] } }],
    as: 'origin',
    remoteOptions: ['-r', '--remote'],
    page: 'https://github.com/jimporter/mike#readme',
  },
  {
    name: 'gh-pages',
    programs: ['gh-pages'],
    off: /^(?:--no-push|-n)$/,
    effects: [{ pushes: { branch: 'gh-pages', options: ['-b', '--branch'] }, force: '--no-history' }],
    as: 'origin',
    remoteOptions: ['-o', '--remote', '-r', '--repo'],
    page: 'https://github.com/tschaub/gh-pages#readme',
  },
  {
    name: 'ghp-import',
    programs: ['ghp-import'],
    on: /^(?:-\w*p\w*|--push)$/,
    effects: [{ pushes: { branch: 'gh-pages', options: ['-b', '--branch'] }, force: '--force' }],
    as: 'origin',
    remoteOptions: ['-r', '--remote'],
    page: 'https://github.com/c-w/ghp-import#readme',
  },
];

/**
 * Tools of releases that push nothing by themselves: they change files, commit, tag, or ask the API of another host.
 * The `git push` beside them is found for itself.
 */
export const silentTools: { name: string; programs: string[]; page: string }[] = [
  {
    name: 'standard-version',
    programs: ['standard-version'],
    page: 'https://github.com/conventional-changelog/standard-version#readme',
  },
  {
    name: 'commit-and-tag-version',
    programs: ['commit-and-tag-version'],
    page: 'https://github.com/absolute-version/commit-and-tag-version#readme',
  },
  {
    name: 'changesets',
    programs: ['changeset', '@changesets/cli'],
    page: 'https://github.com/changesets/changesets/blob/main/docs/command-line-options.md',
  },
  { name: 'GoReleaser', programs: ['goreleaser'], page: 'https://goreleaser.com/quick-start/' },
  { name: 'release-please', programs: ['release-please'], page: 'https://github.com/googleapis/release-please#readme' },
  {
    name: 'bump-my-version',
    programs: ['bump-my-version', 'bumpversion', 'bump2version'],
    page: 'https://callowayproject.github.io/bump-my-version/',
  },
  { name: 'commitizen', programs: ['cz'], page: 'https://commitizen-tools.github.io/commitizen/commands/bump/' },
  {
    name: 'Versionize',
    programs: ['versionize', 'dotnet-versionize'],
    page: 'https://github.com/versionize/versionize#readme',
  },
  { name: 'GitVersion', programs: ['gitversion', 'dotnet-gitversion'], page: 'https://gitversion.net/docs/' },
];

/** The tool that is called, where it pushes when called so. */
export function toolCalled({ program, args }: Call): Tool | undefined {
  const texts = args.map(({ text }) => text);
  const says = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const tool = tools.find(({ programs, asked }) => programs.includes(program) && (!asked || says(asked)));
  if (!tool || (tool.on && !says(tool.on)) || (tool.off && says(tool.off)) || says(/^(?:--help|--version)$/))
    return undefined;
  return tool;
}

/** Whether a tool of the tables is called so that it pushes nothing: it is none of the unknown programs. */
export function isSilent({ program, args }: Call): boolean {
  const asks = ({ programs, asked }: Tool) =>
    programs.includes(program) && asked !== undefined && args.some(({ text }) => asked.test(text));
  const silent = silentTools.some(({ programs }) => programs.includes(program));
  // Versionize is documented without such an option.
  if (silent) return !args.some(({ text }) => text === '--push');
  return tools.some(asks) || tools.some((tool) => tool.programs.includes(program) && tool.asked === undefined);
}

/** Whether a program that is in neither table tells by its name that it may push a release or a site. */
export function mayPushByName(program: string): boolean {
  if (known.has(program) || /^cargo-|^lsb_release$|^release-cli$/.test(program)) return false;
  return /release|bump|gh-?pages|renovate/i.test(program);
}

const known = new Set([...tools, ...silentTools].flatMap(({ programs }) => programs));

/** What follows one of these options, or stands after its `=`. */
export function optionValue(args: Value[], options: string[]): Value | undefined {
  for (const [at, arg] of args.entries()) {
    if (options.includes(arg.text)) return args[at + 1];
    const option = options.find((one) => one.startsWith('--') && arg.text.startsWith(`${one}=`));
    if (option !== undefined) return { ...arg, text: arg.text.slice(option.length + 1) };
  }
  return undefined;
}
