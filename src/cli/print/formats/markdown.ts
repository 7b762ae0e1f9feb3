/**
 * Markdown that GitHub and Bitbucket show alike. They agree on entities but not on backslashes: within code, GitHub
 * wants a `|` of a table escaped and Bitbucket would show the backslash, so code is cut there.
 */

/** Code as `code()` of `core/words/names.ts` writes it. */
const codeSpan = /(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/gs;

/** A sentence of ours, or a name, as Markdown that shows just this, in a table too. */
export function inline(text: string): string {
  let shown = '';
  let from = 0;
  for (const { index, 0: whole, 1: fence = '', 2: inside = '' } of text.matchAll(codeSpan)) {
    const padded = fence.length > 1 && /^ .*[^ ].* $/s.test(inside);
    shown += prose(text.slice(from, index)) + inCode(padded ? inside.slice(1, -1) : inside);
    from = index + whole.length;
  }
  return shown + prose(text.slice(from));
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
