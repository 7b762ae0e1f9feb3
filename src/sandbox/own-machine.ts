import type { MiddlewareHandler } from 'hono';

const ourNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Answers only what this machine asks for by its own names: a page elsewhere whose name was made to point here (DNS
 * rebinding) names itself in `Host`. What is not a plain GET must come from one of our own pages; but a web trigger is
 * there for every client, and trusts none.
 */
export const ownMachineOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  const base = `http://${host}`;
  const known =
    URL.canParse(base) && ourNames.includes(new URL(base).hostname) && /^(\[::1\]|[^:/@]+)(:\d+)?$/.test(host);
  if (!known) return context.json({ error: 'The sandbox answers only to localhost.' }, 403);
  if (
    !['GET', 'HEAD'].includes(context.req.method) &&
    !/^\/worlds\/[^/]+\/webtriggers\//.test(context.req.path) &&
    !isOwn(context.req.header('origin'), context.req.header('sec-fetch-site'), base)
  ) {
    return context.json({ error: 'Only a page of the sandbox may ask this.' }, 403);
  }
  return next();
};

/** Browsers send `Origin` with every POST, and nearly all of them `Sec-Fetch-Site`, which no script can set. */
function isOwn(origin: string | undefined, site: string | undefined, base: string): boolean {
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined ? site === 'same-origin' : origin === base;
}
