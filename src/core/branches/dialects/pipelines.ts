/** Longer patterns than this are not read: no branch has such a name. */
const longest = 1_000;
const mostAlternatives = 100;

/** Whether this key of `branches` is a pattern, and no name of a branch. */
export function isPattern(key: string): boolean {
  return /[*?{]/.test(key);
}

/**
 * Whether a pattern of bitbucket-pipelines.yml matches the name. Another language than that of branch restrictions: `*`
 * stops at a slash, `**` does not, and braces list alternatives
 * (https://support.atlassian.com/bitbucket-cloud/docs/use-glob-patterns-on-the-pipelines-yaml-file/). Libraries for
 * files read it otherwise, however they are set: to picomatch and minimatch `**` beside other text stops at a slash
 * (`release-**`), `**` + `/x` also matches `x`, and `./x`, `{1..3}` and a backslash mean what they mean in paths.
 */
export function pipelinesGlobMatches(pattern: string, name: string): boolean {
  return pipelinesGlob(pattern).matches(name);
}

/** The same for many names. `size` is how many characters are compared with each at most. */
export function pipelinesGlob(pattern: string): { matches: (name: string) => boolean; size: number } {
  if (pattern.length > longest) return { matches: () => false, size: 0 };
  const all = alternatives(pattern).map((one) => one.match(/\*\*|[^]/g) ?? []);
  return {
    matches: (name) => name.length <= longest && all.some((one) => matches(one, name)),
    size: all.reduce((sum, { length }) => sum + length, 0),
  };
}

/**
 * The pattern without braces: `{a,b}/*` is `a/*` or `b/*`. Braces that list too much, or do not close, are themselves.
 */
function alternatives(pattern: string): string[] {
  let all = [''];
  let rest = pattern;
  for (;;) {
    const open = rest.indexOf('{');
    const close = rest.indexOf('}', open);
    if (open < 0 || close < 0) return all.map((one) => one + rest);
    const choices = rest.slice(open + 1, close).split(',');
    const before = rest.slice(0, open);
    if (all.length * choices.length > mostAlternatives) return [pattern];
    all = all.flatMap((one) => choices.map((choice) => one + before + choice));
    rest = rest.slice(close + 1);
  }
}

/** One row for each character of the pattern: which beginnings of the name it can have matched so far. */
function matches(pattern: readonly string[], name: string): boolean {
  let reached = [true, ...Array<boolean>(name.length).fill(false)];
  for (const character of pattern) {
    if (!reached.includes(true)) return false;
    const next = reached.map(() => false);
    for (let at = 0; at <= name.length; at++) {
      const before = name[at - 1];
      if (character === '**') next[at] = reached[at] === true || next[at - 1] === true;
      else if (character === '*') next[at] = reached[at] === true || (next[at - 1] === true && before !== '/');
      else next[at] = reached[at - 1] === true && (character === before || (character === '?' && before !== '/'));
    }
    reached = next;
  }
  return reached[name.length] === true;
}
