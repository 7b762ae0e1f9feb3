/**
 * A branch as people write it, as Bitbucket knows it: `refs/heads/` is dropped, `refs/tags/…` stays and is a tag.
 * Nothing where Git does not allow such a branch (git-check-ref-format; no branch is called `HEAD` or begins with a
 * dash).
 */
export function branchName(written: string): string | undefined {
  // A branch whose own name begins like a tag's is legal and looks the same here: better no answer than a wrong one.
  if (written.startsWith('refs/heads/refs/tags/')) return undefined;
  const name = written.startsWith('refs/heads/') ? written.slice('refs/heads/'.length) : written;
  const short = name.startsWith('refs/tags/') ? name.slice('refs/tags/'.length) : name;
  if (short === 'HEAD' || short.startsWith('-') || short.endsWith('.')) return undefined;
  if (/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{/.test(short)) return undefined;
  const components = short.split('/');
  const allowed = components.every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
  return allowed ? name : undefined;
}

/**
 * A name as part of the name of a new branch: ASCII letters, digits, `.`, `_` and `-`, which no shell reads as anything
 * else. Empty where nothing of it is left.
 */
export function plainPart(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
}
