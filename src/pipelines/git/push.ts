import type { Operation } from '../../core/model';
import { isKnown, known, notKnown, type Value } from '../shell/values';

/** One ref that a push would change. `other` is what is neither branch nor tag. */
export interface Target {
  kind: 'branch' | 'tag' | 'branch-or-tag' | 'other';
  name: Value;
  operation: Operation;
  /** More than `name` says: every local branch, or everything that the clone holds. */
  and?: 'other-branches' | 'everything' | 'tags';
}

/** A `git push` as its arguments say it. No targets: nothing would be pushed. */
export interface GitPush {
  /** Left out: the remote that the branch follows, `origin` in a clone. */
  remote?: Value;
  targets: Target[];
}

/** What `git push` finds around it. */
export interface Around {
  /** The branch that is checked out. */
  branch: Value;
  /** Whether the script made a tag of this name. */
  isTag: (name: string) => boolean;
  /** `push.default`, where the script sets it. */
  pushDefault?: Value;
}

/** Options that take the next word where they are not written with `=` (git-scm.com/docs/git-push). */
const valued = new Set(['-o', '--push-option', '--repo', '--receive-pack', '--exec']);

/** Reads the words after `git push`. */
export function readGitPush(words: Value[], around: Around): GitPush {
  const flags = new Set<string>();
  const places: Value[] = [];
  let repo: Value | undefined;
  let rest = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? known('');
    if (rest || !word.text.startsWith('-') || word.text === '-') {
      places.push(word);
      continue;
    }
    if (word.text === '--') rest = true;
    else if (valued.has(word.text)) {
      at++;
      if (word.text === '--repo') repo = words[at];
    } else if (word.text.startsWith('--')) {
      const [flag = '', ...value] = word.text.split('=');
      if (flag === '--repo') repo = { ...word, text: value.join('=') };
      flags.add(flag);
    } else for (const letter of shortFlags(word.text)) flags.add(letter);
  }
  const has = (...names: string[]) => names.some((name) => flags.has(name));
  const remote = places.shift() ?? repo;
  if (has('--dry-run', '-n') && !has('--no-dry-run')) return { ...(remote && { remote }), targets: [] };
  const force = has('--force', '-f', '--force-with-lease', '--mirror') && !has('--no-force');
  const operation = force ? 'force-push' : 'push';
  const targets: Target[] = [];
  if (has('--mirror')) targets.push({ kind: 'branch', name: around.branch, operation, and: 'everything' });
  else if (has('--all', '--branches'))
    targets.push({ kind: 'branch', name: around.branch, operation, and: 'other-branches' });
  else if (has('--delete', '-d'))
    targets.push(
      ...places.map((place) => ({ ...destination(place, undefined, around), operation: 'delete' as const })),
    );
  else if (places.length > 0) targets.push(...refspecs(places, operation, around));
  else if (!has('--tags')) targets.push(...byDefault(operation, around));
  if (has('--tags') || (has('--follow-tags') && targets.length > 0))
    targets.push({ kind: 'tag', name: known('refs/tags/*'), operation: 'push' });
  return { ...(remote && { remote }), targets };
}

/** `-fu` is `-f -u`; what follows an `-o` is its value. */
function shortFlags(word: string): string[] {
  const letters = word.slice(1).split('o')[0] ?? '';
  return Array.from(letters, (letter) => `-${letter}`);
}

/** With no refspec `push.default` decides; without it, the current branch goes to the branch of its name. */
function byDefault(operation: 'push' | 'force-push', { branch, pushDefault }: Around): Target[] {
  if (pushDefault?.text === 'nothing') return [];
  if (pushDefault?.text === 'matching') return [{ kind: 'branch', name: branch, operation, and: 'other-branches' }];
  return [{ kind: 'branch', name: branch, operation }];
}

function refspecs(places: Value[], operation: 'push' | 'force-push', around: Around): Target[] {
  const targets: Target[] = [];
  for (let at = 0; at < places.length; at++) {
    const place = places[at] ?? known('');
    if (place.text === 'tag' && places[at + 1]) {
      at++;
      const name = places[at] ?? known('');
      targets.push({ kind: 'tag', name: { ...name, text: `refs/tags/${name.text}` }, operation });
      continue;
    }
    const forced = place.text.startsWith('+');
    const plain = forced ? { ...place, text: place.text.slice(1) } : place;
    const doing = forced ? 'force-push' : operation;
    if (plain.text === ':') {
      targets.push({ kind: 'branch', name: around.branch, operation: doing, and: 'other-branches' });
      continue;
    }
    const { source, target } = divided(plain);
    if (target === undefined) targets.push({ ...destination(source, undefined, around), operation: doing });
    else if (source.text === '') targets.push({ ...destination(target, undefined, around), operation: 'delete' });
    else targets.push({ ...destination(target, source, around), operation: doing });
  }
  return targets;
}

/** `SRC:DST`. A colon inside `${X:-y}` divides nothing. */
function divided(place: Value): { source: Value; target?: Value } {
  const bare = place.text.replaceAll(/\$\{[^}]*\}/g, (whole) => '_'.repeat(whole.length));
  const colon = bare.indexOf(':');
  if (colon < 0) return { source: place };
  const [before, after] = [place.text.slice(0, colon), place.text.slice(colon + 1)];
  // A cause belongs to the half in which its `$NAME` stands.
  const half = (text: string): Value => (text.includes('$') ? { ...place, text } : { ...place, text, causes: [] });
  return { source: half(before), target: half(after) };
}

/** What a name on the remote's side is, with what is pushed there where that stands beside it. */
function destination(
  name: Value,
  source: Value | undefined,
  { branch, isTag }: Around,
): Pick<Target, 'kind' | 'name' | 'and'> {
  const { text } = name;
  if (text === 'HEAD' || text === '@') return { kind: 'branch', name: branch };
  if (text.startsWith('refs/tags/')) return { kind: 'tag', name };
  if (text.startsWith('refs/heads/')) {
    const short = { ...name, text: text.slice('refs/heads/'.length) };
    return short.text.includes('*')
      ? { kind: 'branch', name: branch, and: 'other-branches' }
      : { kind: 'branch', name: short };
  }
  if (text.startsWith('refs/') && isKnown(name)) return { kind: 'other', name };
  const asTag = { ...name, text: `refs/tags/${text}` };
  if (source) {
    const tagged = isTag(source.text) || source.text.startsWith('refs/tags/');
    return tagged ? { kind: 'tag', name: asTag } : { kind: 'branch', name };
  }
  if (isTag(text)) return { kind: 'tag', name: asTag };
  if (!isKnown(name)) return { kind: isBranchVariable(text) ? 'branch' : 'branch-or-tag', name };
  return { kind: /^v?\d+(?:\.\d+)+/.test(text) ? 'branch-or-tag' : 'branch', name };
}

/** Names under which scripts keep a branch; those of tags and versions stay open. */
function isBranchVariable(text: string): boolean {
  return /branch/i.test(text) && !/tag/i.test(text);
}

/** The branch of a run whose script left it alone. */
export function branchUnknown(): Value {
  return notKnown('the current branch', { because: 'new-clone' });
}
