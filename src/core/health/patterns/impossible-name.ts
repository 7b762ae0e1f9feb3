import { globMatches } from '../../branches/glob';
import { withoutSpaces } from '../../branches/near-matches';
import { code, enumeration } from '../../words/names';
import { docs } from '../../words/pages';
import { removal, repatterned } from '../mending';
import { some, unit, type Some } from '../problem';
import { branches } from '../words';
import { isPossible } from './possible';

interface Impossible {
  pattern: string;
  /** Characters that no name holds, each once; empty where it is the shape of the name. */
  characters: string[];
  /** What may have been meant. */
  instead?: string;
  meant: Some<string>;
}

/**
 * A pattern that Git allows no branch to match, white space aside: `?`, brackets, a slash at the end. Whatever the
 * restriction was to stop, it surely lets through.
 */
export const impossibleName = unit<Impossible>({
  id: 'impossible-name',
  title: 'A pattern matches no name that Git allows',
  why: 'In a pattern of Bitbucket Cloud only the star stands for other characters, and Git forbids these in names.',
  docs: docs.restrictionsApi,
  find: (seen) =>
    seen.globs.flatMap(({ restriction, pattern }) => {
      const dense = withoutSpaces(pattern);
      if (isPossible(dense) && (dense !== '' || pattern !== '')) return [];
      const characters = [...new Set(dense.match(/[\p{Cc}~^:?[\\]/gu))];
      const looser = loosened(dense);
      const instead = looser !== dense && isPossible(looser) && /[^*]/.test(looser) ? looser : undefined;
      const change = instead === undefined ? removal(restriction) : repatterned(restriction, [instead], seen);
      const items = instead === undefined ? [] : seen.facts.branches.items;
      const meant = some(items.filter((name) => globMatches(instead ?? '', name)));
      const found = { pattern, characters, ...(instead !== undefined && { instead }), meant };
      return [{ level: 'error', restriction, ...(change && { change }), found }];
    }),
  say: ({ pattern, characters, instead, meant }, { it, administrator }) => ({
    reason: reasonOf(pattern, characters),
    effect:
      `${it} covers no branch, now or later` +
      (meant.count > 0 ? `; with ${code(instead ?? '')} it would cover ${branches(meant)}` : ''),
    remedy:
      instead === undefined
        ? `${administrator} can write the pattern anew, or remove the restriction`
        : `${administrator} can write the pattern as ${code(instead)}`,
  }),
});

/** With a star where Data Center would match what it names, and for all below a slash at the end. */
function loosened(pattern: string): string {
  const starred = pattern.replaceAll(/\[[^\][]*\]|\?/g, '*');
  let [begin, end] = [0, starred.length];
  while (starred[begin] === '^' || starred[begin] === '/') begin += 1;
  while (end > begin && starred[end - 1] === '/') end -= 1;
  return `${starred.slice(begin, end)}${end < starred.length ? '/*' : ''}`;
}

function reasonOf(pattern: string, characters: string[]): string {
  if (pattern === '') return 'the pattern is empty, and no branch has an empty name';
  if (characters.length === 0) return `Git allows no branch whose name would match ${code(pattern)}`;
  const elsewhere = characters.includes('?')
    ? '; on Bitbucket Data Center `?` is any one character, and here only `*` stands for others'
    : '';
  return `${code(pattern)} holds ${enumeration(characters.map(code))}, which no name of a branch can hold${elsewhere}`;
}
