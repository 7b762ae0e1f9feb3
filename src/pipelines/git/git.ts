import { change, changing } from './changes';
import { readGitPush, type Target } from './push';
import { branchIn, configKey, entered, remoteIn, repositoryAt, type Aim, type Site } from './places';
import { known, notKnown, type State, type Value } from '../shell/values';

const globalValued = new Set([
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--exec-path',
  '--config-env',
  '--super-prefix',
]);

/** What git hands back to the shell. */
export interface Aside {
  /** An alias of git that is a command of the shell. */
  shell: (script: string) => void;
  /** A command that may push and is not in the file. */
  notKnown: () => void;
}

/** Commands of git's own that matter here: no alias changes them (git-scm.com/docs/git-config, `alias.*`). */
const own = new Set(['push', 'subtree', 'submodule', ...changing]);
/** Commands that come with git, and additions to it that push nothing; others may do anything (`git release`). */
const others = new Set(
  `add am annotate apply archive bisect blame branch bundle cat-file check-ignore checkout cherry cherry-pick clean clone
  commit commit-graph commit-tree config count-objects credential credential-cache credential-store describe diff
  diff-files diff-index diff-tree difftool fast-export fast-import fetch fetch-pack filter-branch filter-repo flow fmt-merge-msg
  for-each-ref format-patch fsck gc grep gui hash-object help index-pack init interpret-trailers lfs log ls-files ls-remote
  ls-tree maintenance merge merge-base merge-file merge-tree mergetool mktag mktree mv name-rev notes pack-objects
  pack-refs patch-id prune pull push range-diff read-tree rebase reflog remote repack replace request-pull rerere reset
  restore rev-list rev-parse revert rm send-email shortlog show show-branch show-ref sparse-checkout stage stash status
  stripspace submodule subtree switch symbolic-ref tag unpack-file unpack-objects update-index update-ref
  update-server-info var verify-commit verify-pack verify-tag version whatchanged worktree write-tree crypt secret cliff
  chglog --version --help --exec-path --html-path`.split(/\s+/),
);

/** Whether this is a command of git's own, or an alias that the script made. */
export function isOfGit(words: Value[], { values }: State): boolean {
  let at = 0;
  while (words[at]?.text.startsWith('-')) at += globalValued.has(words[at]?.text ?? '') ? 2 : 1;
  const command = words[at]?.text;
  return command === undefined || others.has(command) || values.has(`config ${configKey(`alias.${command}`)}`);
}

/** An alias may name another, so often. */
const mostAliases = 5;

/** Runs one git command as far as pushes are concerned: changes what is settled, and gives what it would push. */
export function runGit(words: Value[], state: State, site: Site, aside: Aside, hops = 0): Aim[] {
  let at = 0;
  let folder = state.values.get('cwd') ?? known('');
  // `-c` holds for this command alone.
  const values = new Map(state.values);
  let configured = false;
  let gitDir = values.get('$GIT_DIR');
  for (; words[at]?.text.startsWith('-'); at++) {
    const option = words[at]?.text ?? '';
    const value = words[at + 1];
    if (option === '-C' && value) folder = entered(folder, value);
    if (option === '--git-dir' && value) gitDir = value;
    if (option.startsWith('--git-dir='))
      gitDir = { ...known(option.slice('--git-dir='.length)), causes: words[at]?.causes ?? [] };
    if (option === '-c' && value) {
      setConfig(value, values);
      configured = true;
    }
    if (globalValued.has(option)) at++;
  }
  const command = words[at]?.text;
  const args = words.slice(at + 1);
  const here =
    gitDir === undefined || gitDir.text === '' ? repositoryAt(folder, state) : cloneOfGitDir(folder, gitDir, state);
  if (command === 'push') return pushed(args, here, configured ? { ...state, values } : state, site);
  if (command === 'subtree' && args[0]?.text === 'push') return subtree(args.slice(1), here, state, site);
  if (command === 'flow') return flow(args, here, state, site);
  const alias =
    command === undefined || own.has(command) ? undefined : values.get(`config ${configKey(`alias.${command}`)}`);
  if (alias) {
    const [first = '', ...rest] = alias.text.trim().split(/\s+/);
    if (first.startsWith('!')) aside.shell([alias.text.trim().slice(1), ...args.map(({ text }) => text)].join(' '));
    else if (first.startsWith('$')) aside.notKnown();
    else if (hops < mostAliases) {
      const meant = [first, ...rest].map((text) => ({ ...alias, text }));
      return runGit([...words.slice(0, at), ...meant, ...args], state, site, aside, hops + 1);
    }
    return [];
  }
  if (command === 'submodule' && args[0]?.text === 'foreach' && args.some(({ text }) => /\bpush\b/.test(text)))
    aside.notKnown();
  change(command ?? '', args, folder, here, state, site);
  return [];
}

/** The clone whose `.git` this is; nothing where it is that of none that we saw. */
function cloneOfGitDir(folder: Value, gitDir: Value, { values }: State): string | undefined {
  const { text } = entered(folder, { ...gitDir, text: gitDir.text.replace(/\/*$/, '/..') });
  return /(?:^|\/)\.git\/*$/.test(gitDir.text) && values.has(`repo ${text}`) ? text : undefined;
}

function pushed(args: Value[], here: string | undefined, state: State, site: Site): Aim[] {
  const { values } = state;
  const pushDefault = values.get('config push.default');
  const { remote, targets } = readGitPush(args, {
    branch: branchIn(here, state),
    isTag: (name) => values.has(`tag ${name}`),
    ...(pushDefault && { pushDefault }),
  });
  const destination = remoteIn(here, remote ?? values.get('config remote.pushdefault') ?? known('origin'), state, site);
  return targets.map((target) => ({ target, destination }));
}

/** `git subtree push --prefix=dist REMOTE REF`: to that branch. */
function subtree(args: Value[], here: string | undefined, state: State, site: Site): Aim[] {
  const places: Value[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? known('');
    if (arg.text === '-P' || arg.text === '--prefix') at++;
    else if (!arg.text.startsWith('-')) places.push(arg);
  }
  const [remote, ref] = places;
  if (!remote || !ref) return [];
  const text = ref.text.split(':').at(-1) ?? '';
  const target: Target = {
    kind: 'branch',
    name: { ...ref, text: text.replace(/^refs\/heads\//, '') },
    operation: 'push',
  };
  return [{ target, destination: remoteIn(here, remote, state, site) }];
}

/** `git flow … finish -p` and `… publish` (github.com/gitflow-avh/gitflow). */
function flow([kind, action, ...args]: Value[], here: string | undefined, state: State, site: Site): Aim[] {
  const destination = remoteIn(here, known('origin'), state, site);
  const aim = (name: Value): Aim => ({ target: { kind: 'branch', name, operation: 'push' }, destination });
  const prefix = `${kind?.text ?? ''}/`;
  if (action?.text === 'publish') {
    const [name] = args.filter(({ text }) => !text.startsWith('-'));
    return [aim(name ? { ...name, text: prefix + name.text } : branchIn(here, state))];
  }
  const pushes = args.some(({ text }) => text === '--push' || /^-[a-zA-Z]*p/.test(text));
  if (action?.text !== 'finish' || !pushes) return [];
  const set = notKnown('the main and development branches of git-flow', {
    because: 'read',
    name: 'the main and development branches of git-flow',
  });
  return [aim(set), { target: { kind: 'tag', name: known('refs/tags/*'), operation: 'push' }, destination }];
}

function setConfig({ text, causes }: Value, values: State['values']) {
  const equals = text.indexOf('=');
  if (equals > 0) values.set(`config ${configKey(text.slice(0, equals))}`, { text: text.slice(equals + 1), causes });
}
