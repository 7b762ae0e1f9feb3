import type { Facts, Match, Restriction } from '../model';
import { covers, isTag } from './glob';

/**
 * Says of any branch what covers it: two branches with the same text are covered, or perhaps covered, by the same of
 * these restrictions. As `covers` of each would tell, but asked only of those that can: a pattern without a star is one
 * name, and others are found by how their branches begin and end.
 */
export function coverageBy(
  restrictions: readonly Restriction[],
  facts: Pick<Facts, 'model'>,
): (branch: string) => string {
  // Restrictions that find their branches alike cover the same ones.
  const asked = new Map(restrictions.map((one) => [JSON.stringify(one.match), one]));
  const ofName = new Map<string, Asked[]>();
  const ofBeginning = new Map<string, Asked[]>();
  for (const [at, restriction] of [...asked.values()].entries()) {
    const { name, beginning, end } = common(restriction.match, facts);
    const [index, key] = name === undefined ? [ofBeginning, beginning] : [ofName, name];
    index.set(key, [...(index.get(key) ?? []), { at, restriction, end }]);
  }
  const lengths = new Map<string, number[]>();
  for (const { length, 0: first = '' } of ofBeginning.keys()) {
    const known = lengths.get(first) ?? [];
    if (!known.includes(length)) lengths.set(first, [...known, length]);
  }
  return (branch) => {
    if (isTag(branch)) return '';
    let text = said(ofName.get(branch), branch, facts) + said(ofBeginning.get(''), branch, facts);
    for (const length of lengths.get(branch.charAt(0)) ?? [])
      if (length > 0 && length <= branch.length) text += said(ofBeginning.get(branch.slice(0, length)), branch, facts);
    return text;
  };
}

/** What all branches that it may cover have in common: their name, or how they begin and end. */
function common(match: Match, { model }: Pick<Facts, 'model'>): { name?: string; beginning: string; end: string } {
  if (match.by === 'glob') {
    const { pattern } = match;
    const star = pattern.indexOf('*');
    if (star < 0) return { name: pattern, beginning: '', end: '' };
    return { beginning: pattern.slice(0, star), end: pattern.slice(pattern.lastIndexOf('*') + 1) };
  }
  const prefix = match.by === 'branch-type' && model.known ? model.value.prefixes[match.type] : undefined;
  return { beginning: prefix ?? '', end: '' };
}

/** A restriction by its number. */
interface Asked {
  at: number;
  restriction: Restriction;
  end: string;
}

function said(some: readonly Asked[] = [], branch: string, facts: Pick<Facts, 'model'>): string {
  let text = '';
  for (const { at, restriction, end } of some) {
    if (!branch.endsWith(end)) continue;
    const { is } = covers(restriction, branch, facts);
    if (is !== 'no') text += `${String(at)}${is} `;
  }
  return text;
}
