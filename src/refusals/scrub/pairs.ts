import { isHarmless, looksSecret } from './harmless';
import { isNumbered } from './linked';
import type { Source } from './source';
import { mostSecrets, spansOf, type Span } from './span';

/** Names for a user and password together. */
const together = [
  'creds?',
  'credentials?',
  'log-?ins?',
  'accounts?',
  'user(?:name)?',
  'zugangsdaten',
  'anmeldedaten',
  'logindaten',
  'zugang',
  'identifiants?',
  'accesos?',
  'credenciales',
  'credenciais',
  'credenziali',
  'dane logowania',
  'inloggegevens',
  'доступы?',
  'логин',
  'pass(?:word)?',
  'passwort',
  'contraseña',
  'mot de passe',
  'senha',
  'hasło',
  'пароль',
  'pw',
];
const names = new RegExp(`(?<![a-z])(?:${together.join('|')})(?![a-z])`, 'gi');
const slash = /(?<=[\s:=(“"'`])[\w.@+-]{2,64}(?: [/|] |\/)(?=([^\s/|]{4,200}))/g;

/** Finds passwords beside a user: after a slash, in brackets, in the lines of `.pgpass`. */
export function pairsIn(source: Source): Span[] {
  return [...slashed(source), ...bracketed(source), ...lines(source)];
}

const farthest = 300;

/** `creds: ana / …`: on a line with such a name, a word after a slash that looks like a secret. */
function slashed({ text, lineEnd }: Source): Span[] {
  if (!text.includes('/') && !text.includes(' | ')) return [];
  const spans: Span[] = [];
  names.lastIndex = 0;
  for (let match = names.exec(text); match; match = names.exec(text)) {
    const from = names.lastIndex;
    const end = Math.min(lineEnd(from), from + farthest);
    const line = text.slice(from, end);
    names.lastIndex = Math.max(from, end);
    for (const { index, 0: all, 1: word = '' } of line.matchAll(slash)) {
      const start = from + index + all.length;
      // Without spaces it may be a repository or a path.
      const isApart = all.endsWith(' ') || /^\s{0,2}[:=]\s{0,2}["'`]?$/.test(line.slice(0, index));
      const bare = word.replace(/[.,:;!?)"'`}\]\\]+$/, '');
      const isFar = !/^\s{0,2}[:=][^a-z]*$/i.test(line.slice(0, index));
      if (
        isApart &&
        !(isFar && isNumbered(bare)) &&
        looksSecret(bare) &&
        !isHarmless(bare) &&
        !/\.git$|^[\da-f]{7,40}$/.test(bare)
      )
        spans.push({ start, end: start + bare.length });
    }
    if (spans.length > mostSecrets) break;
  }
  return spans;
}

const call = new RegExp(
  String.raw`(?:auth(?:entication)?|credentials?(?:provider)?` +
    String.raw`|login)["'\]]{0,2}(?:::new)?\s{0,3}[=:]?\s{0,3}[([]\s{0,20}[rbu]?` +
    String.raw`(["'])[^"'\n]{1,100}["'],\s{0,20}[rbu]?(["'])(?=([^"'\n]{1,300}))`,
  'gi',
);

/** `auth=('ana', '…')`, `new Credentials("ana", "…")`. */
function bracketed({ text }: Source): Span[] {
  return spansOf(text, call, ({ index, 0: all, 3: word = '' }) => {
    const start = index + all.length;
    return isHarmless(word) ? undefined : { start, end: start + word.length };
  });
}

/** `host:port:database:user:password`; the port is looked for first, as few words have one. */
const pgpass = new RegExp(
  String.raw`(?<![^\s"'>|])(?=[\w*-][\w.-]{0,100}:[\d*])(?!\S{0,60}(?:[\da-f]{2}:){4})(?:[\w-][\w.-]{0,100}|\*):(?:\d{2,5}` +
    String.raw`|\*):(?:[a-z_][\w-]{0,63}|\*):(?:[a-z_][\w.-]{0,63}|\*):([^\s"'\x60:][^\s"'\x60]{0,199})(?=\s|$` +
    String.raw`|["'])`,
  'gi',
);

function lines({ text }: Source): Span[] {
  return spansOf(text, pgpass, ({ index, 0: all, 1: word = '' }) => {
    const isFile =
      /^[\w.-]{1,100}\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|php|cs|cpp|cc|c|h|sh|ya?ml|md|s?css|html|txt|log):/i.test(
        all,
      );
    const end = index + all.length;
    return isFile || isHarmless(word) ? undefined : { start: end - word.length, end };
  });
}
