import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Host } from './host/host';
import { messagePage } from './pages/index-page';
import { backgroundText, steps, timeText } from './pages/time-bar';
import type { Place } from './bitbucket/places';

/** So far ahead a clock can be moved, in milliseconds: ten years. */
const farthest = 10 * 366 * 24 * 3_600_000;
/** The address of a first page of ours, to lead back to; nothing that leads elsewhere. */
const ownPage = /^\/\?[\w=&%.~+-]*$/;

/**
 * What the buttons of a place whose time can be moved send, below its address, and what goes on there. Each leads back
 * to the page that it was sent from.
 */
export function timeRoutes(app: Hono, host: Host, places: Place[]): void {
  const doings: Record<string, (place: Place, value: (name: string) => unknown) => string | undefined> = {
    scheduled: (place) => {
      void host.runScheduled(place);
      return undefined;
    },
    time: (place, value) => {
      const by = value('by');
      const step = typeof by === 'string' && Object.hasOwn(steps, by) ? steps[by] : undefined;
      if (step === undefined) return 'Time is moved on by an hour, a day or a week.';
      if ((place.clock?.ahead ?? 0) + step > farthest) return 'Time is ten years ahead already. Begin anew.';
      host.moveTime(place, step);
      return undefined;
    },
    unruly: (place, value) => {
      host.setUnruly(place, value('unruly') === 'on');
      return undefined;
    },
    anew: (place) => {
      host.beginAnew(place);
      return undefined;
    },
  };
  const timed = (context: Context) => places.find(({ name, clock }) => clock && name === context.req.param('place'));

  for (const [name, doing] of Object.entries(doings)) {
    app.post(`/worlds/:place/${name}`, bodyLimit({ maxSize: 10_000 }), async (context, next) => {
      const place = timed(context);
      if (!place) return next();
      const body: Record<string, unknown> = await context.req.parseBody().catch(() => ({}));
      const wrong = doing(place, (field) => body[field]);
      if (wrong !== undefined) return context.html(messagePage('Not done', wrong), 400);
      const { back } = body;
      const own = typeof back === 'string' && ownPage.test(back) ? back : `/?world=${encodeURIComponent(place.name)}`;
      return context.redirect(own, 303);
    });
  }
  app.get('/worlds/:place/background', (context, next) => {
    const place = timed(context);
    if (!place) return next();
    const background = host.background(place);
    return context.json({ ...background, time: timeText(background), text: backgroundText(background) });
  });
}
