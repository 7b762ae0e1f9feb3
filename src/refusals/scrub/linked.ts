import { isHarmless, looksSecret } from './harmless';
import { afterMargin } from './margins';
import type { Source } from './source';
import { endOf, type Span } from './span';
import { isLast, valueAt, type Value } from './values';

/** Words between a name and a value in sentences: a verb, a dash, *from … to*, and whose it is. */
const links = [
  'is',
  'was',
  'to',
  'ist',
  'war',
  'lautet',
  'es',
  'era',
  'est',
  'è',
  'é',
  'jest',
  'brzmi',
  'это',
  'je',
  'är',
  'er',
  'on',
  'van',
  'from',
  'von',
  'de',
  'z',
  'с',
  'out',
  'of',
  'like',
  'set',
  'now',
  'still',
  'just',
  'reset',
  'changed',
  'with',
  'que',
  'uso',
  'uses',
  'use',
  'używam',
  'utilise',
  'mit',
  'auf',
  'na',
  'på',
  'für',
  'for',
  'pour',
  'para',
  'the',
  'my',
  'our',
  'his',
  'her',
  'new',
  'old',
  'alt',
  'neu',
  'wie',
  'folgt',
  'as',
  'follows',
  'should',
  'be',
  'used',
  'i',
  'typed',
  'entered',
  'gave',
  'him',
  'her',
  'them',
];
const linked = new RegExp(
  String.raw`[a-z]{0,3}["'\x60)]{0,2}(?: {0,2}[—–:-]{1,2}>?(?= )| {0,2}(?:は|が|是|为|為|는|은|이|가)[:：]?` +
    String.raw`| (?:${links.join('|')})(?= )){1,5} {0,3}`,
  'iy',
);
const exchanged = new RegExp(
  String.raw`[^\n]{0,40}? (?:from|von|de|da|van|från|fra|z|с|old|alt) (\S{4,100}) (?:to|into|auf|zu|in|à|a|para` +
    String.raw`|naar|till|til|na|на) (?=\S)`,
  'iy',
);
/** One person's question; another's answer is on the line below. */
const asked = /[^\n?]{0,20}\?{1,3}[^\S\n]{0,3}\r?\n/y;
const stamp = /^[\w. @-]{0,40}\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\s*$/i;
const nick = /(?:<?[\w.-]{1,30}>?[:>] {1,3})?/y;
/** Links that may also say what a secret is for: *the token of step3*. */
const weak = /(?:^| )(?:for|of|the|für|pour|para|on|van|from|von|de|z|с|to|with|mit|na|på) *$/i;

/** What a text contains at all, so that not every name needs a closer look. */
export interface Talk {
  asks: boolean;
  exchanges: boolean;
}

/** Whether a text asks a question, and whether it speaks of a change from one thing to another. */
export function talkOf(text: string): Talk {
  return {
    asks: /\?[^\S\n]{0,3}\r?\n/.test(text),
    exchanges: /\S (?:from|von|de|da|van|från|fra|z|с|old|alt) \S/i.test(text),
  };
}

/**
 * Finds secrets after the end of a name: a word that looks like one after linking words, and the answer to a question
 * for one.
 */
export function linkedAt(source: Source, at: number, talk: Talk): Span[] {
  const { text } = source;
  const end = endOf(linked, text, at);
  const spans = end === undefined ? [] : passwordAt(source, end, weak.test(text.slice(at, end)));
  return [
    ...spans,
    ...(talk.exchanges ? exchangedAt(source, at) : []),
    ...(talk.asks ? answerAt(source, endOf(asked, text, at)) : []),
  ];
}

function passwordAt(source: Source, at: number, isWeak = false): Value[] {
  const value = valueAt(source, at, 'run');
  if (!value) return [];
  const word = bare(source.text.slice(value.start, Math.min(value.end, value.start + 300)));
  return isPassword(word) && !(isWeak && isNumbered(word)) ? [value] : [];
}

function exchangedAt(source: Source, at: number): Span[] {
  exchanged.lastIndex = at;
  const match = exchanged.exec(source.text);
  if (!match) return [];
  const [all, before = ''] = match;
  const start = at + all.lastIndexOf(` ${before} `) + 1;
  return [
    ...(isPassword(bare(before)) ? [{ start, end: start + before.length }] : []),
    ...passwordAt(source, at + all.length),
  ];
}

function answerAt(source: Source, at: number | undefined): Span[] {
  if (at === undefined) return [];
  const { text, lineEnd, nextLine } = source;
  let from = endOf(nick, text, afterMargin(source, at)) ?? at;
  // Some chats put the person who answers on a line of its own.
  if (stamp.test(text.slice(from, Math.min(lineEnd(from), from + 80)))) from = nextLine(from);
  return passwordAt(source, from).filter(({ end }) => isLast(text.slice(end, Math.min(lineEnd(end), end + 40))));
}

/** Whether a word in a sentence looks like a password, and not like a file, branch, commit or version. */
export function isPassword(word: string): boolean {
  return (
    looksSecret(word) &&
    !isHarmless(word) &&
    !/[/\\]|\.[a-z]{1,5}(?::\d+)*$|^[\da-f]{7,40}$|^[A-Z]{2,10}-\d+$|^\d+(?:st|nd|rd|th|h|min)$|\(/.test(word)
  );
}

/** Whether a word is letters and a number, such as steps and versions have. */
export function isNumbered(word: string): boolean {
  return /^[A-Za-z][a-z]{1,15}\d{1,2}$/.test(word);
}

/** A word without the punctuation around it. */
export function bare(word: string): string {
  return word.replace(/^[(<"'`]+/, '').replace(/[.,:;!?)>"'`]+$/, '');
}
