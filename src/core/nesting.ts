/**
 * Whether a text of JSON is nested deeper than so many levels. It is asked before the text is parsed, as what reads,
 * writes and compares values calls itself for each level, and ends at some ten thousand. Itself it walks the text once.
 */
export function isDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (inString) {
      if (character === backslash) at++;
      else if (character === quote) inString = false;
    } else if (character === quote) inString = true;
    else if (character === bracket || character === brace) {
      if (++depth > levels) return true;
    } else if (character === bracket + 2 || character === brace + 2) depth--;
  }
  return false;
}

const [quote, backslash, bracket, brace] = [0x22, 0x5c, 0x5b, 0x7b];
