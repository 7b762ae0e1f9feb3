import { destinationOf } from './address';
import { branchUnknown } from './push';
import { configKey, entered, type Site } from './places';
import { known, notKnown, type State, type Value } from '../shell/values';

type Change = (args: Value[], at: { here: string | undefined; folder: Value; state: State; site: Site }) => void;

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
    const [action, ...rest] = args;
    const places = rest.filter(({ text }) => !text.startsWith('-'));
    const [name, url] = places;
    const push = rest.some(({ text }) => text === '--push');
    if (!name) return;
    if ((action?.text === 'add' || action?.text === 'set-url') && url) {
      state.values.set(`${push ? 'pushurl' : 'remote'} ${here} ${name.text}`, url);
    } else if (action?.text === 'rename' && url) {
      const old = state.values.get(`remote ${here} ${name.text}`) ?? known(`origin`);
      state.values.set(`remote ${here} ${url.text}`, old);
    } else if (action?.text === 'remove' || action?.text === 'rm') {
      state.values.set(
        `remote ${here} ${name.text}`,
        notKnown(name.text, { because: 'not-in-file', name: `the remote ${name.text}` }),
      );
    }
  },
  config: (args, { here, state }) => {
    const places = args.filter(({ text }) => !text.startsWith('-'));
    const [key, value] = /^(?:un)?set$/.test(places[0]?.text ?? '') ? places.slice(1) : places;
    if (!key) return;
    const [, remote, kind] = /^remote\.(.+)\.(url|pushurl)$/i.exec(key.text) ?? [];
    if (places[0]?.text === 'unset' || args.some(({ text }) => /^--unset(?:-all)?$/.test(text))) {
      if (remote === undefined || here === undefined) state.values.delete(`config ${configKey(key.text)}`);
      else if (kind?.toLowerCase() === 'pushurl') state.values.delete(`pushurl ${here} ${remote}`);
      else
        state.values.set(
          `remote ${here} ${remote}`,
          notKnown(remote, { because: 'not-in-file', name: `the remote ${remote}` }),
        );
      return;
    }
    if (!value) return;
    if (remote !== undefined && here !== undefined)
      state.values.set(`${kind?.toLowerCase() === 'url' ? 'remote' : 'pushurl'} ${here} ${remote}`, value);
    else state.values.set(`config ${configKey(key.text)}`, value);
  },
  clone: (args, { folder, state, site }) => {
    const valued = new Set([
      '-b',
      '--branch',
      '-o',
      '--origin',
      '--depth',
      '-u',
      '--reference',
      '-j',
      '--jobs',
      '--filter',
      '-c',
      '--config',
      '--template',
      '--separate-git-dir',
    ]);
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
    const [into] = args.filter(
      ({ text }, at) => !text.startsWith('-') && !/^(?:-b|--initial-branch|--template)$/.test(args[at - 1]?.text ?? ''),
    );
    const path = (into ? entered(folder, into) : folder).text;
    const at = args.findIndex(({ text }) => text === '-b' || text === '--initial-branch');
    state.values.set(`repo ${path}`, known(path));
    state.values.set(`branch ${path}`, (at >= 0 ? args[at + 1] : undefined) ?? branchUnknown());
    state.values.set(
      `remote ${path} origin`,
      notKnown('origin', { because: 'not-in-file', name: 'the remote origin' }),
    );
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
    else if (here === '')
      state.values.set(`remote ${path} origin`, known(`http://bitbucket.org/${site.home.workspace}/${site.home.slug}`));
  },
};

/** The commands of git that change what a later push is about. */
export const changing = Object.keys(changes);

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
  if (
    !first ||
    others.length > 0 ||
    args.some(({ text }) => text === '--') ||
    first.text === '.' ||
    first.text === 'HEAD'
  )
    return;
  if (args.some(({ text }) => text === '--detach' || text === '-d')) state.values.set(key, detached(first.text));
  else if (args.some(({ text }) => text === '-t' || text === '--track'))
    state.values.set(key, { ...first, text: first.text.replace(/^origin\//, '') });
  else if (
    /^origin\/|^refs\/|^[0-9a-f]{7,40}$|^\$\{?BITBUCKET_COMMIT\}?$|[~^]/.test(first.text) ||
    state.values.has(`tag ${first.text}`)
  )
    state.values.set(key, detached(first.text));
  else if (first.text === '-')
    state.values.set(key, notKnown('the branch before', { because: 'computed', command: 'git checkout -' }));
  else state.values.set(key, first);
}

/** Changes what is settled as this command of git does. */
export function change(
  command: string,
  args: Value[],
  folder: Value,
  here: string | undefined,
  state: State,
  site: Site,
) {
  if (Object.hasOwn(changes, command)) changes[command]?.(args, { here, folder, state, site });
}
