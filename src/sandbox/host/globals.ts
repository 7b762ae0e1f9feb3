import { AsyncLocalStorage } from 'node:async_hooks';

/** Whom the packages of Forge want to reach, and as whom. */
export interface Descriptor {
  type: string;
  provider?: string;
  remote?: string;
  accountId?: string;
}

/** What the packages of Forge ask the platform with. */
export type ForgeFetch = (descriptor: Descriptor, path: string, init?: RequestInit) => Promise<Response>;

/** One call of a handler, as the packages of Forge see it. */
export interface Invocation {
  fetch: ForgeFetch;
  /** What `@forge/api` reads in its runtime.js. */
  runtime: object;
  /** The time of the machine that runs the handler, in milliseconds since 1970. */
  now: () => number;
}

const invocations = new AsyncLocalStorage<Invocation>();

/** Runs a handler such that `@forge/api` and `@forge/kvs` find themselves in this invocation. */
export function within<T>(invocation: Invocation, run: () => T): T {
  return invocations.run(invocation, run);
}

const machineDate = globalThis.Date;

/** The time of the invocation that asks, as it is told outside of it; else that of this machine. */
function timeNow(): number {
  const invocation = invocations.getStore();
  return invocation ? invocations.exit(invocation.now) : machineDate.now();
}

/** A handler's own `Date`, which tells the time of its invocation; everybody else's tells that of this machine. */
const Clockwork = new Proxy(machineDate, {
  construct: (made, args, caller) => Reflect.construct(made, args.length === 0 ? [timeNow()] : args, caller) as Date,
  get: (made, name, receiver) => (name === 'now' ? timeNow : (Reflect.get(made, name, receiver) as unknown)),
});

/**
 * The two globals that every package of Forge goes through (`@forge/api`, out/api/fetch.js and runtime.js), and the
 * clock. The host's own work runs outside of the invocation.
 */
export function installGlobals(): void {
  Object.defineProperty(globalThis, 'Date', { configurable: true, writable: true, value: Clockwork });
  Object.defineProperty(globalThis, '__forge_runtime__', {
    configurable: true,
    get: () => invocations.getStore()?.runtime,
  });
  const forgeFetch: ForgeFetch = async (descriptor, path, init) => {
    const invocation = invocations.getStore();
    if (!invocation) throw new Error('Forge can be asked only while a function runs.');
    return invocations.exit(() => invocation.fetch(descriptor, path, init));
  };
  Object.defineProperty(globalThis, '__forge_fetch__', { configurable: true, value: forgeFetch });
}
