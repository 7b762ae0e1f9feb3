import { isHarmless, isStatementWord, isStatement, looksSecret } from './harmless';
import { bare, isNumbered, isPassword, linkedAt, talkOf } from './linked';
import { passwords, shortPasswords, tokens } from './names';
import type { Source } from './source';
import { matchesAt, mostSecrets, type Span } from './span';
import { valueAt } from './values';

const password = `(?:${passwords.join('|')}|(?<![a-z])(?:${shortPasswords.join('|')}))`;
const name = new RegExp(
  `(?:${[...passwords, ...tokens].join('|')}|(?<![a-z])(?:pass|pw|pin|otp|mdp|puk|pat|creds?)(?![a-z]))`,
  'iy',
);
const said = new RegExp(
  String.raw`[a-z]{0,2}["'\x60]? (?:is|was|being|ist|war|lautet|es|era|est|était|è|é|jest|это)(?: now| still` +
    String.raw`| just)?:? {1,3}`,
  'iy',
);
const named = /[\w-]{0,20}["'`)]{0,2},?[^\S\n]{1,3}(?:#|no\.? |named |called |of )?/iy;
const ofPassword = new RegExp(`^${password}`, 'i');
/** What stands between a secret and its name, as in *hunter2 is my password*: no more than `longestLink`. */
const link = /(?<=\S{4}) {1,3}(?:is|as|was|for)(?: (?:my|our|the|your|his|her|a|an|its))?(?: [a-z]{1,12})? $/i;
const longestLink = 25;
const longestWord = 200;

/**
 * Finds secrets in sentences: *the password is correct horse*, *the token hunter2*, *hunter2 is the password*; and, on
 * a line that names one at all, whatever looks machine-made. Statements that tools make about a secret stay.
 */
export function spokenSecretsIn(source: Source): Span[] {
  const { text } = source;
  const places = source.names();
  if (places.length === 0) return [];
  const spans: Span[] = [];
  const talk = talkOf(text);
  let passed = 0;
  for (const { index, 0: one } of matchesAt(text, name, places)) {
    if (spans.length > mostSecrets) break;
    const at = index + one.length;
    // `PASS` is printed by test reporters.
    if (one !== 'PASS')
      spans.push(
        ...saidAt(source, one, at),
        ...besideAt(source, one, at),
        ...linkedAt(source, at, talk),
        ...reversedAt(source, index, at),
      );
    if (index < passed) continue;
    const line = {
      start: Math.max(source.lineStart(index), index - 600),
      end: Math.min(source.lineEnd(index), index + 600),
    };
    passed = line.end;
    spans.push(...madeIn(text, line));
  }
  return spans;
}

/** A value follows a verb, unless the word there is part of a statement about the secret. */
function saidAt(source: Source, name: string, at: number): Span[] {
  const { text } = source;
  said.lastIndex = at;
  if (!said.test(text)) return [];
  const extent = ofPassword.test(name) ? 'line' : 'run';
  const value = valueAt(source, said.lastIndex, extent);
  if (!value) return [];
  const whole = text.slice(value.start, Math.min(value.end, value.start + 300));
  const [first = ''] = whole.split(/\s/, 1);
  if (isHarmless(extent === 'line' ? whole : first) || isStatement(whole)) return [];
  return extent === 'line' || looksSecret(bare(first)) || value.quoted ? [value] : [];
}

function besideAt(source: Source, name: string, at: number): Span[] {
  const { text } = source;
  named.lastIndex = at;
  const [all = ''] = named.exec(text) ?? [];
  const value = all === '' ? undefined : valueAt(source, named.lastIndex, 'run');
  if (!value) return [];
  const word = bare(text.slice(value.start, Math.min(value.end, value.start + 300)));
  if ((/^(?:pass|pin|otp|puk)$/i.test(name) && !isPassword(word)) || (all.endsWith('of ') && isNumbered(word)))
    return [];
  const isQuotedPassword =
    value.quoted && ofPassword.test(name) && /^['"]/.test(text.slice(value.start - 1, value.start));
  return !isHarmless(word) && !isStatementWord(word) && (looksSecret(word) || isQuotedPassword) ? [value] : [];
}

/** *hunter2 is my password*. */
function reversedAt({ text }: Source, start: number, end: number): Span[] {
  if (/[\w-]/.test(text[end] ?? ' ') || text[start - 1] !== ' ') return [];
  // The link, and the letters before it that it needs.
  const from = Math.max(0, start - longestLink - 4);
  const match = link.exec(text.slice(from, start));
  if (!match) return [];
  const to = from + match.index;
  const [word = ''] = /\S+$/.exec(text.slice(Math.max(0, to - longestWord), to)) ?? [];
  return looksSecret(bare(word)) && !isHarmless(word) ? [{ start: to - word.length, end: to }] : [];
}

/** Mixed digits, small and capital letters, as no branch name, hash, number or address has them. */
const made = /(?<![\w+/=@.:-])[\w+/=-]{12,4096}(?![\w@.:])/g;

function madeIn(text: string, { start, end }: Span): Span[] {
  const line = text.slice(start, end);
  if (!/\d/.test(line)) return [];
  return [...line.matchAll(made)].flatMap(({ index, 0: word }) =>
    isMade(word) ? [{ start: start + index, end: start + index + word.length }] : [],
  );
}

/** Whether a word is random, and not a name in a program. */
function isMade(word: string): boolean {
  const parts = word.split(/[-_/=+]/);
  return (
    parts.some(
      (part) =>
        part.length >= 10 &&
        /\d/.test(part) &&
        /[a-z]/.test(part) &&
        /[A-Z]/.test(part) &&
        !/^(?:[A-Z]?[a-z]{2,20}){1,6}\d{0,2}$/.test(part),
    ) && !/^sha\d{1,3}[-=]/i.test(word)
  );
}
