import { afterMargin } from './margins';
import type { Source } from './source';
import { spansOf, type Span } from './span';

const word = /(?<![\w+/=-])[A-Za-z\d+/_-]{12,600}={0,2}(?![\w+/=-])/g;
/** `user:password` as servers receive it; what a mail server receives begins with a NUL. */
const pair = new RegExp(
  String.raw`^(?!https?:|sha\d|urn:|file:|git:|ssh:)(?:[\w.%+-]{1,64}(?:@[\w.-]{1,100})?:(?!\/\/)[!-~]{4,}` +
    String.raw`|[\w.@+-]{0,100}\0[\w.@+-]{1,100}\0[!-~]{1,})$`,
);
/** A mail server's prompt *Password:* in base64; the answer is on the line below. */
const mail = /334 UGFzc3dvcmQ6[^\S\n]{0,3}\r?\n/g;

/** Finds users and passwords in base64, on any line and in the dialogue with a mail server. */
export function encodedIn(source: Source): Span[] {
  const { text } = source;
  const pairs = spansOf(text, word, ({ index, 0: said }) =>
    mayBePair(said) && pair.test(decoded(said)) ? { start: index, end: index + said.length } : undefined,
  );
  const answers = spansOf(text, mail, ({ index, 0: all }) => {
    const line = afterMargin(source, index + all.length);
    const start = /^(?:C: |> ?)/.test(text.slice(line, line + 3)) ? text.indexOf(' ', line) + 1 : line;
    const end = source.runEnd(start);
    return end > start && /^[\w+/]+={0,2}$/.test(text.slice(start, Math.min(end, start + 600)))
      ? { start, end }
      : undefined;
  });
  return [...pairs, ...answers];
}

/**
 * Whether a word can be `user:password` in base64: text begins with one of a few letters there, so most words need no
 * decoding.
 */
function mayBePair(said: string): boolean {
  return /^(?:A[A-Za-z\d]|[IJKLMNOXQRSTUVWYZabcdefghl])/.test(said) && /[A-Z]/.test(said) && /[a-z]/.test(said);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 into characters of one byte. */
function decoded(said: string): string {
  let [bits, count, text] = [0, 0, ''];
  for (const character of said.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')) {
    bits = ((bits << 6) | alphabet.indexOf(character)) & 0xfffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
  }
  return text;
}
