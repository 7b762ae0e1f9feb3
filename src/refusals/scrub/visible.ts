/**
 * The text as a person sees it. Escape sequences of terminals, other control characters (the C1 set, and the NULs of
 * UTF-16 read as UTF-8) and characters without width could split a token and hide it, so they are removed.
 */
export function visible(text: string): string {
  const plain = text.includes('\u001B') ? text.replace(escapes, '') : text;
  return hint.test(plain) ? plain.replace(unseen, '') : plain;
}

const escapes =
  // eslint-disable-next-line no-control-regex -- these are the escapes
  /\u001B\[[\d;:?<=>!]{0,40}[ -/]{0,4}[@-~]|\u001B\][^\u0007\u001B]{0,2000}(?:\u0007|\u001B\\)|\u001B[@-Z\\-_]?/g;

/** Control characters except tab and line breaks, format characters, and characters drawn as nothing. */
const nothing =
  String.raw`\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F` +
  String.raw`\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB`;
// eslint-disable-next-line no-misleading-character-class -- each is looked for by itself
const hint = new RegExp(`[${nothing}\\uFE00-\\uFE0F\\uDB40]`);
/** Variation selectors stay where they have an effect: after an emoji. */
// eslint-disable-next-line no-misleading-character-class -- each is looked for by itself
const unseen = new RegExp(String.raw`[${nothing}]|\uDB40[\uDC00-\uDFFF]|(?<=[\x21-\x7E])[\uFE00-\uFE0F]`, 'g');
