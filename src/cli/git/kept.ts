import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are kept of an output, from its beginning and from its end: as much as a diagnosis reads. */
export const mostKept = 1_048_576;

/** An output of any length, of which the beginning and the end are kept. */
export interface Kept {
  add: (bytes: Uint8Array) => void;
  text: () => string;
}

/** Keeps an output that arrives in pieces: all of it up to 2 MiB, else its first and last MiB. */
export function keeping(): Kept {
  const head: Uint8Array[] = [];
  let headLength = 0;
  let tail: Uint8Array[] = [];
  let tailLength = 0;
  return {
    add: (bytes) => {
      const room = Math.min(mostKept - headLength, bytes.length);
      if (room > 0) head.push(bytes.subarray(0, room));
      headLength += room;
      if (room === bytes.length) return;
      tail.push(bytes.subarray(room));
      tailLength += bytes.length - room;
      if (tailLength <= 2 * mostKept) return;
      const end = Buffer.concat(tail).subarray(-mostKept);
      // A copy, which does not hold on to the rest.
      tail = [Buffer.from(end)];
      tailLength = end.length;
    },
    text: () => Buffer.concat([...head, Buffer.concat(tail).subarray(-mostKept)]).toString('utf8'),
  };
}

/** The same of a file. Throws where it cannot be read. */
export function keptOf(file: string): string {
  const opened = openSync(file, 'r');
  try {
    const { size } = fstatSync(opened);
    const tailFrom = Math.max(mostKept, size - mostKept);
    return Buffer.concat([
      read(opened, 0, Math.min(size, mostKept)),
      read(opened, tailFrom, Math.max(0, size - tailFrom)),
    ]).toString('utf8');
  } finally {
    closeSync(opened);
  }
}

function read(opened: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const more = readSync(opened, bytes, got, length - got, from + got);
    if (more === 0) break;
    got += more;
  }
  return bytes.subarray(0, got);
}
