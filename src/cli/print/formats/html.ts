import { createHash } from 'node:crypto';
import { visible } from '../../../core/words/visible';
import { spansOf } from './spans';

/** HTML in which all that came from outside is escaped: only `html` makes it. */
export interface Markup {
  readonly markup: string;
}

type Value = Markup | string | number | readonly Markup[];

/** Escapes each value that is not markup itself. Attributes stand between double quotes. */
export function html(fixed: TemplateStringsArray, ...values: Value[]): Markup {
  return { markup: fixed.map((text, at) => text + markupOf(values[at] ?? '')).join('') };
}

function markupOf(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(visible(String(value)));
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (one) => `&#${String(one.charCodeAt(0))};`);
}

/** A sentence of ours, or a name: what stands in code type is `code`. */
export function prose(text: string): Markup {
  return html`${spansOf(text).map((span) => (span.isCode ? html`<code>${span.text}</code>` : html`${span.text}`))}`;
}

/**
 * A name with a link to its page at Bitbucket or Atlassian; to any other place it is but the name. On a narrow page
 * `acme/web` breaks behind its slash.
 */
export function link(name: string, address: string): Markup {
  const [first = '', ...parts] = name.split(/(?<=\/)/);
  const shown = html`${first}${parts.map((part) => html`<wbr>${part}`)}`;
  return isOurs(address) ? html`<a href="${address}" rel="noreferrer">${shown}</a>` : shown;
}

function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && /(?:^|\.)(?:bitbucket\.org|atlassian\.com)$/.test(hostname);
}

/**
 * A table with a caption, which only a screen reader says; the first cell of each row is its heading. In a narrow
 * window it scrolls by itself.
 */
export function table(caption: string, head: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  const [first = '', ...others] = head;
  return html`
<div class="wide" role="group" tabindex="0" aria-label="${caption}">
<table>
<caption>${prose(caption)}</caption>
<thead><tr><th scope="col">${first}</th>${others.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map(rowOf)}
</tbody>
</table>
</div>`;
}

function rowOf([first = html``, ...cells]: readonly Markup[]): Markup {
  return html`
<tr><th scope="row">${first}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}

/**
 * A page that is one file: it loads nothing, runs nothing and sends nothing, which its policy holds it to. Light or
 * dark as the reader's system is.
 */
export function page(title: string, body: Markup): string {
  const policy =
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
    "base-uri 'none'; form-action 'none'";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>${body}
</main>
</body>
</html>
`.markup;
}

/** Without a browser's own colours of links, whose contrast on dark grounds is too low. */
const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif;
  --ground: #fff; --ink: #172b4d; --soft: #44546f; --line: #c4cad4; --band: #f1f2f4; --link: #0c4fbd;
  --error: #ae2a19; --warning: #7a4b00; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #161a1d; --ink: #dee4ea; --soft: #b6c2cf; --line: #4b5660; --band: #22272b; --link: #9ac3ff;
  --error: #ff9c8f; --warning: #f5cd47; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0 1rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 44rem; }
a { color: var(--link); }
code { font: .9em ui-monospace, monospace; background: var(--band); padding: .05em .25em; border-radius: 3px; }
/* Of a long table the browser lays out what is seen. */
.long { content-visibility: auto; contain-intrinsic-size: auto 200rem; }
nav ul, .plain { list-style: none; padding: 0; margin: 0; }
nav li { padding: .15rem 0; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .5rem; }
.wide { position: relative; overflow-x: auto; margin: .5rem 0 1rem; }
.wide:focus-visible, a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; }
/* The heading above says it to whoever sees it. */
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
/* Tables that stand below each other have first columns of one width, where there is room; three columns fit a phone. */
th, td { min-width: 4rem; } th:first-child { width: min(20rem, 40vw); }
th:first-child, td:last-child { min-width: 7rem; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
.error { color: var(--error); font-weight: 600; } .warning { color: var(--warning); font-weight: 600; }
.soft { color: var(--soft); }
@media print { .wide { overflow: visible; } .long { content-visibility: visible; } }
`;
