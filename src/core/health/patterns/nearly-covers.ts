import { code } from '../../words/names';
import { docs } from '../../words/pages';
import { kinds } from '../../rules/index';
import { nearButForEnding, nearButForLetters, nearButForNumber, type Miss, type Near } from '../near';
import { some, unit, type Some } from '../problem';
import type { Glob, Seen } from '../seen';
import { agree, branches } from '../words';
import { uncovered } from './letter-case';
import { isPossible } from './possible';

type Missed = Exclude<Miss, 'letter-case'>;

const words: Record<Missed, string> = {
  number: 'by a number',
  letters: 'by a letter or two',
  ending: 'by what follows it',
};

/**
 * A pattern that nearly matches a branch which nothing of its kind covers: `release-1.0` is protected and `release-2.0`
 * is not. Kinds that stop nothing by themselves are worth less.
 */
export const nearlyCovers = unit<{ pattern: string; by: Missed; missed: Some<string> }>({
  id: 'nearly-covers',
  title: 'A pattern nearly matches a branch',
  why: 'A branch beside one that is protected may have been forgotten, or a pattern mistyped.',
  docs: docs.restrictions,
  find: (seen) =>
    seen.globs.flatMap((glob) => {
      const owner = kinds.get(glob.restriction.kind);
      // A restriction that was not read may cover them.
      if (!seen.allRestrictions) return [];
      if (!owner || owner.is === 'setting' || !isPossible(glob.pattern)) return [];
      return nearTo(glob, seen).flatMap(({ by, names }) => {
        const missed = uncovered(names, glob.restriction, seen);
        if (missed.length === 0 || by === 'letter-case') return [];
        // Beside a few that are covered, a great many that are not were hardly forgotten.
        const isException = missed.length > 10 * Math.max(1, glob.covers.length);
        const level = owner.is === 'rule' && !isException ? 'warning' : 'info';
        const found = { pattern: glob.pattern, by, missed: some(missed) };
        return [{ level, restriction: glob.restriction, subject: by, found }];
      });
    }),
  say: ({ pattern, by, missed }, { it, administrator }) => ({
    reason: `${code(pattern)} misses ${branches(missed)} ${words[by]}`,
    effect:
      `${it} does not cover ${missed.count === 1 ? 'that branch' : `those ${String(missed.count)} branches`}, ` +
      'and no other restriction of its kind does',
    remedy:
      `if ${agree(missed, 'it is', 'they are')} to be covered, ${administrator} can widen the pattern, ` +
      `or add a restriction for ${agree(missed, 'it', 'them')}`,
  }),
});

function nearTo({ pattern, covers }: Glob, { names }: Seen): Near[] {
  const near: Near[] = [{ by: 'number', names: nearButForNumber(pattern, names) }];
  // A pattern that matches some branch was written as it was meant.
  if (covers.length > 0) return near;
  return [
    ...near,
    { by: 'letters', names: nearButForLetters(pattern, names) },
    { by: 'ending', names: nearButForEnding(pattern, names) },
  ];
}
