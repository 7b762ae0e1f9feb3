import type { Walk } from './frames';
import { branchIn, cloneOf, entered, remoteIn } from './git-places';
import type { Target } from './git-push';
import { deepest, nested } from './nested';
import { followFile, followPackageScript, packageHooks, semanticReleasePushes } from './project';
import { mayPushByName, optionValue, toolCalled, type Call, type Effect, type Tool } from './tools';
import { isKnown, known, notKnown, type Value } from './values';

export function called(call: Call, line: number, text: string, walk: Walk) {
  const tool = toolCalled(call);
  if (tool) {
    for (const effect of tool.effects) toolPushes(tool, effect, call, line, text, walk);
  } else if (call.program === 'make' || call.program === 'just' || call.program === 'task') {
    const target = call.args.find((arg) => mayPush(arg.text));
    if (target) walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: 'make' });
  } else if (
    call.program.startsWith('$') &&
    (mayPush(call.program) || call.args.some(({ text: arg }) => arg === 'push'))
  )
    walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: 'computed' });
  else if (call.program === 'npm' && (call.args[0]?.text === 'version' || call.args[0]?.text === 'publish')) {
    for (const script of packageHooks(call.args[0].text, walk.around.beside))
      nested(script, line, walk, false, 'package.json');
  } else if (call.program === 'ssh') {
    const told = [...call.args.map((arg) => arg.text), walk.input ?? ''];
    if (told.some((one) => /\bgit\b[^\n;&|]*\spush\b/.test(one)))
      walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: 'another-machine' });
  } else if (mayPushByName(call.program) && !walk.state.values.has(functionKey(call.program)))
    walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: 'program' });
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

export function place(line: number, text: string, { lines, inFile }: Walk) {
  return {
    line: lines[line] ?? 1,
    command: text.replaceAll(/\s*\\?\n\s*/g, ' '),
    ...(inFile !== undefined && { inFile }),
  };
}

/** Whether a name tells of a push. */
export function mayPush(name: string): boolean {
  return /release|publish|version|bump|\btag|push|changelog|mirror|sync|gh-pages/i.test(name);
}

export function intoFile(path: Value, line: number, text: string, walk: Walk, stays: boolean) {
  const cwd = walk.state.values.get('cwd') ?? known('');
  const full = isKnown(path) ? entered(cwd, path) : path;
  const content = isKnown(full) && walk.depth < deepest ? followFile(full.text, walk.around.beside) : undefined;
  if (content !== undefined) nested(content, line, walk, stays, full.text);
  else if (mayPush(path.text))
    walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: isKnown(path) ? 'file' : 'computed' });
}

export function intoPackageScript(script: string, args: Value[], line: number, text: string, walk: Walk) {
  const own = followPackageScript(script, args, walk.around.beside);
  if (own) {
    for (const one of own) nested(one, line, walk, false, 'package.json');
    return;
  }
  // `yarn semantic-release` runs the program where package.json has no script of that name.
  const direct: Call = { program: script, args };
  if (toolCalled(direct)) called(direct, line, text, walk);
  else if (mayPush(script)) walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: 'package-script' });
}
