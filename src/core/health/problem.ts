import type { Restriction } from '../model';
import type { Change } from '../questions/change/change';
import type { RepositoryNames } from '../repository';
import type { Steps } from '../portions/steps';
import type { Seen } from './seen';

/**
 * How bad a problem is, mildest first. `error`: it surely lets through, or stops, what nobody can have meant.
 * `warning`: the rules do other than they seem to. `info`: something to tidy, or to know.
 */
export const severities = ['info', 'warning', 'error'] as const;
/** One of `severities`. */
export type Severity = (typeof severities)[number];

/** Something wrong with the rules, as data. Its unit has the words. */
export interface Problem {
  /** The id of its unit. */
  problem: string;
  level: Severity;
  /** The restriction that it is about, or the first of several. */
  restriction?: Restriction;
  /** Tells problems of one unit about one restriction apart: a uuid, a slug, the names of branches. */
  subject?: string;
  /** What would mend it, where one change surely would. */
  change?: Change;
  /** What its unit found; plain JSON. */
  found: object;
}

/** What a unit finds: a problem without its id. */
export type Finding<Found extends object> = Omit<Problem, 'problem' | 'found'> & { found: Found };

/** What the words of a problem need beside what was found. */
export interface About {
  level: Severity;
  /** The restriction that it is about, as the subject of a sentence; *the rules* where it is about none. */
  it: string;
  /** Names as sentences show them. */
  repository: RepositoryNames;
  /** Who can change this restriction: `an administrator of acme/web`. */
  administrator: string;
}

/** A problem in words. Each is a clause without a full stop. */
export interface Clauses {
  /** What is so. */
  reason: string;
  /** What follows from it, for which people and branches. */
  effect: string;
  /** What can be done, and whose move it is. */
  remedy: string;
}

/** One kind of problem, whole: what is asked of the facts, and its words. */
export interface Described<Found extends object> {
  id: string;
  /** What is wrong, in a few words. */
  title: string;
  /** Why it matters: a sentence or two. */
  why: string;
  /** Where Atlassian describes it. */
  docs: string;
  /** Where an administrator mends it; left out, where the restriction stands. */
  page?: (where: RepositoryNames, found: Found) => string;
  /** Nothing that was not read is ever a problem. Where it takes a while, it rests in between: undefined. */
  find: (seen: Seen) => Iterable<Finding<Found> | undefined>;
  say: (found: Found, about: About) => Clauses;
}

/** The same, whatever it finds. */
export interface Unit extends Omit<Described<object>, 'find' | 'say' | 'page'> {
  find: (seen: Seen) => Steps<Problem[]>;
  say: (problem: Problem, about: About) => Clauses;
  page: ((where: RepositoryNames, problem: Problem) => string) | undefined;
}

/** A unit, whatever it finds: its words are only ever asked of what it found itself. */
export function unit<Found extends object>({ page, find, say, ...rest }: Described<Found>): Unit {
  return {
    ...rest,
    *find(seen) {
      const found: Problem[] = [];
      for (const finding of find(seen)) {
        if (finding) found.push({ problem: rest.id, ...finding });
        else yield;
      }
      return found;
    },
    say: (problem, about) => say(problem.found as Found, about),
    page: page && ((where, problem) => page(where, problem.found as Found)),
  };
}

/** The first of a list, and how many there are. */
export interface Some<T> {
  first: T[];
  count: number;
}

/** Enough of a list to name it in a sentence. */
export function some<T>(list: readonly T[]): Some<T> {
  return { first: list.slice(0, 7), count: list.length };
}
