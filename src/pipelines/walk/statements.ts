import type {
  AndOr,
  Case,
  Command,
  CommandNode,
  CompoundList,
  For,
  If,
  ParsedScript,
  Pipeline,
  PipelineNode,
  Redirection,
  Select,
  Statement,
  SyntaxNode,
} from 'unbash';
import { armOf, both, negated, open, testOf, where, type Condition } from '../shell/conditions';
import { copied, joined, known, notKnown, type State } from '../shell/values';
import { commandsIn, textOf, wordOf } from '../shell/words';
import { functionKey } from './called';
import { runCommand } from './commands';
import { apart, output, read } from './nested';
import type { Walk } from './walk';
import { writes } from './written';

/** Walks the tree of a script: what it settles is settled in `walk`. */
export function run({ commands }: ParsedScript, walk: Walk) {
  list(commands, walk);
}

function list(statements: readonly Statement[], walk: Walk) {
  for (const { command, background } of statements) {
    delete walk.tested;
    const one = () => {
      if (command.type === 'AndOr') andOr(command, walk);
      else pipelineOrCommand(command, walk);
    };
    if (background) apart(walk, one);
    else one();
  }
}

/**
 * What follows `&&` runs where all before it came out well, what follows `||` where it did not. A command that tests
 * nothing is taken to come out well, unless `||` asks what happens if not, or nothing would go on if it did
 * (`git diff --quiet && exit 0`).
 */
function andOr({ commands, operators }: AndOr, walk: Walk) {
  let well: State[] = [walk.state];
  let badly: State[] = [];
  const unasked: State[] = [];
  for (const [at, command] of commands.entries()) {
    const after = operators[at - 1];
    const ways = after === '||' ? goingOn(badly, unasked) : well;
    walk.state = ways.length === 1 && ways[0] ? ways[0] : joined(ways);
    delete walk.tested;
    pipelineOrCommand(command, walk);
    const tested = testedIn(walk);
    const fails = tested || operators[at] === '||' ? [where(tested ?? open, false, walk.state)] : [];
    if (fails.length === 0) unasked.push(where(open, false, walk.state));
    const holds = tested ? where(tested, true, walk.state) : walk.state;
    well = after === '||' ? [holds, ...well] : [holds];
    badly = after === '||' ? fails : [...fails, ...badly];
  }
  walk.state = joined(goingOn([...well, ...badly], unasked));
}

/** These ways, and where all of them have ended those on which a command failed that was taken to come out well. */
function goingOn(ways: State[], unasked: State[]): State[] {
  return ways.every(({ over }) => over) ? [...ways, ...unasked] : ways;
}

function pipelineOrCommand(node: PipelineNode, walk: Walk) {
  if (node.type === 'Pipeline') pipeline(node, walk);
  else commandNode(node, walk);
}

function pipeline({ prefixes, commands, pos }: Pipeline, walk: Walk) {
  const outer = walk.input;
  const around = walk.pipeFrom;
  const time = prefixes.find(({ type }) => type === 'Time');
  for (const [at, command] of commands.entries()) {
    delete walk.tested;
    if (at > 0) setInput(walk.printed, walk);
    delete walk.printed;
    if (at > 0) walk.pipeFrom = pos;
    const one = () => {
      commandNode(command, walk, at === 0 ? time?.pos : undefined);
    };
    if (commands.length > 1) apart(walk, one);
    else one();
  }
  setInput(outer, walk);
  if (around === undefined) delete walk.pipeFrom;
  else walk.pipeFrom = around;
  if (walk.tested && prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1)
    walk.tested = negated(walk.tested);
}

function setInput(input: string | undefined, walk: Walk) {
  if (input === undefined) delete walk.input;
  else walk.input = input;
}

/** `from` is where the command's text begins, where something that belongs to it stands before it. */
function commandNode(node: CommandNode, walk: Walk, from?: number) {
  switch (node.type) {
    case 'Command':
      simple(node, walk, from);
      return;
    case 'Redirected': {
      const outer = walk.input;
      setInput(inputOf(node.redirects, walk) ?? outer, walk);
      commandNode(node.command, walk);
      writes(node.redirects, undefined, walk);
      setInput(outer, walk);
      return;
    }
    case 'TestCommand':
      walk.tested = testOf(
        node.expression,
        (word) => read(word, walk),
        (word) => wordOf(word, walk.source),
      );
      return;
    case 'ArithmeticCommand':
      runInside(node, walk);
      return;
    case 'BraceGroup':
    case 'Subshell':
    case 'If':
    case 'Case':
    case 'For':
    case 'Select':
    case 'ArithmeticFor':
    case 'While':
    case 'Function':
    case 'Coproc':
      compound(node, walk);
      // What was tested inside says nothing of the whole.
      delete walk.tested;
  }
}

function compound(
  node: Exclude<CommandNode, { type: 'Command' | 'Redirected' | 'TestCommand' | 'ArithmeticCommand' }>,
  walk: Walk,
) {
  switch (node.type) {
    case 'BraceGroup':
      list(node.body.commands, walk);
      return;
    case 'Subshell':
      subshell(node.body, walk);
      return;
    case 'If':
      conditional(node, walk);
      return;
    case 'Case':
      choice(node, walk);
      return;
    case 'For':
    case 'Select':
      loopOver(node, walk);
      return;
    case 'ArithmeticFor':
    case 'While':
      maybe(walk, () => {
        if (node.type === 'While') list(node.clause.commands, walk);
        else for (const part of [node.initialize, node.test, node.update]) if (part) runInside(part, walk);
        list(node.body.commands, walk);
      });
      return;
    case 'Function':
      // Its body is walked where it stands.
      walk.state.values.set(functionKey(node.name.text), known(''));
      maybe(walk, () => {
        const outer = walk.inFunction;
        walk.inFunction = true;
        body(node.body, walk);
        walk.inFunction = outer;
      });
      return;
    case 'Coproc':
      body(node.body, walk);
  }
}

function body(node: CompoundList | CommandNode, walk: Walk) {
  if (node.type === 'CompoundList') list(node.commands, walk);
  else commandNode(node, walk);
}

/** What may run or not: afterwards both may be so. */
function maybe(walk: Walk, what: () => void) {
  const entry = copied(walk.state);
  what();
  walk.state = joined([entry, walk.state]);
}

function subshell({ commands }: CompoundList, walk: Walk) {
  apart(walk, () => {
    list(commands, walk);
  });
}

function conditional({ clause, then, elif, else: otherwise }: If, walk: Walk) {
  const ends: State[] = [];
  for (const branch of [{ clause, then }, ...elif]) {
    const said = conditionIn(branch.clause, walk);
    const entry = copied(walk.state);
    walk.state = where(said, true, walk.state);
    list(branch.then.commands, walk);
    ends.push(walk.state);
    walk.state = where(said, false, entry);
  }
  if (otherwise) list(otherwise.commands, walk);
  walk.state = joined([...ends, walk.state]);
}

/** What `if` asks: the last of its commands decides, or all of them between `&&`; with `||` nothing is known. */
function conditionIn({ commands }: CompoundList, walk: Walk): Condition {
  list(commands.slice(0, -1), walk);
  const last = commands.at(-1)?.command;
  if (!last) return open;
  const asked = last.type === 'AndOr' ? last.commands : [last];
  const said = asked.map((command) => {
    delete walk.tested;
    pipelineOrCommand(command, walk);
    return testedIn(walk) ?? open;
  });
  delete walk.tested;
  return last.type === 'AndOr' && last.operators.includes('||') ? open : said.reduce(both);
}

function testedIn({ tested }: Walk): Condition | undefined {
  return tested;
}

function loopOver({ name, wordlist, body: inside }: For | Select, walk: Walk) {
  const items = (wordlist ?? []).map((item) => wordOf(item, walk.source));
  const values = items.map((item) => read(item, walk));
  const [only] = items;
  const single = items.length === 1 && only?.parts.every((part) => 'text' in part) ? values[0] : undefined;
  maybe(walk, () => {
    const key = `$${name.text}`;
    walk.state.values.set(key, single ?? notKnown(key, { because: 'looped', name: key }));
    list(inside.commands, walk);
  });
}

/** An arm runs where its pattern matches; the next ones, where it does not, or where it falls through. */
function choice({ word, items }: Case, walk: Walk) {
  const subject = wordOf(word, walk.source);
  const value = read(subject, walk);
  const ends: State[] = [];
  let rest = copied(walk.state);
  let fallen: State | undefined;
  for (const { pattern, body: inside, terminator } of items) {
    walk.state = rest;
    const said = armOf(
      subject,
      pattern.map((one) => wordOf(one, walk.source)),
      (one) => (one === subject ? value : read(one, walk)),
    );
    const entered = where(said, true, rest);
    rest = where(said, false, rest);
    walk.state = fallen ? joined([fallen, entered]) : entered;
    list(inside.commands, walk);
    fallen = terminator === ';&' ? walk.state : undefined;
    if (!fallen) ends.push(walk.state);
  }
  walk.state = joined([...ends, ...(fallen ? [fallen] : []), rest]);
}

function simple(node: Command, walk: Walk, from?: number) {
  const outer = walk.input;
  setInput(inputOf(node.redirects, walk) ?? outer, walk);
  delete walk.printed;
  runCommand(node, walk, from);
  writes(node.redirects, walk.printed, walk);
  setInput(outer, walk);
  delete walk.inputFile;
}

/** Runs what stands in redirections, and gives what they put on standard input. */
function inputOf(redirects: readonly Redirection[], walk: Walk): string | undefined {
  let input: string | undefined;
  for (const one of redirects) {
    if (one.type === 'HereDoc') {
      if (one.body.parts) read(textOf(one.body.parts, walk.source), walk);
      const text = one.operator === '<<-' ? one.body.text.replaceAll(/^\t+/gm, '') : one.body.text;
      // Variables are still to be put in; whoever runs it puts them in.
      input = one.delimiter?.quoted === false ? text.replaceAll(/\\([$`\\])/g, '$1') : text;
    } else if (one.target) {
      const value = read(wordOf(one.target, walk.source), walk);
      if (one.type === 'HereString') input = value.text;
      else if (one.operator === '<' && one.descriptor === undefined) walk.inputFile = value;
    }
  }
  return input;
}

function runInside(node: SyntaxNode, walk: Walk) {
  for (const command of commandsIn(node, walk.source)) output(command, walk);
}
