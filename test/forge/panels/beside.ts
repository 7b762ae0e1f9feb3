import type { CannotRead, PullRequestPanel } from '../../../src/panel-calls';
import type { Get } from '../../../src/bitbucket/port/port';
import type { World } from '../../../src/bitbucket/worlds/world';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { withoutAdministration } from '../../../src/sandbox/bitbucket/viewers';
import { peopleIn, type RawPerson } from '../../bitbucket/repository/people-in';
import { changed } from '../webhook/builds';
import { contextOf, host, placeOf, type Host } from '../host';

/** The answer to the panel of a pull request. */
export type Answer = PullRequestPanel | { cannotRead: CannotRead };

/** An answer that is not `cannotRead`. */
export function panelOf(answer: Answer): PullRequestPanel {
  if ('cannotRead' in answer) throw new Error(JSON.stringify(answer));
  return answer;
}

/** The panels of a world's pull requests, open to one person. Nothing waits. */
export interface Beside extends Host {
  look: (id: number, payload?: unknown) => Promise<Answer>;
}

/** How the app is set up: what Bitbucket shows it, and what it kept before. */
export interface Setup {
  app?: Get;
  kept?: Map<string, string>;
  accountId?: string;
  store?: () => Promise<void>;
}

/** The app over Bitbucket as somebody sees it. */
export function beside(world: World | Get, of: World, { kept, ...other }: Setup = {}): Beside {
  const one = host(
    world,
    contextOf(of),
    panelResolver(() => Promise.resolve()),
    other,
  );
  for (const [key, value] of kept ?? []) one.kept.set(key, value);
  return {
    ...one,
    look: async (id, payload) => (await one.invoke('pullRequest', payload, contextBeside(of, id))) as Answer,
  };
}

/** The context that Forge gives beside a pull request. */
export function contextBeside(world: World, id: unknown): object {
  const { workspaceId, extension } = contextOf(world);
  return {
    workspaceId,
    extension: { ...extension, type: 'bitbucket:repoPullRequestOverviewPanel', pullRequest: { id } },
  };
}

/** A world's person by their name. */
export function personIn(world: World, name: string): RawPerson {
  const found = peopleIn(world).find(({ display_name }) => display_name === name);
  if (!found) throw new Error(`Nobody is called ${name}.`);
  return found;
}

/**
 * The world as Bitbucket shows it to somebody who does not administer it, with their own permission; `none` has no
 * entry, `hidden` is not shown.
 */
export function shownTo(
  world: World,
  { uuid, display_name, nickname, account_id }: RawPerson,
  permission: 'read' | 'write' | 'none' | 'hidden',
): World {
  const { workspace, slug } = placeOf(world);
  const user = { type: 'user', uuid, display_name, nickname, account_id };
  const [own = ''] = Object.keys(world.replies).filter((path) => path.startsWith('/2.0/user/workspaces/'));
  const values =
    permission === 'none'
      ? []
      : [
          {
            type: 'repository_permission',
            permission,
            user,
            repository: { uuid: slug, workspace: { uuid: workspace } },
          },
        ];
  return changed(
    { ...withoutAdministration(world), viewer: uuid },
    {
      '/2.0/user': { status: 200, body: user },
      [own]: permission === 'hidden' ? { status: 403 } : { status: 200, body: { values } },
    },
  );
}

/** What the app keeps after an administrator looked at the repository. */
export async function visited(world: World): Promise<Map<string, string>> {
  const one = host(
    world,
    contextOf(world),
    panelResolver(() => Promise.resolve()),
  );
  await one.invoke('facts');
  return one.kept;
}
