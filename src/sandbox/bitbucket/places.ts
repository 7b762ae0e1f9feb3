import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseWorld, worldGet, type World } from '../../bitbucket/worlds/world';
import { largeWorld } from './large-world';
import type { Place, Seat } from './place';
import { bodyAt, isCalled, pathsIn, pullRequestsIn, rawRepository, rawUser } from './replies';
import { viewersOf, withoutAdministration, type Viewers } from './viewers';
import { workedOn } from './worked-on';
import { workspacePlace } from './workspace/place';

export type { Place, Seat } from './place';

/**
 * The world to begin with, as the most telling: its administrator cannot push to main, and the first answer on the
 * screen names the restriction that refuses and three ways out. That administrators are refused too is what surprises
 * most people.
 */
const first = 'ordinary-team.json';

/** Every saved world of a folder, the ordinary one first, and the large one. Throws where a file is not a world. */
export function savedPlaces(folder: string): Place[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  const saved = files.map((file) => {
    const parsed = parseWorld(readFileSync(path.join(folder, file), 'utf8'));
    if ('wrong' in parsed) throw new Error(`${file} is not a saved world: ${parsed.wrong}.`);
    const place = worldPlace(path.basename(file, '.json'), parsed.world);
    const refusing = refusingPlaces[file];
    return refusing ? [place, refusingPlace(refusing, parsed.world)] : [place];
  });
  return [...saved.flat(), ...firstVisit(folder), ...readAgain(folder), largePlace(), workspacePlace()];
}

/** Worlds that are shown once more as they are where Bitbucket keeps from the app itself what is for administrators. */
const refusingPlaces: Record<string, { name: string; about: string }> = {
  [first]: {
    name: 'app-refused',
    about:
      'The same team, where Bitbucket shows the app itself nothing that is for administrators. Builds are then answered from what an administrator could read when one last opened the settings page.',
  },
  'pull-requests.json': {
    name: 'pull-requests-app-refused',
    about:
      'The same pull requests, where Bitbucket shows the app itself nothing that is for administrators. The developer is told the rules only once the administrator has opened the settings page or a panel here.',
  },
};

/** The first world as it is on the first day. */
function firstVisit(folder: string): Place[] {
  const about =
    'The same team, where nobody has let the app act in their name yet: what every person meets first. It is forgotten when the sandbox ends.';
  return firstWorld(folder).map((world) => ({ ...worldPlace('first-visit', { ...world, about }), asksConsent: true }));
}

/** The first world where somebody works on the settings while others look at them. */
function readAgain(folder: string): Place[] {
  const about =
    'The same team, where somebody works on the rules while the settings page is open: Read again tells what changed. It begins anew when the page is loaded.';
  return firstWorld(folder).map((world) => worldPlace('read-again', workedOn({ ...world, about })));
}

function firstWorld(folder: string): World[] {
  const parsed = parseWorld(readFileSync(path.join(folder, first), 'utf8'));
  return 'wrong' in parsed ? [] : [parsed.world];
}

function refusingPlace({ name, about }: { name: string; about: string }, world: World): Place {
  const { open, ...place } = worldPlace(name, { ...world, about });
  const app = withoutAdministration(world);
  return {
    ...place,
    open: (...asked) => {
      const seat = open(...asked);
      return seat && { ...seat, app: worldGet(app) };
    },
  };
}

/** A saved world as a place. */
export function worldPlace(name: string, world: World): Place {
  const viewers = viewersOf(world);
  return {
    name,
    about: world.about,
    viewers: Object.entries(viewers).map(([key, seen]) => {
      const person = rawUser(bodyAt(seen, '/2.0/user'))?.display_name;
      return { key, ...(person !== undefined && { name: person }) };
    }),
    pullRequests: pullRequestsIn(world),
    storage: name,
    open: (...asked) => seatIn(viewers, ...asked),
  };
}

/** It takes a moment to make, so it is made when somebody opens it. */
function largePlace(): Place {
  let viewers: Viewers | undefined;
  return {
    name: 'large',
    about:
      'Ten thousand branches, five thousand people in sixty groups, and two hundred restrictions: what a large repository feels like.',
    viewers: [{ key: 'administrator' }, { key: 'developer' }],
    pullRequests: [],
    storage: 'large',
    open: (...asked) => seatIn((viewers ??= viewersOf(largeWorld())), ...asked),
  };
}

function seatIn(viewers: Viewers, key: string, asked?: number, slug?: string): Seat | undefined {
  const world = Object.entries(viewers).find(([viewer]) => viewer === key)?.[1];
  const saved = viewers.administrator ?? world;
  const paths = world && pathsIn(world);
  const repository = paths && rawRepository(bodyAt(world, paths.repository));
  if (!world || !saved || !repository || !isCalled(repository, slug)) return undefined;
  const viewer = rawUser(bodyAt(world, '/2.0/user'));
  const held = pullRequestsIn(world);
  const pullRequest = asked ?? held[0];
  if (asked !== undefined && !held.includes(asked)) return undefined;
  return {
    user: worldGet(world),
    app: worldGet(saved),
    repository,
    ...(viewer && { viewer }),
    ...(pullRequest !== undefined && { pullRequest }),
  };
}
