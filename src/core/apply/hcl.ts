import { visible, withHidden } from '../words/visible';

/**
 * Text as a quoted string of HCL in which nothing is hidden and nothing is a template; undefined where HCL cannot hold
 * it, as its strings are Unicode in normal form C (HCL syntax specification, *Unicode*).
 */
export function hclString(text: string): string | undefined {
  if (/\p{Cs}/u.test(text) || text.normalize('NFC') !== text) return undefined;
  const plainly = text
    .replaceAll(/[\\"]/g, (one) => `\\${one}`)
    .replaceAll(/[$%](?=\{)/g, (one) => one + one)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`);
  return `"${withHidden(plainly, escaped)}"`;
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** Text as lines of comment, broken between words; names in it have gone through `plain` or `code`. */
export function hclComment(text: string): string[] {
  const lines: string[] = [];
  // Whatever comes, nothing ends the line.
  for (const word of visible(text.replaceAll(/\s+/g, ' ')).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= widest) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Columns of a line of comment. */
const widest = 118;

/** Lines `name = value`, the equals signs below each other as `terraform fmt` sets them. */
export function hclArguments(entries: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
}
