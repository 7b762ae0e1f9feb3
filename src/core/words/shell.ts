import { code } from './names';
import { hidesSomething, withHidden } from './visible';

/**
 * Whose rules a command that we offer follows: those of sh, bash, zsh and Git Bash, or those of PowerShell, 5.1 and
 * newer.
 */
export type Shell = 'posix' | 'powershell';

/** Text as one word of the shell: names that Git allows may hold `$`, quotes, or what nobody sees. */
export function quoted(text: string, shell: Shell = 'posix'): string {
  return shell === 'posix' ? inPosix(text) : inPowerShell(text);
}

function inPosix(text: string): string {
  if (/^[\w@+:,./-][\w@%+=:,./-]*$/.test(text)) return text;
  const single = (part: string) => `'${part.replaceAll("'", String.raw`'\''`)}'`;
  if (!hidesSomething(text)) return single(text);
  // What nobody sees would not be copied for sure, nor be seen before it runs: `printf` writes it from its bytes.
  // A `!` there would be history to an interactive shell, and a dash before all an option of `printf`.
  const doubled = text.replaceAll(/[\\%]/g, (one) => one + one);
  const format = doubled.replaceAll('!', String.raw`\041`).replace(/^-/, String.raw`\055`);
  return `"$(printf ${single(withHidden(format, octal))})"`;
}

function octal(character: string): string {
  return encodeURIComponent(character.replace(/\p{Cs}/u, '\uFFFD')).replaceAll(/%..|./g, (byte) => {
    const code = byte.length === 3 ? Number.parseInt(byte.slice(1), 16) : byte.charCodeAt(0);
    return `\\${code.toString(8).padStart(3, '0')}`;
  });
}

/**
 * After PowerShell's language specification, 2.3.5.2: in single quotes nothing but quotes counts, doubled, and
 * typographic quotes are quotes as well. Where double quotes mean the same there and in `cmd`, those.
 */
function inPowerShell(text: string): string {
  if (/^[A-Za-z_][\w./:@-]*$/.test(text)) return text;
  if (hidesSomething(text)) {
    const plain = text.replaceAll(/[`$"\u201C-\u201E]/g, (one) => `\`${one}`);
    return `"${withHidden(plain, (one) => (one.length === 1 ? `$([char]0x${hex(one)})` : `$([char]::ConvertFromUtf32(0x${hex(one)}))`))}"`;
  }
  return /[`$"\u201C-\u201E%!^\\]/.test(text)
    ? `'${text.replaceAll(/['\u2018-\u201B]/g, (one) => one + one)}'`
    : `"${text}"`;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

/**
 * A command in code type, made of text and of words that the shell is to take as they are. Windows PowerShell does not
 * hand on `"` nor `\` before it (about_Parsing), so such a name goes by Git Bash, which Git for Windows brings.
 */
export function command(shell: Shell, line: (word: (text: string) => string) => string): string {
  const words: string[] = [];
  const written = line((text) => {
    words.push(text);
    return quoted(text, shell);
  });
  if (shell === 'posix' || !words.some((text) => /["\\]/.test(text))) return code(written);
  return `${code(line((text) => quoted(text)))} (in Git Bash, as PowerShell does not pass such a name on)`;
}

/**
 * Commands of which each runs if the one before did: one command where the shell can say so, else one after the other.
 */
export function commands(shell: Shell, lines: ((word: (text: string) => string) => string)[]): string {
  // Windows PowerShell 5.1 has no `&&`.
  return shell === 'posix'
    ? command(shell, (word) => lines.map((line) => line(word)).join(' && '))
    : lines.map((line) => command(shell, line)).join(', then ');
}
