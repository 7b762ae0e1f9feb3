import { afterMargin } from './margins';
import type { Source } from './source';
import { spansOf, type Span } from './span';

const word = /(?<![\w+/=-])[A-Za-z\d+/_-]{12,600}={0,2}(?![\w+/=-])/g;
/** A user and a password as one word, as what is sent to servers; what a mail server gets begins with a NUL. */
const pair =
  /^(?!https?:|sha\d|urn:|file:|git:|ssh:)(?:[\w.%+-]{1,64}(?:@[\w.-]{1,100})?:(?!\/\/)[!-~]{4,}|[\w.@+-]{0,100}\0[\w.@+-]{1,100}\0[!-~]{1,})$/;
/** The prompt *Password:* of a mail server; the answer is in the line below. */
const mail = /334 UGFzc3dvcmQ6[^\S\n]{0,3}\r?\n/g;

/** User and password in base64, as nothing else reads: in whatever line, and in the talk with a mail server. */
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

/** Letters and digits begin with a few letters in base64, so that most words are not read at all. */
function mayBePair(said: string): boolean {
  return /^(?:A[A-Za-z\d]|[IJKLMNOXQRSTUVWYZabcdefghl])/.test(said) && /[A-Z]/.test(said) && /[a-z]/.test(said);
}

const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What base64 means, as characters of one byte. */
function decoded(said: string): string {
  let [bits, count, text] = [0, 0, ''];
  for (const sign of said.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')) {
    bits = ((bits << 6) | signs.indexOf(sign)) & 0xfffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 0xff);
  }
  return text;
}
