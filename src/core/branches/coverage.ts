import type { Answer } from '../answer';
import type { Facts, Restriction } from '../model';
import { oncePer } from '../portions/once';
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

/** What can cover a name: patterns without a star by the name, the others by how names begin. */
interface Sought {
  named: Map<string, number[]>;
  beginnings: Node;
}

/** What covers each branch of these facts. The tree is made when somebody first asks. */
export const coverageOf = oncePer(
  (facts: Pick<Facts, 'restrictions' | 'model'>): Coverage => coverageBy(facts.restrictions.items, facts),
);

/**
 * As `covers` of each of these restrictions would tell, but asked only of those that can cover the name: a pattern
 * without a star is found by the name itself, and others by how their names begin and which pairs of letters they have.
 */
function coverageBy(restrictions: readonly Restriction[], facts: Pick<Facts, 'model'>): Coverage {
  const sought: Sought = { named: new Map(), beginnings: { asked: [], next: new Map() } };
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
      nodeOf(sought.beginnings, glob.first).asked.push({ at, glob, pairs });
    } else {
      const known = sought.named.get(glob.first);
      if (known) known.push(at);
      else sought.named.set(glob.first, [at]);
    }
  }
  let caseless: Coverage | undefined;
  const placesOn = (branch: string) => placesAmong(sought, branch);
  return { placesOn, of, besideCase };

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

/**
 * The places of what covers the name. Apart from `coverageBy`: what an engine compiled of a function that was made for
 * some facts is forgotten with them.
 */
function placesAmong({ named, beginnings }: Sought, branch: string): number[] {
  if (isTag(branch)) return [];
  const places = [...(named.get(branch) ?? [])];
  const lacking = ~pairsIn(branch);
  let node: Node | undefined = beginnings;
  for (let end = 0; node; end += 1) {
    for (const { at, glob, pairs } of node.asked) if ((pairs & lacking) === 0 && goesOn(glob, branch)) places.push(at);
    node = node.next.get(branch.charCodeAt(end));
  }
  return places;
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
