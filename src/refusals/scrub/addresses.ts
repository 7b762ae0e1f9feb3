import type { Source } from './source';
import { mark, mostSecrets, spansOf, type Span } from './span';

/** Passwords in the addresses of remotes: in URLs, also encoded badly, and where scp would take a user's name. */
export function addressesIn(source: Source): Span[] {
  const { text } = source;
  return [...(text.includes('://') ? urlsIn(source) : []), ...(text.includes('@') ? scpIn(text) : [])];
}

const longest = 4096;
const stop = /\s|:\/\//g;

function urlsIn(source: Source): Span[] {
  const { text } = source;
  const spans: Span[] = [];
  /** The next `@`: without one there is no password. */
  let sign = -1;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    if (sign < start) sign = text.indexOf('@', start);
    if (sign < 0 || spans.length > mostSecrets) break;
    if (sign - start > longest) continue;
    stop.lastIndex = start;
    const end = Math.min(stop.exec(text)?.index ?? text.length, start + longest);
    const part = text.slice(start, end);
    const span = passwordIn(part) ?? (isMasked(part) ? undefined : passwordWithSpaces(source, start, end));
    if (span) spans.push({ start: start + span.start, end: start + span.end });
  }
  return spans;
}

/** Where in the rest of a URL its password stands, or a token alone before the `@`. */
function passwordIn(part: string): Span | undefined {
  const authority = part.search(/[/?#"'<>`]/);
  const at = part.lastIndexOf('@', authority < 0 ? part.length : authority);
  // A password may hold signs that nobody encoded; but `host:443/@scope` holds none.
  const end = at > 0 ? at : /^[^\s/@:]{0,200}:(?!\d{1,5}(?:\/|$))/.test(part) ? part.lastIndexOf('@') : -1;
  if (end <= 0) return undefined;
  const userinfo = part.slice(0, end);
  const colon = userinfo.indexOf(':');
  if (colon >= 0)
    return colon === userinfo.length - 1 || isScrubbed(userinfo.slice(colon + 1))
      ? undefined
      : { start: colon + 1, end };
  return looksLikeToken(userinfo) ? { start: 0, end } : undefined;
}

/** What is left as it is: it tells no more than that there was a secret. */
function isScrubbed(password: string): boolean {
  return password === mark || /^(?:\*{3,}|\$\{[A-Za-z_]\w{0,80}\}|\[[A-Za-z *_-]{1,40}\])$/.test(password);
}

/** `ana:***@host`: what stands there is no password any more. */
function isMasked(part: string): boolean {
  const password = /^[^\s/@:]{0,200}:([^@]{1,200})@/.exec(part)?.[1];
  return password !== undefined && isScrubbed(password);
}

/** Long and of mixed characters, as no user name is. */
function looksLikeToken(text: string): boolean {
  return (
    text.length >= 20 &&
    !text.startsWith('x-bitbucket-') &&
    ((/\d/.test(text) && /[a-z]/i.test(text)) || text.length >= 32)
  );
}

const spaced =
  /^[^\s:/@'"`<>]{1,100}:(?!\d{1,5}(?:[/\s]|$))[^\s/@'"`][^@'"`<>\n]{0,120}@(?=[\w-]{1,60}\.[\w.-]{2,100}[/:'"\s])/;

/** `https://ana:a b@host/`: nobody encoded the space. */
function passwordWithSpaces({ text, lineEnd }: Source, start: number, end: number): Span | undefined {
  const colon = text.slice(start, end).indexOf(':');
  if (colon < 0) return undefined;
  const part = text.slice(start, Math.min(lineEnd(start), start + 400));
  const match = spaced.exec(part);
  return match && !match[0].includes('://') ? { start: part.indexOf(':') + 1, end: match[0].length - 1 } : undefined;
}

/**
 * `ana:secret@host:path`, `ana:secret@tcp(host)`. What only names what follows, as in `mailto:ana@host`, is no user.
 */
const scp =
  /(?<![\w@:/.+%-])([\w.+%-]{1,64}(?:@[\w.-]{1,100})?):(?!\/\/|:)([^\s@'"`<>]{1,200})@(?=(?:tcp|unix)\(|[\w-]{1,60}\.[\w.-]{2,100}[:/]|[\w.-]{0,40}bitbucket[\w.-]{1,40})/g;
const labels =
  /^(?:mailto|authors?|committer|from|to|cc|by|e-?mail|remote|origin|url|ssh|sip|error|fatal|host|source|repo(?:sitory)?|image|server|user|username|login|docker|npm|git)$/i;

function scpIn(text: string): Span[] {
  return spansOf(text, scp, ({ index, 1: name, 2: password }) => {
    if (
      name === undefined ||
      password === undefined ||
      password.includes('://') ||
      (labels.test(name) && /^[a-z.]{1,40}$/i.test(password))
    )
      return undefined;
    const start = index + name.length + 1;
    return { start, end: start + password.length };
  });
}
