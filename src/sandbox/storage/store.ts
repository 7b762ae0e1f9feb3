import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const kept = v.object({
  value: v.unknown(),
  createdAt: v.number(),
  updatedAt: v.number(),
  expireTime: v.exactOptional(v.string()),
});
const shelf = v.array(v.tuple([v.string(), kept]));
const clock = v.object({ began: v.number(), ahead: v.pipe(v.number(), v.minValue(0)) });
const file = v.object({ values: shelf, secrets: shelf, clock: v.exactOptional(clock) });

/** One value of the app's storage; times in milliseconds, `expireTime` as RFC 3339. */
export type Kept = v.InferOutput<typeof kept>;

/** The storage of one installation. Secrets are apart: no query finds them. */
export interface Store {
  values: Map<string, Kept>;
  secrets: Map<string, Kept>;
  /** Called after each change. What is large is written at most once a second. */
  save: () => void;
  /** Writes now what is not yet written. */
  flush: () => void;
  /** Takes the file away; what still changes this store is kept nowhere. */
  discard: () => void;
}

/** From this size on a file is not written at every change. */
const large = 64 * 1024;
const pause = 1_000;

/**
 * A store in one JSON file. It is written to a file beside it and moved over, so that it is always whole. A file that
 * cannot be read is set aside, and `say` tells so in one sentence. A clock is set as the file has it, and kept there.
 */
export function openStore(
  location: string,
  say: (sentence: string) => void,
  time?: v.InferOutput<typeof clock>,
): Store {
  const found = contentsOf(location, say);
  const store = { values: new Map(found.values), secrets: new Map(found.secrets) };
  if (time && found.clock) Object.assign(time, found.clock);
  let written = 0;
  let timer: NodeJS.Timeout | undefined;
  let isDiscarded = false;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isDiscarded) return;
    mkdirSync(path.dirname(location), { recursive: true });
    const next = `${location}.${String(process.pid)}.next`;
    const text = JSON.stringify({
      values: [...store.values],
      secrets: [...store.secrets],
      ...(time && { clock: time }),
    });
    writeFileSync(next, text, { mode: 0o600 });
    renameSync(next, location);
    written = text.length;
  }

  return {
    ...store,
    save: () => {
      if (written < large) write();
      else timer ??= setTimeout(write, pause).unref();
    },
    flush: () => {
      if (timer) write();
    },
    discard: () => {
      isDiscarded = true;
      rmSync(location, { force: true });
    },
  };
}

function contentsOf(location: string, say: (sentence: string) => void): v.InferOutput<typeof file> {
  let text: string;
  try {
    text = readFileSync(location, 'utf8');
  } catch {
    return { values: [], secrets: [] };
  }
  try {
    return v.parse(file, JSON.parse(text));
  } catch {
    const aside = `${location}.damaged-${String(Date.now())}`;
    renameSync(location, aside);
    say(`The storage in ${location} was damaged: it is now ${aside}, and this starts with an empty one.`);
    return { values: [], secrets: [] };
  }
}
