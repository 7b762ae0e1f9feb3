import { destinationOf, type Destination, type Home } from './address';
import { branchUnknown, readGitPush, type Target } from './git-push';
import { isKnown, known, notKnown, type State, type Value } from './values';

/** What a script's git commands are about. */
export interface Site {
  home: Home;
  /** The main branch of the repository, where it is known and there is one. */
  mainBranch: Value;
}

/** One ref that a command would change, and where. */
export interface Aim {
  target: Target;
  destination: Destination;
}

/** Where Pipelines clones to (support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets). */
export const cloneFolder = '/opt/atlassian/pipelines/agent/build';

const globalValued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--exec-path', '--config-env', '--super-prefix']);

/** Runs one git command as far as pushes are concerned: changes what is settled, and gives what it would push. */
export function runGit(words: Value[], state: State, site: Site): Aim[] {
  let at = 0;
  let folder = state.values.get('cwd') ?? known('');
  // `-c` holds for this command alone.
  const values = new Map(state.values);
  let configured = false;
  for (; words[at]?.text.startsWith('-'); at++) {
    const option = words[at]?.text ?? '';
    const value = words[at + 1];
    if (option === '-C' && value) folder = entered(folder, value);
    if (option === '-c' && value) {
      setConfig(value, values);
      configured = true;
    }
    if (globalValued.has(option)) at++;
  }
  const command = words[at]?.text;
  const args = words.slice(at + 1);
  const here = repositoryAt(folder, state);
  if (command === 'push') return pushed(args, here, configured ? { ...state, values } : state, site);
  if (command === 'subtree' && args[0]?.text === 'push') return subtree(args.slice(1), here, state, site);
  if (command === 'flow') return flow(args, here, state, site);
  change(command ?? '', args, folder, here, state, site);
  return [];
}

/** The folder after `cd`, below the clone; outside of it, from the root. */
export function entered(from: Value, to: Value): Value {
  if (!isKnown(to) || to.text === '-') return notKnown(to.text, ...to.causes, { because: 'computed', command: `cd ${to.text}` });
  const absolute = /^[/~]/.test(to.text);
  if (!absolute && !isKnown(from)) return from;
  const path = to.text === cloneFolder || to.text.startsWith(`${cloneFolder}/`) ? to.text.slice(cloneFolder.length + 1) : absolute || from.text === '' ? to.text : `${from.text}/${to.text}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return known(`${path.startsWith('/') ? '/' : ''}${parts.join('/')}`);
}

/** The clone that a folder lies in; nothing where it lies in none that we saw, or cannot be told. */
function repositoryAt(folder: Value, { values }: State): string | undefined {
  const clones = [...values.keys()].filter((key) => key.startsWith('repo ')).map((key) => key.slice('repo '.length));
  if (!isKnown(folder)) return clones.length === 1 ? clones[0] : undefined;
  const around = clones.filter((clone) => folder.text === clone || folder.text.startsWith(`${clone}/`) || (clone === '' && !/^[/~]|^\.\./.test(folder.text)));
  return around.sort((a, b) => b.length - a.length)[0];
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

/** What is checked out in a clone. */
export function branchIn(here: string | undefined, { values }: State): Value {
  return (here === undefined ? undefined : values.get(`branch ${here}`)) ?? branchUnknown();
}

/** The clone in which the script stands. */
export function cloneOf(state: State): string | undefined {
  return repositoryAt(state.values.get('cwd') ?? known(''), state);
}

/** Where a remote, or an address in its place, leads. */
export function remoteIn(here: string | undefined, remote: Value, state: State, { home }: Site): Destination {
  const set = here === undefined ? undefined : (state.values.get(`pushurl ${here} ${remote.text}`) ?? state.values.get(`remote ${here} ${remote.text}`));
  if (set) return destinationOf(set, home, state);
  if (here === '' && remote.text === 'origin') return destinationOf(known(`http://bitbucket.org/${home.workspace}/${home.slug}`), home, state);
  return destinationOf(remote, home, state);
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
  const target: Target = { kind: 'branch', name: { ...ref, text: text.replace(/^refs\/heads\//, '') }, operation: 'push' };
  return [{ target, destination: remoteIn(here, remote, state, site) }];
}

/** `git flow … finish -p` and `… publish` (github.com/gitflow-avh/gitflow). */
function flow([kind, deed, ...args]: Value[], here: string | undefined, state: State, site: Site): Aim[] {
  const destination = remoteIn(here, known('origin'), state, site);
  const aim = (name: Value): Aim => ({ target: { kind: 'branch', name, operation: 'push' }, destination });
  const prefix = `${kind?.text ?? ''}/`;
  if (deed?.text === 'publish') {
    const [name] = args.filter(({ text }) => !text.startsWith('-'));
    return [aim(name ? { ...name, text: prefix + name.text } : branchIn(here, state))];
  }
  const pushes = args.some(({ text }) => text === '--push' || /^-[a-zA-Z]*p/.test(text));
  if (deed?.text !== 'finish' || !pushes) return [];
  const set = notKnown('the main and development branches of git-flow', { because: 'read', name: 'git-flow' });
  return [aim(set), { target: { kind: 'tag', name: known('refs/tags/*'), operation: 'push' }, destination }];
}

function setConfig({ text, causes }: Value, values: State['values']) {
  const equals = text.indexOf('=');
  if (equals > 0) values.set(`config ${configKey(text.slice(0, equals))}`, { text: text.slice(equals + 1), causes });
}

/** Section and name of a setting know no case; what stands between them does. */
function configKey(key: string): string {
  const parts = key.split('.');
  const [section = '', ...rest] = parts;
  const name = rest.pop() ?? '';
  return [section.toLowerCase(), ...rest, name.toLowerCase()].join('.');
}

type Change = (args: Value[], at: { here: string | undefined; folder: Value; state: State; site: Site }) => void;

function change(command: string, args: Value[], folder: Value, here: string | undefined, state: State, site: Site) {
  changes[command]?.(args, { here, folder, state, site });
}

const changes: Partial<Record<string, Change>> = {
  checkout: (args, { here, state }) => {
    checkedOut(args, ['-b', '-B', '--orphan'], here, state);
  },
  switch: (args, { here, state }) => {
    checkedOut(args, ['-c', '-C', '--create', '--force-create', '--orphan'], here, state);
  },
  branch: (args, { here, state }) => {
    const places = args.filter(({ text }) => !text.startsWith('-'));
    const renames = args.some(({ text }) => /^(?:-m|-M|--move)$/.test(text));
    const [first, second] = places;
    if (renames && first && here !== undefined && !second) state.values.set(`branch ${here}`, first);
  },
  tag: (args, { state }) => {
    if (args.some(({ text }) => /^(?:-d|--delete|-l|--list|-n\d*)$/.test(text))) return;
    const valued = new Set(['-m', '--message', '-F', '--file', '-u', '--local-user', '--cleanup']);
    for (let at = 0; at < args.length; at++) {
      const text = args[at]?.text ?? '';
      if (valued.has(text) || /^-[a-z]*m$/.test(text)) at++;
      else if (!text.startsWith('-')) {
        state.values.set(`tag ${text}`, known(text));
        return;
      }
    }
  },
  remote: (args, { here, state }) => {
    if (here === undefined) return;
    const [deed, ...rest] = args;
    const places = rest.filter(({ text }) => !text.startsWith('-'));
    const [name, url] = places;
    const push = rest.some(({ text }) => text === '--push');
    if (!name) return;
    if ((deed?.text === 'add' || deed?.text === 'set-url') && url) {
      state.values.set(`${push ? 'pushurl' : 'remote'} ${here} ${name.text}`, url);
    } else if (deed?.text === 'rename' && url) {
      const old = state.values.get(`remote ${here} ${name.text}`) ?? known(`origin`);
      state.values.set(`remote ${here} ${url.text}`, old);
    } else if (deed?.text === 'remove' || deed?.text === 'rm') {
      state.values.set(`remote ${here} ${name.text}`, notKnown(name.text, { because: 'not-in-file', name: `the remote ${name.text}` }));
    }
  },
  config: (args, { here, state }) => {
    const places = args.filter(({ text }) => !text.startsWith('-'));
    const [key, value] = places[0]?.text === 'set' ? places.slice(1) : places;
    if (!key || !value) return;
    const [, remote, kind] = /^remote\.(.+)\.(url|pushurl)$/i.exec(key.text) ?? [];
    if (remote !== undefined && here !== undefined) state.values.set(`${kind?.toLowerCase() === 'url' ? 'remote' : 'pushurl'} ${here} ${remote}`, value);
    else state.values.set(`config ${configKey(key.text)}`, value);
  },
  clone: (args, { folder, state, site }) => {
    const valued = new Set(['-b', '--branch', '-o', '--origin', '--depth', '-u', '--reference', '-j', '--jobs', '--filter', '-c', '--config', '--template', '--separate-git-dir']);
    const places: Value[] = [];
    let branch: Value | undefined;
    for (let at = 0; at < args.length; at++) {
      const arg = args[at] ?? known('');
      if (arg.text === '-b' || arg.text === '--branch') branch = args[at + 1];
      else if (arg.text.startsWith('--branch=')) branch = { ...arg, text: arg.text.slice('--branch='.length) };
      if (valued.has(arg.text)) at++;
      else if (!arg.text.startsWith('-')) places.push(arg);
    }
    const [url, into] = places;
    if (!url) return;
    const name = into ?? known((url.text.split(/[/:]/).at(-1) ?? '').replace(/\.git$/, ''));
    const path = entered(folder, name).text;
    state.values.set(`repo ${path}`, known(path));
    state.values.set(`remote ${path} origin`, url);
    const isHome = destinationOf(url, site.home, state).to.place === 'here';
    state.values.set(`branch ${path}`, branch ?? (isHome ? site.mainBranch : branchUnknown()));
  },
  init: (args, { folder, state }) => {
    const [into] = args.filter(({ text }, at) => !text.startsWith('-') && !/^(?:-b|--initial-branch|--template)$/.test(args[at - 1]?.text ?? ''));
    const path = (into ? entered(folder, into) : folder).text;
    const at = args.findIndex(({ text }) => text === '-b' || text === '--initial-branch');
    state.values.set(`repo ${path}`, known(path));
    state.values.set(`branch ${path}`, (at >= 0 ? args[at + 1] : undefined) ?? branchUnknown());
    state.values.set(`remote ${path} origin`, notKnown('origin', { because: 'not-in-file', name: 'the remote origin' }));
  },
  worktree: (args, { folder, here, state, site }) => {
    if (args[0]?.text !== 'add') return;
    const created = args.findIndex(({ text }) => text === '-b' || text === '-B');
    const places = args.slice(1).filter(({ text }, at) => !text.startsWith('-') && at !== created);
    const [into, ref] = places;
    if (!into) return;
    const path = entered(folder, into).text;
    state.values.set(`repo ${path}`, known(path));
    state.values.set(`branch ${path}`, (created >= 0 ? args[created + 1] : ref) ?? branchUnknown());
    const origin = here === undefined ? undefined : state.values.get(`remote ${here} origin`);
    if (origin) state.values.set(`remote ${path} origin`, origin);
    else if (here === '') state.values.set(`remote ${path} origin`, known(`http://bitbucket.org/${site.home.workspace}/${site.home.slug}`));
  },
};

function checkedOut(args: Value[], creating: string[], here: string | undefined, state: State) {
  if (here === undefined) return;
  const created = args.findIndex(({ text }) => creating.includes(text));
  const key = `branch ${here}`;
  const detached = (ref: string) => notKnown(ref, { because: 'detached' });
  const name = args[created + 1];
  if (created >= 0) {
    if (name) state.values.set(key, name);
    return;
  }
  const [first, ...others] = args.filter(({ text }) => text === '-' || !text.startsWith('-'));
  // `git checkout main -- file` and `git checkout file` leave the branch alone.
  if (!first || others.length > 0 || args.some(({ text }) => text === '--') || first.text === '.' || first.text === 'HEAD') return;
  if (args.some(({ text }) => text === '--detach' || text === '-d')) state.values.set(key, detached(first.text));
  else if (args.some(({ text }) => text === '-t' || text === '--track')) state.values.set(key, { ...first, text: first.text.replace(/^origin\//, '') });
  else if (/^origin\/|^refs\/|^[0-9a-f]{7,40}$|^\$\{?BITBUCKET_COMMIT\}?$|[~^]/.test(first.text) || state.values.has(`tag ${first.text}`)) state.values.set(key, detached(first.text));
  else if (first.text === '-') state.values.set(key, notKnown('the branch before', { because: 'computed', command: 'git checkout -' }));
  else state.values.set(key, first);
}
