/**
 * Line breaks as JSON, a shell's `$'…'` or a workflow command writes them; nested quoting doubles the backslashes.
 * Eight at most, so that a run of them takes no longer than its length.
 */
const breaks = /\\{1,8}r\\{1,8}n|\\{1,8}[nr]|\\{1,8}u00(?:0a|0d)|%0D%0A|%0A/gi;
const colors = /\\{1,8}(?:u001b|x1b|033|e)\[[\d;]{0,20}[A-Za-z]/gi;
/** Characters that JSON may write as codes. */
const written: Record<string, string> = { 26: '&', 27: "'", '3c': '<', '3e': '>' };
const entities: Record<string, string> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/**
 * The text as it was before a log or a page escaped it: line breaks, tabs, quotation marks, colours and entities of
 * HTML written out. Undefined where it holds none.
 */
export function unescaped(text: string): string | undefined {
  if (!/\\[nr]|%0A|<br ?\/?>|&(?:#\w{1,4}|\w{2,4});|\\u001b/i.test(text)) return undefined;
  const plain = text
    .replaceAll(colors, '')
    .replaceAll(breaks, '\n')
    .replaceAll(/\\{1,8}t/g, '\t')
    .replaceAll(/\\{1,8}u00(?:2[67]|3[ce])/gi, (one) => written[one.slice(-2).toLowerCase()] ?? one)
    .replaceAll(/<br ?\/?>/gi, '\n')
    .replaceAll(/<\/?(?:pre|code|p|div|span)>/gi, '')
    .replaceAll(/\\{1,8}(["'/])/g, '$1')
    .replaceAll(/&(?:#\w{1,4}|\w{2,4});/g, (one) => entities[one] ?? one);
  return plain === text ? undefined : plain;
}
