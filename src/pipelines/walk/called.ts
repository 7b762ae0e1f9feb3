import { destinationOf } from '../git/address';
import { branchIn, cloneOf, remoteIn } from '../git/places';
import type { Target } from '../git/push';
import { packageHooks, semanticReleasePushes } from '../programs/project';
import { isQuiet } from '../programs/quiet';
import { askedOf, mayAskForChange } from '../programs/rest';
import { runsTargets } from '../programs/targets';
import { isSilent, mayPushByName, optionValue, toolCalled, type Call, type Effect, type Tool } from '../programs/tools';
import { isKnown, known, notKnown, type Value } from '../shell/values';
import { nested } from './nested';
import { place, type Hidden, type Walk } from './walk';

const gitPush = /\bgit\b[^\n;&|]*\spush\b/;

/** Whether a text holds `git … push`. */
export function holdsGitPush(text: string): boolean {
  return gitPush.test(text);
}

/** Whether a name speaks of a push. */
export function mayPush(name: string): boolean {
  return /release|publish|version|bump|\btag|push|changelog|mirror|sync|gh-pages/i.test(name);
}

/** Names a command that may push and is not followed. */
export function hide(why: Hidden['why'], line: number, text: string, walk: Walk, likely: boolean) {
  // Of a line that could not be read that is said already.
  if (walk.state.over || walk.unread.has(line)) return;
  walk.hidden.push({
    what: text,
    line,
    why,
    likely,
    ...(walk.inFile !== undefined && { inFile: walk.inFile }),
  });
}

/** A program that is called by its name: one that pushes, or runs what cannot be looked into. */
export function called(call: Call, line: number, text: string, walk: Walk) {
  const { program, args } = call;
  if (!/^[A-Za-z_@$.~%]/.test(program) || walk.state.values.has(functionKey(program))) return;
  const tool = toolCalled(call);
  if (tool) {
    for (const effect of tool.effects) toolPushes(tool, effect, call, line, text, walk);
  } else if (program === 'pod' && args[0]?.text === 'repo') podRepo(args, line, text, walk);
  else if (program.startsWith('$'))
    hide('computed', line, text, walk, mayPush(program) || args.some(({ text: arg }) => arg === 'push'));
  else if (program === 'npm' && args[0] && /^(?:version|publish|pack|install|i|ci)$/.test(args[0].text))
    npmHooks(args[0].text, line, text, walk);
  else if (program === 'curl' || program === 'wget') requests(call, line, text, walk);
  else if (passesGitPush(call)) hide('computed', line, text, walk, true);
  else if (!isQuiet(call) && !isSilent(call)) unknownProgram(call, line, text, walk);
}

function unknownProgram({ program, args }: Call, line: number, text: string, walk: Walk) {
  const targets = runsTargets(program) ? args.filter(({ text: arg }) => !arg.startsWith('-')) : [];
  const likely =
    mayPushByName(program) ||
    targets.some(({ text: arg }) => mayPush(arg)) ||
    args.some(({ text: arg }) => arg === '--push' || arg === 'gh-pages');
  hide(runsTargets(program) ? 'target' : 'program', line, text, walk, likely);
}

/**
 * Whether an unknown program is given `git … push` to run, as words or in one text (`doppler run -- git push`,
 * `retry 'git push'`). Some programs print, send or look for what they are given.
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

/** The scripts that npm runs by itself; where package.json is not at hand, those of a new version are named. */
function npmHooks(command: string, line: number, text: string, walk: Walk) {
  const cwd = walk.state.values.get('cwd') ?? known('');
  const hooks =
    isKnown(cwd) && cloneOf(walk.state) === '' ? packageHooks(command, walk.around.beside, cwd.text) : undefined;
  for (const script of hooks ?? []) nested(script, line, walk, false, 'package.json');
  if (!hooks && (command === 'version' || command === 'publish')) hide('package-hooks', line, text, walk, false);
}

/** `pod repo push REPO`: to the repository of specifications that `pod repo add` set up, or that the machine knows. */
function podRepo(args: Value[], line: number, text: string, walk: Walk) {
  const [repository = known(''), url] = args.slice(2).filter(({ text: arg }) => !arg.startsWith('-'));
  if (args[1]?.text === 'add' && url) walk.state.values.set(`pod ${repository.text}`, url);
  if (args[1]?.text !== 'push' || repository.text === '') return;
  if (args.some(({ text: arg }) => arg === '--local-only')) return;
  const name = notKnown('the branch of the repository of specifications', {
    because: 'read',
    name: 'the branch of the repository of specifications',
  });
  walk.found.push({
    ...place(line, text, walk),
    tool: 'pod repo push',
    page: 'https://guides.cocoapods.org/making/private-cocoapods.html',
    target: { kind: 'branch', name, operation: 'push' },
    destination: destinationOf(
      walk.state.values.get(`pod ${repository.text}`) ?? repository,
      walk.around.home,
      walk.state,
    ),
  });
}

function requests(call: Call, line: number, text: string, walk: Walk) {
  const asked = askedOf(call, walk.around);
  for (const { aim, page } of asked) walk.found.push({ ...place(line, text, walk), tool: call.program, page, ...aim });
  if (asked.length === 0 && mayAskForChange(call)) hide('computed', line, text, walk, true);
}

function toolPushes(tool: Tool, effect: Effect, { args }: Call, line: number, text: string, walk: Walk) {
  const { state, around } = walk;
  const plugin =
    tool.name === 'semantic-release' && effect.only !== undefined ? pluginOf(args, settingsOf(walk)) : undefined;
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

/** What the settings at the top of the clone say; those of packages and of other clones are not at hand. */
function settingsOf({ state, around }: Walk): boolean | undefined {
  const cwd = state.values.get('cwd') ?? known('');
  const isTop = isKnown(cwd) && cwd.text === '' && cloneOf(state) === '';
  return isTop ? semanticReleasePushes(around.beside) : undefined;
}

/** Whether semantic-release has the plugin that pushes, by its words or its settings. */
function pluginOf(args: Value[], settings: boolean | undefined): boolean | undefined {
  if (
    args.some(
      ({ text }) => text.includes('@semantic-release/git') && !text.includes('@semantic-release/git'.concat('hub')),
    )
  )
    return true;
  const extended = args.some(({ text }) => /^(?:-e|--extends|-p|--plugins)(?:=|$)/.test(text));
  return settings === false && extended ? undefined : settings;
}

function namedBranch({ branch, options }: { branch: string; options?: string[] }, args: Value[]): Value {
  const named = options && optionValue(args, options);
  if (named) return named;
  return branch.includes(' ') ? notKnown(branch, { because: 'read', name: branch }) : known(branch);
}
