import { isHarmless, isTold, looksSecret } from './harmless';
import { hintOf, passwords, shortPasswords, tokens } from './names';
import type { Source } from './source';
import { mostSecrets, spansOf, type Span } from './span';
import { valueAt } from './values';

const password = `(?:${passwords.join('|')}|(?<![a-z])(?:${shortPasswords.join('|')}))`;
const name = `(?:${[...passwords, ...tokens].join('|')}|(?<![a-z])(?:pw|pat|creds?)(?![a-z]))`;
const hint = hintOf([...passwords, ...tokens, 'pw', 'pat', 'cred']);
const said = new RegExp(String.raw`${name}["'\x60]? (?:is|was|being|ist|war|lautet|es|era|est|était|è|é|jest|это)(?: now| still| just)?:? {1,3}`, 'gi');
const named = new RegExp(String.raw`${name}[\w-]{0,20}["'\x60)]{0,2},?[^\S\n]{1,3}(?:#|no\.? |named |called |of )?`, 'gi');
const ofPassword = new RegExp(`^${password}`, 'i');
const turned = new RegExp(String.raw`(?<=\S) {1,3}(?:is|as|was|for)(?: (?:my|our|the|your|his|her|a|an|its))? (?:[a-z]{1,12} )?${name}(?![\w-])`, 'gi');
const piped = /\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}([^\n|]{1,400}?) ?\|[^\n|;&`]{0,120}?(?:-stdin|--with-token|sudo -S|passwd|-pass(?:word)?-file)/g;

/**
 * Secrets in sentences: *the password is correct horse*, *the token hunter2*, *hunter2 is the password*; and, in a line that
 * names one at all, whatever looks as if made by a machine. What is said of a secret in the words of tools stays.
 */
export function spokenSecretsIn(source: Source): Span[] {
  if (!hint.test(source.text)) return pipedIn(source);
  return [...saidIn(source), ...besideNames(source), ...turnedIn(source), ...pipedIn(source), ...inLinesThatName(source)];
}

/** Behind a verb a value follows, unless a word does that tools say of secrets. */
function saidIn(source: Source): Span[] {
  const { text } = source;
  return spansOf(text, said, (match) => {
    const extent = ofPassword.test(match[0]) ? 'line' : 'run';
    const value = valueAt(source, match.index + match[0].length, extent);
    if (!value) return undefined;
    const [first = ''] = text.slice(value.start, Math.min(value.end, value.start + 300)).split(/\s/, 1);
    const whole = text.slice(value.start, Math.min(value.end, value.start + 300));
    if (isHarmless(extent === 'line' ? whole : first) || isTold(bare(first))) return undefined;
    return extent === 'line' || looksSecret(bare(first)) || value.quoted ? value : undefined;
  });
}

function besideNames(source: Source): Span[] {
  const { text } = source;
  return spansOf(text, named, (match) => {
    const value = valueAt(source, match.index + match[0].length, 'run');
    if (!value) return undefined;
    const word = bare(text.slice(value.start, Math.min(value.end, value.start + 300)));
    const isQuotedPassword = value.quoted && ofPassword.test(match[0]) && /^['"]/.test(text.slice(value.start - 1));
    return !isHarmless(word) && !isTold(word) && (looksSecret(word) || isQuotedPassword) ? value : undefined;
  });
}

function turnedIn({ text }: Source): Span[] {
  return spansOf(text, turned, ({ index }) => {
    const [word = ''] = /\S{4,200}$/.exec(text.slice(Math.max(0, index - 200), index)) ?? [];
    return looksSecret(bare(word)) && !isHarmless(word) ? { start: index - word.length, end: index } : undefined;
  });
}

function pipedIn({ text }: Source): Span[] {
  if (!text.includes('|')) return [];
  return spansOf(text, piped, ({ index, 0: all, 1: word }) => {
    if (word === undefined || isHarmless(word.replaceAll(/["']/g, ''))) return undefined;
    const start = index + all.indexOf(word);
    return { start, end: start + word.length };
  });
}

function bare(word: string): string {
  return word.replace(/^[("'`]+/, '').replace(/[.,:;!?)"'`]+$/, '');
}

/** Digits, small and capital letters mixed, as no name of a branch, hash, number or address has them. */
const made = /(?<![\w+/=@.:-])[\w+/=-]{12,4096}(?![\w@.:])/g;

function inLinesThatName({ text, lineStart, lineEnd }: Source): Span[] {
  const spans: Span[] = [];
  const names = new RegExp(name, 'gi');
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const from = Math.max(lineStart(match.index), match.index - 600);
    const end = Math.min(lineEnd(match.index), match.index + 600);
    const line = text.slice(from, end);
    names.lastIndex = Math.max(end, names.lastIndex);
    if (!/\d/.test(line)) continue;
    for (const { index, 0: word } of line.matchAll(made)) {
      if (isMade(word)) spans.push({ start: from + index, end: from + index + word.length });
    }
    if (spans.length > mostSecrets) break;
  }
  return spans;
}

function isMade(word: string): boolean {
  const parts = word.split(/[-_/=+]/);
  return parts.some((part) => part.length >= 10 && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part)) && !/^sha\d{1,3}[-=]/i.test(word);
}
