import type { Facts, Match, Restriction } from '../model';
import { covers, isTag } from './glob';

/**
 * Says of any branch what covers it: two branches with the same text are covered, or perhaps covered, by the same of
 * these restrictions. As `covers` of each would tell, but asked only of those that can: a pattern without a star is one
 * name, and others begin with what stands before their first star.
 */
export function coverageBy(
  restrictions: readonly Restriction[],
  facts: Pick<Facts, 'model'>,
): (branch: string) => string {
  // Restrictions that find their branches alike cover the same ones.
  const asked = new Map(restrictions.map((one) => [JSON.stringify(one.match), one]));
  const ofName = new Map<string, Numbered[]>();
  const ofBeginning = new Map<string, Numbered[]>();
  for (const [at, restriction] of [...asked.values()].entries()) {
    const { whole, text } = common(restriction.match, facts);
    const index = whole ? ofName : ofBeginning;
    const same = index.get(text);
    if (same) same.push({ at, restriction });
    else index.set(text, [{ at, restriction }]);
  }
  const lengths = [...new Set([...ofBeginning.keys()].map(({ length }) => length))];
  return (branch) => {
    if (isTag(branch)) return '';
    let text = said(ofName.get(branch), branch, facts);
    for (const length of lengths)
      if (length <= branch.length) text += said(ofBeginning.get(branch.slice(0, length)), branch, facts);
    return text;
  };
}

/** What all branches that it may cover have in common: their name, or how it begins. */
function common(match: Match, { model }: Pick<Facts, 'model'>): { whole: boolean; text: string } {
  if (match.by === 'glob') {
    const star = match.pattern.indexOf('*');
    return star < 0 ? { whole: true, text: match.pattern } : { whole: false, text: match.pattern.slice(0, star) };
  }
  const prefix = match.by === 'branch-type' && model.known ? model.value.prefixes[match.type] : undefined;
  return { whole: false, text: prefix ?? '' };
}

interface Numbered {
  at: number;
  restriction: Restriction;
}

function said(some: readonly Numbered[] = [], branch: string, facts: Pick<Facts, 'model'>): string {
  let text = '';
  for (const { at, restriction } of some) {
    const { is } = covers(restriction, branch, facts);
    if (is !== 'no') text += `${String(at)}${is} `;
  }
  return text;
}
