import * as v from 'valibot';
import type { Manifest } from './manifest';

/** What Forge hands to the function of a web trigger: a body as text, and every header and parameter as a list. */
export interface TriggerRequest {
  method: string;
  path: string;
  userPath: string;
  headers: Record<string, string[]>;
  queryParameters: Record<string, string[]>;
  body: string;
}

const asked = v.object({ variables: v.object({ input: v.object({ triggerKey: v.string() }) }) });

/** Answers `webTrigger.getUrl` of `@forge/api` (out/webTrigger.js); `base` is the address of a place. */
export function urlAnswer({ webTriggers }: Manifest, base: string, body: unknown): Response {
  const parsed = v.safeParse(asked, body);
  const key = parsed.success ? parsed.output.variables.input.triggerKey : undefined;
  const known = webTriggers.some((one) => one.key === key);
  return Response.json({ data: { createWebTriggerUrl: known ? { url: `${base}/webtriggers/${String(key)}` } : null } });
}
