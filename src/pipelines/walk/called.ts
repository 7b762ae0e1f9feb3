import { branchIn, cloneOf, entered, remoteIn } from '../git/places';
import type { Target } from '../git/push';
import { followFile, followPackageScript, packageHooks, semanticReleasePushes } from '../programs/project';
import { mayPushByName, optionValue, toolCalled, type Call, type Effect, type Tool } from '../programs/tools';
import { isKnown, known, notKnown, type Value } from '../shell/values';
import { nested } from './nested';
import { place, type Hidden, type Walk } from './walk';

const gitPush = /\bgit\b[^\n;&|]*\spush\b/;

/** Names a command that may push and is not followed. */
export function hide(why: Hidden['why'], line: number, text: string, walk: Walk) {
  if (!walk.state.over) walk.hidden.push({ what: text, line, why });
}

/** A program that is called by its name: a release tool, or one that may push by its name. */
export function called(call: Call, line: number, text: string, walk: Walk) {
  const tool = toolCalled(call);
  if (tool) {
    for (const effect of tool.effects) toolPushes(tool, effect, call, line, text, walk);
  } else if (call.program === 'make' || call.program === 'just' || call.program === 'task') {
    const target = call.args.find((arg) => mayPush(arg.text));
    if (target) hide('make', line, text, walk);
  } else if (
    call.program.startsWith('$') &&
    (mayPush(call.program) || call.args.some(({ text: arg }) => arg === 'push'))
  )
    hide('computed', line, text, walk);
  else if (call.program === 'npm' && (call.args[0]?.text === 'version' || call.args[0]?.text === 'publish')) {
    for (const script of packageHooks(call.args[0].text, walk.around.beside))
      nested(script, line, walk, false, 'package.json');
  } else if (call.program === 'ssh') {
    if (gitPush.test(wordsOf(call)) || gitPush.test(walk.input ?? '')) hide('another-machine', line, text, walk);
  } else if (passesGitPush(call)) hide('computed', line, text, walk);
  else if (mayPushByName(call.program) && !walk.state.values.has(functionKey(call.program)))
    hide('program', line, text, walk);
}

/**
 * Whether an unknown program is given `git … push` to run, as words or in one text (`find … -exec git push`,
 * `xvfb-run bash -c 'git push'`). Some programs print, send or look for what they are given.
 */
function passesGitPush(call: Call): boolean {
  return !takesText.has(call.program) && gitPush.test(wordsOf(call));
}

const takesText = new Set(
  'echo printf cat tee grep egrep fgrep rg ack sed jq yq test [ curl wget http logger mail export local declare'.split(
    ' ',
  ),
);

function wordsOf({ args }: Call): string {
  return args.map(({ text }) => text).join(' ');
}

/** Under which a function of the script is kept: its body was walked where it stands. */
export function functionKey(name: string): string {
  return `$() ${name}`;
}

function toolPushes(tool: Tool, effect: Effect, { args }: Call, line: number, text: string, walk: Walk) {
  const { state, around } = walk;
  const plugin =
    tool.name === 'semantic-release' && effect.only !== undefined ? semanticReleasePushes(around.beside) : undefined;
  if (plugin === false) return;
  const here = cloneOf(state);
  const force = args.some((arg) => arg.text === effect.force);
  const operation = force ? 'force-push' : 'push';
  const target: Target =
    effect.pushes === 'branch'
      ? { kind: 'branch', name: branchIn(here, state), operation }
      : effect.pushes === 'tags'
        ? { kind: 'tag', name: known('refs/tags/*'), operation: 'push' }
        : { kind: 'branch', name: namedBranch(effect.pushes, args), operation };
  const remote = (tool.remoteOptions && optionValue(args, tool.remoteOptions)) ?? known('origin');
  const destination = remoteIn(here, remote, state, around);
  walk.found.push({
    ...place(line, text, walk),
    tool: tool.name,
    page: tool.page,
    target,
    destination,
    ...(effect.only !== undefined && plugin === undefined && { only: effect.only }),
    ...(tool.as !== 'origin' && {
      identity:
        'settings' in tool.as
          ? { clause: tool.as.settings, settled: true }
          : { clause: tool.as.originUnless, settled: false },
    }),
  });
}

function namedBranch({ branch, options }: { branch: string; options?: string[] }, args: Value[]): Value {
  const named = options && optionValue(args, options);
  if (named) return named;
  return branch.includes(' ') ? notKnown(branch, { because: 'read', name: branch }) : known(branch);
}

/** Whether a name speaks of a push. */
export function mayPush(name: string): boolean {
  return /release|publish|version|bump|\btag|push|changelog|mirror|sync|gh-pages/i.test(name);
}

/** Goes on in a script of the repository, where it is at hand. */
export function intoFile(path: Value, line: number, text: string, walk: Walk, stays: boolean) {
  const cwd = walk.state.values.get('cwd') ?? known('');
  const full = isKnown(path) ? entered(cwd, path) : path;
  const content = isKnown(full) ? followFile(full.text, walk.around.beside) : undefined;
  if (content !== undefined) nested(content, line, walk, stays, full.text);
  else {
    if (mayPush(path.text) || gitPush.test(text)) hide(isKnown(path) ? 'file' : 'computed', line, text, walk);
    if (stays) forgetVariables(text, walk);
  }
}

/** What runs in this shell and cannot be read may have set any variable anew, but for those that Pipelines gives. */
export function forgetVariables(command: string, { state: { values } }: Walk) {
  for (const key of values.keys())
    if (/^\$(?!BITBUCKET_)\w+(?:\[@\])?$/.test(key)) values.set(key, notKnown(key, { because: 'computed', command }));
}

/** Goes on in a script of package.json, where it is at hand. */
export function intoPackageScript(script: string, args: Value[], line: number, text: string, walk: Walk) {
  const own = followPackageScript(script, args, walk.around.beside);
  if (own) {
    for (const one of own) nested(one, line, walk, false, 'package.json');
    return;
  }
  // `yarn semantic-release` runs the program where package.json has no script of that name.
  const direct: Call = { program: script, args };
  if (toolCalled(direct)) called(direct, line, text, walk);
  else if (mayPush(script)) hide('package-script', line, text, walk);
}

/** What a container runs: its clone and its credentials are its own. */
export function inContainer(call: Call, line: number, text: string, walk: Walk) {
  if (toolCalled(call) || mayPushByName(call.program)) {
    called(call, line, text, walk);
    return;
  }
  const inside: Walk = { ...walk, state: { values: new Map(walk.state.values), over: false }, found: [], hidden: [] };
  const words = call.args.map((arg) => (/^[\w@%+=:,./$-]+$/.test(arg.text) ? arg.text : quoted(arg.text)));
  nested(words.join(' '), line, inside);
  if (inside.found.length + inside.hidden.length > 0) hide('container', line, text, walk);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\\''`)}'`;
}

/** A program in another language is not read: it is named where its text speaks of a push, or its name does. */
export function inOtherLanguage(
  { text: code, path }: { text?: Value; path?: Value },
  line: number,
  text: string,
  walk: Walk,
) {
  if (path) {
    if (mayPush(path.text)) hide('file', line, text, walk);
  } else if (/push/i.test(code?.text ?? walk.input ?? '')) hide('language', line, text, walk);
}
