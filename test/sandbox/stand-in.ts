import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { forgeHost, type Host, type Surface } from '../../src/sandbox/host/host';
import { readManifest } from '../../src/sandbox/host/manifest';
import { savedPlaces, worldPlace, type Place } from '../../src/sandbox/bitbucket/places';
import { savedWorld } from '../bitbucket/saved-worlds';

const root = path.join(__dirname, '..', '..');

/** An app that does what its caller says, through the real packages of Forge. */
const app = `
import Resolver from '@forge/resolver';
import api, { assumeTrustedRoute, getAppContext, __requestAtlassianAsApp } from '@forge/api';
import { kvs, WhereConditions } from '@forge/kvs';
import { InvocationError } from '@forge/events';

const resolver = new Resolver();
resolver.define('context', ({ context }) => ({ context, app: getAppContext().appAri.toString(), install: context.installContext }));
resolver.define('ask', async ({ payload: { as, path, method } }) => {
  const through = as === 'user' ? api.asUser() : as === 'app' ? api.asApp() : as === undefined ? api : api.asUser(as);
  const response = await through.requestBitbucket(assumeTrustedRoute(path), { method });
  return { status: response.status, body: await response.json() };
});
resolver.define('kvs', async ({ payload: { call, args } }) => {
  try {
    return { value: await kvs[call](...args) };
  } catch (error) {
    return { code: error.code, status: error.responseDetails.status };
  }
});
resolver.define('find', ({ payload: { prefix, cursor, limit } }) => {
  let query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(limit);
  if (cursor) query = query.cursor(cursor);
  return query.getMany();
});
resolver.define('transact', async ({ payload: { sets, deletes } }) => {
  const transaction = kvs.transact();
  for (const [key, value] of sets) transaction.set(key, value);
  for (const key of deletes) transaction.delete(key);
  try {
    await transaction.execute();
    return { done: true };
  } catch (error) {
    return { code: error.code, status: error.responseDetails.status };
  }
});
resolver.define('push', async ({ payload }) => {
  const events = payload.events ?? [{ body: payload.body }];
  const body = JSON.stringify({ queueName: payload.queue, jobId: 'job', payload: events });
  return { status: (await __requestAtlassianAsApp('/webhook/queue/publish/a/b/c/d', { method: 'POST', body })).status };
});
resolver.define('often', async ({ payload: { times } }) => {
  for (let at = 0; at < times; at += 1) await api.asApp().requestBitbucket(assumeTrustedRoute('/2.0/user'));
});
resolver.define('time', () => ({ now: Date.now(), made: new Date().getTime(), given: new Date(5).getTime() }));
resolver.define('fail', () => { throw new Error('on purpose'); });
resolver.define('much', () => 'x'.repeat(6 * 1024 * 1024));
export const handler = resolver.getDefinitions();
const noted = async (entry) => kvs.set('noted', [...((await kvs.get('noted')) ?? []), entry]);
export const scheduled = async (request, context) => {
  const { fails, ...rest } = (await kvs.get('schedule')) ?? {};
  if (fails) throw new Error('the schedule fails on purpose');
  await kvs.set('scheduled', { request, context, ...rest, at: Date.now() });
};
let atOnce = 0;
export const work = async (event) => {
  const { does, name, retries = 0, wait = 0 } = event.body;
  if (does === 'fail') throw new Error('the work fails on purpose');
  if (does !== undefined) {
    atOnce += 1;
    await new Promise((done) => setTimeout(done, wait));
    const { retryCount = 0, ...context } = event.retryContext ?? {};
    await noted({ name, retryCount, ...context, atOnce, at: Date.now() });
    atOnce -= 1;
    return retryCount < retries
      ? new InvocationError({ retryAfter: event.body.after ?? 1, retryReason: 'FUNCTION_RETRY_REQUEST', retryData: { name } })
      : undefined;
  }
  let asUser = 'answered';
  try { await api.asUser().requestBitbucket(assumeTrustedRoute('/2.0/user')); } catch (error) { asUser = error.name; }
  await kvs.set('worked', { ...event.body, asUser, job: event.jobId });
};
`;

const manifest = `
modules:
  bitbucket:repoSettingsMenuPage:
    - { key: settings, title: Settings, resource: panels, resolver: { function: resolver } }
  bitbucket:repoPullRequestOverviewPanel:
    - { key: pull-request, title: Beside a pull request, resource: panels, resolver: { function: resolver } }
  bitbucket:workspaceGlobalPage:
    - { key: workspace, title: The workspace, resource: panels, resolver: { function: resolver } }
  scheduledTrigger:
    - { key: hourly, function: scheduled, interval: hour }
  consumer:
    - { key: worker, queue: jobs, function: worker }
  function:
    - { key: resolver, handler: index.handler }
    - { key: worker, handler: index.work }
    - { key: scheduled, handler: index.scheduled }
resources:
  - { key: panels, path: panels }
permissions:
  scopes: [read:repository:bitbucket]
  content: { styles: [unsafe-inline] }
app: { id: ari:cloud:ecosystem::app/stand-in }
`;

/** A folder with the stand-in app in it, and hosts for it. */
export interface StandIn {
  folder: string;
  said: string[];
  /** With numbers from 0 up to 1 for what comes in any order. */
  start: (random?: () => number) => Host;
  remove: () => void;
}

/** Builds the stand-in in a folder of its own. */
export function standIn(): StandIn {
  const folder = mkdtempSync(path.join(tmpdir(), 'sandbox-'));
  const said: string[] = [];
  mkdirSync(path.join(folder, 'panels', 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'manifest.yml'), manifest);
  writeFileSync(path.join(folder, 'bridge.js'), '// the bridge');
  writeFileSync(path.join(folder, 'frame.js'), '// the frame');
  writeFileSync(path.join(folder, 'frame.css'), '/* the frame */');
  writeFileSync(
    path.join(folder, 'panels', 'index.html'),
    '<!doctype html><html lang="en"><head><title>Panel</title><script type="module" ' +
      'src="./assets/main.js"></script></head><body></body></html>',
  );
  writeFileSync(path.join(folder, 'panels', 'assets', 'main.js'), 'globalThis.started = true;');
  buildSync({
    stdin: { contents: app, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: path.join(folder, 'app.js'),
    logLevel: 'error',
  });
  return {
    folder,
    said,
    start: (random) =>
      forgeHost({
        manifest: readManifest(folder),
        app: path.join(folder, 'app.js'),
        storage: path.join(folder, 'storage'),
        address: 'http://localhost:4321',
        say: (sentence) => said.push(sentence),
        ...(random && { random }),
      }),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Every place of the sandbox. */
export function places(): Place[] {
  return savedPlaces(path.join(root, 'src', 'sandbox', 'worlds'));
}

/** A surface of the stand-in over a saved world. */
export function surfaceOver(
  host: Host,
  world = 'ordinary-team',
  viewer = 'administrator',
  module = 'settings',
): Surface {
  const place = worldPlace(world, savedWorld(world));
  const seat = place.open(viewer);
  const shown = host.manifest.modules.find(({ key }) => key === module);
  if (!seat || !shown) throw new Error(`There is no ${module} for the ${viewer} of ${world}.`);
  return { place, seat, module: shown };
}

/** The files of the stand-in's storage, as text. */
export function storageFile({ folder }: StandIn, world = 'ordinary-team'): string {
  return readFileSync(path.join(folder, 'storage', `${world}.json`), 'utf8');
}
