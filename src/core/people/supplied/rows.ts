import { looks } from '../../words/telling-names';

/** The titles of columns that say who somebody is, or in which groups, in exports of Atlassian and of others. */
const columns = {
  id: /^(?:user|account|atlassian|atlassian account)? ?(?:id|uuid)$/,
  name: /^(?:(?:user|full|display|public) ?name|name|nickname|user|member)$/,
  address: /^e-?mail(?: address)?$/,
  groups: /^groups?(?: names?| memberships?| \d{1,4})?$/,
} as const;

/** One row of a table about people, by what its header says of the columns. */
export interface Row {
  /** As it was pasted. */
  text: string;
  ids: string[];
  names: string[];
  addresses: string[];
  /** The names of the groups that it lists; undefined where the table has no such column. */
  groups: string[] | undefined;
}

interface Record {
  text: string;
  fields: string[];
}

/** A pasted table, by its header; undefined where the text has none. */
export function tableIn(text: string): { header: string; rows: Row[] } | undefined {
  const [first = ''] = linesOf(text).filter((line) => looks(line) !== '');
  const separator = [',', ';', '\t'].find((one) => isHeader(first.split(one).map(titleOf)));
  if (separator === undefined) return undefined;
  const [header, ...records] = recordsOf(text, separator).filter(({ fields }) =>
    fields.some((one) => looks(one) !== ''),
  );
  const titles = (header?.fields ?? []).map(titleOf);
  const rows = records.map(({ text: raw, fields }): Row => {
    const of = (column: keyof typeof columns) =>
      fields.filter((field, at) => columns[column].test(titles[at] ?? '') && looks(field) !== '');
    const hasGroups = titles.some((title) => columns.groups.test(title));
    const groups = hasGroups ? of('groups').flatMap((field) => field.split(/[,;]/)) : undefined;
    return { text: raw, ids: of('id'), names: of('name'), addresses: of('address'), groups };
  });
  return { header: first, rows };
}

function titleOf(field: string): string {
  return looks(field.replaceAll('"', '')).replaceAll('_', ' ');
}

/** Whether these are titles of columns: two at least that say who somebody is. */
function isHeader(titles: string[]): boolean {
  return titles.filter((title) => Object.values(columns).some((one) => one.test(title))).length > 1;
}

/** The lines of a text, whoever ended them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
}

/**
 * What stands between commas, semicolons and tabs, though not within quotes or angle brackets; a quote counts where a
 * piece begins with it.
 */
export function piecesOf(line: string): string[] {
  const pieces: string[] = [];
  const lastClosing = line.lastIndexOf('>');
  let at = -1;
  let piece = '';
  let within: '"' | '>' | undefined;
  for (const one of line) {
    at += one.length;
    if (within) {
      if (one === within) within = undefined;
    } else if (one === '<' && at < lastClosing) within = '>';
    else if (one === '"' && piece.trim() === '') within = '"';
    else if (',;\t'.includes(one)) {
      pieces.push(piece);
      piece = '';
      continue;
    }
    piece += one;
  }
  return [...pieces, piece].map((one) => one.trim()).filter((one) => one !== '');
}

/**
 * The records of a table as RFC 4180 writes them: a field in quotes may hold separators, line ends and doubled quotes.
 * A quote that is never closed was none.
 */
function recordsOf(text: string, separator: string): Record[] {
  const records: Record[] = [];
  let [from, fieldFrom, fields] = [0, 0, [] as string[]];
  let inQuotes = false;
  const endField = (at: number) => fields.push(unquoted(text.slice(fieldFrom, at)));
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at);
    if (one === '"' && (inQuotes || text.slice(fieldFrom, at).trim() === '')) inQuotes = !inQuotes;
    else if (inQuotes) continue;
    else if (one === separator) {
      endField(at);
      fieldFrom = at + 1;
    } else if (one === '\n' || one === '\r') {
      endField(at);
      records.push({ text: text.slice(from, at), fields });
      [from, fieldFrom, fields] = [at + 1, at + 1, []];
    }
  }
  if (inQuotes) {
    const rest = linesOf(text.slice(from)).map((line) => ({ text: line, fields: line.split(separator) }));
    return [...records, ...rest];
  }
  endField(text.length);
  return [...records, { text: text.slice(from), fields }];
}

function unquoted(field: string): string {
  const inside = /^\s*"(.*)"\s*$/s.exec(field)?.[1];
  return (inside ?? field).replaceAll('""', '"');
}
