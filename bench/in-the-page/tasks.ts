import type { Browser, Page } from 'playwright-core';

/** Milliseconds that one task of a page may take while somebody uses it. */
export const longTask = 50;

/** An event of Chromium's trace; `tdur` are the microseconds that the thread worked. */
interface Traced {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds that the page's thread worked for each of its tasks meanwhile, whatever else the machine does. */
export async function tasksDuring(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const browser = browserOf(page);
  await browser.startTracing(page, { categories: ['toplevel'] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] };
  const thread = ({ pid, tid }: Traced) => `${String(pid)} ${String(tid)}`;
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(thread),
  );
  return traceEvents.flatMap((one) =>
    one.name === 'ThreadControllerImpl::RunTask' && mains.has(thread(one)) ? [(one.tdur ?? 0) / 1_000] : [],
  );
}

function browserOf(page: Page): Browser {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page is in no browser.');
  return browser;
}

/** The median; of an even number the upper one. */
export function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
