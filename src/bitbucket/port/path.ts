import type { Reply } from './port';

/**
 * The root of a path: REST 2.0, which holds a repository's facts, or the older endpoint that lists the members of
 * groups.
 */
export type Root = '/2.0/' | '/1.0/groups/';

/** A segment as RFC 3986 defines it; every other character is percent-encoded. */
const segment = /^(?:[\w.~!$&'()*+,;=:@-]|%[\dA-F]{2})+$/i;
/** `.` and `..` segments, and encoded slashes and control characters that a proxy might decode. */
const misleading = /^(?:\.|%2e){1,2}$|%2f|%5c|%[01][\dA-F]|%7f/i;
const query = /^[\x21\x24-\x7e]*$/;

/**
 * Whether a path, with its query, names something of the API and nothing else, whatever passes it on: it begins with
 * one of the roots, and no segment is left unencoded or leads elsewhere. `//other.example` in its place would name a
 * host.
 */
export function isOfApi(path: string, roots: readonly Root[] = ['/2.0/']): boolean {
  const [before = '', ...rest] = path.split('?');
  const root = roots.find((one) => before.startsWith(one));
  return (
    root !== undefined &&
    before
      .slice(root.length)
      .split('/')
      .every((one) => segment.test(one) && !misleading.test(one)) &&
    query.test(rest.join('?'))
  );
}

/** Whether a text, once encoded, can stand in a path as one segment: `..` and `a/b` cannot. */
export function isSegment(text: string): boolean {
  return isOfApi(`/2.0/${encodeURIComponent(text)}`);
}

/** The reply in place of a request for a path outside the API: nothing was sent, and a retry would not help. */
export const notAsked: Reply = { status: 400, headers: {}, body: undefined };

/** Characters that `URL` would silently drop or turn into a slash, and segments that it would resolve. */
const dropped = /\p{Cc}|\\|^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/iu;

/**
 * A link as a path for the port; undefined where it leads off the API at `base`, beyond which no credential may go. A
 * relative link is resolved from where it was found.
 */
export function pathOn(base: string, link: string, roots?: readonly Root[], foundAt = base): string | undefined {
  if (dropped.test(link) || !URL.canParse(link, foundAt)) return undefined;
  const url = new URL(link, foundAt);
  const { origin, pathname } = new URL(base);
  const prefix = pathname.replace(/\/+$/, '');
  if (url.origin !== origin || url.username || url.password || !url.pathname.startsWith(`${prefix}/`)) return undefined;
  const path = url.pathname.slice(prefix.length) + url.search;
  return isOfApi(path, roots) ? path : undefined;
}
