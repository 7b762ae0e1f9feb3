import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const kept = v.object({
  value: v.unknown(),
  createdAt: v.number(),
  updatedAt: v.number(),
  expireTime: v.exactOptional(v.string()),
});
const shelf = v.array(v.tuple([v.string(), kept]));
const file = v.object({ values: shelf, secrets: shelf });

/** One value of the app's storage; times in milliseconds, `expireTime` as RFC 3339. */
export type Kept = v.InferOutput<typeof kept>;

/** The storage of one installation. Secrets are apart: no query finds them. */
export interface Store {
  values: Map<string, Kept>;
  secrets: Map<string, Kept>;
  /** Called after each change. */
  save: () => void;
}

/**
 * A store in one JSON file. It is written to a file beside it and moved over, so that it is always whole. A file that
 * cannot be read is set aside, and `say` tells so in one sentence.
 */
export function openStore(location: string, say: (sentence: string) => void): Store {
  const { values, secrets } = contentsOf(location, say);
  const store = { values: new Map(values), secrets: new Map(secrets) };
  return {
    ...store,
    save: () => {
      mkdirSync(path.dirname(location), { recursive: true });
      const next = `${location}.${String(process.pid)}.next`;
      writeFileSync(next, JSON.stringify({ values: [...store.values], secrets: [...store.secrets] }), { mode: 0o600 });
      renameSync(next, location);
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
