import { isDeeper } from '../../core/nesting';

/**
 * At most this many bytes of a body are read. The longest pages are those of branch restrictions, which spell out
 * everybody they list: a page of a hundred, with three hundred people each at 555 bytes a person, is about this long.
 */
const mostBytes = 16 * 1024 * 1024;

/** The deepest nesting of a body that is read. Nothing that Bitbucket documents has more than twenty levels. */
export const mostLevels = 100;

/**
 * The parts of a response that every `fetch` has. Not all have a stream: what Forge's runtime offers beside these is
 * documented nowhere.
 */
interface Answer {
  headers: { get: (name: string) => string | null };
  text: () => Promise<string>;
  body?: unknown;
}

/**
 * The body of a reply, read as it arrives: parsed JSON, or the text itself where it is not JSON. Undefined where it is
 * longer than `most` bytes (the rest is not read) or nested deeper than anything that Bitbucket sends. `cleaned` takes
 * out of the text what must not be kept.
 */
export async function bodyIn(
  response: Answer,
  most = mostBytes,
  cleaned = (text: string): string => text,
): Promise<unknown> {
  const text = await textIn(response, most);
  return text === undefined ? undefined : bodyOf(cleaned(text));
}

/**
 * The value of a text: parsed JSON, or the text itself where it is not JSON; undefined where it is nested too deeply.
 */
export function bodyOf(text: string): unknown {
  if (isDeeper(text, mostLevels)) return undefined;
  try {
    return jsonOf(text);
  } catch {
    return text;
  }
}

/**
 * Parses JSON, with lone surrogates replaced by U+FFFD: half of a surrogate pair cannot be encoded in an address.
 * Throws what `JSON.parse` throws.
 */
export function jsonOf(text: string): unknown {
  const mayHoldLone = /\\u[dD][89a-fA-F]/.test(text);
  return JSON.parse(
    mayHoldLone ? text.replaceAll(anyEscape, (one) => (loneSurrogate.test(one) ? '\\ufffd' : one)) : text,
  );
}

const anyEscape = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|.)/gs;
const loneSurrogate = /^\\u[dD][89a-fA-F][\da-fA-F]{2}$/;

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
