import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { contextOf, environment, installationOf } from './context';
import { installGlobals, within, type ForgeFetch } from './globals';
import { kvsAnswer } from '../storage/kvs';
import type { Manifest, UiModule } from './manifest';
import type { Place, Seat } from '../bitbucket/places';
import { productAnswer } from './product';
import { publish, type QueuedEvent } from './queue';
import { runtimeOf } from './runtime';
import { urlAnswer, type TriggerRequest } from './web-triggers';
import { openStore, type Store } from '../storage/store';

/** A place through somebody's eyes. */
export interface Installed {
  place: Place;
  seat: Seat;
}

/** What a handler is called for: a panel, open over a place through somebody's eyes. */
export interface Surface extends Installed {
  module: UiModule;
}

/** The app, as Forge would run it. */
export interface Host {
  manifest: Manifest;
  /** Calls the module's resolver. Throws what the resolver throws, and where it breaks a limit of Forge. */
  invoke: (surface: Surface, call: { functionKey: string; payload?: unknown }) => Promise<unknown>;
  /** Whether the person of the seat has let the app act in their name. */
  mayAct: (installed: Installed) => boolean;
  /** Lets it do so from now on. */
  allow: (installed: Installed) => void;
  /** Calls a web trigger as nobody, and gives what its function gives. Throws what the function throws. */
  trigger: (place: Place, key: string, request: TriggerRequest) => Promise<unknown>;
  /** Ends when no queued event is left. */
  idle: () => Promise<void>;
}

type Handler = (first: unknown, second: unknown) => unknown;

const longestRun = 25_000;
const largestAnswer = 5 * 1024 * 1024;

/** What a host is made of. */
export interface HostOptions {
  manifest: Manifest;
  /** The bundle of the app. */
  app: string;
  /** The folder in which each place has a file of its own. */
  storage: string;
  /** Where the sandbox is served: web triggers have their addresses below it. */
  address: string;
  say: (sentence: string) => void;
}

/** A host for the app. */
export function forgeHost({ manifest, app, storage, address, say }: HostOptions): Host {
  const stores = new Map<string, Store>();
  const running = new Set<Promise<unknown>>();
  const allowed = new Set<string>();
  let exported: Record<string, unknown> | undefined;
  installGlobals();

  function storeOf({ storage: name }: Place): Store {
    const store = stores.get(name) ?? openStore(path.join(storage, `${name}.json`), say);
    stores.set(name, store);
    return store;
  }

  function handlerOf(name: string): Handler {
    if (!existsSync(app)) throw new Error(`The app is not built: there is no ${app}.`);
    exported ??= createRequire(__filename)(app) as Record<string, unknown>;
    const handler = exported[name];
    if (typeof handler !== 'function') throw new Error(`The app exports no handler called ${name}.`);
    return handler as Handler;
  }

  function consentOf({ place, seat }: Installed): string {
    return JSON.stringify([place.name, seat.viewer?.account_id]);
  }

  function mayAct(installed: Installed): boolean {
    return installed.place.asksConsent !== true || allowed.has(consentOf(installed));
  }

  /** Runs a handler as the person of the seat, or as nobody: then only the app itself reaches Bitbucket. */
  async function run(
    { place, seat }: Installed,
    moduleKey: string,
    asPerson: boolean,
    handler: (principal: object) => unknown,
  ): Promise<unknown> {
    const accountId = seat.viewer?.account_id;
    const reach = {
      app: seat.app,
      ...(asPerson &&
        mayAct({ place, seat }) && { user: { get: seat.user, ...(accountId !== undefined && { accountId }) } }),
    };
    const installation = installationOf(seat);
    const fetch: ForgeFetch = async (descriptor, path, init) => {
      if (descriptor.remote === 'kvs') return kvsAnswer(storeOf(place), path, jsonOf(init));
      if (descriptor.remote !== 'stargate') return productAnswer(reach, descriptor, path, init?.method);
      if (path.startsWith('/webhook/queue/publish/'))
        return publish(manifest, jsonOf(init), (event) => {
          queue({ place, seat }, event);
        });
      if (path === '/graphql')
        return urlAnswer(manifest, `${address}/worlds/${encodeURIComponent(place.name)}`, jsonOf(init));
      return Response.json({ message: `The sandbox does not offer ${path}.` }, { status: 501 });
    };
    const ends = Date.now() + longestRun;
    const runtime = runtimeOf(manifest, { moduleKey, installation, accountId: asPerson ? accountId : undefined, ends });
    const result = await inTime(
      within(
        { fetch, runtime },
        async () =>
          await handler({
            ...(asPerson && accountId !== undefined && { principal: { accountId } }),
            installContext: installation.context,
            installation: { ari: { installationId: installation.id }, contexts: [installation.context] },
          }),
      ),
    );
    if (Buffer.byteLength(JSON.stringify({ result })) > largestAnswer)
      throw new Error('The answer is larger than the 5 MB that Forge lets through.');
    return result;
  }

  function queue(installed: Installed, { consumer, event, delay }: QueuedEvent): void {
    const context = { moduleKey: consumer.queue, environmentId: environment.id, environmentType: environment.type };
    const done = new Promise((begin) => setTimeout(begin, delay))
      .then(() =>
        run(installed, consumer.queue, false, (principal) => {
          const handler = handlerOf(consumer.handler);
          if (consumer.method === undefined) return handler(event, { ...context, ...principal });
          return handler(
            { call: { functionKey: consumer.method, payload: event.body, jobId: event.jobId }, context },
            principal,
          );
        }),
      )
      .catch((error: unknown) => {
        say(`The consumer of the queue ${consumer.queue} failed: ${messageOf(error)}`);
      })
      .finally(() => running.delete(done));
    running.add(done);
  }

  return {
    manifest,
    mayAct,
    allow: (installed) => allowed.add(consentOf(installed)),
    invoke: (surface, { functionKey, payload }) => {
      const { resolver, key } = surface.module;
      if (resolver === undefined) return Promise.reject(new Error(`The module ${key} has no resolver.`));
      const context = contextOf(manifest, surface.module, surface.seat);
      return run(surface, key, true, (principal) =>
        handlerOf(resolver)({ call: { functionKey, payload, jobId: randomUUID() }, context }, principal),
      );
    },
    trigger: (place, key, request) => {
      const trigger = manifest.webTriggers.find((one) => one.key === key);
      const seat = place.open(place.viewers[0]?.key ?? '');
      if (!trigger || !seat) return Promise.reject(new Error(`There is no web trigger ${key} over ${place.name}.`));
      const context = { moduleKey: key, environmentId: environment.id, environmentType: environment.type };
      return run({ place, seat }, key, false, (principal) =>
        handlerOf(trigger.handler)(request, { ...context, ...principal }),
      );
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function inTime<T>(result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('The function took longer than the 25 seconds that Forge gives it.'));
    }, longestRun);
  });
  return Promise.race([result, late]).finally(() => {
    clearTimeout(timer);
  });
}

function jsonOf(init: RequestInit | undefined): unknown {
  return typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
}
