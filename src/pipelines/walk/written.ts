import type { Redirection } from 'unbash';
import { entered } from '../git/places';
import { isKnown, known, notKnown, type Value } from '../shell/values';
import { wordOf } from '../shell/words';
import { read } from './nested';
import type { Walk } from './walk';

/** Only what may be run is kept: a script may write a great many files. */
const script = /\.(?:ba|z|k)?sh$|(?:^|\/)(?:[Mm]akefile|GNUmakefile|package\.json)$/;

function keyOf(path: Value, { state }: Walk): string | undefined {
  const full = isKnown(path) ? entered(state.values.get('cwd') ?? known(''), path) : path;
  return isKnown(full) && script.test(full.text) ? `written ${full.text}` : undefined;
}

/** What the script has written into this file, which then is not as it is at hand; nothing where it has not. */
export function writtenInto(path: Value, walk: Walk): Value | undefined {
  const key = keyOf(path, walk);
  return key === undefined ? undefined : walk.state.values.get(key);
}

/** Keeps what a command prints into files of the repository; `printed` is left out where that is not known. */
export function writes(redirects: readonly Redirection[], printed: string | undefined, walk: Walk) {
  for (const one of redirects) {
    const isOutput = one.type === 'Redirect' && /^(?:>|>>|>\||&>|&>>)$/.test(one.operator);
    if (!isOutput || !one.target || (one.descriptor && !('value' in one.descriptor && one.descriptor.value === 1)))
      continue;
    const key = keyOf(read(wordOf(one.target, walk.source), walk), walk);
    if (key === undefined) continue;
    const before = one.operator.endsWith('>>') ? walk.state.values.get(key) : known('');
    const whole =
      printed !== undefined && before !== undefined && isKnown(before) ? `${before.text}${printed}\n` : undefined;
    walk.state.values.set(key, whole === undefined ? changed(key) : known(whole));
  }
}

/** Programs that write the files that they are given. */
const writing = new Set(['cp', 'mv', 'ln', 'install', 'sed', 'tee', 'curl', 'wget', 'patch', 'perl', 'envsubst']);

/** Forgets what is in the files that a program may write. */
export function mayWrite(program: string, args: Value[], walk: Walk) {
  if (!writing.has(program)) return;
  for (const arg of args) {
    const key = keyOf(arg, walk);
    if (key !== undefined) walk.state.values.set(key, changed(key));
  }
}

function changed(key: string): Value {
  return notKnown(key, { because: 'computed', command: key });
}
