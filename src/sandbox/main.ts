import path from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { forgeHost } from './host/host';
import { livePlace } from './bitbucket/live';
import { readManifest } from './host/manifest';
import { savedPlaces, type Place } from './bitbucket/places';
import { sandbox } from './server';

const root = path.join(__dirname, '..');
const port = Number(process.env['PORT'] ?? 4321);
const servers: ServerType[] = [];

/** Only this machine: `localhost` is one of these two, and not every machine has the second. */
function listen(hostname: '127.0.0.1' | '::1', fetch: Parameters<typeof serve>[0]['fetch'], over: string) {
  const server = serve({ fetch, hostname, port }, () => {
    if (hostname === '127.0.0.1')
      console.log(`Who Can Push, over ${over}: http://localhost:${String(port)}\nCtrl-C ends it.`);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (hostname === '::1') return;
    stop(
      error.code === 'EADDRINUSE'
        ? `Port ${String(port)} is taken; name another one: PORT=4322 npm start`
        : error.message,
    );
  });
  servers.push(server);
}

/** The saved worlds, or with `--live WS/REPO` that repository. */
async function placesAsked(args: string[]): Promise<{ places: Place[]; over: string }> {
  const [option, repository, ...more] = args.flatMap((arg) =>
    arg.startsWith('--live=') ? ['--live', arg.slice(7)] : [arg],
  );
  if (option === undefined)
    return { places: savedPlaces(path.join(root, 'src', 'sandbox', 'worlds')), over: 'saved worlds' };
  if (option !== '--live' || repository === undefined || more.length > 0)
    return stop('Usage: npm start [-- --live WORKSPACE/REPOSITORY]');
  const live = await livePlace(repository, process.env);
  return 'wrong' in live ? stop(live.wrong) : { places: [live.place], over: repository };
}

function stop(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

let flush = (): void => undefined;

function end() {
  for (const server of servers) server.close();
  flush();
  process.exit(0);
}

async function start() {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    stop(`PORT is no port: ${String(process.env['PORT'])}; name one from 1 to 65535.`);
  const { places, over } = await placesAsked(process.argv.slice(2));
  const say = (sentence: string) => {
    console.error(sentence);
  };
  const host = forgeHost({
    manifest: readManifest(root),
    app: path.join(root, 'dist', 'app.js'),
    storage: process.env['SANDBOX_STORAGE'] ?? path.join(root, '.cache', 'sandbox'),
    address: `http://localhost:${String(port)}`,
    say,
  });
  flush = host.flush;
  const { fetch } = sandbox({ host, places, served: path.join(root, 'dist') });
  listen('127.0.0.1', fetch, over);
  listen('::1', fetch, over);
  // The large world takes a moment to make: it is ready before anybody opens it.
  setImmediate(() => places.find(({ name }) => name === 'large')?.open('administrator'));
}

process.on('SIGINT', end);
process.on('SIGTERM', end);
start().catch((error: unknown) => stop(error instanceof Error ? error.message : String(error)));
