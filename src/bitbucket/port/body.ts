import { isDeeper } from '../../core/nesting';

/**
 * Bytes of a body that are read at most. The longest pages are those of branch restrictions, which write out everybody
 * they list: a hundred of them with three hundred people each, at 555 bytes a person, are as long.
 */
const mostBytes = 16 * 1024 * 1024;

/** Levels of a body at most. Nothing that Bitbucket documents has more than twenty. */
export const mostLevels = 100;

/**
 * What every `fetch` gives. Not every one gives a stream: what Forge's runtime has beside these is documented nowhere.
 */
interface Answer {
  headers: { get: (name: string) => string | null };
  text: () => Promise<string>;
  body?: unknown;
}

/**
 * The body of a reply, read as it comes: JSON, or the text where it is none. Nothing where it is longer than so many
 * bytes, of which no more are read, or nested deeper than anything that Bitbucket sends.
 */
export async function bodyIn(response: Answer, most = mostBytes): Promise<unknown> {
  const text = await textIn(response, most);
  return text === undefined ? undefined : bodyOf(text);
}

/** What a text holds: JSON, or the text itself where it is none; nothing where it is nested too deeply. */
export function bodyOf(text: string): unknown {
  if (isDeeper(text, mostLevels)) return undefined;
  try {
    return jsonOf(text);
  } catch {
    return text;
  }
}

/**
 * What JSON says, half characters aside: the escape of one surrogate without its other half is no text that can be put
 * in an address, and stands for U+FFFD. Throws what `JSON.parse` throws.
 */
export function jsonOf(text: string): unknown {
  const hasHalves = /\\u[dD][89a-fA-F]/.test(text);
  return JSON.parse(hasHalves ? text.replaceAll(escape, (one) => (half.test(one) ? '\\ufffd' : one)) : text);
}

const escape = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|.)/gs;
const half = /^\\u[dD][89a-fA-F][\da-fA-F]{2}$/;

async function textIn(answer: Answer, most: number): Promise<string | undefined> {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) {
    if (Number(answer.headers.get('content-length')) > most) return undefined;
    const text = await answer.text();
    return text.length > most ? undefined : text;
  }
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > most) return undefined;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
