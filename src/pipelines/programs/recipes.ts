import { readMakefile, type Makefile } from './makefile';

/** What `make` would run, in its order. */
export interface Recipes {
  commands: string[];
  /** Variables of the shell that may hold something else there. */
  unsure: string[];
  /** Whether nothing else runs. */
  whole: boolean;
}

/** Above this, what a Makefile puts together is left: no command is so long, and each step may double it. */
const mostText = 100_000;
const mostCommands = 2_000;
const deepest = 30;

/**
 * The commands of these targets of a Makefile, each for a shell of its own, with what they need before them; of its
 * first target where none is named. `given` are the variables of the command line. Pattern rules, includes and
 * functions other than `shell` are not followed (www.gnu.org/software/make/manual/make.html).
 */
export function recipesOf(text: string, targets: string[], given: Map<string, string>): Recipes {
  const file = readMakefile(text);
  for (const [name, value] of given) {
    file.variables.set(name, value);
    file.defaults.delete(name);
    file.unsure.delete(name);
  }
  const goals = targets.length > 0 ? targets : [file.variables.get('.DEFAULT_GOAL') ?? file.first ?? ''];
  const making: Making = { file, commands: [], made: new Set(), left: mostText, whole: file.whole };
  for (const goal of goals) make(goal, making, 0, true);
  return { commands: making.commands, unsure: [...file.unsure], whole: making.whole };
}

interface Making {
  file: Makefile;
  commands: string[];
  made: Set<string>;
  /** How many characters may still be put together. */
  left: number;
  whole: boolean;
}

function make(target: string, making: Making, depth: number, isGoal: boolean) {
  if (making.made.has(target)) return;
  making.made.add(target);
  const rule = making.file.rules.get(target);
  if (!rule || depth > deepest || making.commands.length > mostCommands) {
    if (isGoal || rule) making.whole = false;
    return;
  }
  for (const need of rule.needs) make(need, making, depth + 1, false);
  const automatic = new Map([
    ['@', target],
    ['<', rule.needs[0] ?? ''],
  ]);
  const lines = making.file.oneShell ? [rule.recipe.join('\n')] : rule.recipe;
  for (const line of lines) {
    const command = expanded(line.replace(/^[@+\-\s]+/, ''), making, automatic, 0);
    // Half a command would be another one.
    if (making.left < 0) making.whole = false;
    else making.commands.push(command);
  }
}

/** A text with the variables of make put in; those that the Makefile does not set are the shell's. */
function expanded(text: string, making: Making, automatic: Map<string, string>, depth: number): string {
  let out = '';
  const quotes: Quotes = { single: false, double: false };
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf('$', at);
    const upTo = text.slice(at, dollar < 0 ? text.length : dollar);
    out += upTo;
    // Only of a whole line: what stands in a variable is quoted where it is put in.
    if (depth === 0) quoteAlong(upTo, quotes);
    if (dollar < 0) break;
    // Each reference may hold others: it is paid for before it is followed.
    if (making.left < 0) return out;
    making.left -= 10;
    const reference = referenceAt(text, dollar);
    const value = valueOf(reference.name, making, automatic, depth);
    making.left -= value.length;
    // In apostrophes a shell would not put in what make has put in by then.
    out += quotes.single && value.includes('$') && reference.name !== '$' ? `'"${value}"'` : value;
    at = reference.end;
  }
  return out;
}

/** Which quotes are open at a place of a command. */
interface Quotes {
  single: boolean;
  double: boolean;
}

function quoteAlong(text: string, quotes: Quotes) {
  for (const character of text) {
    if (character === '"' && !quotes.single) quotes.double = !quotes.double;
    else if (character === "'" && !quotes.double) quotes.single = !quotes.single;
  }
}

/** What stands after a `$`: a name of one character, or what its brackets hold. */
function referenceAt(text: string, dollar: number): { name: string; end: number } {
  const open = text[dollar + 1];
  if (open !== '(' && open !== '{') return { name: open ?? '', end: dollar + 2 };
  const close = open === '(' ? ')' : '}';
  let depth = 0;
  for (let at = dollar + 1; at < text.length; at++) {
    if (text[at] === open) depth++;
    if (text[at] === close && --depth === 0) return { name: text.slice(dollar + 2, at), end: at + 1 };
  }
  return { name: text.slice(dollar + 2), end: text.length };
}

function valueOf(name: string, making: Making, automatic: Map<string, string>, depth: number): string {
  const { file } = making;
  if (name === '$') return '$';
  const own = automatic.get(name);
  if (own !== undefined) return own;
  if (name === 'MAKE') return 'make';
  if (depth > deepest) {
    making.left = -1;
    return '';
  }
  const shell = /^shell\s/.test(name) ? name.slice('shell'.length).trim() : undefined;
  if (shell !== undefined) return `$(${expanded(shell, making, automatic, depth + 1)})`;
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) {
    making.whole = false;
    file.unsure.add('MAKE_FUNCTION');
    return '${MAKE_FUNCTION}';
  }
  const value = file.unsure.has(name) ? undefined : file.variables.get(name);
  if (value === undefined) return `\${${name}}`;
  const put = expanded(value, making, automatic, depth + 1);
  return file.defaults.has(name) ? `\${${name}-${put}}` : put;
}
