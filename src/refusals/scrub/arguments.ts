import { isHarmless } from './harmless';
import type { Source } from './source';
import { spansOf, type Span } from './span';
import { isLast, valueAt } from './values';

/**
 * `-u` is `--set-upstream` to git, and user and password to curl; also joined to its value, and after other letters.
 */
const user = new RegExp(
  String.raw`(?<![^\s"'\x60(=[,\\])(?:-[a-zA-Z]{0,8}[uU]|--(?:proxy-)?user|--http-user)(?:[^\S\n]{1,3}|=` +
    String.raw`|\\{0,3}["'],[^\S\n]?(?=\\{0,3}["'])|(?=[\w"'\\]))`,
  'g',
);
const option = /(?<![^\s"'`(=[,\\])--?([a-z][a-z-]{0,44})(?:[^\S\n]{1,3}|=|\\{0,3}["'],[^\S\n]?(?=\\{0,3}["']))/gi;
const ofSecret = new RegExp(
  String.raw`^(?:p|pw|(?:(?:src|dest|old|new)?(?:store|key)|user|db|admin|http|ssh|git|proxy|ftp|bind|root` +
    String.raw`|smb)?pass(?:in|out)?)$|(?:password|passwd|passphrase|token|secret|api-?key|access-?key|account-?key` +
    String.raw`|credential|auth)(?!-(?:stdin|file|store|helper|type|url|name|id)\b)`,
  'i',
);
/** Commands that take a password after `-p`, also joined to it. */
const command = new RegExp(
  String.raw`\b(?:sshpass|mysql[a-z]{0,12}|mariadb[a-z-]{0,12}|7za?|unrar|rar|zip|unzip|pscp|plink|psftp` +
    String.raw`|redis-cli|lftp|smbclient|rabbitmqadmin|ldapsearch|ldapmodify|sqlcmd|isql|https?|xhs?|signtool` +
    String.raw`|psexec|certutil)(?:\.exe)?(?=\s|["'],)`,
  'g',
);
const inOneWord = /\s-(?:p|pw|P|a|w)(?=[^\s-])/g;
const named = /\s[-/](?:p|pw|P|a|w|-auth)(?:[^\S\n]{1,3}|=)(?=\S)/g;
/** Of Windows: `schtasks /rp …`, `net use z: \\\\host\\share …`, `ConvertTo-SecureString …`. */
const slashed = /(?<=\s)\/(?:rp|pass(?:word)?|pwd)(?:[^\S\n]{1,3}|:)(?=[^\s/])/gi;
const netUse = /\bnet(?:\.exe)? (?:use (?:(?:\w:|\*) )?\\\\[^\s\\]{1,100}\\\S{1,100}|user [\w.-]{1,64}) (?=[^\s/*])/gi;
const secure = /\bConvertTo-SecureString(?:\s{1,3}-(?:AsPlainText|Force|String)(?=\s)){0,3}\s{1,3}(?=[^\s-])/gi;
/** `--cert client.pem:…`, of curl. */
const certificate = /(?<=\s)(?:--(?:proxy-)?cert|-E)[ =]["']?[^\s:"']{1,200}\.(?:pem|p12|pfx|crt|cer|key):/g;
const secretName = String.raw`[\w.-]{0,40}(?:token|secret|passw(?:or)?d|api_?key)[\w.-]{0,20}`;
/** What gives a variable a value without a sign between: of Windows, csh, fish. */
const assigned = new RegExp(
  String.raw`\b(?:setx|setenv|set -\w{0,4}x)[^\S\n]{1,3}${secretName}[^\S\n]{1,3}(?=[^\s/])`,
  'gi',
);
/** Commands to a build in its output: of GitHub and Azure. */
const workflow = new RegExp(
  String.raw`::(?:add-mask|(?:set-output|save-state|set-env) name=${secretName})::` +
    String.raw`|##vso\[task\.setvariable variable=${secretName}(?:;[^\]\n]{0,60})?\]`,
  'gi',
);
/** After `AUTH` of Redis and mail servers, and `PASS` of others. */
const greeting = new RegExp(
  String.raw`(?:^|\n|[>:*."'] {0,3}|C: )(?:\w{1,8} LOGIN \S{1,100} |AUTH (?:PLAIN |LOGIN |default |(?!PLAIN` +
    String.raw`|LOGIN)[\w.-]{1,40} (?=\S))?|PASS )(?=\S)`,
  'g',
);
const oracle =
  /\b(?:(?:thin|oci):|(?:sqlplus|expdp|impdp|sqlldr|rman)(?: -\w{1,8}){0,3} |userid=)["']?\w{1,64}\/(?=[^\s/@])/gi;
const netrc = new RegExp(
  String.raw`\b(?:login|user|machine|default)\s{1,20}[^\s|]{1,200}\s{1,20}(?:login\s{1,20}\S{1,200}\s{1,20})?` +
    String.raw`(?:account\s{1,20}\S{1,200}\s{1,20})?password\s{1,20}`,
  'gi',
);

/**
 * Finds secrets among the arguments of commands (`curl -u ana:…`, `sshpass -p…`, `--password …`), and in lines of
 * `.netrc`.
 */
export function argumentsIn(source: Source): Span[] {
  return [
    ...usersIn(source),
    ...valuesBehind(source, option),
    ...commandsIn(source),
    ...valuesBehind(source, netrc),
    ...windowsIn(source),
    ...valuesBehind(source, assigned),
    ...valuesBehind(source, workflow),
    ...valuesBehind(source, certificate),
    ...valuesBehind(source, oracle),
    ...valuesBehind(source, greeting, isGreeting),
  ];
}

function windowsIn(source: Source): Span[] {
  return [slashed, netUse, secure].flatMap((pattern) => valuesBehind(source, pattern));
}

/** `AUTH required` is a message, and `AUTH x` chooses a method; a password stands alone to the end of its line. */
function isGreeting(said: string, rest: string): boolean {
  return (
    isLast(rest) && !/^(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|TLS|GSSAPI|EXTERNAL|NTLM)$/.test(said) && !said.includes('/')
  );
}

function usersIn(source: Source): Span[] {
  const { text } = source;
  return spansOf(text, user, ({ index, 0: all }) => {
    const value = valueAt(source, index + all.length, 'run');
    if (!value) return undefined;
    const said = text.slice(value.start, Math.min(value.end, value.start + 300));
    const colon = said.indexOf(':');
    // `-U ana%…`, of Samba.
    const percent = colon < 0 ? (/^[\w\\.@-]{1,64}%(?=[^%]{4,100}$)/.exec(said)?.[0].length ?? 0) : 0;
    if (percent > 0) return { start: value.start + percent, end: value.end };
    const isUser =
      colon > 0 &&
      colon < said.length - 1 &&
      !said.includes('://') &&
      !/^git@|^-|^\d{1,6}:\d{1,6}$|^HEAD:|^refs\//.test(said) &&
      !isHarmless(said.slice(colon + 1));
    return isUser ? { start: value.start + colon + 1, end: value.end } : undefined;
  });
}

/** `-p` also takes ports, folders and project names. */
const noPassword = /^(?:-|\d{1,5}(?::\d{1,5})?(?:\/\w{3})?$|[\w.-]{0,20}[/\\]|\.\.?$)/;

function valuesBehind(
  source: Source,
  pattern: RegExp,
  isOne: (said: string, rest: string) => boolean = () => true,
): Span[] {
  const { text } = source;
  return spansOf(text, pattern, ({ index, 0: all, 1: name }) => {
    if (name !== undefined && !ofSecret.test(name)) return undefined;
    const value = valueAt(source, index + all.length, 'run');
    if (!value) return undefined;
    const said = text.slice(value.start, Math.min(value.end, value.start + 300));
    if (!isOne(said, text.slice(value.end, Math.min(source.lineEnd(value.end), value.end + 80)))) return undefined;
    return isHarmless(said) || said.startsWith('-') || (/^-p\b/i.test(all) && noPassword.test(said))
      ? undefined
      : { start: value.start, end: value.end };
  });
}

function commandsIn(source: Source): Span[] {
  const { text, lineEnd } = source;
  const spans: Span[] = [];
  command.lastIndex = 0;
  for (let match = command.exec(text); match; match = command.exec(text)) {
    const from = match.index;
    const line = text.slice(from, Math.min(lineEnd(from), from + 2_000));
    for (const pattern of [inOneWord, named]) {
      for (const { index, 0: all } of line.matchAll(pattern)) {
        const value = valueAt(source, from + index + all.length, 'run');
        if (
          value &&
          !isHarmless(text.slice(value.start, value.end)) &&
          !/^\d{1,5}$/.test(text.slice(value.start, value.end))
        )
          spans.push({ start: value.start, end: value.end });
      }
    }
    command.lastIndex = Math.max(from + line.length, command.lastIndex);
  }
  return spans;
}
