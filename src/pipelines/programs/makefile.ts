/** A rule of a Makefile. */
interface Rule {
  needs: string[];
  recipe: string[];
}

/** What is read of a Makefile. */
export interface Makefile {
  rules: Map<string, Rule>;
  variables: Map<string, string>;
  /** Those that only stand in for what the environment does not set (`?=`). */
  defaults: Set<string>;
  /** What these hold depends on a condition, or is put together by what is not followed. */
  unsure: Set<string>;
  /** Whether all of it was understood. */
  whole: boolean;
  oneShell: boolean;
  first?: string;
}

/** Reads a Makefile, without putting variables in (www.gnu.org/software/make/manual/make.html). */
export function readMakefile(text: string): Makefile {
  const file: Makefile = {
    rules: new Map(),
    variables: new Map(),
    defaults: new Set(),
    unsure: new Set(),
    whole: true,
    oneShell: false,
  };
  let current: Rule[] = [];
  let conditions = 0;
  let defining = false;
  for (const line of linesOf(text)) {
    if (defining) {
      defining = !/^\s*endef\b/.test(line);
    } else if (line.startsWith('\t') && current.length > 0) {
      if (/\S/.test(line))
        for (const rule of current) rule.recipe.push(line.replace(/^\t/, '').replaceAll('\n\t', '\n'));
    } else {
      const plain = line.replaceAll(/\\\n/g, ' ').replace(/(?:^|[ \t])#.*$/s, '');
      if (!/\S/.test(plain)) continue;
      if (/^\s*(?:ifn?eq|ifn?def)\b/.test(plain)) conditions++;
      else if (/^\s*endif\b/.test(plain)) conditions--;
      else if (/^\s*else\b/.test(plain)) continue;
      else if (/^\s*(?:override\s+)?define\b/.test(plain)) {
        defining = true;
        file.unsure.add(/define\s+(\S+)/.exec(plain)?.[1] ?? '');
        file.whole = false;
      } else if (/^\s*(?:-?include|sinclude|load|vpath)\b/.test(plain)) file.whole = false;
      else if (!assign(plain, conditions > 0, file)) current = ruleOf(plain, file);
    }
  }
  return file;
}

/** Lines, with those that go on after a backslash. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let open: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    open.push(line);
    if (line.endsWith('\\')) continue;
    lines.push(open.join('\n'));
    open = [];
  }
  return [...lines, ...(open.length > 0 ? [open.join('\n')] : [])];
}

function assign(line: string, mayBe: boolean, file: Makefile): boolean {
  const said =
    /^[ \t]*((?:(?:export|override|private|unexport)[ \t]+)*)([\w.-]+)[ \t]*(?:(\?|\+|!|:{0,3})=([^]*))?$/.exec(line);
  const [, words = '', name = '', operator, value] = said ?? [];
  const exports = words.includes('export');
  if (!said || (operator === undefined && !exports)) return /^[ \t]*export[ \t]*$/.test(line);
  const before = file.variables.get(name);
  const text = (value ?? '').trim();
  // What recipes see of it as a variable of the shell is not worked out.
  if (mayBe || exports || (operator === '+' && before === undefined)) file.unsure.add(name);
  if (operator === '+') file.variables.set(name, before === undefined ? text : `${before} ${text}`);
  else if (operator === '!') file.variables.set(name, `$(shell ${text})`);
  else if (operator === '?') {
    if (before === undefined && /^[\w./@:-]*$/.test(text)) file.defaults.add(name);
    else if (before === undefined) file.unsure.add(name);
    if (before === undefined) file.variables.set(name, text);
  } else if (operator !== undefined) {
    file.variables.set(name, text);
    file.defaults.delete(name);
  }
  return true;
}

function ruleOf(line: string, file: Makefile): Rule[] {
  const colon = colonIn(line);
  if (colon < 0) {
    file.whole = false;
    return [];
  }
  const targets = line.slice(0, colon).split(/\s+/).filter(Boolean);
  const after = line.slice(colon + 1).replace(/^:/, '');
  const semicolon = after.indexOf(';');
  const needs = (semicolon < 0 ? after : after.slice(0, semicolon))
    .split(/\s+/)
    .filter((need) => need !== '' && need !== '|');
  if (targets.includes('.ONESHELL')) file.oneShell = true;
  const ofTarget = /^\s*([\w.-]+)\s{0,9}[?+:]?=/.exec(after)?.[1];
  if (ofTarget !== undefined) {
    file.unsure.add(ofTarget);
    return [];
  }
  if ([...targets, ...needs].some((word) => /[%$:]/.test(word))) file.whole = false;
  return targets.map((target) => {
    const rule = file.rules.get(target) ?? { needs: [], recipe: [] };
    rule.needs.push(...needs);
    if (semicolon >= 0) rule.recipe.push(after.slice(semicolon + 1));
    if (!target.startsWith('.') && !target.includes('%')) file.first ??= target;
    file.rules.set(target, rule);
    return rule;
  });
}

/** The colon that ends the targets of a rule. */
function colonIn(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '(' || line[at] === '{') depth++;
    else if (line[at] === ')' || line[at] === '}') depth--;
    else if (line[at] === ':' && depth === 0) return at;
  }
  return -1;
}
