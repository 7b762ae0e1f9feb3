/** A wording of a signature as a pattern. */
export interface Pattern {
  /** The beginning of a word of it, in lower case: cheap to look for, and where it is missing the wording is too. */
  marker: string;
  /** The beginnings of its other words: where one is missing, the wording is too. */
  words: readonly string[];
  says: RegExp;
}

/** Patterns for names. Each is bounded, so that no text can make the search slow. */
const places: Record<string, string> = {
  branch: String.raw`['"\`‘“]?(?<branch>(?:[^\s'"\`’”]|(?<=\w)['’](?=\w)){1,250})['"\`’”]?`,
  url: String.raw`['"\`]?(?<url>[^\s'"\`]{1,500})['"\`]?`,
  host: String.raw`['"\`]?(?<host>[\w.-]{1,253})['"\`]?`,
  user: String.raw`['"\`]?(?<user>[^\s'"\`:]{1,100})['"\`]?`,
  path: String.raw`['"\`]?(?<path>[^\s'"\`:]{1,300})['"\`]?`,
  any: String.raw`[^\s]{1,250}`,
};

/** Cyrillic, Chinese, Japanese and Korean letters: a word may begin at any of them. */
const otherScripts = String.raw`[\u0400-\u052f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]`;
const markerWords = new RegExp(String.raw`(?<![a-z\d\0])[a-z\d]{3,}|${otherScripts}{3,}`, 'g');

/** The pattern of a wording. Throws where it has no word of three letters or digits to look for. */
export function patternOf(says: string): Pattern {
  const words =
    says
      .toLowerCase()
      .replaceAll(/\{\w+\}|…/g, '\0')
      .match(markerWords) ?? [];
  const [marker, ...others] = [...new Set(words)].sort((a, b) => b.length - a.length);
  if (marker === undefined) throw new Error(`No word to look for in ${says}`);
  const parts = says.split(/(\{\w+\}|…|\s+)/).filter((part) => part !== '');
  const source = parts
    .map((part) =>
      /^\s+$/.test(part)
        ? String.raw`\s+`
        : part === '…'
          ? String.raw`[^]{0,200}?`
          : (places[part.slice(1, -1)] ?? literal(part)),
    )
    .join('');
  return {
    marker,
    words: others,
    says: new RegExp(
      `${/^\w/.test(says) ? String.raw`(?<!\w)` : ''}${source}${/\w$/.test(says) ? String.raw`(?!\w)` : ''}`,
      'gi',
    ),
  };
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll("'", `['’‘]`);
}
