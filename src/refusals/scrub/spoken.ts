import { isHarmless, isTold, isToldOf, looksSecret } from './harmless';
import { hintOf, passwords, shortPasswords, tokens } from './names';
import { afterMargin } from './margins';
import type { Source } from './source';
import { mostSecrets, spansOf, type Span } from './span';
import { valueAt } from './values';

const password = `(?:${passwords.join('|')}|(?<![a-z])(?:${shortPasswords.join('|')}))`;
const name = `(?:${[...passwords, ...tokens].join('|')}|(?<![a-z])(?:pass|pw|pin|otp|mdp|puk|pat|creds?)(?![a-z]))`;
const hint = hintOf([...passwords, ...tokens, ...shortPasswords, 'pat', 'cred']);
const said = new RegExp(String.raw`${name}["'\x60]? (?:is|was|being|ist|war|lautet|es|era|est|était|è|é|jest|это)(?: now| still| just)?:? {1,3}`, 'gi');
/** What stands between a name and a value in sentences: a verb, a dash, *from … to*, and whose it is. */
const links = ['is', 'was', 'to', 'ist', 'war', 'lautet', 'es', 'era', 'est', 'è', 'é', 'jest', 'brzmi', 'это', 'je', 'är', 'er', 'on', 'van', 'from', 'von', 'de', 'z', 'с', 'out', 'of', 'like', 'set', 'now', 'still', 'just', 'reset', 'changed', 'with',
  'mit', 'auf', 'na', 'på', 'für', 'for', 'pour', 'para', 'the', 'my', 'our', 'his', 'her', 'new', 'old', 'alt', 'neu', 'wie', 'folgt', 'as', 'follows', 'should', 'be', 'used', 'i', 'typed', 'entered', 'gave', 'him', 'her', 'them'];
const linked = new RegExp(String.raw`${name}["'\x60)]{0,2}(?: {0,2}[—–:-]{1,2}>?(?= )| {0,2}(?:は|が|是|为|為|는|은|이|가)[:：]?| (?:${links.join('|')})(?= )){1,5} {0,3}`, 'gi');
const exchanged = new RegExp(String.raw`${name}[^\n]{0,40}? (?:from|von|de|da|van|från|fra|z|с|old|alt) (\S{4,100}) (?:to|into|auf|zu|in|à|a|para|naar|till|til|na|на) (?=\S)`, 'gi');
/** The question of one, and the answer of another in the line below. */
const asked = new RegExp(String.raw`${name}[^\n]{0,20}\?{1,3}[^\S\n]{0,3}\r?\n`, 'gi');
const nick = /(?:<?[\w.-]{1,30}>?[:>] {1,3})?/y;
const named = new RegExp(String.raw`${name}[\w-]{0,20}["'\x60)]{0,2},?[^\S\n]{1,3}(?:#|no\.? |named |called |of )?`, 'gi');
const ofPassword = new RegExp(`^${password}`, 'i');
const turned = new RegExp(String.raw`(?<=\S) {1,3}(?:is|as|was|for)(?: (?:my|our|the|your|his|her|a|an|its))? (?:[a-z]{1,12} )?${name}(?![\w-])`, 'gi');
/** The same as a shell tells its commands one by one: `+ echo …` and `+ docker login … --password-stdin`. */
const traced = /\+ (?:echo|printf)(?: -\w{1,3}){0,2} ([^\n|]{1,400})\n[^\n]{0,60}?\+ [^\n]{0,160}?(?:-stdin|--with-token|sudo -S)/g;
/** What is about to be encoded: user and password. */
const encoded = /\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}(["']?[^\s|:]{1,100}:[^\n|]{1,300}?) ?\| ?(?:openssl )?base64/g;
/** The script that git asks instead of a person. */
const askpass = /askpass[^\n]{0,60}\n(?:#![^\n]{0,60}\n)?(?:exec )?(?:echo|printf)(?: -\w)? ([^\n]{1,200})/gi;
const piped = /\b(?:echo|printf)(?: -\w{1,3}){0,3} {1,3}([^\n|]{1,400}?) ?\|[^\n|;&`]{0,120}?(?:-stdin|--with-token|sudo -S|passwd|-pass(?:word)?-file)/g;

/**
 * Secrets in sentences: *the password is correct horse*, *the token hunter2*, *hunter2 is the password*; and, in a line that
 * names one at all, whatever looks as if made by a machine. What is said of a secret in the words of tools stays.
 */
export function spokenSecretsIn(source: Source): Span[] {
  if (!hint.test(source.text)) return pipedIn(source);
  return [...saidIn(source), ...besideNames(source), ...linkedIn(source), ...answeredIn(source), ...turnedIn(source), ...pipedIn(source), ...inLinesThatName(source)];
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
    if (isHarmless(extent === 'line' ? whole : first) || isToldOf(whole)) return undefined;
    return extent === 'line' || looksSecret(bare(first)) || value.quoted ? value : undefined;
  });
}

/** Behind words that link a name with what it names, a word that looks like a secret. */
function linkedIn(source: Source): Span[] {
  const { text } = source;
  const wordAt = (at: number) => {
    const value = valueAt(source, at, 'run');
    const word = value && bare(text.slice(value.start, Math.min(value.end, value.start + 300)));
    return value && word && isPassword(word) ? [value] : [];
  };
  const spans: Span[] = [];
  for (const match of text.matchAll(linked)) {
    spans.push(...wordAt(match.index + match[0].length));
    if (spans.length > mostSecrets) break;
  }
  for (const { index, 0: all, 1: before = '' } of text.matchAll(exchanged)) {
    const start = index + all.lastIndexOf(` ${before} `) + 1;
    spans.push(...(isPassword(bare(before)) ? [{ start, end: start + before.length }] : []), ...wordAt(index + all.length));
    if (spans.length > mostSecrets) break;
  }
  return spans;
}

function answeredIn(source: Source): Span[] {
  const { text, lineEnd } = source;
  return spansOf(text, asked, (match) => {
    nick.lastIndex = afterMargin(source, match.index + match[0].length);
    nick.test(text);
    const value = valueAt(source, nick.lastIndex, 'run');
    if (!value || lineEnd(value.end) - value.end > 3) return undefined;
    return isPassword(bare(text.slice(value.start, Math.min(value.end, value.start + 300)))) ? value : undefined;
  });
}

/** No file, branch, commit or version, as stand in sentences too. */
function isPassword(word: string): boolean {
  return looksSecret(word) && !isHarmless(word) && !/[/\\]|\.[a-z]{1,5}(?::\d+)*$|^[\da-f]{7,40}$|^[A-Z]{2,10}-\d+$|^\d+(?:st|nd|rd|th|h|min)$|\(/.test(word);
}

function besideNames(source: Source): Span[] {
  const { text } = source;
  return spansOf(text, named, (match) => {
    const value = valueAt(source, match.index + match[0].length, 'run');
    if (!value) return undefined;
    const word = bare(text.slice(value.start, Math.min(value.end, value.start + 300)));
    if (/^(?:pass|pin|otp|puk)\b/i.test(match[0]) && (!isPassword(word) || match[0].startsWith('PASS'))) return undefined;
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

function pipedIn(source: Source): Span[] {
  if (!/echo|printf/.test(source.text)) return [];
  return [...echoedIn(source, traced), ...echoedIn(source, askpass), ...(source.text.includes('|') ? [...echoedIn(source, piped), ...echoedIn(source, encoded)] : [])];
}

function echoedIn({ text }: Source, pattern: RegExp): Span[] {
  return spansOf(text, pattern, ({ index, 0: all, 1: word = '' }) => {
    const start = index + all.indexOf(word);
    return isHarmless(word.replaceAll(/["']/g, '')) ? undefined : { start, end: start + word.length };
  });
}

function bare(word: string): string {
  return word.replace(/^[(<"'`]+/, '').replace(/[.,:;!?)>"'`]+$/, '');
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
