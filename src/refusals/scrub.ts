/** Text without secrets, and how many there were. */
export interface Scrubbed {
  text: string;
  scrubbed: number;
}

const mark = '[scrubbed]';
/** A text with more is not read at all. */
const mostSecrets = 5_000;

/**
 * Takes the secrets out of pasted text, before anything else sees it: passwords and tokens in URLs, `Authorization` and
 * cookie headers (as `GIT_CURL_VERBOSE` and `curl -v` print them), tokens by their known beginnings, what is named a
 * password, token or secret, and private keys. Escape sequences of terminals go first, as they could part a token.
 * Rather too much than too little; takes time linear in the text.
 */
export function scrub(pasted: string): Scrubbed {
  let scrubbed = 0;
  const gone = () => {
    scrubbed += 1;
    if (scrubbed > mostSecrets) throw new RangeError('So many secrets are no log.');
    return mark;
  };
  let text = withoutEscapes(pasted);
  try {
    for (const { hint, take } of kinds) if (hint.test(text)) text = take(text, gone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { text: '', scrubbed };
  }
  return { text, scrubbed };
}

// eslint-disable-next-line no-control-regex -- these are the escapes
const escapes = /\u001B\[[\d;:?<=>!]{0,40}[ -/]{0,4}[@-~]|\u001B\][^\u0007\u001B]{0,2000}(?:\u0007|\u001B\\)|\u001B[@-Z\\-_]?/g;

function withoutEscapes(text: string): string {
  return text.includes('\u001B') ? text.replace(escapes, '') : text;
}

interface Kind {
  /** Found at once where there is none of it. */
  hint: RegExp;
  take: (text: string, gone: () => string) => string;
}

/** A secret may go on in the next line where a terminal or a mail folded it. */
const folded = String.raw`(?:\r?\n[\w+/=.~%-]{20,})?`;
const value = String.raw`[^\s"'\`,;<>\\]{1,4096}`;

const privateKey = /(-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----)([^]*?)(-----END [A-Z\d ]{0,40}PRIVATE KEY|(?=\n[^\n]{0,20}[^\w\s+/=>|:.\n-]|\n[^\n]{0,80}[a-z]+ [a-z]+ )|$)/g;
const putty = /(Private-Lines: ?\d{1,4}\r?\n)((?:[^\S\n]*[\w+/=]{8,}[^\S\n]*\r?\n?){1,1000})/gi;
const header = new RegExp(String.raw`((?:authorization|cookie|x-api-key|x-auth-token|private-token|x-webtrigger-signature)["']?[^\S\n]{0,3}[:=][^\S\n]{0,3}["']?)((?:basic|bearer|token|digest|negotiate|ntlm|aws4-hmac-sha256|jwt)(?:[^\S\n]+|%20))?([^\r\n"']{1,8192}${folded})`, 'gi');
const scheme = new RegExp(String.raw`\b(basic|bearer)([^\S\n]+|%20)([\w+/=.~:-]{16,4096}${folded})`, 'gi');
/** Atlassian's tokens (`ATATT3`, `ATCTT3`, `ATBB` and kin), those of other hosts and stores, and JSON web tokens. */
const tokens = new RegExp(
  String.raw`(?:AT(?:ATT|CTT|BB|OA|ST|SAT|LAS)[\w-]{0,2}[\w=.+/-]{12,4096}|gh[oprsu]_\w{16,512}|github_pat_\w{16,512}|gl(?:pat|dt|ptt|ft|oas)-[\w.-]{16,512}|npm_\w{20,128}|xox[abeprs]-[\w-]{10,512}|sk-[\w-]{20,512}|A[KS]IA[A-Z\d]{16}|eyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096})?)${folded}`,
  'g',
);
const named = new RegExp(
  String.raw`((?:(?:^|[^a-z])(?:pass(?:word|wd|phrase)?|pwd|token|secret|api_?-?key|access_?-?key|private_?-?key|auth|credentials?|client_?-?secret|jwt)(?:_?[a-z\d]{1,20})?|who_can_push_key)["']?(?:[^\S\n]{0,3}=[^\S\n]{0,3}|["']?[^\S\n]{0,3}:[^\S\n]{1,3}|:(?=[^\s/]))["']?)(${value})`,
  'gi',
);
const argument = new RegExp(String.raw`((?:^|[\s"'\`(])(?:-u|--user|--password|--token|--api-token|--secret|--passphrase|--access-token|-p)(?:[^\S\n]+|=)["']?)(${value})`, 'g');
const netrc = new RegExp(String.raw`(\blogin\s+\S{1,200}\s+password\s+|\bmachine\s+\S{1,200}\s+password\s+)(${value})`, 'gi');

const kinds: Kind[] = [
  { hint: /PRIVATE KEY/, take: (text, gone) => replaced(text, privateKey, (_, begin: string, _key, end: string) => `${begin}${gone()}${end}`) },
  { hint: /Private-Lines/i, take: (text, gone) => replaced(text, putty, (_, begin: string) => `${begin}${gone()}\n`) },
  { hint: /:\/\//, take: (text, gone) => replaced(text, /:\/\/[^\s]{1,4096}/g, (run) => withoutPasswords(run, gone)) },
  { hint: /%3A%2F%2F/i, take: (text, gone) => replaced(text, /%3A%2F%2F[^\s]{1,4096}/gi, (run) => withoutEncodedPassword(run, gone)) },
  { hint: /authorization|cookie|x-api-key|x-auth-token|private-token|webtrigger-signature/i, take: (text, gone) => replaced(text, header, (all, name: string, how: string | undefined, secret: string) => (secret === mark ? all : `${name}${how ?? ''}${gone()}`)) },
  { hint: /basic|bearer/i, take: (text, gone) => replaced(text, scheme, (_, how: string, space: string) => `${how}${space}${gone()}`) },
  { hint: /AT[ABCLOS]|gh[oprsu]_|github_pat_|gl\w{2,4}-|npm_|xox|sk-|A[KS]IA|eyJ/, take: (text, gone) => replaced(text, tokens, gone) },
  { hint: /pass|pwd|token|secret|key|auth|credential|jwt/i, take: (text, gone) => replaced(text, named, (all, name: string, secret: string) => (isHarmless(secret) ? all : `${name}${gone()}`)) },
  { hint: /(?:^|[\s"'`(])-(?:u|p|-user|-pass|-token|-api|-secret|-access)/, take: (text, gone) => replaced(text, argument, (all, name: string, secret: string) => argumentOf(all, name, secret, gone)) },
  { hint: /password/i, take: (text, gone) => replaced(text, netrc, (all, name: string, secret: string) => (secret === mark ? all : `${name}${gone()}`)) },
];

/** As `String.replace`, which finds every match before it asks for the first: here too many secrets end the search at once. */
function replaced(text: string, pattern: RegExp, by: (all: string, ...parts: string[]) => string): string {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const [all, ...parts] = match;
    pieces.push(text.slice(from, match.index), by(all, ...parts));
    from = match.index + all.length;
  }
  return pieces.length === 0 ? text : pieces.join('') + text.slice(from);
}

/** `-u` is `--set-upstream` to git, and user and password to curl. */
function argumentOf(all: string, name: string, secret: string, gone: () => string): string {
  if (secret.includes(mark) || secret.startsWith('-')) return all;
  if (/-(?:u|-user)\W/.test(name)) {
    const colon = secret.indexOf(':');
    return colon > 0 && !secret.includes('://') && colon < secret.length - 1 && !secret.startsWith("git@") ? `${name}${secret.slice(0, colon + 1)}${gone()}` : all;
  }
  return /\s-p\W/.test(name) && /^\d{1,5}$/.test(secret) ? all : `${name}${gone()}`;
}

/** What follows a word such as *token* in a sentence of git, and is none: a URL, a variable, a word of its own. */
function isHarmless(secret: string): boolean {
  return secret.includes(mark) || /^(?:\d{1,4}$|https?:\/\/|\$|%\w+%$|\*+$|\(|\[|\{$)/.test(secret) || /^(?:true|false|null|none|yes|no|expired|invalid|required|missing|failed|failure|denied|error|not|unable|cannot|rejected|disabled|revoked|read|write|admin|basic|bearer|digest|negotiate|ntlm)$/i.test(secret);
}

/** The parts of a run of characters that begins with `://`, without passwords; a token alone before the `@` goes too. */
function withoutPasswords(run: string, gone: () => string): string {
  return run
    .split('://')
    .map((part, at) => (at === 0 ? part : withoutPassword(part, gone)))
    .join('://');
}

function withoutPassword(part: string, gone: () => string): string {
  const authority = part.search(/[/?#"'<>`]/);
  const at = part.lastIndexOf('@', authority < 0 ? part.length : authority);
  // A password may hold a slash that nobody encoded; but `host:443/@scope` holds none.
  const end = at > 0 ? at : /^[^\s/@:]{0,200}:(?!\d{1,5}(?:\/|$))/.test(part) ? part.lastIndexOf('@') : -1;
  if (end <= 0) return part;
  const userinfo = part.slice(0, end);
  const colon = userinfo.indexOf(':');
  const rest = part.slice(end);
  if (colon >= 0) return colon === userinfo.length - 1 || userinfo.slice(colon + 1) === mark ? part : `${userinfo.slice(0, colon + 1)}${gone()}${rest}`;
  return looksLikeToken(userinfo) ? `${gone()}${rest}` : part;
}

/** The same of an address that was encoded whole, as a part of another. */
function withoutEncodedPassword(run: string, gone: () => string): string {
  const small = run.toLowerCase();
  const colon = small.indexOf('%3a', 1);
  const at = small.lastIndexOf('%40');
  return colon > 0 && colon < at - 3 ? `${run.slice(0, colon + 3)}${gone()}${run.slice(at)}` : run;
}

/** Long and of mixed characters, as no user name is. */
function looksLikeToken(text: string): boolean {
  return text !== mark && text.length >= 20 && !text.startsWith('x-bitbucket-') && (/\d/.test(text) && /[a-z]/i.test(text) || text.length >= 32);
}
