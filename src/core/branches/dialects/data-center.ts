/**
 * Branch permission patterns of Bitbucket Data Center, "similar to pattern matching in Apache Ant"
 * (https://confluence.atlassian.com/bitbucketserver0817/branch-permission-patterns-1346246357.html): `?` is one
 * character and `*` any number of them, neither a slash; `**` is any number of path segments; a slash at the end means
 * that `**` follows; and a pattern need only match the last segments of the full name, such as `refs/heads/main`.
 */
export function dataCenterGlob(pattern: string): ((branch: string) => boolean) | undefined {
  const written = pattern.endsWith('/') ? `${pattern}**` : pattern;
  const segments = written.split('/');
  if (segments.some(isNotDocumented)) return undefined;
  return (branch) => matchesEnd(segments, `refs/heads/${branch}`.split('/'));
}

/** An empty segment, and `**` beside other text: the page does not say what they do. */
function isNotDocumented(segment: string): boolean {
  return segment === '' || (segment.includes('**') && segment !== '**');
}

/** One row for each segment of the pattern: which beginnings of the name it can have matched so far. */
function matchesEnd(pattern: readonly string[], name: readonly string[]): boolean {
  // It may begin at any segment.
  let reached = Array<boolean>(name.length + 1).fill(true);
  for (const segment of pattern) {
    const next = Array<boolean>(name.length + 1).fill(false);
    for (let at = 0; at <= name.length; at++) {
      const before = name[at - 1];
      if (segment === '**') next[at] = reached[at] === true || next[at - 1] === true;
      else next[at] = before !== undefined && reached[at - 1] === true && matchesSegment(segment, before);
    }
    reached = next;
  }
  return reached[name.length] === true;
}

/** `?` and `*` within one segment. After a star that fits, no earlier one has to be thought over. */
function matchesSegment(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  let star: { at: number; from: number } | undefined;
  while (from < text.length) {
    if (pattern[at] === '*') {
      star = { at, from };
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[from])) {
      at += 1;
      from += 1;
    } else if (star) {
      star.from += 1;
      at = star.at + 1;
      from = star.from;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
