import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { parseWorld, type World } from '../bitbucket/world';
import { pages } from './pages';

const folder = path.join(__dirname, '..', 'src', 'sandbox', 'worlds');
const port = Number(process.env['PORT'] ?? 4321);

/** Every saved world of the folder, by name. */
function savedWorlds(): Map<string, World> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json')).sort();
  return new Map(
    files.map((file) => {
      const parsed = parseWorld(readFileSync(path.join(folder, file), 'utf8'));
      if ('wrong' in parsed) throw new Error(`${file} is not a saved world: ${parsed.wrong}.`);
      return [path.basename(file, '.json'), parsed.world];
    }),
  );
}

const app = pages(savedWorlds());
const servers: ServerType[] = [];

/** Only this machine: `localhost` is one of these two, and not every machine has the second. */
function listen(hostname: '127.0.0.1' | '::1') {
  const server = serve({ fetch: app.fetch, hostname, port }, () => {
    if (hostname === '127.0.0.1') console.log(`Who Can Push, on saved worlds: http://localhost:${String(port)}\nCtrl-C ends it.`);
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (hostname === '::1') return;
    const taken = error.code === 'EADDRINUSE';
    console.error(taken ? `Port ${String(port)} is taken; name another one: PORT=4322 npm start` : error.message);
    process.exit(1);
  });
  servers.push(server);
}

function end() {
  for (const server of servers) server.close();
  process.exit(0);
}

process.on('SIGINT', end);
process.on('SIGTERM', end);
listen('127.0.0.1');
listen('::1');
