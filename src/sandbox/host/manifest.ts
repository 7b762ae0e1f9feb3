import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

/** A page or panel of the app: where Bitbucket shows it, what it shows, and the handler that answers it. */
export interface UiModule {
  /** Such as `bitbucket:repoSettingsMenuPage`. */
  type: string;
  key: string;
  title: string;
  /** The folder that holds its index.html. */
  folder: string;
  /** The name under which the bundle exports its resolver; none where it has no resolver. */
  resolver?: string;
}

/** Who works off a queue. With `method` the handler is a resolver. */
export interface Consumer {
  queue: string;
  handler: string;
  method?: string;
  /** How long it may take. */
  seconds: number;
}

/** A function that Forge calls from time to time, by its module's key. */
export interface Scheduled {
  key: string;
  handler: string;
  /** How long it may take. */
  seconds: number;
}

/** A function that anybody calls over HTTP, by its module's key. */
export interface WebTrigger {
  key: string;
  handler: string;
}

/** What the sandbox knows of manifest.yml. */
export interface Manifest {
  appId: string;
  modules: UiModule[];
  webTriggers: WebTrigger[];
  consumers: Consumer[];
  scheduled: Scheduled[];
  permissions: Permissions;
}

/** As the manifest has them. */
export type Permissions = v.InferOutput<typeof permissions>;

const texts = v.exactOptional(v.array(v.string()));
const sources = v.exactOptional(v.array(v.union([v.string(), v.looseObject({ address: v.string() })])));
const permissions = v.object({
  scopes: v.optional(v.array(v.string()), []),
  content: v.exactOptional(v.object({ scripts: texts, styles: v.exactOptional(v.array(v.literal('unsafe-inline'))) })),
  external: v.exactOptional(
    v.object({
      images: sources,
      media: sources,
      scripts: sources,
      styles: sources,
      fonts: sources,
      frames: sources,
      fetch: v.exactOptional(v.object({ client: texts })),
    }),
  ),
});
/** What a function of a consumer or schedule takes unless it says otherwise. */
const usualSeconds = 55;
const functions = v.optional(
  v.array(v.object({ key: v.string(), handler: v.string(), timeoutSeconds: v.optional(v.number(), usualSeconds) })),
  [],
);
const ui = v.object({
  key: v.string(),
  title: v.union([
    v.string(),
    v.pipe(
      v.object({ i18n: v.string() }),
      v.transform(({ i18n }) => i18n),
    ),
  ]),
  resource: v.string(),
  resolver: v.optional(v.looseObject({ function: v.string() })),
});
const consumer = v.object({
  queue: v.string(),
  function: v.optional(v.string()),
  resolver: v.optional(v.object({ function: v.string(), method: v.string() })),
});
const scheduled = v.object({ key: v.string(), function: v.string() });
const webTrigger = v.object({ key: v.string(), function: v.string() });
const manifest = v.object({
  app: v.object({ id: v.string() }),
  modules: v.record(v.string(), v.array(v.unknown())),
  resources: v.optional(v.array(v.object({ key: v.string(), path: v.string() })), []),
  permissions: v.optional(permissions, {}),
});

/** Reads manifest.yml in this folder. Throws where it is not one, or names what it does not hold. */
export function readManifest(root: string): Manifest {
  const { app, modules, resources, permissions } = v.parse(
    manifest,
    parse(readFileSync(path.join(root, 'manifest.yml'), 'utf8')),
  );
  const handlers = new Map(v.parse(functions, modules['function']).map((one) => [one.key, one] as const));

  function exportOf(key: string): string {
    const [file, name] = handlers.get(key)?.handler.split('.') ?? [];
    if (file !== 'index' || name === undefined)
      throw new Error(`manifest.yml: the function ${key} is not a handler of src/index.ts.`);
    return name;
  }

  function timed(key: string): { handler: string; seconds: number } {
    return { handler: exportOf(key), seconds: handlers.get(key)?.timeoutSeconds ?? usualSeconds };
  }

  function folderOf(key: string): string {
    const resource = resources.find((one) => one.key === key);
    if (!resource) throw new Error(`manifest.yml: there is no resource ${key}.`);
    return path.join(root, resource.path);
  }

  return {
    appId: app.id.split('/').at(-1) ?? app.id,
    modules: Object.entries(modules).flatMap(([type, entries]) =>
      entries.flatMap((entry): UiModule[] => {
        const parsed = v.safeParse(ui, entry);
        if (!parsed.success) return [];
        const { key, title, resource, resolver } = parsed.output;
        return [
          { type, key, title, folder: folderOf(resource), ...(resolver && { resolver: exportOf(resolver.function) }) },
        ];
      }),
    ),
    webTriggers: (modules['webtrigger'] ?? []).map((entry) => {
      const { key, function: handler } = v.parse(webTrigger, entry);
      return { key, handler: exportOf(handler) };
    }),
    consumers: (modules['consumer'] ?? []).map((entry) => {
      const { queue, function: own, resolver } = v.parse(consumer, entry);
      const key = resolver?.function ?? own ?? '';
      return { queue, ...timed(key), ...(resolver && { method: resolver.method }) };
    }),
    scheduled: (modules['scheduledTrigger'] ?? []).map((entry) => {
      const { key, function: own } = v.parse(scheduled, entry);
      return { key, ...timed(own) };
    }),
    permissions,
  };
}
