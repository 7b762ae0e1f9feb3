/** Text as one word of the shell: names that Git allows may hold `$`, quotes and the like. */
export function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
