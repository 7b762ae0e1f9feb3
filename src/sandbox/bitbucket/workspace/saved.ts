import type { SavedReply, World } from '../../../bitbucket/worlds/world';
import { timeAt } from '../../../bitbucket/port/port';
import { historyOf } from './year/history';
import { acme } from './model';
import { sightOf, type Reader } from './readers';
import { ownOn, pathsOf, replyAt } from './replies';
import { known } from './telling';

/** Which workspace, when, and through whose eyes. */
export interface SavingOptions {
  seed?: number;
  /** When it began, in milliseconds since 1970. */
  began: number;
  /** How many milliseconds later it is read. */
  at: number;
  /** Whose eyes: by default those of its owner. */
  reader?: Reader;
}

/**
 * The workspace as a folder of saved worlds holds it: for each repository that the reader sees its slug and its world,
 * one after the other, as 200 of them at once are large.
 */
export function* savedWorkspace({
  seed = 1,
  began,
  at,
  reader = { person: known.ana },
}: SavingOptions): Generator<{ slug: string; world: World }> {
  const workspace = historyOf(seed).at(at);
  const sight = sightOf(workspace, reader);
  const asked = { workspace, began, reader, sight };
  for (const repository of workspace.repositories.values()) {
    if (sight.level(repository) === undefined) continue;
    const own = `/2.0/user/workspaces/${acme.slug}/permissions/repositories`;
    const replies = pathsOf(workspace, repository).map((path): [string, SavedReply] => [
      path,
      // Of the list of all repositories what is about this one.
      path === own ? { status: 200, body: { values: ownOn(asked, repository) } } : replyAt(asked, path),
    ]);
    yield {
      slug: repository.slug,
      world: {
        about: `${acme.slug}/${repository.slug}, of a workspace that is made from the seed ${String(seed)}.`,
        savedAt: timeAt(new Date(began + at)),
        ...('person' in reader && { viewer: reader.person }),
        replies: Object.fromEntries(replies),
      },
    };
  }
}
