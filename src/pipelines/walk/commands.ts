import type { Command } from 'unbash';
import { isOfGit, runGit } from '../git/git';
import { programOf } from '../programs/program';
import type { Call } from '../programs/tools';
import { conditionOf } from '../shell/conditions';
import { fieldsOf, isKnown, type Value } from '../shell/values';
import { firstText, wordsOf } from '../shell/words';
import { assigned, assignedWord, exporting, exports, type Argument } from './assignments';
import { aliasKey, builtins, isPrinted, runAlias, type Written } from './builtins';
import { inContainer, onAnotherMachine } from './elsewhere';
import { called, hide, mayPush } from './called';
import { inOtherLanguage, intoFile, intoMake, intoPackageScript } from './into';
import { isAnyCommand, nested, notUnderstood, output, read } from './nested';
import { place, tooManyCommands, tooManyFollowed, type Walk } from './walk';
import { mayWrite } from './written';

const mostSettled = 400;
const mostCommands = 20_000;
/** Of one command; those of real ones are counted in dozens. */
const mostWords = 2_000;

/** Throws where a file, or the scripts that it calls, hold more than can be rehearsed. */
function count({ around: { budget }, state, within }: Walk) {
  const isFollowed = within.length > 0;
  const commands = isFollowed ? ++budget.followed : ++budget.commands;
  if (commands > mostCommands || state.values.size > mostSettled)
    throw new Error(isFollowed ? tooManyFollowed : tooManyCommands);
}

/** Runs a simple command as far as it pushes, or settles what later ones push. `from` is where its text begins. */
export function runCommand(node: Command, walk: Walk, from?: number) {
  const { state, source } = walk;
  delete walk.tested;
  count(walk);
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

function writtenAs(node: Command, { source }: Walk, from?: number): Written {
  const own = [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix].filter(
    ({ type }) => type === 'Word' || type === 'Assignment',
  );
  const begin = from ?? own[0]?.pos ?? node.pos;
  const end = own.at(-1)?.end ?? node.end;
  return { line: source.lineAt(begin), text: source.text.slice(begin, end), end };
}

function command(fields: Value[], { line, text, end }: Written, walk: Walk) {
  if (walk.state.over) return;
  const printed = printedBy(fields, walk);
  if (printed !== undefined) walk.printed = printed;
  const program = programOf(fields);
  if (!program) return;
  switch (program.kind) {
    case 'shell':
      if (isAnyCommand(program.text)) hide('computed', line, text, walk, true);
      else if (isPrinted(program.text)) hide('computed', line, text, walk, mayPush(text));
      else nested(isKnown(program.text) ? program.text.text : program.text.text.replaceAll('$$', '$'), line, walk);
      return;
    case 'printed':
      if (isPrinted(program.text)) hide('computed', line, text, walk, mayPush(text));
      return;
    case 'shell-input':
      if (walk.input !== undefined) nested(walk.input, line, walk);
      else if (walk.inputFile) intoFile(walk.inputFile, line, text, walk, false);
      else if (walk.pipeFrom !== undefined) hide('computed', line, piped(end, walk), walk, false);
      return;
    case 'each':
      for (const one of program.commands) command(one, { line, text, end }, walk);
      return;
    case 'file':
      intoFile(program.path, line, text, walk, false);
      return;
    case 'package-script':
      intoPackageScript(program, line, text, walk);
      return;
    case 'container':
      inContainer(program, line, text, walk, (words, inside) => {
        command(words, { line, text, end }, inside);
      });
      return;
    case 'language':
      inOtherLanguage(program, line, walk.pipeFrom === undefined ? text : piped(end, walk), walk);
      return;
    case 'program':
      byName(program, line, text, walk);
  }
}

function byName(call: Call, line: number, text: string, walk: Walk) {
  const { program, args } = call;
  mayWrite(program, args, walk);
  if (program === 'git') git(args, line, text, walk);
  else if (program === 'hub') for (const one of ofHub(args)) git(one, line, text, walk);
  else if (program === 'make' || program === 'gmake') intoMake(call, line, text, walk);
  else if (program === 'ssh') onAnotherMachine(call, line, text, walk);
  else called(call, line, text, walk);
}

/** These speak to GitHub. */
const ownOfHub = new Set(
  'alias api browse ci-status compare create delete fork gist issue pr pull-request release sync'.split(' '),
);

/** hub is git, and pushes to several remotes: `hub push a,b main` (hub.github.com/hub-push.1.html). */
function ofHub(args: Value[]): Value[][] {
  const [command, remote, ...rest] = args;
  if (command && ownOfHub.has(command.text)) return [];
  if (command?.text !== 'push' || !remote?.text.includes(',')) return [args];
  return remote.text.split(',').map((one) => [command, { ...remote, text: one }, ...rest]);
}

/** The text of the pipeline up to a command that it feeds. */
function piped(end: number, { pipeFrom = 0, source }: Walk): string {
  return source.text.slice(pipeFrom, end);
}

function git(args: Value[], line: number, text: string, walk: Walk) {
  const aims = runGit(args, walk.state, walk.around, {
    shell: (script) => {
      nested(script, line, walk);
    },
    notKnown: () => {
      hide('computed', line, text, walk, true);
    },
  });
  if (!isOfGit(args, walk.state))
    hide(
      'program',
      line,
      text,
      walk,
      args.some((arg) => mayPush(arg.text)),
    );
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
