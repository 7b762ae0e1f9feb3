import { entered, repositoryAt } from '../git/places';
import { recipesOf } from '../programs/recipes';
import type { Program } from '../programs/program';
import { followFile, followMakefile, followPackageScript, isSetUp, speaksOfPush } from '../programs/project';
import { isQuiet, isQuietPackage } from '../programs/quiet';
import { isSettled, makeCall } from '../programs/targets';
import { isSilent, toolCalled, type Call } from '../programs/tools';
import { copied, isKnown, known, notKnown, type Value } from '../shell/values';
import { called, hide, holdsGitPush, mayPush } from './called';
import { apart, nested } from './nested';
import { tooManyFollowed, type Walk } from './walk';
import { writtenInto } from './written';

function folderOf({ state }: Walk): Value {
  return state.values.get('cwd') ?? known('');
}

/**
 * Goes into something that is at hand, once: what calls itself is not gone into again. Where there is too much of it,
 * `otherwise` is done in its place; what was found until then stays found.
 */
function within(key: string, walk: Walk, into: () => void, otherwise: () => void) {
  if (walk.within.includes(key)) return;
  const outer = walk.within;
  const before = copied(walk.state);
  walk.within = [...outer, key];
  try {
    into();
    walk.within = outer;
  } catch (error) {
    walk.within = outer;
    if (outer.length > 0 || !(error instanceof Error) || error.message !== tooManyFollowed) throw error;
    walk.state = before;
    otherwise();
  }
}

/** Whether a path lies in the clone of this repository, whose files may be at hand; other clones have their own. */
function isOurs(path: Value, walk: Walk): boolean {
  return isKnown(path) && repositoryAt(path, walk.state) === '';
}

function atHand(path: Value, walk: Walk): string | undefined {
  return isOurs(path, walk) ? followFile(path.text, walk.around.beside) : undefined;
}

/** Goes on in a script of the repository, where it is at hand, or the script has written it. */
export function intoFile(path: Value, line: number, text: string, walk: Walk, stays: boolean) {
  const full = isKnown(path) ? entered(folderOf(walk), path) : path;
  const own = writtenInto(path, walk);
  const content = own ? (isKnown(own) ? own.text : undefined) : atHand(full, walk);
  if (content !== undefined) {
    within(
      full.text,
      walk,
      () => {
        nested(content, line, walk, stays, full.text);
      },
      () => {
        hide('file', line, text, walk, mayPush(path.text));
        if (stays) forgetVariables(text, walk);
      },
    );
    return;
  }
  if (!stays || !isSetUp(path.text)) {
    const speaks = isOurs(full, walk) && speaksOfPush(full.text, walk.around.beside);
    const likely = mayPush(path.text) || holdsGitPush(text);
    if (speaks) hide('language', line, text, walk, true);
    else hide(isKnown(path) ? 'file' : 'computed', line, text, walk, likely);
  }
  if (stays) forgetVariables(text, walk);
}

/** What runs in this shell and cannot be read may have set any variable anew, but for those that Pipelines gives. */
export function forgetVariables(command: string, { state: { values } }: Walk) {
  for (const key of values.keys())
    if (/^\$(?!BITBUCKET_)\w+(?:\[@\])?$/.test(key)) values.set(key, notKnown(key, { because: 'computed', command }));
}

/** Goes on in a script of package.json, where it is at hand. */
export function intoPackageScript(
  { script, args, folder, elsewhere, programs }: Extract<Program, { kind: 'package-script' }>,
  line: number,
  text: string,
  walk: Walk,
) {
  const from = folder ? entered(folderOf(walk), folder) : folderOf(walk);
  const own =
    !elsewhere && !writtenInto(known('package.json'), walk) && isOurs(from, walk)
      ? followPackageScript(script, args, walk.around.beside, from.text)
      : undefined;
  const commands = own?.commands;
  if (own && commands) {
    const file = own.folder === '' ? 'package.json' : `${own.folder}/package.json`;
    within(
      `${file} ${script}`,
      walk,
      () => {
        apart(walk, () => {
          walk.state.values.set('cwd', known(own.folder));
          for (const one of commands) nested(one, line, walk, false, file);
        });
      },
      () => {
        hide('package-script', line, text, walk, mayPush(script));
      },
    );
    return;
  }
  // `yarn semantic-release` runs the program where package.json has no script of that name; npm then runs nothing.
  const direct: Call = { program: script, args };
  if (own) {
    if (programs) called(direct, line, text, walk);
  } else if (toolCalled(direct)) called(direct, line, text, walk);
  else if (!programs || !(isQuietPackage(script) || isSilent(direct)))
    hide('package-script', line, text, walk, mayPush(script));
}

/** Goes on in the targets of a Makefile, where it is at hand. */
export function intoMake({ args }: Call, line: number, text: string, walk: Walk) {
  const call = makeCall(args);
  if (call.dry) return;
  const folder = call.folder ? entered(folderOf(walk), call.folder) : folderOf(walk);
  const likely = call.targets.some((target) => mayPush(target.text));
  const settled = isSettled(call) && isOurs(folder, walk);
  const found =
    settled && !writtenInto(known('Makefile'), walk)
      ? followMakefile(folder.text, call.file?.text, walk.around.beside)
      : undefined;
  if (!found) {
    hide('make', line, text, walk, likely || holdsGitPush(text));
    return;
  }
  const [path, content] = found;
  const targets = call.targets.map((target) => target.text);
  within(
    `${path} ${targets.join(' ')}`,
    walk,
    () => {
      const { commands, unsure, whole } = recipesOf(content, targets, call.variables);
      apart(walk, () => {
        const { values } = walk.state;
        if (folder.text !== '' || values.has('cwd')) values.set('cwd', folder);
        for (const name of unsure)
          values.set(`$${name}`, notKnown(`$${name}`, { because: 'not-in-file', name: `$${name}` }));
        for (const command of commands) nested(command, line, walk, false, path);
      });
      if (!whole) hide('make', line, text, walk, likely);
    },
    () => {
      hide('make', line, text, walk, likely);
    },
  );
}

/** A program in another language is not read: it is named, and said to be likely where it speaks of a push. */
export function inOtherLanguage(
  { text: code, path, args }: Extract<Program, { kind: 'language' }>,
  line: number,
  text: string,
  walk: Walk,
) {
  if (path) {
    const base = (path.text.split('/').at(-1) ?? '').replace(/\.phar$/, '');
    if (isQuiet({ program: base, args })) return;
    const full = isKnown(path) ? entered(folderOf(walk), path) : path;
    if (isOurs(full, walk) && speaksOfPush(full.text, walk.around.beside)) hide('language', line, text, walk, true);
    else hide('file', line, text, walk, mayPush(path.text));
    return;
  }
  const program = code?.text ?? walk.input;
  if (program === undefined) {
    if (walk.pipeFrom !== undefined) hide('computed', line, text, walk, false);
  } else if (/push/i.test(program)) hide('language', line, text, walk, true);
  else if (/\b(?:exec|spawn|system|popen|subprocess|passthru)|\bsh\s*\(/i.test(program))
    hide('language', line, text, walk, false);
}
