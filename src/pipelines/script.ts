import type { Destination } from './address';
import { armOf, both, conditionOf, open, where, type Condition } from './conditions';
import { branchIn, cloneOf, entered, remoteIn, runGit, type Site } from './git';
import type { Target } from './git-push';
import { followFile, followPackageScript, packageHooks, semanticReleasePushes, type Beside } from './project';
import { programOf } from './program';
import { shellTokens, type Word } from './shell-words';
import { optionValue, toolCalled, type Call, type Effect, type Tool } from './tools';
import { copied, fieldsOf, isKnown, joined, known, notKnown, valueOf, type State, type Value } from './values';

/** A push that a script makes. */
export interface Found {
  /** Of the pipelines file, from 1. */
  line: number;
  /** As written; secrets are not masked yet. */
  command: string;
  /** Where the command stands in another file: which. */
  inFile?: string;
  tool: string;
  page?: string;
  target: Target;
  destination: Destination;
  /** Where settings elsewhere decide whether it pushes: which, as a clause. */
  only?: string;
  /** Where the identity rests on settings elsewhere: they, as a clause. `settled` says that they decide alone. */
  identity?: { clause: string; settled: boolean };
}

/** A command that may push, by its name, and cannot be looked into. */
export interface Hidden {
  what: string;
  line: number;
  why: 'file' | 'package-script' | 'make' | 'computed';
}

export interface Surroundings extends Site {
  /** Files beside the pipelines file; nothing for those that are not there or may not be read. */
  beside: Beside;
  /** Commands that may still be read, over all steps. */
  budget: { commands: number };
}

/** Thrown where a file holds more commands than can be rehearsed. */
export const tooManyCommands = 'too many commands';

interface Frame {
  kind: 'if' | 'loop' | 'case' | 'subshell' | 'function' | 'braces' | 'chain';
  entry?: State;
  ends: State[];
  condition?: Condition;
  hasElse?: true;
  /** In `case`: words up to the next `)` are patterns; these so far, of this subject. */
  inPattern?: boolean;
  patterns?: Word[];
  subject?: Word;
}

interface Walk {
  state: State;
  frames: Frame[];
  found: Found[];
  hidden: Hidden[];
  around: Surroundings;
  lines: number[];
  inFile?: string;
  depth: number;
  /** What the last command tested. */
  tested?: Condition;
  /** The operator before the command at hand. */
  before: string;
  /** A name and `()` were read: a body in braces follows. */
  names?: true;
}

const deepest = 5;
const mostSettled = 400;

/** Walks a script from what is settled, and gives its pushes in their order, what it hides, and what is settled then. */
export function walkScript(script: string, lines: number[], state: State, around: Surroundings): { found: Found[]; hidden: Hidden[]; state: State } {
  const walk: Walk = { state: copied(state), frames: [], found: [], hidden: [], around, lines, depth: 0, before: ';' };
  run(script, walk);
  return { found: distinct(walk.found, ({ line, command, target, only }) => [line, command, target, only]), hidden: distinct(walk.hidden, (one) => one), state: walk.state };
}

function distinct<T>(items: T[], key: (item: T) => unknown): T[] {
  const seen = new Map<string, T>();
  for (const item of items) {
    const name = JSON.stringify(key(item));
    if (!seen.has(name)) seen.set(name, item);
  }
  return [...seen.values()];
}

function run(script: string, walk: Walk) {
  const tokens = shellTokens(script);
  for (const [at, token] of tokens.entries()) {
    if ('operator' in token) afterOperator(token.operator, walk);
    else {
      const next = tokens[at + 1];
      const pattern = walk.frames.at(-1)?.inPattern === true;
      if (next && 'operator' in next && next.operator === '(' && token.words.length === 1 && !pattern) walk.names = true;
      else if (!pattern || firstText(token.words) === 'esac') simple(token.words, token.line, token.text, walk);
      else walk.frames.at(-1)?.patterns?.push(...token.words);
    }
  }
  endChains(walk);
  while (walk.frames.length > 0) endFrame(walk);
}

function afterOperator(operator: string, walk: Walk) {
  const { frames, tested } = walk;
  const top = frames.at(-1);
  if (operator === '&&' || operator === '||') {
    const holds = operator === '&&';
    if (top?.kind === 'if' && top.entry === undefined) {
      // In `if A && B` both are the condition; with `||` nothing can be told.
      if (!holds) top.condition = open;
    } else if (tested || !holds) {
      const condition = tested ?? open;
      frames.push({ kind: 'chain', ends: [where(condition, !holds, walk.state)] });
      walk.state = where(condition, holds, walk.state);
    }
  } else {
    if (operator === '(') {
      if (walk.names || top?.inPattern) return;
      endChains(walk);
      frames.push({ kind: 'subshell', entry: copied(walk.state), ends: [] });
    } else if (operator === ')') {
      if (top?.kind === 'case' && top.inPattern) enterArm(top, walk);
      else if (walk.names) return;
      else {
        endChains(walk);
        if (frames.at(-1)?.kind === 'subshell') endFrame(walk);
      }
    } else {
      endChains(walk);
      const inside = frames.at(-1);
      if (operator.startsWith(';;') && inside?.kind === 'case' && inside.entry) {
        inside.ends.push(walk.state);
        walk.state = copied(inside.entry);
        inside.inPattern = true;
        inside.patterns = [];
      }
    }
  }
  if (operator !== '&&' && operator !== '||') delete walk.tested;
  walk.before = operator;
}

/** An arm of `case` runs where its pattern matches; the next ones, where it does not. */
function enterArm(frame: Frame, walk: Walk) {
  frame.inPattern = false;
  const { entry, subject, patterns = [] } = frame;
  if (!entry || !subject) return;
  const said = armOf(subject, patterns, (word) => read(word, walk, 0));
  walk.state = where(said, true, entry);
  frame.entry = where(said, false, entry);
}

function endChains(walk: Walk) {
  while (walk.frames.at(-1)?.kind === 'chain') endFrame(walk);
}

/** Brings together the ways that a construct leaves. */
function endFrame(walk: Walk) {
  const frame = walk.frames.pop();
  if (!frame) return;
  const { kind, entry, ends } = frame;
  if (kind === 'subshell' && entry) {
    const kept = [...walk.state.values].filter(([key]) => !isOfShell(key));
    const own = [...entry.values].filter(([key]) => isOfShell(key));
    walk.state = { values: new Map([...kept, ...own]), over: entry.over };
  } else if (kind === 'chain') walk.state = joined([walk.state, ...ends]);
  else if (kind === 'loop' || kind === 'function') walk.state = entry ? joined([entry, walk.state]) : walk.state;
  else if (kind === 'if' && entry) walk.state = joined([...ends, walk.state, ...(frame.hasElse ? [] : [where(frame.condition ?? open, false, entry)])]);
  else if (kind === 'case' && entry) walk.state = joined([...ends, entry]);
}

/** What a subshell keeps to itself; what it does to clones stays. */
function isOfShell(key: string): boolean {
  return key.startsWith('$') || key === 'cwd';
}

function firstText(words: Word[]): string {
  const [part] = words[0]?.parts ?? [];
  return words[0]?.quoted === false && part && 'text' in part && words[0].parts.length === 1 ? part.text : '';
}

/** One simple command, and the reserved words before it. */
function simple(words: Word[], line: number, text: string, walk: Walk) {
  let rest = words;
  for (;;) {
    const word = firstText(rest);
    const reserved = Object.hasOwn(reservedWords, word) ? reservedWords[word] : undefined;
    // A test takes its `!` with it.
    if (!reserved || (word === '!' && conditionOf(rest, (one) => read(one, walk, line)))) break;
    const taken = reserved(walk, rest);
    rest = rest.slice(taken);
  }
  const [own] = rest;
  if (!own) return;
  const written = text.slice((own.at ?? 0) - (words[0]?.at ?? 0));
  delete walk.names;
  if (++walk.around.budget.commands > 20_000 || walk.state.values.size > mostSettled) throw new Error(tooManyCommands);
  const top = walk.frames.at(-1);
  const inCondition = top?.kind === 'if' && top.entry === undefined;
  const tested = conditionOf(rest, (word) => read(word, walk, line));
  if (inCondition) {
    const said = tested ?? open;
    top.condition = top.condition === undefined ? said : walk.before === '&&' ? both(top.condition, said) : top.condition === open ? open : said;
  }
  if (tested) walk.tested = tested;
  else {
    delete walk.tested;
    execute(rest, line, written, walk);
  }
}

/** Gives how many words it takes. */
type Reserved = (walk: Walk, words: Word[]) => number;

function opening(kind: Frame['kind'], entry: boolean): Reserved {
  return (walk) => {
    walk.frames.push({ kind, ends: [], ...(entry && { entry: copied(walk.state) }) });
    return 1;
  };
}

function closing(...kinds: Frame['kind'][]): Reserved {
  return (walk) => {
    endChains(walk);
    if (kinds.includes(walk.frames.at(-1)?.kind ?? 'chain')) endFrame(walk);
    return 1;
  };
}

const reservedWords: Record<string, Reserved> = {
  if: opening('if', false),
  then: (walk) => {
    endChains(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'if') {
      frame.entry = copied(walk.state);
      walk.state = where(frame.condition ?? open, true, walk.state);
    }
    return 1;
  },
  elif: (walk) => {
    otherwise(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'if') {
      // What `elif` tests holds only where the earlier condition does not; a further `if` inside its `else` says the same.
      delete frame.entry;
      delete frame.condition;
    }
    return 1;
  },
  else: (walk) => {
    otherwise(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'if') frame.hasElse = true;
    return 1;
  },
  fi: closing('if'),
  while: opening('loop', true),
  until: opening('loop', true),
  do: () => 1,
  done: closing('loop'),
  for: (walk, words) => {
    walk.frames.push({ kind: 'loop', ends: [], entry: copied(walk.state) });
    const name = firstText(words.slice(1));
    const items = words.slice(3);
    const [only] = items;
    if (name !== '') walk.state.values.set(`$${name}`, only && items.length === 1 && only.parts.every((part) => 'text' in part) ? read(only, walk, 0) : notKnown(`$${name}`, { because: 'looped', name: `$${name}` }));
    return words.length;
  },
  case: (walk, words) => {
    const [, subject, , ...patterns] = words;
    walk.frames.push({ kind: 'case', ends: [], entry: copied(walk.state), inPattern: true, patterns, ...(subject && { subject }) });
    return words.length;
  },
  esac: (walk) => {
    endChains(walk);
    const frame = walk.frames.at(-1);
    if (frame?.kind === 'case') {
      if (!frame.inPattern) frame.ends.push(walk.state);
      endFrame(walk);
    }
    return 1;
  },
  function: (walk, words) => {
    const brace = words.findIndex((word) => firstText([word]) === '{');
    if (brace >= 0) walk.frames.push({ kind: 'function', ends: [], entry: copied(walk.state) });
    else walk.names = true;
    return brace < 0 ? words.length : brace + 1;
  },
  '{': (walk) => {
    const kind = walk.names ? 'function' : 'braces';
    delete walk.names;
    walk.frames.push({ kind, ends: [], entry: copied(walk.state) });
    return 1;
  },
  '}': closing('function', 'braces'),
  '!': () => 1,
};

function otherwise(walk: Walk) {
  endChains(walk);
  const frame = walk.frames.at(-1);
  if (frame?.kind !== 'if' || !frame.entry) return;
  frame.ends.push(walk.state);
  walk.state = where(frame.condition ?? open, false, frame.entry);
}

/** What a word holds; commands inside are run as far as they push. */
function read(word: Word, walk: Walk, line: number): Value {
  return valueOf(word, walk.state, (command) => output(command, line, walk));
}

/** What a command prints, where that can be told: the branch, or what `echo` is given. */
function output(command: string, line: number, walk: Walk): Value {
  const text = command.trim();
  if (/^git (?:rev-parse --abbrev-ref HEAD|branch --show-current|symbolic-ref (?:--short|-q --short|--short -q) HEAD)$/.test(text)) {
    return branchIn(cloneOf(walk.state), walk.state);
  }
  const echoed = /^(?:echo|printf '%s')\s+("?)(\$\{?\w+\}?|[\w./-]+)\1$/.exec(text)?.[2];
  if (echoed !== undefined && walk.depth < deepest) {
    const [token] = shellTokens(echoed);
    if (token && 'words' in token && token.words[0]) return valueOf(token.words[0], walk.state, () => notKnown('$(…)'));
  }
  nested(command, line, walk);
  return notKnown(`$(${text.length > 40 ? `${text.slice(0, 40)}…` : text})`, { because: 'computed', command: text });
}

/** Runs a script inside a script. What it settles stays where `stays` says so. */
function nested(script: string, line: number, walk: Walk, stays = false, inFile = walk.inFile) {
  if (walk.depth >= deepest || !/\S/.test(script)) return;
  const inner: Walk = {
    ...walk,
    state: copied(walk.state),
    frames: [],
    lines: script.split('\n').map(() => walk.lines[line] ?? 1),
    depth: walk.depth + 1,
    before: ';',
    ...(inFile !== undefined && { inFile }),
  };
  run(script, inner);
  const kept = [...inner.state.values].filter(([key]) => stays || !isOfShell(key));
  const own = [...walk.state.values].filter(([key]) => !stays && isOfShell(key));
  walk.state.values = new Map([...kept, ...own]);
  if (stays && inner.state.over) walk.state.over = true;
}

function execute(words: Word[], line: number, text: string, walk: Walk) {
  const { state } = walk;
  let first = 0;
  const given: [string, Value][] = [];
  for (; first < words.length; first++) {
    const set = assignment(words[first], walk, line);
    if (!set) break;
    given.push(set);
  }
  if (first === words.length) {
    for (const [name, value] of given) state.values.set(`$${name}`, value);
    return;
  }
  // Assignments before a command hold for it alone.
  const before = given.map(([name]): [string, Value | undefined] => [name, state.values.get(`$${name}`)]);
  const fields = words.slice(first).flatMap((word) => fieldsOf(word, state, (command) => output(command, line, walk)));
  for (const [name, value] of given) state.values.set(`$${name}`, value);
  const [program, ...args] = fields;
  const builtin = program && Object.hasOwn(builtins, program.text) ? builtins[program.text] : undefined;
  if (builtin) builtin(walk, words.slice(first + 1), args, line);
  else command(fields, line, text, walk);
  for (const [name, value] of before) {
    if (value) walk.state.values.set(`$${name}`, value);
    else walk.state.values.delete(`$${name}`);
  }
}

function assignment(word: Word | undefined, walk: Walk, line: number): [string, Value] | undefined {
  const [head, ...parts] = word?.parts ?? [];
  const [, name, more = ''] = /^([A-Za-z_]\w*)\+?=([^]*)$/.exec(head && 'text' in head ? head.text : '') ?? [];
  if (name === undefined || !head || !('text' in head)) return undefined;
  if (head.text.startsWith(`${name}+=`)) return [name, notKnown(`$${name}`, { because: 'computed', command: head.text })];
  return [name, read({ parts: [{ text: more }, ...parts], quoted: true }, walk, line)];
}

type Builtin = (walk: Walk, words: Word[], args: Value[], line: number) => void;

const exporting: Builtin = (walk, words, _, line) => {
  for (const word of words) {
    const set = assignment(word, walk, line);
    if (set) walk.state.values.set(`$${set[0]}`, set[1]);
  }
};

const sourcing: Builtin = (walk, _, [path], line) => {
  if (path) intoFile(path, line, `source ${path.text}`, walk, true);
};

const ending: Builtin = (walk) => {
  walk.state.over = true;
};

const builtins: Record<string, Builtin> = {
  export: exporting,
  declare: exporting,
  local: exporting,
  readonly: exporting,
  typeset: exporting,
  unset: (walk, _, args) => {
    for (const { text } of args) walk.state.values.set(`$${text}`, known(''));
  },
  read: (walk, _, args) => {
    for (const { text } of args) if (!text.startsWith('-')) walk.state.values.set(`$${text}`, notKnown(`$${text}`, { because: 'read', name: `$${text}` }));
  },
  cd: (walk, _, [to]) => {
    walk.state.values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('~')));
  },
  pushd: (walk, _, [to]) => {
    walk.state.values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('-')));
  },
  popd: (walk) => {
    walk.state.values.set('cwd', entered(known(''), known('-')));
  },
  eval: (walk, _, args, line) => {
    nested(args.map(({ text }) => text).join(' '), line, walk, true);
  },
  source: sourcing,
  '.': sourcing,
  exit: ending,
  return: (walk, ...rest) => {
    if (walk.frames.some(({ kind }) => kind === 'function')) ending(walk, ...rest);
  },
};

function command(fields: Value[], line: number, text: string, walk: Walk) {
  const program = programOf(fields);
  if (!program || walk.state.over) return;
  if (program.kind === 'shell') {
    if (isKnown(program.text)) nested(program.text.text, line, walk);
    else nested(program.text.text.replaceAll('$$', '$'), line, walk);
  } else if (program.kind === 'file') intoFile(program.path, line, text, walk, false);
  else if (program.kind === 'package-script') intoPackageScript(program.script, program.args, line, text, walk);
  else if (program.program === 'git' && program.args[0]?.text !== 'lfs') {
    for (const aim of runGit(program.args, walk.state, walk.around)) walk.found.push({ ...place(line, text, walk), tool: 'git push', ...aim });
  } else called(program, line, text, walk);
}

function place(line: number, text: string, { lines, inFile }: Walk) {
  return { line: lines[line] ?? 1, command: text.replaceAll(/\s*\\?\n\s*/g, ' '), ...(inFile !== undefined && { inFile }) };
}

function called(call: Call, line: number, text: string, walk: Walk) {
  const tool = toolCalled(call);
  if (tool) {
    for (const effect of tool.effects) toolPushes(tool, effect, call, line, text, walk);
  } else if (call.program === 'make' || call.program === 'just' || call.program === 'task') {
    const target = call.args.find((arg) => mayPush(arg.text));
    if (target) walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: 'make' });
  } else if (call.program === 'npm' && (call.args[0]?.text === 'version' || call.args[0]?.text === 'publish')) {
    for (const script of packageHooks(call.args[0].text, walk.around.beside)) nested(script, line, walk, false, 'package.json');
  }
}

function toolPushes(tool: Tool, effect: Effect, { args }: Call, line: number, text: string, walk: Walk) {
  const { state, around } = walk;
  const plugin = tool.name === 'semantic-release' && effect.only !== undefined ? semanticReleasePushes(around.beside) : undefined;
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
    ...(tool.as !== 'origin' && { identity: 'settings' in tool.as ? { clause: tool.as.settings, settled: true } : { clause: tool.as.originUnless, settled: false } }),
  });
}

function namedBranch({ branch, options }: { branch: string; options?: string[] }, args: Value[]): Value {
  const named = options && optionValue(args, options);
  if (named) return named;
  return branch.includes(' ') ? notKnown(branch, { because: 'read', name: branch }) : known(branch);
}

/** Whether a name tells of a push. */
export function mayPush(name: string): boolean {
  return /release|publish|version|bump|\btag|push|changelog|mirror|sync|gh-pages/i.test(name);
}

function intoFile(path: Value, line: number, text: string, walk: Walk, stays: boolean) {
  const cwd = walk.state.values.get('cwd') ?? known('');
  const full = isKnown(path) ? entered(cwd, path) : path;
  const content = isKnown(full) && walk.depth < deepest ? followFile(full.text, walk.around.beside) : undefined;
  if (content !== undefined) nested(content, line, walk, stays, full.text);
  else if (mayPush(path.text)) walk.hidden.push({ what: text, line: walk.lines[line] ?? 1, why: isKnown(path) ? 'file' : 'computed' });
}

function intoPackageScript(script: string, args: Value[], line: number, text: string, walk: Walk) {
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

