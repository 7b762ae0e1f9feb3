import type { Browser } from 'playwright-core';
import { reportOf } from '../../test/cli/workspace/report-of';
import type { Measured } from '../workload';
import { middle } from './tasks';

/** Repositories of the report that is opened, and milliseconds until its first paint. */
const [repositories, most] = [2_000, 1_000];

/** A report as a page, to its first paint by the clock. */
export async function theReport(browser: Browser, times: number): Promise<Measured> {
  const body = reportOf(repositories);
  const paints: number[] = [];
  for (let at = 0; at < times; at++) paints.push(await firstPaint(browser, body));
  const value = middle(paints);
  return {
    id: 'page-report',
    what: `the report of ${repositories.toLocaleString('en')} repositories as a page, to its first paint in Chromium`,
    ours: { value, unit: 'ms' },
    rivals: [],
    target: `${most.toLocaleString('en')} ms by the clock`,
    met: value <= most,
  };
}

async function firstPaint(browser: Browser, body: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  // Nothing is asked of this address: what stands there is given above.
  await page.goto('http://bench.invalid/');
  // The paint may be reported later than the page is loaded.
  const shown = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await page.close();
  return shown;
}
