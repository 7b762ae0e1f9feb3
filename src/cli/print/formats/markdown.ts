import { spansOf } from './spans';

/**
 * Markdown that GitHub and Bitbucket show alike. They agree on entities but not on backslashes: within code, GitHub
 * wants a `|` of a table escaped and Bitbucket would show the backslash, so code is cut there.
 */

/** A sentence of ours, or a name, as Markdown that shows just this, in a table too. */
export function inline(text: string): string {
  return spansOf(text)
    .map((span) => (span.isCode ? inCode(span.text) : prose(span.text)))
    .join('');
}

/**
 * Words that a renderer would link or notify somebody by (`@all`, an address, `#12`) whatever stands around them but
 * code.
 */
const linked = /@|:\/\/|www\.|#\d/i;

function prose(text: string): string {
  return text
    .split(/(\s+)/)
    .map((word) => (/^\s/.test(word) ? ' ' : linked.test(word) ? inCode(word) : entities(word)))
    .join('');
}

/** Shown text as code; between two backticks or pipes, as those are shown as they are. */
export function inCode(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .split(/([`|]+)/)
    .map((part) => (part === '' ? '' : /^[`|]/.test(part) ? entities(part) : `\`${part}\``))
    .join('');
}

function entities(text: string): string {
  return text.replaceAll(/[&<>\\`*_[\]{}|~$!^]/g, (one) => `&#${String(one.charCodeAt(0))};`);
}

/** A table. Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A link with words of ours. */
export function link(words: string, address: string): string {
  const safe = address.replaceAll(/[\s()<>|`\\"[\]*_~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${words}](${safe})`;
}
