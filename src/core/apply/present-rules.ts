import type { Facts, Gap, Restriction } from '../model';

/** The restrictions of a repository as one can take them away, and what is missing of them. */
export interface PresentRules {
  /** Those set on the repository, in Bitbucket's order. */
  own: Restriction[];
  /** Those set on its project, as they were supplied: no API has them. */
  ofProject: Restriction[];
  /** What could not be read, of the list and of single restrictions; empty where they are whole. */
  gaps: Gap[];
}

/** The restrictions that were read, and what is missing of them. */
export function presentRules({ restrictions: { items, gaps } }: Facts): PresentRules {
  const own = items.filter(({ supplied }) => !supplied);
  const lists = own.flatMap((restriction) => {
    const { otherUsers = 0, gaps: unread } = restriction;
    const { id, kind, match } = restriction;
    const name = { ...(id !== undefined && { id }), kind, match };
    const hidden: Gap = { of: { what: 'exemptions', restriction: name }, because: 'forbidden' };
    return unread.length > 0 || otherUsers === 0 ? unread : [hidden];
  });
  return { own, ofProject: items.filter(({ supplied }) => supplied), gaps: [...gaps, ...lists] };
}

/** Why nothing was read of the restrictions: the list itself was refused or did not come. */
export function unreadRules({ own, gaps }: PresentRules): Gap | undefined {
  return own.length === 0 ? gaps.find(({ of }) => of.what === 'restrictions') : undefined;
}
