import { isOfPullRequest } from '../host/context';
import type { UiModule } from '../host/manifest';
import type { Place } from '../bitbucket/places';

/** One of the app's modules where Bitbucket shows it: on a page of the repository, or beside a pull request. */
export interface Shown {
  module: UiModule;
  pullRequest?: number;
}

/** What the first page shows: a module over a place, as one of its viewers sees it. */
export interface Choice extends Shown {
  place: Place;
  /** The viewer's key. */
  viewer: string;
}

/** What an address asks for, as text. */
export interface Wish {
  world?: string | undefined;
  viewer?: string | undefined;
  /** As `nameOf` gives it; or a module's key, with the number apart. */
  surface?: string | undefined;
  pullRequest?: string | undefined;
}

/** Everything that can be shown over a place, in the manifest's order; beside pull requests where numbers are known. */
export function shownOver({ pullRequests }: Place, modules: UiModule[]): Shown[] {
  return modules.flatMap((module): Shown[] => {
    if (!isOfPullRequest(module)) return [{ module }];
    return pullRequests === 'any' ? [] : pullRequests.map((pullRequest) => ({ module, pullRequest }));
  });
}

/** As it stands in addresses: the module's key, with the number of the pull request. */
export function nameOf({ module, pullRequest }: Shown): string {
  return pullRequest === undefined ? module.key : `${module.key}-${String(pullRequest)}`;
}

/**
 * What to show for a wish. Viewer and surface are kept where the world has them; where it has not that pull request it
 * is the world's first, and else the first viewer and surface. Nothing where no world has that name.
 */
export function choose(places: Place[], modules: UiModule[], wish: Wish): Choice | undefined {
  const place = wish.world === undefined ? places[0] : places.find(({ name }) => name === wish.world);
  if (!place) return undefined;
  const viewer = place.viewers.find(({ key }) => key === wish.viewer) ?? place.viewers[0];
  const shown = shownFor(place, modules, wish);
  return viewer && shown && { place, viewer: viewer.key, ...shown };
}

function shownFor(place: Place, modules: UiModule[], { surface, pullRequest }: Wish): Shown | undefined {
  const beside = modules.filter(isOfPullRequest);
  const name = pullRequest ? `${surface ?? beside[0]?.key ?? ''}-${pullRequest}` : surface;
  const all = shownOver(place, modules);
  const [, key = name, number] = /^(.*)-([1-9]\d{0,8})$/.exec(name ?? '') ?? [];
  const module = beside.find((one) => one.key === key);
  if (place.pullRequests === 'any' && module && number !== undefined) return { module, pullRequest: Number(number) };
  return all.find((one) => nameOf(one) === name) ?? all.find((one) => one.module === module) ?? all[0];
}

/** The address of the first page with this choice. */
export function addressOf(choice: Choice): string {
  const { place, viewer } = choice;
  return `/?${new URLSearchParams({ world: place.name, viewer, surface: nameOf(choice) }).toString()}`;
}

/** Whether an address that asks for anything asks for all of this choice, and for nothing that is not there. */
export function isSpelledOut(choice: Choice, { world, viewer, surface, pullRequest }: Wish): boolean {
  if ([world, viewer, surface, pullRequest].every((part) => part === undefined)) return true;
  return (
    world === choice.place.name && viewer === choice.viewer && surface === nameOf(choice) && pullRequest === undefined
  );
}

/** The address of the panel by itself; the number may also be a word that stands for one. */
export function panelAddressOf(
  { name }: Place,
  viewer: string,
  module: UiModule,
  number: number | string | undefined,
): string {
  const start = `/worlds/${encodeURIComponent(name)}/${viewer}/`;
  const beside = isOfPullRequest(module) ? `pull-requests/${String(number)}/` : '';
  return `${start}${beside}${module.key}/`;
}

/** How a viewer is called: by name where it is known, and by key. */
export function viewerText({ key, name }: Place['viewers'][number]): string {
  return name === undefined ? key : `${name} (${key})`;
}
