import { html } from 'hono/html';
import type { Background } from '../host/installation';
import { addressOf, type Choice } from './choice';

const hour = 3_600_000;

/** How far the buttons move time on, in milliseconds, by what they send. */
export const steps: Readonly<Record<string, number>> = { hour, day: 24 * hour, week: 7 * 24 * hour };

/** The clock of a place whose time can be moved, what moves it, and what goes on in the background. */
export function timeBar(choice: Choice, background: Background): ReturnType<typeof html> {
  const at = `/worlds/${encodeURIComponent(choice.place.name)}`;
  const { isUnruly } = background;
  const moves = Object.keys(steps).map(
    (by) => html`<button formaction="${at}/time" name="by" value="${by}">1 ${by}</button>`,
  );
  return html`<form class="time" method="post" action="${at}/scheduled" aria-label="Time and background">
    <input type="hidden" name="back" value="${addressOf(choice)}" />
    <button>Run the scheduled reading now</button>
    <span class="group" role="group" aria-label="Move time on by">Move time on by ${moves}</span>
    <button formaction="${at}/unruly" name="unruly" value="${isUnruly ? 'off' : 'on'}" aria-pressed="${String(isUnruly)}"
      >Messages twice and in any order</button>
    <button formaction="${at}/anew">Begin anew</button>
    <p>Time here: <time id="now">${timeText(background)}</time>. <span id="background" role="status"
      data-from="${at}/background" data-running="${String(background.running)}">${backgroundText(background)}</span></p>
  </form>`;
}

/** Made when first needed, as the names of the months are megabytes. */
let format: Intl.DateTimeFormat | undefined;

/** What the clock shows. */
export function timeText({ now }: Pick<Background, 'now'>): string {
  format ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${format.format(now)} UTC`;
}

/** What goes on, in a sentence or two. */
export function backgroundText({ running, waiting, next, now, failed }: Background): string {
  const later = next !== undefined && next > now + 1_000 ? `, the next one for ${timeText({ now: next })}` : '';
  const waits = waiting === 0 ? '' : `${counted(waiting, 'message waits', 'messages wait')}${later}`;
  const runs = running === 0 ? '' : counted(running, 'function runs', 'functions run');
  const goesOn = [runs, waits].filter((part) => part !== '').join('; ');
  const trouble = failed === undefined ? '' : ` Failed last: ${failed}`;
  return `${goesOn === '' ? 'Nothing runs in the background' : goesOn}.${trouble}`;
}

function counted(number: number, one: string, several: string): string {
  return `${String(number)} ${number === 1 ? one : several}`;
}
