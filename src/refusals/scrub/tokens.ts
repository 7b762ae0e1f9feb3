import type { Source } from './source';
import { mostSecrets, spansOf, type Span } from './span';
import { tokenShapes, type Alphabet, type TokenShape } from './token-shapes';

/** Finds tokens recognised by their form, wherever they stand: by their beginning, else by their structure. */
export function tokensIn({ text }: Source): Span[] {
  return [...beginningTokens(text), ...builtTokens(text)];
}

const shapeOf = new Map<string, TokenShape>(
  tokenShapes.flatMap((shape) => shape.begins.map((begin) => [begin, shape])),
);
/** The longest first, as one may be the beginning of another. */
const beginnings = [...shapeOf.keys()].sort((a, b) => b.length - a.length);
const beginning = new RegExp(beginnings.map((begin) => begin.replaceAll('.', String.raw`\.`)).join('|'), 'g');

const alphabets: Record<Alphabet, RegExp> = { letters: /[\w+/=.~%-]*/y, alphanumeric: /[a-z\d]*/iy, hex: /[\da-f]*/iy };

function beginningTokens(text: string): Span[] {
  const spans: Span[] = [];
  beginning.lastIndex = 0;
  for (let match = beginning.exec(text); match; match = beginning.exec(text)) {
    const [begin] = match;
    const shape = shapeOf.get(begin);
    const at = match.index;
    if (!shape || !mayBegin(text, at, begin)) continue;
    if (runLength(text, at + begin.length, alphabets[shape.in]) < shape.least) continue;
    const end = at + begin.length + runLength(text, at + begin.length, alphabets.letters);
    spans.push({ start: at, end });
    if (spans.length > mostSecrets) break;
    beginning.lastIndex = end;
  }
  return spans;
}

/**
 * Short beginnings count only at the beginning of a word; an escape such as `\n` or `%3D`, in a text inside another,
 * also ends the word before.
 */
function mayBegin(text: string, at: number, begin: string): boolean {
  if (begin.length > 5 || !/[a-z\d]/i.test(text[at - 1] ?? ' ')) return true;
  return /\\[bfnrt]$|%[\da-f]{2}$/i.test(text.slice(Math.max(0, at - 3), at));
}

function runLength(text: string, at: number, alphabet: RegExp): number {
  alphabet.lastIndex = at;
  return alphabet.exec(text)?.[0].length ?? 0;
}

/** The length of the token that begins here, where its vendor documents it. */
export function wholeTokenAt(text: string, at: number): number | undefined {
  return beginnings.flatMap((begin) => (text.startsWith(begin, at) ? (shapeOf.get(begin)?.whole ?? []) : []))[0];
}

interface Structure {
  of: string;
  /** A text without this holds none of it. */
  hint: string;
  /** Its match, or the first group where it has one, is the secret. */
  structure: RegExp;
}

/** Tokens without a beginning of their own, and addresses that are secrets themselves. */
const structures: readonly Structure[] = [
  {
    of: 'JSON web token',
    hint: 'eyJ',
    // Looked for from the beginning of its run, so that a run of beginnings is not read from each of them.
    structure: /(?<![\w-])(?=[\w-]{0,200}?eyJ)[\w-]{11,4296}\.[\w-]{4,4096}(?:\.[\w-]{0,4096}){0,3}/g,
  },
  { of: 'a key of the webhook of this app', hint: ':', structure: /\b[\da-f]{16}:([a-z\d+/]{20,44}={0,2})/gi },
  { of: 'Terraform', hint: '.atlasv1.', structure: /\b[a-z\d]{10,20}\.atlasv1\.[\w=-]{20,100}/gi },
  { of: 'Azure, client secret', hint: 'Q~', structure: /[\w~.-]{4}Q~[\w~.-]{20,60}/g },
  { of: 'Azure DevOps', hint: 'AZDO', structure: /(?<![A-Za-z\d])[A-Za-z\d]{40,100}AZDO[A-Za-z\d]{4}/g },
  { of: 'Telegram', hint: ':AA', structure: /(?<!\d)\d{8,12}:AA[\w-]{30,40}/g },
  { of: 'Discord, bot', hint: '.', structure: /(?<![\w-])[MNO][\w-]{22,27}\.[\w-]{6}\.[\w-]{27,60}(?![\w-])/g },
  {
    of: 'HashiCorp Vault, older',
    hint: 's.',
    structure: /(?<![\w.-])[sbr]\.(?=[A-Za-z]{0,23}\d)[A-Za-z\d]{24}(?![\w.])/g,
  },
  {
    of: 'password hash of crypt',
    hint: '$',
    structure:
      /\$(?:2[abxy]?|1|5|6|7|y|gy|apr1|argon2(?:id|i|d)|pbkdf2(?:-sha\d{1,3})?|scrypt)\$([\w./$=,+-]{20,400})/g,
  },
  { of: 'password hash of LDAP', hint: 'SHA', structure: /\{S?SHA(?:\d{3})?\}([\w/+]{24,120}={0,2})/g },
  { of: 'password hash of Django', hint: 'pbkdf2_', structure: /pbkdf2_sha\d{1,3}\$\d{1,9}\$([\w/+=$]{20,200})/g },
  { of: 'a wireless network', hint: 'WIFI:', structure: /WIFI:[^\n]{0,200}?;P:([^;\n]{1,100})/g },
  { of: 'a query', hint: '=', structure: /[?&](?:code|key|ticket|sso|otp)=([\w%.~+/-]{16,2000})/g },
  {
    of: 'Slack, incoming webhook',
    hint: 'hooks.slack.com',
    structure: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([\w/-]{4,200})/g,
  },
  { of: 'Discord, webhook', hint: '/api/webhooks/', structure: /\/api\/webhooks\/\d{5,25}\/([\w-]{8,200})/g },
  { of: 'Teams, webhook', hint: '/webhookb2/', structure: /\/webhookb2\/([\w@/-]{8,400})/g },
  {
    of: 'Forge, web trigger',
    hint: 'atlassian-dev.net/',
    structure: /atlassian-dev\.net\/(?:x1|auth)\/([\w=-]{8,400})/g,
  },
];

function builtTokens(text: string): Span[] {
  return structures.flatMap(({ hint, structure }) => (text.includes(hint) ? spansOf(text, structure, spanOf) : []));
}

function spanOf(match: RegExpExecArray): Span {
  const end = match.index + match[0].length;
  return { start: match[1] === undefined ? match.index : end - match[1].length, end };
}
