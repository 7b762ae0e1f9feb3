import type { Held, Move } from '../../questions/change/moves';
import { code, plain, restrictionNames, sentence } from '../../words/names';

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

/** Why a move flips something, as a line; undefined where the group was seen to hold nothing for the person. */
export function sayHeld(
  { does, group, person: { name } }: Pick<Move, 'does' | 'group' | 'person'>,
  { lists, permission }: Held,
): string | undefined {
  const level = permission?.level ?? '';
  const given = permission?.may
    ? `${sentence(level)} permission of ${plain(name)} on the repository may come from ${code(group)}.`
    : `${code(group)} gives ${does === 'leaves' ? `${plain(name)} ` : ''}${level} permission on the repository.`;
  const said = [
    ...(lists.length > 0 ? [`${code(group)} is let through by ${restrictionNames(lists)}.`] : []),
    ...(permission ? [given] : []),
  ];
  return said.length === 0 ? undefined : `Why: ${said.join(' ')}`;
}
