import { createHash } from 'node:crypto';

/** The folder of what was read earlier, and the one of what only a run needs, inside a folder of saved worlds. */
export const earlierFolder = 'earlier';
/** Locks, budget, a run under way, and baselines. */
export const ownFolder = '.who-can-push';

/** Names of devices, which Windows opens in place of a file, whatever stands behind a dot. */
const devices = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/;
/** Characters of a name; a file system takes 255 bytes. */
const longest = 120;

/**
 * A file's name, without `.json`, for a slug or another name from outside: letters, digits, `-`, `_` and inner dots
 * stay, all else becomes `%2F` and the like, so that no name leaves its folder, hides, names a device, or meets another
 * where letter case does not count.
 */
export function fileNameFor(name: string): string {
  const characters = Array.from(name);
  const encoded = characters
    .map((one, at) => {
      const isInner = at > 0 && at < characters.length - 1;
      return /^[a-z\d_-]$/.test(one) || (one === '.' && isInner) ? one : escaped(one);
    })
    .join('');
  const safe = devices.test(encoded) ? escaped(encoded.charAt(0)) + encoded.slice(1) : encoded;
  if (safe === '') return '%';
  if (safe.length <= longest) return safe;
  return `${safe.slice(0, longest - 17)}~${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

function escaped(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** A moment, RFC 3339, as a file may be called; colons may not stand in one on Windows. */
export function fileNameAt(time: string): string {
  return time.replaceAll(':', '-');
}

/** The moment that a file is called by, RFC 3339; undefined where it is called otherwise. */
export function timeInName(name: string): string | undefined {
  const [, day, hour, minute, second] = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:~\d+)?$/.exec(name) ?? [];
  if (day === undefined) return undefined;
  const time = `${day}T${String(hour)}:${String(minute)}:${String(second)}Z`;
  return Number.isNaN(Date.parse(time)) ? undefined : time;
}
