import type { Reply } from './port';

/** Where the API stands in which a repository's facts are; the other is where it tells who is in a group. */
export type Root = '/2.0/' | '/1.0/groups/';

/** A segment as RFC 3986 has it: what else there is, is percent-encoded. */
const segment = /^(?:[\w.~!$&'()*+,;=:@-]|%[\dA-F]{2})+$/i;
/** Segments that go up or stay, and slashes and control characters that a proxy might decode. */
const misleading = /^(?:\.|%2e){1,2}$|%2f|%5c|%[01][\dA-F]|%7f/i;
const query = /^[\x21\x24-\x7e]*$/;

/**
 * Whether a path, with its query, names something of the API and nothing else, by whatever hands it goes: it begins
 * below one of the roots, and every segment is encoded and stays where it is. `//other.example` in its place would name
 * a host.
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

/** Whether a text, once it is encoded, can stand in a path as one segment: `..` and `a/b` cannot. */
export function isSegment(text: string): boolean {
  return isOfApi(`/2.0/${encodeURIComponent(text)}`);
}

/** What there is instead of a reply to a path that is not of the API: nothing was asked, and asking again is no use. */
export const notAsked: Reply = { status: 400, headers: {}, body: undefined };

/** What `URL` would quietly drop or turn into a slash, and segments that it would resolve. */
const dropped = /\p{Cc}|\\|^[^?#]*\/(?:\.|%2e){1,2}(?:[/?#]|$)/iu;

/**
 * A link as a path for the port; nothing where it leads off the API, to which `base` is the address and beyond which no
 * credential may go. A relative link starts from where it was found.
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
