import type { Move } from '../../questions/change/moves';
import { code, plain } from '../../words/names';

/** What is to be known of a move beside what it flips; undefined where it is what one would think. */
export function sayMove({ does, group, person: { name }, isIn }: Move): string | undefined {
  const who = plain(name);
  if (isIn === 'unknown') {
    const then = does === 'leaves' ? 'What follows holds if so; if not, nothing changes.' : 'If so, nothing changes.';
    return `Bitbucket does not tell apps who is in ${code(group)}, so whether ${who} is in it now is not known. ${then}`;
  }
  if (does === 'leaves' && isIn === 'no') return `${who} is not in ${code(group)}, so leaving it changes nothing.`;
  if (does === 'joins' && isIn === 'yes') return `${who} is in ${code(group)} already, so joining it changes nothing.`;
  return undefined;
}
