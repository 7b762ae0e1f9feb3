import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { bridgeAnswer } from './host/bridge-calls';
import { isOfWorkspace } from './host/context';
import type { Host, Surface } from './host/host';
import { pullRequestsShown } from './bitbucket/replies';
import { addressOf, choose, isSpelledOut } from './pages/choice';
import { framePage } from './pages/frame-page';
import { indexPage, indexStyle, messagePage } from './pages/index-page';
import { ownMachineOnly } from './own-machine';
import { asset, panelPage } from './pages/panel';
import type { Place, Seat } from './bitbucket/places';
import { timeRoutes } from './time-routes';
import { triggerAnswer } from './host/trigger-calls';

/** A page of the repository or workspace, one of a repository of the workspace, and one beside a pull request. */
const surfacePaths = [
  '/worlds/:place/:viewer/:module',
  '/worlds/:place/:viewer/repositories/:repository/:module',
  '/worlds/:place/:viewer/pull-requests/:pullRequest/:module',
] as const;
const triggerPath = '/worlds/:place/webtriggers/:key';
/** What a web trigger takes at most is documented nowhere; the app's own limit is far below. */
const largestCall = 5 * 1024 * 1024;
/** "Front-end invoke payload" in Forge's limits. */
const largestRequest = 500 * 1024;

/** For the sandbox's own pages: they bring style and script of their own and show the panels; nobody may show them. */
const plain = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    connectSrc: ["'self'"],
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // Without a referrer browsers send forms with the origin `null`, even to where their page came from.
  referrerPolicy: 'same-origin',
});

/** What the sandbox is made of. */
export interface SandboxOptions {
  host: Host;
  places: Place[];
  /** The folder of what its pages load, as it was built: bridge.js, frame.js and frame.css. */
  served: string;
}

/**
 * The sandbox over HTTP: a page that shows one choice, a list of the places, and under each viewer's address the app's
 * modules with their bridge.
 */
export function sandbox({ host, places, served }: SandboxOptions): Hono {
  const app = new Hono();
  const seats = new Map<string, Seat>();

  /** A page that is loaded anew starts anew: then a saved world gives its replies in turn from the first. */
  function surfaceAt(
    param: (name: 'place' | 'viewer' | 'module' | 'repository' | 'pullRequest') => string | undefined,
    anew: boolean,
  ): Surface | undefined {
    const place = places.find(({ name }) => name === param('place'));
    const module = host.manifest.modules.find(({ key }) => key === param('module'));
    const viewer = param('viewer') ?? '';
    const [number, repository] = [param('pullRequest'), param('repository')];
    if (place && module && isOfWorkspace(module) && (!place.repositories || repository !== undefined)) return undefined;
    if (!place || !module || (number !== undefined && !/^[1-9]\d{0,8}$/.test(number))) return undefined;
    // Its clock is as it was kept before anything is asked there.
    if (place.clock) host.background(place);
    const at = JSON.stringify([place.name, viewer, number, repository]);
    const seat =
      (anew ? undefined : seats.get(at)) ??
      place.open(viewer, number === undefined ? undefined : Number(number), repository);
    if (!seat) return undefined;
    seats.set(at, seat);
    return { place, module, seat };
  }

  app.use(ownMachineOnly);
  app.get('/', plain, async (context, next) => {
    const { modules } = host.manifest;
    const wish = {
      world: context.req.query('world'),
      viewer: context.req.query('viewer'),
      surface: context.req.query('surface'),
      repository: context.req.query('repository'),
      pullRequest: context.req.query('pull-request'),
    };
    const asked = places.find(({ name }) => name === wish.world);
    if (asked?.clock) host.background(asked);
    const choice = choose(places, modules, wish);
    if (!choice)
      return context.html(messagePage('No such world', 'The sandbox has no world with the name in the address.'), 404);
    if (!isSpelledOut(choice, wish)) return context.redirect(addressOf(choice));
    const seat = choice.place.open(choice.viewer, choice.pullRequest, choice.repository);
    if (!seat) return next();
    const { pullRequests: known } = choice.place;
    const numbers = known === 'any' ? [choice.pullRequest ?? []].flat() : known;
    const pullRequests = await pullRequestsShown(seat.user, seat.repository, numbers);
    const background = choice.place.clock && host.background(choice.place);
    return context.html(framePage({ choice, places, modules, seat, pullRequests, ...(background && { background }) }));
  });
  timeRoutes(app, host, places);
  app.get('/worlds', (context) => context.redirect('/worlds/'));
  app.get('/worlds/', plain, (context) => context.html(indexPage(places, host.manifest.modules)));
  app.get('/sandbox.css', plain, (context) =>
    context.body(indexStyle, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );
  for (const name of ['bridge.js', 'frame.js', 'frame.css']) {
    app.get(`/${name}`, plain, async (context, next) => {
      const file = await asset(served, name);
      return file ? context.body(file.body, 200, { 'content-type': file.type }) : next();
    });
  }
  app.all(triggerPath, bodyLimit({ maxSize: largestCall }), async (context, next) => {
    const place = places.find(({ name }) => name === context.req.param('place'));
    const trigger = host.manifest.webTriggers.find(({ key }) => key === context.req.param('key'));
    return place && trigger ? triggerAnswer(host, place, trigger.key, context) : next();
  });
  for (const path of surfacePaths) {
    app.get(path, (context) => context.redirect(`${new URL(context.req.url).pathname}/`));
    app.get(`${path}/`, async (context, next) => {
      const surface = surfaceAt((name) => context.req.param(name), true);
      if (!surface) return next();
      const page = await panelPage(surface.module, host.manifest.permissions, surface.place.clock?.ahead);
      if (!page)
        return context.html(
          messagePage('The panel is not built', `There is no index.html in ${surface.module.folder}.`),
          503,
        );
      return context.html(page.html, 200, {
        'content-security-policy': page.policy,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    });
    app.get(`${path}/:rest{.+}`, async (context, next) => {
      const module = host.manifest.modules.find(({ key }) => key === context.req.param('module'));
      const found = module && (await asset(module.folder, context.req.param('rest')));
      return found
        ? context.body(found.body, 200, {
            'content-type': found.type,
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-cache',
          })
        : next();
    });
    app.post(
      `${path}/__bridge/:command`,
      bodyLimit({
        maxSize: largestRequest,
        onError: (context) =>
          context.json({ error: 'The request is larger than the 500 KB that Forge lets through.' }, 413),
      }),
      async (context) => {
        const surface = surfaceAt((name) => context.req.param(name), false);
        if (!surface) return context.json({ error: 'There is no such place, viewer or module.' }, 404);
        const payload: unknown = await context.req.json().catch(() => undefined);
        return bridgeAnswer(host, surface, context.req.param('command'), payload);
      },
    );
  }
  app.notFound((context) => context.html(messagePage('There is nothing here', 'The sandbox has no such page.'), 404));
  return app;
}
