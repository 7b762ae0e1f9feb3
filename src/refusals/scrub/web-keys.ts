import type { Source } from './source';
import type { Span } from './span';

const kind = /["']kty["']/g;
/** The private members of a key (RFC 7518, section 6): of RSA and curves, and the whole of a key of bytes. */
const member = /["'](?:d|p|q|dp|dq|qi|k|r|t)["']\s{0,20}:\s{0,20}["']([^"'\n]{1,4096})/g;
const longest = 4096;

/** Finds the private members of JSON Web Keys; those that a public key has too stay. */
export function webKeysIn({ text }: Source): Span[] {
  if (!text.includes('kty')) return [];
  const spans: Span[] = [];
  let from = 0;
  for (const { index } of text.matchAll(kind)) {
    if (index < from) continue;
    const before = text.slice(Math.max(from, index - longest), index);
    const start = index - before.length + Math.max(0, before.lastIndexOf('{'));
    const close = text.slice(index, index + longest).indexOf('}');
    from = close < 0 ? Math.min(text.length, index + longest) : index + close;
    for (const { index: at, 0: all, 1: value = '' } of text.slice(start, from).matchAll(member))
      spans.push({ start: start + at + all.length - value.length, end: start + at + all.length });
  }
  return spans;
}
