import { isHarmless, isStatementWord, looksSecret } from './harmless';
import { afterMargin } from './margins';
import { headers, schemes } from './names';
import type { Source } from './source';
import { mostSecrets, spansOf, type Span } from './span';
import { valueAt, type Value } from './values';

const hint = /authori[sz]ation|cookie|-key|-token|-signature|-crumb|-art-api|basic|bearer/i;
const header = new RegExp(
  String.raw`(\\{0,15}["'])?(?<![\w-]|:\/\/)(?:${headers.join('|')})(\\{0,15}["'])?[^\S\n]{0,3}[:=：][^\S\n]{0,3}`,
  'gi',
);
const scheme = new RegExp(String.raw`(?:${schemes.join('|')})(?:[^\S\n]{1,3}|%20|\+(?=\w)|(?=\s*$))`, 'iy');
/** Schemes whose secret is one run of characters; for others it is the rest of the line. */
const single = /^(?:basic|bearer|token|jwt|apikey)/i;
const longestQuoted = 8_192;
const alone = new RegExp(String.raw`(["'\x60:=,(] {0,2})?\b(?:basic|bearer)(?:[^\S\n]{1,3}|%20|(?=\r?\n))`, 'gi');

/**
 * Finds the values of `Authorization:`, `Cookie:` and similar headers, as `GIT_CURL_VERBOSE` and `curl -v` print them,
 * and what follows *Bearer* and *Basic*.
 */
export function headersIn(source: Source): Span[] {
  if (!hint.test(source.text)) return [];
  return [...headerValues(source), ...schemeValues(source)];
}

function headerValues(source: Source): Span[] {
  const { text } = source;
  const spans: Span[] = [];
  header.lastIndex = 0;
  for (let match = header.exec(text); match; match = header.exec(text)) {
    const [, opened, closed] = match;
    const span = headerValue(source, header.lastIndex, closed === undefined ? opened : undefined);
    if (!span) continue;
    spans.push(span);
    if (spans.length > mostSecrets) break;
    header.lastIndex = Math.max(header.lastIndex, span.end);
  }
  return spans;
}

/** The value after a header's name; `quote` stands before the name and closes the value. */
function headerValue(source: Source, from: number, quote: string | undefined): Span | undefined {
  const { text, lineEnd } = source;
  const at = lineEnd(from) <= from ? below(source, from) : from;
  const quoted =
    quote === undefined ? valueAt(source, at, 'line') : { start: at, end: closing(source, at, quote), quoted: true };
  if (!quoted || quoted.end <= quoted.start) return undefined;
  scheme.lastIndex = quoted.start;
  const how = scheme.exec(text)?.[0] ?? '';
  let start = quoted.start + how.length;
  if (how !== '' && start >= lineEnd(start)) start = below(source, start);
  const value =
    quoted.quoted && start <= quoted.end
      ? { ...quoted, start }
      : valueAt(source, start, single.test(how) ? 'run' : 'line');
  if (!value || value.end <= value.start) return undefined;
  const said = text.slice(value.start, Math.min(value.end, value.start + 200));
  return isHarmless(said) || isStatementWord(said.split(/\s/, 1)[0] ?? '')
    ? undefined
    : { start: value.start, end: value.end };
}

function closing({ text, lineEnd }: Source, at: number, quote: string): number {
  const end = lineEnd(at);
  const close = text.slice(at, Math.min(end, at + longestQuoted)).indexOf(quote);
  // `username="ana", …`: the header contains quotes.
  return close < 0 || /=\\{0,15}$/.test(text.slice(Math.max(at, at + close - 16), at + close)) ? end : at + close;
}

function below(source: Source, at: number): number {
  return afterMargin(source, source.nextLine(at));
}

function schemeValues(source: Source): Span[] {
  const { text, lineEnd } = source;
  return spansOf(text, alone, ({ index, 0: all, 1: before }) => {
    const at = index + all.length;
    const isBelow = lineEnd(at) <= at;
    const value: Value | undefined = valueAt(source, isBelow ? below(source, at) : at, 'run');
    if (!value) return undefined;
    const word = text.slice(value.start, Math.min(value.end, value.start + 300)).replace(/[.,:;!?)"'`]+$/, '');
    if (isHarmless(word)) return undefined;
    const isValue =
      looksSecret(word) ||
      /^[\w+/-]{2,}={1,2}$/.test(word) ||
      (before !== undefined && !isBelow && /^[\w+/=.~-]{4,}$/.test(word) && /bearer/i.test(all));
    return isValue ? value : undefined;
  });
}
