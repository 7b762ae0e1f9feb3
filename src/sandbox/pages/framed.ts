import type { Background } from '../host/installation';
import type { Place, Seat } from '../bitbucket/places';
import type { RawPullRequest } from '../bitbucket/replies';
import type { UiModule } from '../host/manifest';
import type { Choice } from './choice';

/** What the first page is made of: the choice, what there is to choose from, and what its repository's pages say. */
export interface Framed {
  choice: Choice;
  places: Place[];
  modules: UiModule[];
  seat: Seat;
  /** The pull requests that can be chosen, by number, as far as Bitbucket shows them. */
  pullRequests: ReadonlyMap<number, RawPullRequest>;
  /** What goes on over a place whose time can be moved. */
  background?: Background;
}
