import { isOfPullRequest, isOfWorkspace } from '../host/context';
import type { UiModule } from '../host/manifest';
import type { Place } from '../bitbucket/places';

/**
 * One of the app's modules where Bitbucket shows it: on a page of the repository, beside a pull request, or over the
 * workspace.
 */
export interface Shown {
  module: UiModule;
  pullRequest?: number;
}

/** What the first page shows: a module over a place, as one of its viewers sees it. */
export interface Choice extends Shown {
  place: Place;
  /** The viewer's key. */
  viewer: string;
  /** Which repository of a workspace of many, by its slug. */
  repository?: string;
}

/** What an address asks for, as text. */
export interface Wish {
  world?: string | undefined;
  viewer?: string | undefined;
  /** As `nameOf` gives it; or a module's key, with the number apart. */
  surface?: string | undefined;
  repository?: string | undefined;
  pullRequest?: string | undefined;
}

/**
 * Everything that can be shown over a place, in the manifest's order: over a workspace of many its own pages first, and
 * beside pull requests where numbers are known.
 */
export function shownOver({ pullRequests, repositories }: Place, modules: UiModule[]): Shown[] {
  const ofWorkspace = modules.filter(isOfWorkspace);
  const others = modules.filter((module) => !isOfWorkspace(module));
  return [...(repositories ? ofWorkspace : []), ...others].flatMap((module): Shown[] => {
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
 * is the world's first, and else the first viewer, surface and repository. Nothing where no world has that name.
 */
export function choose(places: Place[], modules: UiModule[], wish: Wish): Choice | undefined {
  const place = wish.world === undefined ? places[0] : places.find(({ name }) => name === wish.world);
  if (!place) return undefined;
  const viewer = place.viewers.find(({ key }) => key === wish.viewer) ?? place.viewers[0];
  const shown = shownFor(place, modules, wish);
  if (!viewer || !shown) return undefined;
  const repository = isOfWorkspace(shown.module) ? undefined : repositoryFor(place, viewer.key, wish);
  return { place, viewer: viewer.key, ...shown, ...(repository !== undefined && { repository }) };
}

function repositoryFor({ repositories }: Place, viewer: string, { repository }: Wish): string | undefined {
  const all = repositories?.(viewer) ?? [];
  return all.find((one) => one === repository) ?? all[0];
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
  const { place, viewer, repository } = choice;
  const wish = { world: place.name, viewer, surface: nameOf(choice), ...(repository !== undefined && { repository }) };
  return `/?${new URLSearchParams(wish).toString()}`;
}

/** Whether an address that asks for anything asks for all of this choice, and for nothing that is not there. */
export function isSpelledOut(choice: Choice, { world, viewer, surface, repository, pullRequest }: Wish): boolean {
  if ([world, viewer, surface, repository, pullRequest].every((part) => part === undefined)) return true;
  return (
    world === choice.place.name &&
    viewer === choice.viewer &&
    surface === nameOf(choice) &&
    repository === choice.repository &&
    pullRequest === undefined
  );
}

/**
 * The address of the panel by itself, in a workspace of many over a repository; the number may also be a word that
 * stands for one.
 */
export function panelAddressOf(
  { place: { name }, viewer, module, repository }: Omit<Choice, 'pullRequest'>,
  number: number | string | undefined,
): string {
  const start = `/worlds/${encodeURIComponent(name)}/${viewer}/`;
  const of = repository === undefined ? '' : `repositories/${encodeURIComponent(repository)}/`;
  const beside = isOfPullRequest(module) ? `pull-requests/${String(number)}/` : '';
  return `${start}${of}${beside}${module.key}/`;
}

/** How a viewer is called: by name where it is known, and by key. */
export function viewerText({ key, name }: Place['viewers'][number]): string {
  return name === undefined ? key : `${name} (${key})`;
}
