/** Something that can be found by what is typed. */
export interface Findable {
  /** What it is known by: a name first, then whatever else tells it. */
  texts: readonly string[];
}

/** More would only be scrolled past; typing more finds the others. */
export const mostFound = 50;

const ranks = ['exact', 'exact but for case', 'beginning', 'beginning of a word', 'part'] as const;
type Rank = (typeof ranks)[number];

/**
 * Those that hold what is typed, at most `most`, and how each does: the very name comes before names that begin so, and
 * these before names that hold it. Whoever types a name and presses Enter must not be answered about another. All of
 * them, in their order, where nothing is typed.
 */
export function found<T extends Findable>(list: readonly T[], typed: string, most = mostFound): T[] {
  const wanted = typed.trim();
  if (wanted === '') return list.slice(0, most);
  const byRank = new Map<Rank, T[]>(ranks.map((rank) => [rank, []]));
  for (const one of list) {
    const rank = bestRank(one, wanted);
    const same = rank && byRank.get(rank);
    if (same && same.length < most) same.push(one);
  }
  return [...byRank.values()].flat().slice(0, most);
}

/** Whether one of them is called exactly what is typed, be it but for letter case. */
export function isNamed({ texts }: Findable, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase() === wanted);
}

function bestRank({ texts }: Findable, wanted: string): Rank | undefined {
  const found = texts.map((text) => rankOf(text, wanted)).filter((rank) => rank !== undefined);
  return ranks.find((rank) => found.includes(rank));
}

function rankOf(text: string, wanted: string): Rank | undefined {
  if (text === wanted) return 'exact';
  const inText = text.toLowerCase();
  const lower = wanted.toLowerCase();
  const at = inText.indexOf(lower);
  if (at < 0) return undefined;
  if (at === 0) return inText.length === lower.length ? 'exact but for case' : 'beginning';
  return /[\s/._-]/.test(inText[at - 1] ?? '') ? 'beginning of a word' : 'part';
}
