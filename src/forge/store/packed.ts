import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * Characters of one part of a packed text: Forge's key-value store takes 240 KiB for a value, and the other fields of
 * the value need some of it.
 */
export const longest = 230 * 1024;

/** JSON as gzipped text in base64. */
export function packed(value: unknown): string {
  return gzipSync(JSON.stringify(value)).toString('base64');
}

/** What was packed; undefined where the text is nothing of that kind. */
export function unpacked(text: string): unknown {
  try {
    return JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString());
  } catch {
    return undefined;
  }
}

/** The parts in which a long text is kept. */
export function partsOf(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / longest) }, (_, at) =>
    text.slice(at * longest, (at + 1) * longest),
  );
}
