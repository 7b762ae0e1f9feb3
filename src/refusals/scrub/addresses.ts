import type { Source } from './source';
import { mark, mostSecrets, spansOf, type Span } from './span';

/** Finds passwords in the addresses of remotes: in URLs, also badly encoded ones, and before the host in scp's form. */
export function addressesIn(source: Source): Span[] {
  const { text } = source;
  return [...(text.includes('://') ? urlsIn(source) : []), ...(text.includes('@') ? scpIn(text) : [])];
}

const longest = 4096;
const stop = /\s|:\/\//g;

function urlsIn(source: Source): Span[] {
  const { text } = source;
  const spans: Span[] = [];
  /** The position of the next `@`: without one there is no password. */
  let nextAt = -1;
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const start = at + 3;
    if (nextAt < start) nextAt = text.indexOf('@', start);
    if (nextAt < 0 || spans.length > mostSecrets) break;
    if (nextAt - start > longest) continue;
    stop.lastIndex = start;
    const end = Math.min(stop.exec(text)?.index ?? text.length, start + longest);
    const part = text.slice(start, end);
    const span = passwordIn(part) ?? (isMasked(part) ? undefined : passwordWithSpaces(source, start, end));
    if (span) spans.push({ start: start + span.start, end: start + span.end });
  }
  return spans;
}

/** Where the password is in the rest of a URL; also a token alone before the `@`. */
function passwordIn(part: string): Span | undefined {
  const authority = part.search(/[/?#"'<>`]/);
  const at = part.lastIndexOf('@', authority < 0 ? part.length : authority);
  // A password may hold characters that nobody encoded; but `host:443/@scope` holds none.
  const end = at > 0 ? at : /^[^\s/@:]{0,200}:(?!\d{1,5}(?:\/|$))/.test(part) ? part.lastIndexOf('@') : -1;
  if (end <= 0) return undefined;
  const userinfo = part.slice(0, end);
  const colon = userinfo.indexOf(':');
  const [user, password] = colon < 0 ? [userinfo, ''] : [userinfo.slice(0, colon), userinfo.slice(colon + 1)];
  // Some give a token as the user, with a colon and no password.
  if (password === '') return looksLikeToken(user) ? { start: 0, end: user.length } : undefined;
  return isScrubbed(password) ? undefined : { start: colon + 1, end };
}

/** Whether a secret was already cut out or replaced by a variable, so that nothing is left to hide. */
function isScrubbed(password: string): boolean {
  return password === mark || /^(?:\*{3,}|\$\{[A-Za-z_]\w{0,80}\}|\[[A-Za-z *_-]{1,40}\])$/.test(password);
}

/** Whether the password is masked already, as in `ana:***@host`. */
function isMasked(part: string): boolean {
  const password = /^[^\s/@:]{0,200}:([^@]{1,200})@/.exec(part)?.[1];
  return password !== undefined && isScrubbed(password);
}

/** Whether a text is long and mixed, as no user name is. */
function looksLikeToken(text: string): boolean {
  return (
    text.length >= 20 &&
    !text.startsWith('x-bitbucket-') &&
    ((/\d/.test(text) && /[a-z]/i.test(text)) || text.length >= 32)
  );
}

const spaced =
  /^[^\s:/@'"`<>]{1,100}:(?!\d{1,5}(?:[/\s]|$))[^\s/@'"`][^@'"`<>\n]{0,120}@(?=[\w-]{1,60}\.[\w.-]{2,100}[/:'"\s])/;

/** `https://ana:a b@host/`: an unencoded space in the password. */
function passwordWithSpaces({ text, lineEnd }: Source, start: number, end: number): Span | undefined {
  const colon = text.slice(start, end).indexOf(':');
  if (colon < 0) return undefined;
  const part = text.slice(start, Math.min(lineEnd(start), start + 400));
  const match = spaced.exec(part);
  return match && !match[0].includes('://') ? { start: part.indexOf(':') + 1, end: match[0].length - 1 } : undefined;
}

/** `ana:secret@host:path`, `ana:secret@tcp(host)`. A label before an address, as in `mailto:ana@host`, is no user. */
const scp = new RegExp(
  String.raw`(?<![\w@:/.+%-])([\w.+%-]{1,64}(?:@[\w.-]{1,100})?):(?!\/\/|:)([^\s@'"\x60<>]{1,200})@(?=(?:tcp` +
    String.raw`|unix)\(|[\w-]{1,60}\.[\w.-]{2,100}[:/]|[\w.-]{0,40}bitbucket[\w.-]{1,40})`,
  'g',
);
const labels = new RegExp(
  String.raw`^(?:mailto|authors?|committer|from|to|cc|by|e-?mail|remote|origin|url|ssh|sip|error|fatal|host` +
    String.raw`|source|repo(?:sitory)?|image|server|user|username|login|docker|npm|git)$`,
  'i',
);

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
