/** A text in Bitbucket's query language, as it stands between its quotes (REST intro, "Filtering"). */
export function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
