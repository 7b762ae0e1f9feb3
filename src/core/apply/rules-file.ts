import type { Facts, Restriction } from '../model';
import { namesOf } from '../repository';
import { gapClause } from '../words/gaps';
import { restrictionName, sentence } from '../words/names';
import { restrictionBody, type RestrictionBody } from './body';
import { presentRules } from './present-rules';

/**
 * The present restrictions of a repository as a page of Bitbucket's REST, which `--project-rules` reads, with more
 * beside it. Where it is not whole it has a `next` as a page has that is not the last; `notWhole` says why.
 */
export interface RulesFile {
  /** `workspace/slug`. */
  repository: string;
  /** RFC 3339; absent where it is not known. */
  readAt?: string;
  /** What is missing, each a sentence. */
  notWhole?: string[];
  /** Restrictions that are none of the repository's own, each a sentence. */
  leftOut?: string[];
  /** The path of the whole list; only where this is not it. */
  next?: string;
  /** How many there are; absent where that is not known. */
  size?: number;
  values: WrittenRestriction[];
}

/** A restriction as REST writes it, with null in place of whom it lists but could not be read. */
type WrittenRestriction = Omit<RestrictionBody, 'users'> & { users: (RestrictionBody['users'][number] | null)[] };

/** The present restrictions as a page. */
export function rulesFileOf(facts: Facts): RulesFile {
  const where = namesOf(facts.repository);
  const { fullName, workspace, slug } = where;
  const { own, ofProject, gaps } = presentRules(facts);
  const isWhole = gaps.length === 0;
  return {
    repository: fullName,
    ...(facts.readAt !== undefined && { readAt: facts.readAt }),
    ...(!isWhole && { notWhole: gaps.map((gap) => `${sentence(gapClause(gap, where))}.`) }),
    ...(ofProject.length > 0 && { leftOut: ofProject.map((one) => `${sentence(restrictionName(one))}.`) }),
    ...(isWhole
      ? { size: own.length }
      : { next: `/2.0/repositories/${[workspace, slug].map(encodeURIComponent).join('/')}/branch-restrictions` }),
    values: own.map(written),
  };
}

function written(restriction: Restriction): WrittenRestriction {
  const { otherUsers = 0, gaps } = restriction;
  const body = restrictionBody(restriction);
  const unread = Array.from({ length: Math.max(otherUsers, gaps.length > 0 ? 1 : 0) }, () => null);
  return { ...body, users: [...body.users, ...unread] };
}
