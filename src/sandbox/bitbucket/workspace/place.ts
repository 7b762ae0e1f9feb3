import type { Get } from '../../../bitbucket/port/port';
import { worldGet } from '../../../bitbucket/worlds/world';
import { newClock, timeOn, type Clock } from '../clock';
import type { Place } from '../place';
import { rawRepository, rawUser } from '../replies';
import { historyOf, type History } from './year/history';
import type { Repository, Workspace } from './model';
import { limited } from './rate';
import { sightOf, type Reader, type Sight } from './readers';
import { replyAt } from './replies';
import { known, telling } from './telling';
import { repositoryOf } from './written';

/** Through whose eyes the workspace is seen, by key. */
const viewers = {
  administrator: { person: known.ana, name: 'Ana Lovell' },
  'repository-administrator': { person: known.priya, name: 'Priya Raman' },
  developer: { person: known.tomas, name: 'Tomás Vidal' },
} as const;

/** Calls in an hour: of a person; and of the app, which has ten more for each of 500 paid seats above a hundred. */
const limits = { person: 1_000, app: 1_000 + 10 * (500 - 100) };

/** A workspace of 200 repositories, whose time can be moved. It is made when somebody opens it. */
export function workspacePlace(clock: Clock = newClock(), seed = 1): Place {
  const history = historyOf(seed);
  const sights = new Map<string, { workspace: Workspace; sight: Sight }>();

  /** What a reader sees now; worked out anew when somebody edited something. */
  function seen(reader: Reader) {
    const workspace = workspaceNow(history, clock);
    const of = 'app' in reader ? '' : reader.person;
    const kept = sights.get(of);
    const sight = kept?.workspace === workspace ? kept.sight : sightOf(workspace, reader);
    sights.set(of, { workspace, sight });
    return { workspace, began: clock.began, reader, sight };
  }

  /** Each reply is made when it is asked for, and paged as those of every saved world are. */
  function portOf(reader: Reader): Get {
    const get: Get = async (path) => {
      const [at = ''] = path.split('?');
      return worldGet({ about: '', replies: { [at]: replyAt(seen(reader), at) } })(path);
    };
    return limited(get, 'app' in reader ? limits.app : limits.person, () => timeOn(clock));
  }

  function visible(person: string): Repository[] {
    const { workspace, sight } = seen({ person });
    const order = new Map(telling.map(({ slug }, at) => [slug, at]));
    return [...workspace.repositories.values()]
      .filter((one) => sight.level(one) !== undefined)
      .sort(
        (a, b) => (order.get(a.slug) ?? order.size) - (order.get(b.slug) ?? order.size) || (a.slug < b.slug ? -1 : 1),
      );
  }

  const app = portOf({ app: true });
  const ports = new Map<string, Get>(Object.values(viewers).map(({ person }) => [person, portOf({ person })]));
  return {
    name: 'workspace',
    about:
      'A workspace of 200 repositories in which somebody edits something on most days. Have it read, move time on, ' +
      'and have it read again to see what changed, and who gained or lost by it.',
    viewers: Object.entries(viewers).map(([key, { name }]) => ({ key, name })),
    pullRequests: [],
    storage: 'workspace',
    clock,
    repositories: (key) => visible(personAt(key) ?? '').map(({ slug }) => slug),
    open: (key, _, slug) => {
      const person = personAt(key);
      const user = person === undefined ? undefined : ports.get(person);
      if (person === undefined || !user) return undefined;
      const { workspace, ...moment } = seen({ person });
      const all = visible(person);
      const repository = slug === undefined ? all[0] : all.find((one) => one.slug === slug);
      const raw = repository && rawRepository(repositoryOf({ workspace, ...moment }, repository));
      const viewer = rawUser(workspace.people.get(person));
      return raw && { user, app, repository: raw, ...(viewer && { viewer }) };
    },
  };
}

function personAt(key: string): string | undefined {
  return Object.entries(viewers).find(([viewer]) => viewer === key)?.[1].person;
}

function workspaceNow(history: History, clock: Clock): Workspace {
  return history.at(timeOn(clock) - clock.began);
}
