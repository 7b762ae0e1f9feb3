import { isServerReply, isHarmless, looksSecret } from './harmless';
import { afterMargin } from './margins';
import { passwords, queryToken, shortPasswords, shortTokens, tokens } from './names';
import type { Source } from './source';
import { endOf, matchesAt, mostSecrets, type Span } from './span';
import { valueAt, type Extent } from './values';

/** The rest of a name, matched atomically, so that no text causes backtracking. */
const rest = String.raw`(?=([a-z\d_-]{0,24}))\1`;
const password = `(?:${passwords.join('|')}|(?<![a-z])(?:${shortPasswords.join('|')})(?![a-z]))`;
const token = `(?:${tokens.join('|')}|(?<![a-z])(?:${shortTokens.join('|')})(?![a-z]))`;
/** Between a name and its value: `=`, `:`, `=>`, `","value":"` and the like, whatever quotes the name. */
const closing = String.raw`(?:\\{0,15}["'\x60]|&quot;|%22|[”»’]|\*{1,2})?[)\]]{0,2}`;
/** Also behind its type, as in `token: String = "…"`, and in a call. */
const equals =
  String.raw`[^\S\n]{0,3}(?:(?::[^\S\n]?(?:string|str|bytes|char|text|any)\??[^\S\n]{1,3})?[?!]?:?={1,3}>?|＝|%3D|<<<` +
  String.raw`|\((?=["'\x60]))[^\S\n]{0,3}`;
/** The branch of a script that answers prompts: `Password*) echo …`. */
const branch = String.raw`[\w ]{0,20}\*?["']?\)[^\S\n]{0,4}(?:echo|printf)(?: -\w)? {1,3}`;
const colon = String.raw`[^\S\n]{0,3}(?::\*{0,2}[^\S\n]{1,3}|:(?=[^\s/:]|\r?\n|$)|：[^\S\n]{0,3}|%3A)`;
/** `"key":"TOKEN","secured":false,"value":"…"`: the nearest value, behind at most three other members. */
const beside =
  String.raw`[^\S\n]{0,8},?\s{0,40}(?:\\{0,15}["']\w{1,20}\\{0,15}["'][^\S\n]?:[^\S\n]?[^\n,:]{1,60},\s{0,40}){0,3}?` +
  String.raw`\\{0,15}["']?(?:default_?)?value\\{0,15}["']?[^\S\n]{0,3}[:=][^\S\n]{0,3}`;

interface Way {
  /** A name and everything up to where its value begins. */
  leads: RegExp;
  extent: Extent;
  /** Whether a small number there is a count, and no secret: tokens have counts and ids; a password may be a number. */
  counts?: boolean;
}

const ways: readonly Way[] = [
  // At a prompt: `Password for 'https://…': …`, `Enter passphrase for key '…': …`.
  {
    leads: new RegExp(
      String.raw`${password}[\w ()[\]-]{0,20} (?:for|für|pour|para|per|di|do|для|van|för|of` +
        String.raw`|på) (?:\w{1,20} ){0,2}?(?:\\{0,15}'[^'\n]{1,300}'|\\{0,15}"[^"\n]{1,300}"` +
        String.raw`|[^\s'":]{1,200}) {0,2}[:：] {0,3}`,
      'iy',
    ),
    extent: 'line',
  },
  { leads: new RegExp(`${password}${rest}${closing}(?:${colon})`, 'iy'), extent: 'line' },
  { leads: new RegExp(`${password}${branch}`, 'iy'), extent: 'run' },
  { leads: new RegExp(`${password}${rest}${closing}(?:${equals}|${beside})`, 'iy'), extent: 'run' },
  {
    leads: new RegExp(`${token}${rest}${closing}(?:${equals}|${colon}|${beside})`, 'iy'),
    extent: 'run',
    counts: true,
  },
  {
    leads: new RegExp(`(?<![a-z])${queryToken}${closing}(?:${equals})`, 'iy'),
    extent: 'run',
    counts: true,
  },
];

/**
 * Finds the values beside names of passwords, tokens and secrets: after a sign such as `=`, in an element, or on the
 * next line.
 */
export function namedValuesIn(source: Source): Span[] {
  return [...ways.flatMap((way) => valuesBehind(source, way)), ...elementsIn(source)];
}

function valuesBehind(source: Source, { leads, extent, counts = false }: Way): Span[] {
  const { text } = source;
  const spans: Span[] = [];
  for (const match of matchesAt(text, leads, source.names())) {
    const at = leads.lastIndex;
    const span = valueBehind(source, at, wholeLine(text, match.index, match[0]) ? 'line' : extent, counts);
    if (!span || isPartOfOther(text, match.index, span) || isSetting(match, text, span)) continue;
    spans.push(span, ...concatenated(text, span.end));
    if (spans.length > mostSecrets) break;
    leads.lastIndex = Math.max(at, span.end);
  }
  return spans;
}

/** `password=correct horse`, alone on its line, as in credential helpers and settings. */
function wholeLine(text: string, start: number, leads: string): boolean {
  return /^[a-z]*(?:pass|pw)[a-z]*=$/.test(leads) && (start === 0 || text[start - 1] === '\n');
}

function valueBehind(source: Source, at: number, extent: Extent, counts: boolean): Span | undefined {
  const { text } = source;
  // An escaped line break: the decoded view looks at the line below.
  if (/^\\{1,15}[nr]/.test(text.slice(at, at + 17))) return undefined;
  const isBlock = /^[|>]-?[^\S\n]*$/.test(text.slice(at, Math.min(source.lineEnd(at), at + 8)));
  const value = (isBlock ? undefined : valueAt(source, at, extent)) ?? nextLineValue(source, at);
  if (!value) return undefined;
  const said = text.slice(value.start, Math.min(value.end, value.start + 300));
  if (value.quoted) return isHarmless(said) || isCommand(text[value.start - 1], said, counts) ? undefined : value;
  const [first = ''] = said.split(/\s/, 1);
  if (counts && /^\d{1,4}[.,;)]?$/.test(first)) return undefined;
  if (extent === 'line' ? isHarmless(said) || isSentence(first) : isHarmless(first)) return undefined;
  return { start: value.start, end: value.end };
}

/** The ends of names of settings about passwords that hold none: how long they must be, where they are kept. */
const settings = new RegExp(
  String.raw`(?:length|_len|_min|_max|count|policy|rounds|retries|attempts|expiry|ttl|_age|days|_type|_file|_path` +
    String.raw`|_dir|enabled|required|_sock)$`,
  'i',
);
const folders = /^(?:\/[\w.@+-]{1,100}){1,40}\/?$|^[A-Z]:\\/;

function isSetting({ index, 0: all, 1: rest = '' }: RegExpExecArray, text: string, { start, end }: Span): boolean {
  const said = text.slice(start, Math.min(end, start + 300));
  if (settings.test(rest)) return !looksSecret(said) || said.startsWith('/');
  // `PWD` is the shell's folder; and braces with `=>` are a renamed file.
  if (/^PWD["']?=/.test(all)) return folders.test(said);
  return (
    all.includes('=>') &&
    /\{[^\s{}]{0,60}$/.test(text.slice(Math.max(0, index - 60), index)) &&
    /^[\w./-]{0,100}\}/.test(said)
  );
}

const joint =
  /["'\x60][^\S\n]{0,4}(?:[+.&\\]|\|\||[-=]>)?\s{0,60}(?:[+.&][^\S\n]{0,3})?(["'\x60])([^"'\x60\n]{1,400})/y;
const mostJoints = 20;

/** String pieces that a program concatenates with a value: `'…' + '…'`. */
function concatenated(text: string, end: number): Span[] {
  const spans: Span[] = [];
  for (let at = end; spans.length < mostJoints; ) {
    joint.lastIndex = at;
    const match = joint.exec(text);
    if (!match || !/[+.&\\|>]/.test(match[0].slice(1, -(match[2] ?? '').length - 1))) break;
    at = joint.lastIndex;
    spans.push({ start: at - (match[2] ?? '').length, end: at, more: true });
  }
  return spans;
}

/** In Markdown, backticks may hold a command; a token holds no spaces. */
function isCommand(quote: string | undefined, said: string, ofToken: boolean): boolean {
  return quote === '`' && (ofToken ? /\s/.test(said) : said.startsWith('git '));
}

/**
 * Whether the name is part of something else: the user `x-token-auth` in an address, whose password is found elsewhere,
 * or a prompt that Git reports it could not show.
 */
function isPartOfOther(text: string, at: number, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, at - 60), at);
  return (
    /could not read $|(?:^|[\s"n])--- $/i.test(before) ||
    (/:\/\/[^\s/@]{0,40}$/.test(before) && text.slice(start, Math.min(end, start + 4_096)).includes('@'))
  );
}

/** What clients print after an unanswered prompt, on the same line. */
function isSentence(first: string): boolean {
  return isServerReply(first.replace(/[.,:;!?]+$/, '')) || /^(?:remote|fatal|error|hint|warning|https?):/.test(first);
}

/** The mark of an item of a list in YAML. */
const item = /-[^\S\n]{1,3}/y;

/** A value that a log or a file put on the line below: alone there, as no client's line is. */
function nextLineValue(source: Source, at: number) {
  const { text, lineEnd } = source;
  const end = lineEnd(at);
  if (!/^[\s>|\\-]*$/.test(text.slice(at, Math.min(end, at + 40))) || end - at > 40 || end >= text.length)
    return undefined;
  let line = source.nextLine(end);
  // A letter has an empty line in between.
  const isApart = lineEnd(line) === line && line < text.length;
  if (isApart) line = source.nextLine(line);
  const start = afterMargin(source, line);
  const value = valueAt(source, endOf(item, text, start) ?? start, 'run');
  if (
    !value ||
    (!value.quoted && !/^(?:[\s"',;}\])\\]*$|\\{0,15}["'] ?[,}\]])/.test(text.slice(value.end, lineEnd(value.end))))
  )
    return undefined;
  const said = text.slice(value.start, Math.min(value.end, value.start + 300));
  if (isApart) return looksSecret(said) ? value : undefined;
  return value.quoted || looksSecret(said) || (/^[a-z]{5,20}$/i.test(said) && !isHarmless(said)) ? value : undefined;
}

const element = new RegExp(
  String.raw`<(?:[\w-]{1,40}:)?[\w-]{0,40}?(?:${password}|${token})[\w-]{0,20}(?: [^<>\n]{0,200})?>`,
  'gi',
);

/** `<password>…</password>`, and the like. */
function elementsIn({ text }: Source): Span[] {
  if (!text.includes('</')) return [];
  return [...text.matchAll(element)].flatMap((match) => {
    const start = match.index + match[0].length;
    const end = text.indexOf('</', start);
    return end > start && end - start < 4096 ? [{ start, end }] : [];
  });
}
