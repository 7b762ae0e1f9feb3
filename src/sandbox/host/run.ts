import { setImmediate } from 'node:timers/promises';
import { timeOn } from '../bitbucket/clock';
import type { Place, Seat } from '../bitbucket/places';
import { kvsAnswer } from '../storage/kvs';
import { installationOf } from './context';
import { within, type ForgeFetch } from './globals';
import type { Installation } from './installation';
import type { Manifest } from './manifest';
import { productAnswer } from './product';
import { publish } from './queue';
import { runtimeOf } from './runtime';
import { urlAnswer } from './web-triggers';

const largestAnswer = 5 * 1024 * 1024;

/** How a handler is run. */
export interface Run {
  manifest: Manifest;
  /** Where the sandbox is served. */
  address: string;
  place: Place;
  seat: Seat;
  moduleKey: string;
  /** As the person of the seat, or as nobody: then only the app itself reaches Bitbucket. */
  asPerson: boolean;
  /** Whether that person lets the app act in their name. */
  mayAct?: boolean;
  /** How long it may take. */
  seconds: number;
  /** Where its place was installed when what it is called for began. */
  installation: Installation;
}

/** Runs a handler. Throws what it throws, and where it breaks a limit of Forge. */
export async function run(
  { manifest, address, place, seat, moduleKey, asPerson, mayAct = true, seconds, installation }: Run,
  handler: (principal: object) => unknown,
): Promise<unknown> {
  const accountId = seat.viewer?.account_id;
  const reach = {
    app: seat.app,
    ...(asPerson && mayAct && { user: { get: seat.user, ...(accountId !== undefined && { accountId }) } }),
  };
  const { store, queues } = installation;
  const { id, context } = installationOf(seat);
  const fetch: ForgeFetch = async (descriptor, path, init) => {
    // Everything answers at once here: without a pause nobody else would be served as long as a handler goes on.
    await setImmediate();
    if (descriptor.remote === 'kvs') return kvsAnswer(store, path, jsonOf(init), timeIn(place));
    if (descriptor.remote !== 'stargate') return productAnswer(reach, descriptor, path, init?.method);
    if (path.startsWith('/webhook/queue/publish/')) return publish(manifest, jsonOf(init), queues.take);
    if (path === '/graphql')
      return urlAnswer(manifest, `${address}/worlds/${encodeURIComponent(place.name)}`, jsonOf(init));
    return Response.json({ message: `The sandbox does not offer ${path}.` }, { status: 501 });
  };
  const runtime = runtimeOf(manifest, {
    moduleKey,
    installation: { id, context },
    accountId: asPerson ? accountId : undefined,
    ends: performance.now() + seconds * 1_000,
  });
  const result = await inTime(
    seconds,
    within(
      { fetch, runtime, now: () => timeIn(place) },
      async () =>
        await handler({
          ...(asPerson && accountId !== undefined && { principal: { accountId } }),
          installContext: context,
          installation: { ari: { installationId: id }, contexts: [context] },
        }),
    ),
  );
  if (Buffer.byteLength(JSON.stringify({ result })) > largestAnswer)
    throw new Error('The answer is larger than the 5 MB that Forge lets through.');
  return result;
}

/** The time over a place, in milliseconds since 1970. */
export function timeIn({ clock }: Place): number {
  return clock ? timeOn(clock) : Date.now();
}

async function inTime<T>(seconds: number, result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The function took longer than the ${String(seconds)} seconds that Forge gives it.`));
    }, seconds * 1_000);
  });
  return Promise.race([result, late]).finally(() => {
    clearTimeout(timer);
  });
}

function jsonOf(init: RequestInit | undefined): unknown {
  return typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
}
