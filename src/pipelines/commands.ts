import { called, intoFile, intoPackageScript, place } from './called';
import type { Walk } from './frames';
import { runGit } from './git';
import { entered } from './git-places';
import { nested, output, read } from './nested';
import { programOf } from './program';
import type { Word } from './shell-words';
import { fieldsOf, isKnown, known, notKnown, type Value } from './values';

export function execute(words: Word[], line: number, text: string, walk: Walk) {
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
  if (head.text.startsWith(`${name}+=`))
    return [name, notKnown(`$${name}`, { because: 'computed', command: head.text })];
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
    for (const { text } of args)
      if (!text.startsWith('-'))
        walk.state.values.set(`$${text}`, notKnown(`$${text}`, { because: 'read', name: `$${text}` }));
  },
  cd: (walk, _, [to]) => {
    walk.state.values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('~')));
  },
  pushd: (walk, _, [to]) => {
    const { values } = walk.state;
    values.set(foldersKey(foldersLeft(walk)), values.get('cwd') ?? known(''));
    values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('-')));
  },
  popd: (walk) => {
    const { values } = walk.state;
    const key = foldersKey(foldersLeft(walk) - 1);
    values.set('cwd', values.get(key) ?? entered(known(''), known('-')));
    values.delete(key);
  },
  eval: (walk, _, args, line) => {
    nested(args.map(({ text }) => text).join(' '), line, walk, true);
  },
  // What it runs at the end, it runs with what is settled by then; most of that is settled when it is set.
  trap: (walk, _, [script], line) => {
    if (script && !script.text.startsWith('-')) nested(script.text, line, walk);
  },
  source: sourcing,
  '.': sourcing,
  exit: ending,
  return: (walk, ...rest) => {
    if (walk.frames.some(({ kind }) => kind === 'function')) ending(walk, ...rest);
  },
};

/** Folders that `pushd` left, kept by their number: a subshell has its own. */
function foldersKey(number: number): string {
  return `$pushd ${String(number)}`;
}

function foldersLeft({ state: { values } }: Walk): number {
  return [...values.keys()].filter((key) => key.startsWith('$pushd ')).length;
}

function command(fields: Value[], line: number, text: string, walk: Walk) {
  const program = programOf(fields);
  if (!program || walk.state.over) return;
  if (program.kind === 'shell') {
    if (isKnown(program.text)) nested(program.text.text, line, walk);
    else nested(program.text.text.replaceAll('$$', '$'), line, walk);
  } else if (program.kind === 'shell-input') {
    if (walk.input !== undefined) nested(walk.input, line, walk);
  } else if (program.kind === 'file') intoFile(program.path, line, text, walk, false);
  else if (program.kind === 'package-script') intoPackageScript(program.script, program.args, line, text, walk);
  else if (program.program === 'git' && program.args[0]?.text !== 'lfs') {
    for (const aim of runGit(program.args, walk.state, walk.around))
      walk.found.push({ ...place(line, text, walk), tool: 'git push', ...aim });
  } else {
    if (program.program === 'echo')
      walk.echoed = program.args
        .filter(({ text: arg }) => !/^-[neE]+$/.test(arg))
        .map(({ text: arg }) => arg)
        .join(' ');
    called(program, line, text, walk);
  }
}
