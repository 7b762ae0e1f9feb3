import { no, unknown, yes, type Answer } from '../answer';
import type { BranchingModel, Facts, Restriction } from '../model';

/**
 * Whether the whole name matches the pattern. `*` is zero or more characters, slashes too, and every other character is
 * itself (Bitbucket's OpenAPI, POST …/branch-restrictions). Case counts. Each piece between stars is sought once, from
 * left to right, and no regular expression is made: an administrator's pattern must not be able to hang the app.
 */
export function globMatches(pattern: string, name: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === name;
  // Most names differ here already, before anything is cut into pieces.
  if (star > 0 && (isOther(0, pattern, name) || isOther(star - 1, pattern, name))) return false;
  const [first, last] = [pattern.slice(0, star), pattern.slice(pattern.lastIndexOf('*') + 1)];
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const piece of pattern.split('*').slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= end;
}

function isOther(at: number, one: string, other: string): boolean {
  return one.charCodeAt(at) !== other.charCodeAt(at);
}

/** Whether the name is a tag's. Branch restrictions do not cover tags (BCLOUD-10967). */
export function isTag(branch: string): boolean {
  return branch.startsWith('refs/tags/');
}

/** Whether the restriction covers the branch, which need not exist: restrictions match by name. */
export function covers(restriction: Restriction, branch: string, { model }: Pick<Facts, 'model'>): Answer {
  if (isTag(branch)) return no();
  const { match } = restriction;
  switch (match.by) {
    case 'glob':
      return globMatches(match.pattern, branch) ? yes() : no();
    case 'branch-type':
      return model.known ? isOfType(branch, match.type, model.value, restriction) : unknown(model.gap);
    case 'unknown':
      return unknown(notUnderstood(restriction));
  }
}

/** A branch type by the effective branching model: two of them name one branch, the others are prefixes. */
function isOfType(branch: string, type: string, model: BranchingModel, restriction: Restriction): Answer {
  switch (type) {
    case 'development':
    case 'production': {
      const target = model[type];
      if (target === undefined) return no();
      if (!target.known) return unknown(target.gap);
      return target.value === branch ? yes() : no();
    }
    case 'feature':
    case 'bugfix':
    case 'release':
    case 'hotfix': {
      const prefix = model.prefixes[type];
      if (prefix !== undefined) return branch.startsWith(prefix) ? yes() : no();
      const [gap] = model.gaps;
      return gap ? unknown(gap) : no();
    }
    default:
      return unknown(notUnderstood(restriction));
  }
}

function notUnderstood(restriction: Restriction) {
  return { of: { what: 'restriction-match', restriction }, because: 'not-understood' } as const;
}
