import type { Assignment, Command } from 'unbash';
import { runGit } from '../git/git';
import { entered } from '../git/places';
import { programOf } from '../programs/program';
import { conditionOf } from '../shell/conditions';
import { fieldsOf, isKnown, itemsKey, known, notKnown, type Value } from '../shell/values';
import { firstText, wordOf, wordsOf, type Word } from '../shell/words';
import { called, hide, inContainer, inOtherLanguage, intoFile, intoPackageScript } from './called';
import { isAnyCommand, nested, notUnderstood, output, read } from './nested';
import { place, tooManyCommands, type Walk } from './walk';

const mostSettled = 400;
const mostCommands = 20_000;
/** Of one command; those of real ones are counted in dozens. */
const mostWords = 2_000;

/** One word after a program: an assignment, as `export` takes it, is a word too. */
interface Argument {
  words: Word[];
  assignment?: Assignment;
}

/** Runs a simple command as far as it pushes, or settles what later ones push. `from` is where its text begins. */
export function runCommand(node: Command, walk: Walk, from?: number) {
  const { state, source } = walk;
  delete walk.tested;
  if (++walk.around.budget.commands > mostCommands || state.values.size > mostSettled) throw new Error(tooManyCommands);
  if (node.prefix.length + node.suffix.length > mostWords) {
    notUnderstood(source.text.slice(node.pos, node.end), source.lineAt(node.pos), walk);
    return;
  }
  const assignments = node.prefix.filter((one) => one.type === 'Assignment');
  const args: Argument[] = node.args.map((one) =>
    one.type === 'Assignment' ? { words: [assignedWord(one, walk)], assignment: one } : { words: wordsOf(one, source) },
  );
  const name = node.name && wordsOf(node.name, source);
  const words = [...(name ?? []), ...args.flatMap((one) => one.words)];
  if (name && assignments.length === 0) {
    const tested = conditionOf(words, (word) => read(word, walk));
    if (tested) {
      walk.tested = tested;
      return;
    }
  }
  const set = assignments.flatMap((one) => assigned(one, walk));
  if (!name) {
    for (const [key, value] of set) state.values.set(key, value);
    return;
  }
  // Assignments before a command hold for it alone.
  const before = set.map(([key]): [string, Value | undefined] => [key, state.values.get(key)]);
  const first = firstText(words);
  const alias = state.values.get(aliasKey(first));
  const isExport = exports.has(first) && !alias;
  const fields = isExport ? [] : words.flatMap((word) => fieldsOf(word, state, (part) => output(part, walk)));
  for (const [key, value] of set) state.values.set(key, value);
  const at = writtenAs(node, walk, from);
  const [program, ...rest] = /^(?:builtin|command)$/.test(fields[0]?.text ?? '') ? fields.slice(1) : fields;
  const builtin = program && Object.hasOwn(builtins, program.text) ? builtins[program.text] : undefined;
  if (alias) runAlias(first, alias, source.text.slice(node.name.end, at.end), at, walk);
  else if (isExport) exporting(args, walk);
  else if (builtin) builtin(walk, rest, at);
  else command(fields, at, walk);
  for (const [key, value] of before) {
    if (value) walk.state.values.set(key, value);
    else walk.state.values.delete(key);
  }
}

/** Where a command stands, and its text without its redirections. */
interface Written {
  line: number;
  text: string;
  end: number;
}

function writtenAs(node: Command, { source }: Walk, from?: number): Written {
  const own = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix].filter(
    ({ type }) => type === 'Word' || type === 'Assignment',
  );
  const begin = from ?? own[0]?.pos ?? node.pos;
  const end = own.at(-1)?.end ?? node.end;
  return { line: source.lineAt(begin), text: source.text.slice(begin, end), end };
}

/** What an assignment settles, by key. */
function assigned(node: Assignment, walk: Walk): [string, Value][] {
  const { name, value, append, index } = node;
  const key = `$${name}`;
  if (value.type === 'ArrayValue') {
    const items = value.elements.flatMap((element) =>
      wordsOf(element, walk.source).flatMap((word) => fieldsOf(word, walk.state, (part) => output(part, walk))),
    );
    const all = [...(append ? (walk.state.values.get(itemsKey(name))?.items ?? []) : []), ...items];
    const text = all.map((one) => one.text).join(' ');
    return [
      [key, all[0] ?? known('')],
      [itemsKey(name), { text, causes: all.flatMap(({ causes }) => causes), items: all }],
    ];
  }
  const word = wordOf(value, walk.source);
  const plain = { ...read(word, walk) };
  if (!append && !index) return [[key, plain]];
  const [part] = word.parts;
  const command = index ? node.text : `${name}+=${part && 'text' in part ? part.text : ''}`;
  return [[key, notKnown(key, { because: 'computed', command })]];
}

function assignedWord({ name, value, append }: Assignment, { source }: Walk): Word {
  const own = value.type === 'Word' ? wordOf(value, source) : { parts: [], quoted: true };
  return { parts: [{ text: `${name}${append ? '+' : ''}=` }, ...own.parts], quoted: true };
}

/** Commands whose words are assignments. */
const exports = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

function exporting(args: Argument[], walk: Walk) {
  for (const { words, assignment } of args) {
    const [word = { parts: [], quoted: false }] = words;
    const [head, ...parts] = word.parts;
    const [, name, more = ''] = /^([A-Za-z_]\w*)=([^]*)$/.exec(head && 'text' in head ? head.text : '') ?? [];
    if (assignment) for (const [key, value] of assigned(assignment, walk)) walk.state.values.set(key, value);
    else if (name === undefined) read(word, walk);
    else walk.state.values.set(`$${name}`, read({ parts: [{ text: more }, ...parts], quoted: true }, walk));
  }
}

type Builtin = (walk: Walk, fields: Value[], at: Written) => void;

const sourcing: Builtin = (walk, [path], { line }) => {
  if (path) intoFile(path, line, `source ${path.text}`, walk, true);
};

const ending: Builtin = (walk) => {
  walk.state.over = true;
};

const builtins: Record<string, Builtin> = {
  unset: (walk, fields) => {
    for (const { text } of fields) walk.state.values.set(`$${text}`, known(''));
  },
  read: (walk, fields) => {
    for (const { text } of fields)
      if (!text.startsWith('-'))
        walk.state.values.set(`$${text}`, notKnown(`$${text}`, { because: 'read', name: `$${text}` }));
  },
  cd: (walk, [to]) => {
    walk.state.values.set('cwd', entered(walk.state.values.get('cwd') ?? known(''), to ?? known('~')));
  },
  pushd: (walk, [to]) => {
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
  alias: (walk, fields) => {
    for (const field of fields) {
      const [name = '', ...is] = field.text.split('=');
      if (name !== '' && is.length > 0) walk.state.values.set(aliasKey(name), { ...field, text: is.join('=') });
    }
  },
  unalias: (walk, fields) => {
    for (const { text } of fields) walk.state.values.delete(aliasKey(text));
  },
  eval: (walk, fields, { line, text }) => {
    const [first] = fields;
    if (first && isAnyCommand(first)) hide('computed', line, text, walk);
    nested(fields.map((field) => field.text).join(' '), line, walk, true);
  },
  // What it runs at the end, it runs with what is settled by then; most of that is settled when it is set.
  trap: (walk, [script], { line }) => {
    if (script && !script.text.startsWith('-')) nested(script.text, line, walk);
  },
  source: sourcing,
  '.': sourcing,
  exit: ending,
  return: (walk, ...rest) => {
    if (walk.inFunction) ending(walk, ...rest);
  },
};

/** Folders that `pushd` left, kept by their number: a subshell has its own. */
function foldersKey(number: number): string {
  return `$pushd ${String(number)}`;
}

function foldersLeft({ state: { values } }: Walk): number {
  return [...values.keys()].filter((key) => key.startsWith('$pushd ')).length;
}

/** Under which an alias of the shell is kept. */
function aliasKey(name: string): string {
  return `$alias ${name}`;
}

/** An alias does not stand for itself in what it stands for. */
function runAlias(name: string, alias: Value, rest: string, { line }: Written, walk: Walk) {
  walk.state.values.delete(aliasKey(name));
  nested(`${alias.text}${rest}`, line, walk, true);
  walk.state.values.set(aliasKey(name), alias);
}

function command(fields: Value[], { line, text }: Written, walk: Walk) {
  if (walk.state.over) return;
  const printed = printedBy(fields, walk);
  if (printed !== undefined) walk.printed = printed;
  const program = programOf(fields);
  if (!program) return;
  switch (program.kind) {
    case 'shell':
      if (isAnyCommand(program.text)) hide('computed', line, text, walk);
      nested(isKnown(program.text) ? program.text.text : program.text.text.replaceAll('$$', '$'), line, walk);
      return;
    case 'shell-input':
      if (walk.input !== undefined) nested(walk.input, line, walk);
      else if (walk.inputFile) intoFile(walk.inputFile, line, text, walk, false);
      return;
    case 'file':
      intoFile(program.path, line, text, walk, false);
      return;
    case 'package-script':
      intoPackageScript(program.script, program.args, line, text, walk);
      return;
    case 'container':
      inContainer(program, line, text, walk);
      return;
    case 'language':
      inOtherLanguage(program, line, text, walk);
      return;
    case 'program':
      if (program.program === 'git' && program.args[0]?.text !== 'lfs') git(program.args, line, text, walk);
      else called(program, line, text, walk);
  }
}

function git(args: Value[], line: number, text: string, walk: Walk) {
  const aims = runGit(args, walk.state, walk.around, {
    shell: (script) => {
      nested(script, line, walk);
    },
    notKnown: () => {
      hide('computed', line, text, walk);
    },
  });
  for (const aim of aims) walk.found.push({ ...place(line, text, walk), tool: 'git push', ...aim });
}

/** What a command prints, where its words say it. */
function printedBy([program, ...args]: Value[], { input }: Walk): string | undefined {
  const texts = args.map(({ text }) => text);
  if (program?.text === 'echo') return texts.filter((text) => !/^-[neE]+$/.test(text)).join(' ');
  if (program?.text === 'cat' && texts.every((text) => text.startsWith('-'))) return input;
  if (program?.text === 'tee') return input;
  if (program?.text !== 'printf') return undefined;
  const [format = '', ...rest] = texts;
  if (/^%s(?:\\n)?$/.test(format)) return rest.join(format === '%s' ? '' : '\n');
  return format.includes('%') ? undefined : format.replaceAll('\\n', '\n');
}
