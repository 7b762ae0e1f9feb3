/// <reference lib="dom" />

/** The frame around the panel on the sandbox's first page; none where the panel stands by itself. */
function frameAround(): HTMLElement | undefined {
  // An element of another window is no instance of this window's classes; another site's page shows none.
  return (frameElement as HTMLElement | null) ?? undefined;
}

/** The page of the product: the one around the panel, or the panel's own where it stands by itself. */
export function productPage(): Document {
  return frameAround()?.ownerDocument ?? document;
}

/**
 * Leads the product's page elsewhere. A panel's policy forbids it to do that itself, so a link of the product's page is
 * followed.
 */
export function leadTo(address: string): void {
  const link = productPage().createElement('a');
  link.href = addressAround(address);
  link.click();
}

/** An address as it is opened from here: a panel stands in a frame again where this one does. */
export function addressAround(address: string): string {
  return frameAround() ? framedAddress(address) : address;
}

/** Another panel of the sandbox, as the first page shows it, with its fragment. Other addresses stay as they are. */
function framedAddress(address: string): string {
  const { origin, pathname, hash } = new URL(address);
  const [, world, viewer, repository, number, module] =
    /^\/worlds\/([^/]+)\/([^/]+)\/(?:repositories\/([^/]+)\/)?(?:pull-requests\/(\d+)\/)?([^/]+)\/$/.exec(pathname) ??
    [];
  if (origin !== location.origin || world === undefined || viewer === undefined || module === undefined) return address;
  const choice = new URLSearchParams({ world: decodeURIComponent(world), viewer, surface: decodeURIComponent(module) });
  if (repository !== undefined) choice.set('repository', decodeURIComponent(repository));
  if (number !== undefined) choice.set('pull-request', number);
  return `${origin}/?${choice.toString()}${hash}`;
}

/** Keeps the frame as tall as what the panel shows, as Forge does. */
export function growWithContent(): void {
  const frame = frameAround();
  if (!frame) return;
  const fit = () => {
    const ends = [...document.body.children].map((child) => child.getBoundingClientRect().bottom);
    frame.style.height = `${String(Math.ceil(Math.max(...ends) + scrollY))}px`;
  };
  addEventListener('DOMContentLoaded', () => {
    const observer = new ResizeObserver(fit);
    for (const child of document.body.children) observer.observe(child);
  });
}
