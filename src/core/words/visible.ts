/**
 * What a reader would not see, or what a terminal or browser would obey instead of showing: controls (C0, C1, ESC),
 * format characters (bidi, joiners, tags), line and paragraph separators, private use, lone surrogates, all that
 * Unicode says is ignored by default (fillers, variation selectors), and two blanks that no property names: Braille's
 * and music's.
 */
const hidden = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1D159}]`;

/** Scripts in which a joiner between two letters decides how a word is spelled: Arabic's, Indic ones, and Mongolian. */
const joining = String.raw`[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nko}\p{scx=Mong}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}]`;
const picture = String.raw`\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?`;

/**
 * What stays although it holds a hidden character, as without it an ordinary name could not be read: joiners within
 * Persian or Indic words, and pictures that are joined or asked for in colour. It cannot turn a line or leave it.
 */
const readable = String.raw`(?<=(?=[\p{L}\p{M}])${joining})[\u200C\u200D](?=(?=[\p{L}\p{M}])${joining})|[0-9#*]\uFE0F\u20E3|${picture}(?:\u200D${picture})*`;

const inProse = new RegExp(`(${readable})|${hidden}`, 'gu');
const inCode = new RegExp(String.raw`${hidden}|(?! )\p{Zs}`, 'gu');
const inJson = new RegExp(`(?!\n)${hidden}`, 'gu');
const onTerminal = new RegExp(
  String.raw`(^\r(?:\u001B\[K)?|\r?\n|\u001B\[(?:1|2|22|31|32|33|39)m|${readable})|${hidden}`,
  'gu',
);

/** Text in which nothing is hidden: what is, stands as `\u{1B}`. Text that went through once comes out as it is. */
export function visible(text: string): string {
  return text.replaceAll(inProse, (one: string, kept?: string) => kept ?? escaped(one));
}

/**
 * The same for names in code type, which are matched letter by letter: joiners and odd spaces are shown without
 * exception.
 */
export function visibleExactly(text: string): string {
  return text.replaceAll(inCode, escaped);
}

/** Whether `visibleExactly` would change it. */
export function hidesSomething(text: string): boolean {
  return text.search(inCode) >= 0;
}

/** Each character of it that is hidden, changed. */
export function withHidden(text: string, change: (character: string) => string): string {
  return text.replaceAll(inCode, change);
}

/**
 * As `visible`, but for line breaks (with a return before them, as CSV has them), the colours of `picocolors` that we
 * use, and a return to the line's beginning at the very start.
 */
export function visibleOnTerminal(text: string): string {
  return text.replaceAll(onTerminal, (one: string, kept?: string) => kept ?? escaped(one));
}

/** A name with nothing that reads like an escape of ours, so that different names are shown differently. */
export function withoutLookalikes(name: string): string {
  return name.replaceAll(String.raw`\u{`, String.raw`\u{5C}u{`);
}

/** JSON of the same value in which nothing is hidden, as `JSON.stringify` lays it out. */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  // Most is this plain, and there may be megabytes of it.
  return /^[\n -~]*$/.test(text) ? text : text.replaceAll(inJson, inUnits);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

function inUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
