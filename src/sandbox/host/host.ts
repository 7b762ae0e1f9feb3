import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { newClock } from '../bitbucket/clock';
import type { Place, Seat } from '../bitbucket/places';
import { openStore } from '../storage/store';
import { contextOf, environment } from './context';
import { deliveries } from './deliveries';
import { installGlobals } from './globals';
import { backgroundOf, type Background, type Installation } from './installation';
import type { Manifest, UiModule } from './manifest';
import type { QueuedEvent } from './queue';
import { run, timeIn, type Run } from './run';
import type { TriggerRequest } from './web-triggers';

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
  /** Calls what is scheduled over a place, as nobody. What fails is said, and not tried again, as in Forge. */
  runScheduled: (place: Place) => Promise<void>;
  /** What goes on over a place, and what its clock shows. */
  background: (place: Place) => Background;
  /** Moves the clock of a place on, by so many milliseconds; elsewhere does nothing. */
  moveTime: (place: Place, milliseconds: number) => void;
  /** Whether from now on every event over a place comes twice, and in any order. */
  setUnruly: (place: Place, isUnruly: boolean) => void;
  /** Forgets what is kept and what waits over a place, and sets its clock back. */
  beginAnew: (place: Place) => void;
  /** Ends when no event is worked off or due. */
  idle: () => Promise<void>;
  /** Writes what is kept and not yet written. */
  flush: () => void;
}

type Handler = (first: unknown, second: unknown) => unknown;

/** Seconds that a panel or a caller waits for an answer at most. */
const longestAnswering = 25;

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
  /** From 0 up to 1, for what comes in any order. */
  random?: () => number;
}

/** A host for the app. */
export function forgeHost({ manifest, app, storage, address, say, random = Math.random }: HostOptions): Host {
  const installations = new Map<string, Installation>();
  const allowed = new Set<string>();
  let exported: Record<string, unknown> | undefined;
  installGlobals();

  function installed(place: Place): Installation {
    const known = installations.get(place.storage);
    if (known) return known;
    const made: Installation = {
      store: openStore(path.join(storage, `${place.storage}.json`), say, place.clock),
      queues: deliveries({
        now: () => timeIn(place),
        deliver: (queued) => deliver(place, made, queued),
        isUnruly: () => made.isUnruly,
        random,
        say: (sentence) => {
          fail(made, sentence);
        },
      }),
      scheduled: new Set(),
      isUnruly: false,
    };
    installations.set(place.storage, made);
    return made;
  }

  function fail(installation: Installation, sentence: string): void {
    installation.failed = sentence;
    say(sentence);
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

  /** Runs a handler over a place as nobody: then only the app itself reaches Bitbucket. */
  function runAsNobody(
    place: Place,
    { moduleKey, seconds, installation }: Pick<Run, 'moduleKey' | 'seconds' | 'installation'>,
    handler: (principal: object) => unknown,
  ): Promise<unknown> {
    const seat = seatOfNobody(place);
    return run({ manifest, address, place, seat, moduleKey, asPerson: false, seconds, installation }, handler);
  }

  async function deliver(place: Place, installation: Installation, { consumer, event }: QueuedEvent) {
    const { queue: moduleKey, handler: name, method, seconds } = consumer;
    const context = { moduleKey, ...environmentOf };
    return runAsNobody(place, { moduleKey, seconds, installation }, (principal) => {
      const handler = handlerOf(name);
      if (method === undefined) return handler(event, { ...context, ...principal });
      return handler({ call: { functionKey: method, payload: event.body, jobId: event.jobId }, context }, principal);
    });
  }

  return {
    manifest,
    mayAct,
    allow: (installed) => allowed.add(consentOf(installed)),
    invoke: (surface, { functionKey, payload }) => {
      const { resolver, key } = surface.module;
      if (resolver === undefined) return Promise.reject(new Error(`The module ${key} has no resolver.`));
      const context = contextOf(manifest, surface.module, surface.seat);
      const { place, seat } = surface;
      const about = { manifest, address, place, seat, moduleKey: key, installation: installed(place) };
      const asked = { ...about, asPerson: true, mayAct: mayAct(surface), seconds: longestAnswering };
      return run(asked, (principal) =>
        handlerOf(resolver)({ call: { functionKey, payload, jobId: randomUUID() }, context }, principal),
      );
    },
    trigger: async (place, key, request) => {
      const trigger = manifest.webTriggers.find((one) => one.key === key);
      if (!trigger) throw new Error(`There is no web trigger ${key} over ${place.name}.`);
      const installation = installed(place);
      return runAsNobody(place, { moduleKey: key, seconds: longestAnswering, installation }, (principal) =>
        handlerOf(trigger.handler)(request, { moduleKey: key, ...environmentOf, ...principal }),
      );
    },
    runScheduled: async (place) => {
      const installation = installed(place);
      const all = manifest.scheduled.map(async ({ key: moduleKey, handler, seconds }) => {
        const context = { moduleKey, ...environmentOf };
        const done = Promise.resolve()
          .then(() =>
            runAsNobody(place, { moduleKey, seconds, installation }, (principal) =>
              handlerOf(handler)({ context: { moduleKey } }, { ...context, ...principal }),
            ),
          )
          .catch((error: unknown) => {
            fail(installation, `The scheduled function ${moduleKey} failed: ${messageOf(error)}`);
          })
          .finally(() => installation.scheduled.delete(done));
        installation.scheduled.add(done);
        await done;
      });
      await Promise.all(all);
    },
    background: (place) => backgroundOf(installed(place), timeIn(place)),
    moveTime: (place, milliseconds) => {
      const { store, queues } = installed(place);
      if (!place.clock) return;
      place.clock.ahead += milliseconds;
      store.save();
      queues.look();
    },
    setUnruly: (place, isUnruly) => {
      installed(place).isUnruly = isUnruly;
    },
    beginAnew: (place) => {
      const { store, queues } = installed(place);
      queues.clear();
      store.discard();
      installations.delete(place.storage);
      if (place.clock) Object.assign(place.clock, newClock());
    },
    idle: async () => {
      for (const { queues, scheduled } of installations.values()) {
        await Promise.all(scheduled);
        await queues.idle();
      }
    },
    flush: () => {
      for (const { store } of installations.values()) store.flush();
    },
  };
}

const environmentOf = { environmentId: environment.id, environmentType: environment.type };

/** What no person calls finds a place as the app does over anybody's seat. */
function seatOfNobody(place: Place): Seat {
  const seat = place.open(place.viewers[0]?.key ?? '');
  if (!seat) throw new Error(`Nobody looks at ${place.name}.`);
  return seat;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
