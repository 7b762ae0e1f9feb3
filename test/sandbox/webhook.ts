import type { PanelCalls } from '../../src/panel-calls';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { buildSync } from 'esbuild';
import type { Get } from '../../src/bitbucket/port/port';
import { forgeHost } from '../../src/sandbox/host/host';
import { readManifest } from '../../src/sandbox/host/manifest';
import { worldPlace, type Place } from '../../src/sandbox/bitbucket/places';
import { sandbox } from '../../src/sandbox/server';
import { savedWorld } from '../bitbucket/saved-worlds';
import { signed, type Call, type Key } from '../forge/webhook/signed';

const root = path.join(__dirname, '..', '..');
const settingsPage = 'who-can-push-settings';

/** The app of this checkout in the sandbox, served over HTTP. */
export interface Webhook {
  address: string;
  /** Calls a function of the settings page, as the page does. */
  panel: <K extends keyof PanelCalls>(
    place: string,
    functionKey: K,
    payload?: unknown,
    viewer?: string,
  ) => Promise<Exclude<ReturnType<PanelCalls[K]>, { cannotRead: unknown }>>;
  /** Makes a key on the settings page. */
  key: (place: string) => Promise<Key>;
  close: () => Promise<void>;
}

/** Serves these places on a free port, with storage of its own. */
export async function serveWebhook(places: Place[]): Promise<Webhook> {
  const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-webhook-'));
  const app = path.join(folder, 'app.js');
  buildSync({
    entryPoints: [path.join(root, 'src', 'index.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: app,
    logLevel: 'error',
  });
  let fetch: Parameters<typeof serve>[0]['fetch'] = () => new Response(null, { status: 503 });
  const { server, address } = await new Promise<{ server: ReturnType<typeof serve>; address: string }>((done) => {
    const started = serve(
      { fetch: (request, env) => fetch(request, env), hostname: '127.0.0.1', port: 0 },
      ({ port }: AddressInfo) => {
        done({ server: started, address: `http://127.0.0.1:${String(port)}` });
      },
    );
  });
  const host = forgeHost({
    manifest: readManifest(root),
    app,
    storage: path.join(folder, 'storage'),
    address,
    say: () => undefined,
  });
  ({ fetch } = sandbox({ host, places, served: folder }));

  const panel: Webhook['panel'] = async (place, functionKey, payload, viewer = 'administrator') => {
    const answer = await globalThis.fetch(`${address}/worlds/${place}/${viewer}/${settingsPage}/__bridge/invoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ functionKey, payload }),
    });
    const { result, error } = (await answer.json()) as { result: never; error?: string };
    if (error !== undefined) throw new Error(error);
    return result;
  };

  return {
    address,
    panel,
    key: async (place) => {
      const made = await panel(place, 'makeCheckKey');
      if ('tooMany' in made) throw new Error('There are two keys already.');
      return { id: made.key.id, secret: made.secret, url: made.url };
    },
    close: async () => {
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true });
    },
  };
}

/** A saved world whose Bitbucket answers the app, but not the person, in some other way. */
export function placeWhere(name: string, app: (get: Get) => Get, world = 'ordinary-team'): Place {
  const place = worldPlace(name, savedWorld(world));
  return {
    ...place,
    open: (viewer) => {
      const seat = place.open(viewer);
      return seat && { ...seat, app: app(seat.app) };
    },
  };
}

/** What came back, without the headers that the server and the network add. */
export interface Answered {
  status: number;
  body: unknown;
  retryAfter: string | null;
  headers: string;
}

/** Asks over HTTP. */
export async function ask(key: Key, call: Call, url = key.url): Promise<Answered> {
  const { body, headers } = signed(key, call);
  const method = call.method ?? 'POST';
  const answer = await globalThis.fetch(url, { method, headers, ...(method !== 'GET' && { body }) });
  const text = await answer.text();
  const own = [...answer.headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
  return {
    status: answer.status,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
    retryAfter: answer.headers.get('retry-after'),
    headers: JSON.stringify(own),
  };
}
