import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRealTime } from '../../src/bitbucket/port/port';
import { parseWorld, type World } from '../../src/bitbucket/worlds/world';
import { run } from '../../src/cli/run';
import { exit } from '../../src/cli/terminal/io';
import { permissionCheck } from '../../src/forge/webhook/permission-check';
import { panelResolver } from '../../src/forge/panels/resolver';
import ordinaryTeam from '../../src/sandbox/worlds/ordinary-team.json';
import withPullRequests from '../../src/sandbox/worlds/pull-requests.json';
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
  /** Round trips that it may take: all of them, and of Bitbucket. */
  most: { trips: number; ofBitbucket: number };
  /** Invocations of Forge that it takes; none on the command line. */
  invocations?: number;
  run: (delayed: Delayed, begin: () => void) => Promise<unknown>;
}

const small = saved(ordinaryTeam);
const pullRequests = saved(withPullRequests);
const large = largeWorld();
const developer = shownTo(pullRequests, personIn(pullRequests, 'Tomás Vidal'), 'write');

/** Everything of which the round trips are counted. */
export const works: Work[] = [
  inForge('settings, small', [3, 3], settings(small)),
  inForge('settings, large', [5, 5], settings(large)),
  inForge('settings, large, for the third time', [5, 5], settings(large, 2)),
  { ...inForge('all branches in the page, 10,000', [6, 6], branches), invocations: 3 },
  inForge('panel of a developer, cold', [4, 3], panel(developer)),
  inForge('panel of a developer, warm', [3, 3], panel(developer, true)),
  inForge('panel of an administrator, cold', [4, 3], panel(pullRequests)),
  inForge('panel of an administrator, warm', [4, 3], panel(pullRequests, true)),
  inForge('webhook, small, cold', [10, 3], webhook(small)),
  inForge('webhook, small, warm', [3, 0], webhook(small, true)),
  inForge('webhook, large, cold', [11, 3], webhook(large)),
  inForge('webhook, large, warm', [4, 0], webhook(large, true)),
  typed('explain, small', [3, 3], small, ['explain', 'acme/web', '--branch', 'main']),
  typed('explain, large', [5, 5], large, ['explain', 'acme/monolith', '--branch', 'main']),
  typed('prs of 11', [5, 5], pullRequests, ['prs', 'acme/web']),
];

function inForge(name: string, [trips, ofBitbucket]: [number, number], run: Work['run']): Work {
  return { name, most: { trips, ofBitbucket }, invocations: 1, run };
}

/** A world, parsed as from a file: a bundle holds it. */
function saved(world: object): World {
  const parsed = parseWorld(JSON.stringify(world));
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

/** A command, as it is typed, over HTTP that answers from a world. */
function typed(name: string, [trips, ofBitbucket]: [number, number], world: World, args: string[]): Work {
  return {
    name,
    most: { trips, ofBitbucket },
    run: async ({ through }) => {
      const get = through(filtering(world));
      const bare = globalThis.fetch;
      const folder = mkdtempSync(path.join(tmpdir(), 'round-trips-'));
      globalThis.fetch = async (input) => {
        const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
        const { status, headers, body } = await get(pathname + search);
        return new Response(JSON.stringify(body ?? {}), { status, headers });
      };
      try {
        const status = await run(args, {
          cwd: folder,
          env: { PATH: process.env['PATH'], BITBUCKET_ACCESS_TOKEN: 'benchmark', XDG_STATE_HOME: folder },
          out: () => undefined,
          err: () => undefined,
          outIsTerminal: false,
          errIsTerminal: false,
        });
        if (status > exit.unknown) throw new Error(`${args.join(' ')} ended with ${String(status)}.`);
      } finally {
        globalThis.fetch = bare;
        rmSync(folder, { recursive: true });
      }
    },
  };
}
