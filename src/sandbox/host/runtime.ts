import { randomUUID } from 'node:crypto';
import { environment } from './context';
import type { Manifest } from './manifest';

interface Run {
  moduleKey: string;
  installation: { id: string; context: string };
  accountId: string | undefined;
  /** When the function is ended, in milliseconds of `performance.now()`: no clock that is moved changes that. */
  ends: number;
}

/** What `@forge/api` reads of an invocation: getAppContext(), and counters that count nothing (out/api/runtime.js). */
export function runtimeOf({ appId, permissions }: Manifest, { moduleKey, installation, accountId, ends }: Run): object {
  const timer = { stop: () => undefined };
  return {
    contextAri: installation.context,
    ...(accountId !== undefined && { aaid: accountId }),
    appContext: {
      appId,
      appVersion: '0.0.0-sandbox',
      environmentId: environment.id,
      environmentType: environment.type,
      invocationId: randomUUID(),
      installationId: installation.id,
      moduleKey,
      permissions: { scopes: permissions.scopes, external: permissions.external ?? {} },
    },
    lambdaContext: { getRemainingTimeInMillis: () => Math.max(0, ends - performance.now()) },
    metrics: {
      counter: () => ({ incr: () => undefined, decr: () => undefined }),
      timing: () => ({ measure: () => timer }),
    },
    tracing: { traceId: '0', spanId: '0' },
  };
}
