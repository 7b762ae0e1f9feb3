import { afterMargin } from './margins';
import type { Source } from './source';
import { mostSecrets, type Span } from './span';
import { isLast } from './values';

/** Names of one-time codes: the codes are short, and recognised only by their name. */
const lists = [
  '(?:account |your )?(?:recovery|backup|scratch|emergency|rescue|one[- ]time|single[- ]use' +
    '|two[- ]step(?: verification)? backup|2fa|wiederherstellungs|sicherungs|notfall|ersatz)[- ]?(?:codes?|keys?' +
    '|pass(?:word|code)s?|tokens?|schlüssel)',
  'codes? de (?:récupération|secours|sauvegarde|recuperación|respaldo|recuperação|seguridad)',
  'codici di (?:recupero|backup)',
  'herstelcodes?',
  'kody (?:zapasowe|odzyskiwania)',
  'резервные коды',
  'коды восстановления',
  'バックアップコード',
  '备用代码',
];
const singles = [
  '(?:verification|security|log-?in|sign-?in|2fa|mfa|otp|totp|authenticator|authentication|confirmation' +
    '|one[- ]time|sms|access|activation|device|pairing|bestätigungs|sicherheits|einmal|two[- ]factor' +
    '|auth)[- ]?(?:code|pin|passcode|password)',
  'code de (?:vérification|sécurité)',
  'código de (?:verificación|verificação|seguridad)',
  'codice di verifica',
  'код подтверждения',
  '验证码',
  '認証コード',
  'otp',
  'puk',
  'tan',
];
const seeds = [
  '(?:authenticator|totp|2fa|mfa|otp|setup|two[- ]factor)(?: (?:app|setup|secret))?[ _-]?(?:key|secret|seed)',
  '(?:setup|secret) (?:key|code)',
  'einrichtungsschlüssel',
  'clé de configuration',
];
const phrases = [
  '(?:seed|recovery|mnemonic|wallet|backup|secret(?: recovery)?|srp)[ _-]?(?:phrase|words?)',
  'mnemonic',
  'seed',
  'wiederherstellungsphrase',
  'phrase de récupération',
  'frase (?:semilla|de recuperación|semente)',
];

const link =
  String.raw`["'*_\x60]{0,3}(?: ?\([^()\n]{1,60}\))?[^\S\n]{0,3}(?:[:=：—–-]|(?:is|ist|lautet|est|es|è|é|to|jest` +
  String.raw`|was|are|sind)(?=\s))?[^\S\n]{0,3}["'\x60]?`;
const item = String.raw`(?:\d{1,2}[.):]|[-*•])?[^\S\n]{0,4}`;

interface Kind {
  leads: RegExp;
  /** What follows the name, and on how many lines below it. */
  value: RegExp;
  below: number;
  /** The least number of them that counts. */
  least?: number;
}

const kinds: readonly Kind[] = [
  {
    leads: ofNames(lists, String.raw`[^\S\n]{0,3}[^\n:=]{0,60}[:=]?`),
    value: /(?:[a-z\d]{3,12}(?:[- ][a-z\d]{3,12}){0,7}|[a-z\d]{6,24})(?=\s|["',;]|$)/giy,
    below: 20,
  },
  {
    leads: ofNames(singles, String.raw`(?: (?:for|für|pour|para) [^\n:=\d]{1,40}?)?${link}`),
    value: /\d{3,4}[ -]\d{3,4}(?!\d)|[A-Z\d]{1,3}-\d{4,8}(?!\w)|(?=[A-Z]{0,7}\d)[A-Z\d]{6,8}(?!\w)|\d{4,10}(?![\w.])/y,
    below: 1,
  },
  {
    leads: ofNames(seeds, link),
    value: new RegExp(
      String.raw`[a-z2-7]{4}(?:[ -][a-z2-7]{4}){3,15}(?:[ -][a-z2-7]{1,3})?(?![a-z\d])|[A-Z2-7]{16,128}={0,6}(?!\w)` +
        String.raw`|[a-z2-7]{16,128}(?!\w)`,
      'iy',
    ),
    below: 1,
  },
  { leads: ofNames(phrases, link), value: /[a-z]{3,8}(?:,? (?:\d{1,2}[.)] ?)?[a-z]{3,8}){10,23}(?![a-z])/iy, below: 1 },
  { leads: ofNames(phrases, link), value: /[a-z]{3,8}(?![a-z])/iy, below: 24, least: 10 },
];
const pin = /(?<![a-z])(?:PIN|Pin|PUK|TAN|pin(?= (?:code|is|was|ist)|:))(?![a-z])[^\n\d.;:]{0,40}(?:: ?)?(?=\d)/g;
const hint =
  /code|key|pin|puk|tan\b|otp|seed|phrase|mnemonic|words?|schlüssel|frase|secret|код|コード|码|kody|codici|clé/i;

function ofNames(names: readonly string[], behind: string): RegExp {
  return new RegExp(`(?<![a-z])(?:${names.join('|')})(?![a-z])${behind}`, 'gi');
}

/**
 * Finds one-time codes, PINs, seeds of authenticators and the words of wallets, on the line that names them or below
 * it.
 */
export function codesIn(source: Source): Span[] {
  const { text } = source;
  if (!hint.test(text)) return [];
  const spans: Span[] = [];
  for (const { index, 0: all } of text.matchAll(pin)) {
    const at = index + all.length;
    const [digits = ''] = /^\d{4,10}(?![\w.])|^\d{4,10}(?=\.(?:\s|$))/.exec(text.slice(at, at + 12)) ?? [];
    if (digits !== '') spans.push({ start: at, end: at + digits.length });
    if (spans.length > mostSecrets) return spans;
  }
  for (const kind of kinds) spans.push(...codesOf(source, kind));
  return spans;
}

function codesOf(source: Source, { leads, value, below, least = 1 }: Kind): Span[] {
  const { text, lineEnd, nextLine } = source;
  const spans: Span[] = [];
  leads.lastIndex = 0;
  for (let match = leads.exec(text); match; match = leads.exec(text)) {
    const at = leads.lastIndex;
    const here = lineEnd(at) > at ? codesAt(text, at, lineEnd(at), value, below > 1) : [];
    const all = [...here];
    let line = at;
    // There may be empty lines in between.
    for (let n = 0, free = 0; here.length === 0 && lineEnd(at) - at < 40 && n < below; ) {
      line = nextLine(line);
      if (line >= text.length) break;
      const end = lineEnd(line);
      if (end === line || !/\S/.test(text.slice(line, Math.min(end, line + 10)))) {
        if ((free += 1) > 2) break;
        continue;
      }
      const found = end - line > 300 ? [] : codesBelow(source, line, value);
      if (found.length === 0) break;
      all.push(...found);
      n += 1;
    }
    if (all.length >= least) spans.push(...all);
    leads.lastIndex = Math.max(at, spans.at(-1)?.end ?? 0);
    if (spans.length > mostSecrets) break;
  }
  return spans;
}

/** What looks like a margin may be the beginning of a code, where the lines begin alike. */
function codesBelow(source: Source, line: number, value: RegExp): Span[] {
  const end = source.lineEnd(line);
  const whole = codesAt(source.text, line, end, value, true);
  return whole.length > 0 ? whole : codesAt(source.text, afterMargin(source, line), end, value, true);
}

const start = new RegExp(item, 'y');
const gap = /[\s,;|]{1,20}/y;

/** The codes of a line; with `whole`, only if they fill it. */
function codesAt(text: string, from: number, end: number, value: RegExp, whole: boolean): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < end && spans.length < 24; ) {
    start.lastIndex = at;
    if (start.test(text)) at = Math.min(start.lastIndex, end);
    while (/["'`]/.test(text[at] ?? '')) at += 1;
    value.lastIndex = at;
    const match = value.exec(text);
    if (!match || match.index + match[0].length > end) break;
    if (whole && value.flags.includes('g') && !isCode(match[0])) break;
    at += match[0].length;
    spans.push({ start: match.index, end: at, ...(spans.length > 0 && { more: true as const }) });
    if (!whole) return spans;
    gap.lastIndex = at;
    if (gap.test(text)) at = Math.min(gap.lastIndex, end);
  }
  const last = spans.at(-1);
  const isFilled = last && isLast(text.slice(last.end, Math.min(end, last.end + 40)));
  return !whole || isFilled ? spans : [];
}

/** Not a word of a sentence. */
function isCode(word: string): boolean {
  return word.split(/[- ]/).some((part) => /\d/.test(part)) || /^[A-Z]{4,8}(?:-[A-Z]{4,8})+$/.test(word);
}
