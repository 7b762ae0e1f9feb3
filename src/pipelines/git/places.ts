import { destinationOf, type Destination, type Home } from './address';
import { branchUnknown, type Target } from './push';
import { isKnown, known, notKnown, type State, type Value } from '../shell/values';

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

/** The folder after `cd`, below the clone; outside of it, from the root. */
export function entered(from: Value, to: Value): Value {
  if (!isKnown(to) || to.text === '-')
    return notKnown(to.text, ...to.causes, { because: 'computed', command: `cd ${to.text}` });
  const absolute = /^[/~]/.test(to.text);
  if (!absolute && !isKnown(from)) return from;
  const path =
    to.text === cloneFolder || to.text.startsWith(`${cloneFolder}/`)
      ? to.text.slice(cloneFolder.length + 1)
      : absolute || from.text === ''
        ? to.text
        : `${from.text}/${to.text}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return known(`${path.startsWith('/') ? '/' : ''}${parts.join('/')}`);
}

/** The clone that a folder lies in; nothing where it lies in none that we saw, or that is not known. */
export function repositoryAt(folder: Value, { values }: State): string | undefined {
  const clones = [...values.keys()].filter((key) => key.startsWith('repo ')).map((key) => key.slice('repo '.length));
  if (!isKnown(folder)) return clones.length === 1 ? clones[0] : undefined;
  const around = clones.filter(
    (clone) =>
      folder.text === clone ||
      (clone !== '' && folder.text.startsWith(`${clone}/`)) ||
      (clone === '' && !/^[/~]|^\.\./.test(folder.text)),
  );
  return around.sort((a, b) => b.length - a.length)[0];
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
  const set =
    here === undefined
      ? undefined
      : (state.values.get(`pushurl ${here} ${remote.text}`) ?? state.values.get(`remote ${here} ${remote.text}`));
  if (set) return destinationOf(set, home, state);
  if (here === '' && remote.text === 'origin')
    return destinationOf(known(`http://bitbucket.org/${home.workspace}/${home.slug}`), home, state);
  return destinationOf(remote, home, state);
}

/** Section and name of a setting know no case; what stands between them does. */
export function configKey(key: string): string {
  const parts = key.split('.');
  const [section = '', ...rest] = parts;
  const name = rest.pop() ?? '';
  return [section.toLowerCase(), ...rest, name.toLowerCase()].join('.');
}
