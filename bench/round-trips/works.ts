import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRealTime } from '../../src/bitbucket/port/port';
import { parseWorld, worldGet, type World } from '../../src/bitbucket/worlds/world';
import { run } from '../../src/cli/run';
import { permissionCheck } from '../../src/forge/webhook/permission-check';
import { panelResolver } from '../../src/forge/panels/resolver';
import { largeWorld } from '../../src/sandbox/bitbucket/large-world';
import type { BranchPortion } from '../../src/panel-calls';
import { readBranches } from '../../static/src/settings/reading/read-branches';
import { contextBeside, personIn, shownTo } from '../../test/forge/panels/beside';
import { contextOf, host, placeOf, type Host } from '../../test/forge/host';
import { signed, type Key } from '../../test/forge/webhook/signed';
import { filtering, type Delayed } from './simulated';

/** Something that somebody waits for. */
export interface Work {
  name: string;
  run: (delayed: Delayed, begin: () => void) => Promise<unknown>;
}

const small = saved('ordinary-team');
const pullRequests = saved('pull-requests');
const large = largeWorld();
const developer = shownTo(pullRequests, personIn(pullRequests, 'Tomás Vidal'), 'write');

/** Everything of which the round trips are counted. */
export const works: Work[] = [
  { name: 'settings, small', run: settings(small) },
  { name: 'settings, large', run: settings(large) },
  { name: 'settings, large, third visit', run: settings(large, 2) },
  { name: 'branches in the page, large', run: branches },
  { name: 'panel, developer, cold', run: panel(developer) },
  { name: 'panel, developer, warm', run: panel(developer, true) },
  { name: 'panel, administrator, cold', run: panel(pullRequests) },
  { name: 'panel, administrator, warm', run: panel(pullRequests, true) },
  { name: 'webhook, small, cold', run: webhook(small) },
  { name: 'webhook, small, warm', run: webhook(small, true) },
  { name: 'webhook, large, cold', run: webhook(large) },
  { name: 'webhook, large, warm', run: webhook(large, true) },
  { name: 'explain, small', run: typed(small, ['explain', 'acme/web', '--branch', 'main']) },
  { name: 'explain, large', run: typed(large, ['explain', 'acme/monolith', '--branch', 'main']) },
  { name: 'prs of 11', run: typed(pullRequests, ['prs', 'acme/web']) },
  { name: 'matrix, large', run: typed(large, ['matrix', 'acme/monolith', '--json']) },
];

function saved(name: string): World {
  const file = path.join(__dirname, '..', 'src', 'sandbox', 'worlds', `${name}.json`);
  const parsed = parseWorld(readFileSync(file, 'utf8'));
  if ('wrong' in parsed) throw new Error(parsed.wrong);
  return parsed.world;
}

function appOver({ through, store }: Delayed, world: World, seen = world): Host {
  return host(through(filtering(seen)), contextOf(world), panelResolver(inRealTime), {
    app: through(filtering(world)),
    store,
  });
}

function settings(world: World, before = 0): Work['run'] {
  return async (delayed, begin) => {
    const app = appOver(delayed, world);
    for (let visit = 0; visit < before; visit += 1) await app.invoke('facts');
    begin();
    await app.invoke('facts');
  };
}

/** As the page reads them: beside the facts. */
async function branches(delayed: Delayed): Promise<void> {
  const app = appOver(delayed, large);
  const ask = async (payload: object) => {
    const portion = (await app.invoke('branches', payload)) as BranchPortion;
    if ('cannotRead' in portion) throw new Error(JSON.stringify(portion));
    return portion;
  };
  let names = 0;
  await readBranches(
    ask,
    () => false,
    ({ items }) => {
      names = items.length;
    },
  );
  if (names !== 10_000) throw new Error(`${String(names)} branches were read.`);
}

function panel(seen: World, visited = false): Work['run'] {
  return async (delayed, begin) => {
    if (visited) {
      const before = appOver(delayed, pullRequests);
      await before.invoke('facts');
      const app = appOver(delayed, pullRequests, seen);
      for (const [key, value] of before.kept) app.kept.set(key, value);
      begin();
      await app.invoke('pullRequest', {}, contextBeside(pullRequests, 5));
    } else await appOver(delayed, pullRequests, seen).invoke('pullRequest', {}, contextBeside(pullRequests, 5));
  };
}

function webhook(world: World, before = false): Work['run'] {
  return async (delayed, begin) => {
    const app = appOver(delayed, world);
    const check = permissionCheck(inRealTime);
    const { key, secret, url } = (await app.invoke('makeCheckKey')) as {
      key: { id: string };
      secret: string;
      url: string;
    };
    const ask = async () => {
      const question = { repository: placeOf(world).slug, branch: 'main', actor: 'pipelines' };
      const { body, headers } = signed({ id: key.id, secret, url } satisfies Key, { body: question });
      const lists = Object.fromEntries(headers.map(([name, value]) => [name, [value]]));
      const { statusCode } = await check({ method: 'POST', headers: lists, body });
      if (statusCode !== 200) throw new Error(String(statusCode));
    };
    if (before) await ask();
    begin();
    await ask();
  };
}

function typed(world: World, args: string[]): Work['run'] {
  return async ({ through }) => {
    const get = through(world === large ? filtering(world) : worldGet(world));
    const bare = globalThis.fetch;
    globalThis.fetch = async (input) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
      const { status, headers, body } = await get(pathname + search);
      return new Response(JSON.stringify(body ?? {}), { status, headers });
    };
    try {
      const status = await run(args, {
        cwd: tmpdir(),
        env: { PATH: process.env['PATH'], BITBUCKET_ACCESS_TOKEN: 'benchmark', XDG_STATE_HOME: tmpdir() },
        out: () => undefined,
        err: () => undefined,
        outIsTerminal: false,
        errIsTerminal: false,
      });
      if (status > 2) throw new Error(`${args.join(' ')} ended with ${String(status)}.`);
    } finally {
      globalThis.fetch = bare;
    }
  };
}
