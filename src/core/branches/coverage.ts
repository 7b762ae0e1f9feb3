import type { Answer } from '../answer';
import type { Facts, Restriction } from '../model';
import { goesOn, isTag, reachOf, type Glob } from './glob';

/** A restriction that covers a branch, or might. */
export interface Covering {
  restriction: Restriction;
  /** Its place in the list that Bitbucket gave; ids may be missing. */
  at: number;
  covers: Exclude<Answer, { is: 'no' }>;
}

/** What covers a branch, of many restrictions. */
export interface Coverage {
  /**
   * The places of those that cover it and might not: of branches that the same ones cover they come in the same order,
   * which is none in particular.
   */
  placesOn: (branch: string) => readonly number[];
  /** Everything that covers it, or may, in the order of the restrictions. */
  of: (branch: string) => Covering[];
  /** Those whose pattern would cover it if letter case did not count, and does not. */
  besideCase: (branch: string) => Restriction[];
}

/** A restriction that may cover a name, and how that has to go on. */
interface Asked {
  at: number;
  glob: Glob;
  /** The pairs of letters that the name has to have, as `pairsIn` has them. */
  pairs: number;
}

/** A node of the tree of beginnings: what is asked of names that begin so, and how they go on. */
interface Node {
  asked: Asked[];
  next: Map<number, Node>;
}

/** What covers each branch of these facts. The tree is made when somebody first asks. */
export function coverageOf(facts: Pick<Facts, 'restrictions' | 'model'>): Coverage {
  const before = known.get(facts);
  if (before) return before;
  const coverage = coverageBy(facts.restrictions.items, facts);
  known.set(facts, coverage);
  return coverage;
}

const known = new WeakMap<object, Coverage>();

/**
 * As `covers` of each of these restrictions would tell, but asked only of those that can cover the name: a pattern
 * without a star is found by the name itself, and others by how their names begin and which pairs of letters they have.
 */
function coverageBy(restrictions: readonly Restriction[], facts: Pick<Facts, 'model'>): Coverage {
  const named = new Map<string, number[]>();
  const beginnings: Node = { asked: [], next: new Map() };
  const always: Covering[] = [];
  for (const [at, restriction] of restrictions.entries()) {
    const reach = reachOf(restriction, facts);
    if (reach.is === 'every') {
      if (reach.answer.is !== 'no') always.push({ restriction, at, covers: reach.answer });
      continue;
    }
    const { glob } = reach;
    if (glob.pieces) {
      const pairs = [...glob.pieces, glob.last].reduce((all, piece) => all | pairsIn(piece), 0);
      nodeOf(beginnings, glob.first).asked.push({ at, glob, pairs });
    } else {
      const known = named.get(glob.first);
      if (known) known.push(at);
      else named.set(glob.first, [at]);
    }
  }
  let caseless: Coverage | undefined;
  return { placesOn, of, besideCase };

  function placesOn(branch: string): readonly number[] {
    if (isTag(branch)) return [];
    const places = [...(named.get(branch) ?? [])];
    const lacking = ~pairsIn(branch);
    let node: Node | undefined = beginnings;
    for (let end = 0; node; end += 1) {
      for (const { at, glob, pairs } of node.asked)
        if ((pairs & lacking) === 0 && goesOn(glob, branch)) places.push(at);
      node = node.next.get(branch.charCodeAt(end));
    }
    return places;
  }

  function of(branch: string): Covering[] {
    if (isTag(branch)) return [];
    const sure = placesOn(branch).flatMap((at): Covering[] => {
      const restriction = restrictions[at];
      return restriction ? [{ restriction, at, covers: surely }] : [];
    });
    return [...sure, ...always].sort((one, other) => one.at - other.at);
  }

  function besideCase(branch: string): Restriction[] {
    caseless ??= coverageBy(restrictions.map(lowered), facts);
    const own = new Set(placesOn(branch));
    const alike = new Set(isTag(branch) ? [] : caseless.placesOn(branch.toLowerCase()));
    return restrictions.filter(({ match }, at) => match.by === 'glob' && alike.has(at) && !own.has(at));
  }
}

/** The same restriction, were its pattern in small letters. */
function lowered(restriction: Restriction): Restriction {
  const { match } = restriction;
  return match.by === 'glob'
    ? { ...restriction, match: { by: 'glob', pattern: match.pattern.toLowerCase() } }
    : restriction;
}

const surely = { is: 'yes', evidence: [] } as const satisfies Answer;

function nodeOf(root: Node, beginning: string): Node {
  let node = root;
  for (let at = 0; at < beginning.length; at += 1) {
    const code = beginning.charCodeAt(at);
    const next: Node = node.next.get(code) ?? { asked: [], next: new Map() };
    node.next.set(code, next);
    node = next;
  }
  return node;
}

/** Which pairs of letters the text has, a bit for every 32nd: a text that lacks a bit is no part of one that has it. */
function pairsIn(text: string): number {
  let pairs = 0;
  let before = text.charCodeAt(0);
  for (let at = 1; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    pairs |= 1 << (5 * before + letter);
    before = letter;
  }
  return pairs;
}
