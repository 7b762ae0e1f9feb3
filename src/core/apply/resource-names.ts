import type { Match, Restriction } from '../model';

/**
 * The name of each restriction's resource: what it restricts and where, in letters that HCL allows in a name. Of those
 * that would have the same, the one with the lowest id keeps it, so that a new restriction renames none.
 */
export function resourceNames(restrictions: readonly Restriction[]): ReadonlyMap<Restriction, string> {
  const taken = new Set<string>();
  const names = new Map<Restriction, string>();
  const oldestFirst = restrictions.toSorted((a, b) => (a.id ?? Infinity) - (b.id ?? Infinity) || 0);
  for (const restriction of oldestFirst) {
    const name = freeName(restriction, taken);
    taken.add(name);
    names.set(restriction, name);
  }
  return names;
}

function freeName({ kind, match, id }: Restriction, taken: ReadonlySet<string>): string {
  const plain = [kind, ...partsOf(match)].map(asName).join('_').slice(0, longest);
  // A name begins with a letter.
  const first = /^[a-z]/i.test(plain) ? plain : `r_${plain}`;
  if (!taken.has(first)) return first;
  const numbered = id === undefined ? first : `${first}_${asName(String(id))}`;
  if (!taken.has(numbered)) return numbered;
  for (let more = 2; ; more += 1) if (!taken.has(`${numbered}_${String(more)}`)) return `${numbered}_${String(more)}`;
}

/** Characters of a name, but for what tells it apart. */
const longest = 80;

function partsOf(match: Match): string[] {
  switch (match.by) {
    case 'glob':
      return [match.pattern.replaceAll('*', ' any ')];
    case 'branch-type':
      return ['type', match.type];
    case 'unknown':
      return ['by', match.word];
  }
}

/** Text in letters, digits and underscores, at least one; it may begin with a digit. */
export function asName(text: string): string {
  const letters = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return letters.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_|_$/g, '') || 'x';
}
