import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Host } from '../../forge/host';
import type { Log } from './bad-replies';
import { sleep, stir } from './clock';
import { isStoreFault, type Fault, type KeptThing, type OddValue, type StoreFault } from '../plan';

/** A marker in the storage's own messages, which nobody may see. */
export const storageWords = 'dynamo-7f3a.internal';

type Shelves = Pick<Host, 'kept' | 'secrets'>;

/**
 * What the storage answers instead, or nothing: `store` of a stand-in for Forge. `others` is what somebody else keeps
 * there meanwhile.
 */
export function badStore(
  faults: Fault[],
  shelves: Shelves,
  others: Shelves,
  log: Log,
): (asked: string) => Promise<unknown> {
  const counts = new Map<string, number>();
  return async (asked) => {
    stir();
    const [operation = ''] = asked.split(' ');
    for (const fault of faults) {
      if (!isStoreFault(fault) || fault.fault === 'store-format' || (fault.on !== '*' && fault.on !== operation))
        continue;
      const turn = (counts.get(fault.on + fault.fault) ?? 0) + 1;
      counts.set(fault.on + fault.fault, turn);
      if (turn < fault.from || turn >= fault.from + (fault.times ?? Infinity)) continue;
      log.struck.add('storage');
      const instead = await struck(fault, shelves, others);
      if (instead) return instead;
    }
    return undefined;
  };
}

async function struck(
  fault: Exclude<StoreFault, { fault: 'store-format' }>,
  shelves: Shelves,
  others: Shelves,
): Promise<object | undefined> {
  switch (fault.fault) {
    case 'store-fails':
      if (fault.how === 'thrown') throw new Error(`connect ECONNREFUSED ${storageWords}:443`);
      return { status: fault.how, body: { code: 'UNAVAILABLE', message: `shard 12 of ${storageWords} is gone` } };
    case 'store-slow':
      await sleep(fault.milliseconds);
      return undefined;
    case 'store-hangs':
      return new Promise(() => undefined);
    case 'store-race':
      if (fault.how === 'gone') {
        shelves.kept.clear();
        shelves.secrets.clear();
      } else for (const [key, value] of others.kept) if (key.includes('snapshot')) shelves.kept.set(key, value);
      return undefined;
  }
}

const places: Record<KeptThing, { on: keyof Shelves; key: RegExp }> = {
  snapshot: { on: 'kept', key: /^snapshot/ },
  'snapshot-facts': { on: 'kept', key: /^snapshot/ },
  members: { on: 'kept', key: /^members/ },
  'check-keys': { on: 'kept', key: /^check-keys/ },
  'check-key': { on: 'secrets', key: /^check-key/ },
  'check-calls': { on: 'kept', key: /^check-calls/ },
  'app-refusals': { on: 'kept', key: /^app-refusals/ },
};

/** Puts values of another format in place of what is kept, as an older or a broken app would have left them. */
export function inOtherFormat(faults: Fault[], shelves: Shelves, log: Log): void {
  for (const fault of faults) {
    if (fault.fault !== 'store-format') continue;
    const { on, key } = places[fault.of];
    for (const [one, text] of shelves[on]) {
      if (!key.test(one)) continue;
      const value = JSON.parse(text) as unknown;
      const odd = fault.of === 'snapshot-facts' ? otherFacts(value, fault.how) : oddValue(value, fault.how);
      shelves[on].set(one, JSON.stringify(odd));
      log.struck.add('storage');
    }
  }
}

function oddValue(value: unknown, how: OddValue): unknown {
  const raw = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { value }) as Record<
    string,
    unknown
  >;
  const names = Object.keys(raw);
  switch (how) {
    case 'null':
      return null;
    case 'text':
      return 'x';
    case 'number':
      return 42;
    case 'list':
      return [];
    case 'nested':
      return { value };
    case 'field-gone':
      return Object.fromEntries(names.slice(1).map((name) => [name, raw[name]]));
    case 'field-odd':
      return Object.fromEntries(names.map((name, at) => [name, at === names.length - 1 ? { odd: true } : raw[name]]));
    case 'format-0':
      return { ...raw, format: 0 };
    case 'format-1':
      // As the first version kept snapshots.
      return { ...raw, format: 1, generation: '0123456789abcdef' };
    case 'cut':
      return Object.fromEntries(names.map((name) => [name, cut(raw[name])]));
  }
}

function cut(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, value.length / 2) : value;
}

/** A whole snapshot by every mark on it, whose facts are of another shape. */
function otherFacts(value: unknown, how: OddValue): unknown {
  const head = value as { data?: unknown };
  if (typeof head.data !== 'string') return value;
  let facts: Record<string, unknown>;
  try {
    facts = JSON.parse(gunzipSync(Buffer.from(head.data, 'base64')).toString()) as Record<string, unknown>;
  } catch {
    return value;
  }
  const odd =
    how === 'field-odd'
      ? { ...facts, restrictions: { items: [{ kind: 'push' }], gaps: [] } }
      : how === 'field-gone'
        ? without(facts, 'permissions')
        : oddValue(facts, how);
  const data = gzipSync(JSON.stringify(odd)).toString('base64');
  return { ...head, data, digest: createHash('sha256').update(data).digest('hex') };
}

function without(facts: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== field));
}
