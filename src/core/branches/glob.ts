import { no, unknown, yes, type Answer } from '../answer';
import type { BranchingModel, Facts, Restriction } from '../model';

/**
 * A pattern, cut at its stars: how a name begins, the pieces sought in what follows, from left to right, and how it
 * ends. Without `pieces` there is no star, and `first` is the whole name.
 */
export interface Glob {
  first: string;
  pieces?: readonly string[];
  last: string;
}

/** Cuts a pattern at its stars. */
export function globOf(pattern: string): Glob {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  return last === undefined ? { first, last: '' } : { first, pieces: rest.filter((piece) => piece !== ''), last };
}

/**
 * Whether the whole name matches. `*` is zero or more characters, slashes too, and every other character is itself
 * (Bitbucket's OpenAPI, POST …/branch-restrictions). Case counts. Each piece between stars is sought once, from left to
 * right, and no regular expression is made: an administrator's pattern must not be able to hang the app.
 */
export function matches(glob: Glob, name: string): boolean {
  return glob.pieces === undefined ? glob.first === name : name.startsWith(glob.first) && goesOn(glob, name);
}

/** The same of a name that begins as the glob does, where that has a star. */
export function goesOn({ first, pieces = [], last }: Glob, name: string): boolean {
  if (last !== '' && !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= end;
}

/** The globs of patterns that were asked about, so that each is cut once. */
const globs = new Map<string, Glob>();
/** More patterns than any repository has; a page that is open for days forgets them all then. */
const mostGlobs = 10_000;

/** As `matches`, of a pattern as it is written. */
export function globMatches(pattern: string, name: string): boolean {
  return matches(globFor(pattern), name);
}

function globFor(pattern: string): Glob {
  const known = globs.get(pattern);
  if (known) return known;
  if (globs.size >= mostGlobs) globs.clear();
  const glob = globOf(pattern);
  globs.set(pattern, glob);
  return glob;
}

/**
 * Which names a restriction covers, whatever the name: those that match; or of every one the same cannot be told. Tags
 * are never covered (BCLOUD-10967).
 */
export type Reach = { is: 'glob'; glob: Glob } | { is: 'every'; answer: Answer };

/** Whether the name is a tag's, which no branch restriction covers. */
export function isTag(branch: string): boolean {
  return branch.startsWith('refs/tags/');
}

/** Whether the restriction covers the branch, which need not exist: restrictions match by name. */
export function covers(restriction: Restriction, branch: string, facts: Pick<Facts, 'model'>): Answer {
  if (isTag(branch)) return no();
  const reach = reachOf(restriction, facts);
  if (reach.is === 'every') return reach.answer;
  return matches(reach.glob, branch) ? yes() : no();
}

/** Which names the restriction covers. */
export function reachOf(restriction: Restriction, { model }: Pick<Facts, 'model'>): Reach {
  const { match } = restriction;
  switch (match.by) {
    case 'glob':
      return { is: 'glob', glob: globOf(match.pattern) };
    case 'branch-type':
      return model.known ? reachOfType(match.type, model.value, restriction) : every(unknown(model.gap));
    case 'unknown':
      return every(unknown(notUnderstood(restriction)));
  }
}

/** A branch type by the effective branching model: two of them name one branch, the others are prefixes. */
function reachOfType(type: string, model: BranchingModel, restriction: Restriction): Reach {
  switch (type) {
    case 'development':
    case 'production': {
      const target = model[type];
      if (target === undefined) return every(no());
      if (!target.known) return every(unknown(target.gap));
      return target.value === null ? every(no()) : { is: 'glob', glob: { first: target.value, last: '' } };
    }
    case 'feature':
    case 'bugfix':
    case 'release':
    case 'hotfix': {
      const prefix = model.prefixes[type];
      if (prefix !== undefined) return { is: 'glob', glob: { first: prefix, pieces: [], last: '' } };
      const [gap] = model.gaps;
      return every(gap ? unknown(gap) : no());
    }
    default:
      return every(unknown(notUnderstood(restriction)));
  }
}

function every(answer: Answer): Reach {
  return { is: 'every', answer };
}

function notUnderstood(restriction: Restriction) {
  return { of: { what: 'restriction-match', restriction }, because: 'not-understood' } as const;
}
