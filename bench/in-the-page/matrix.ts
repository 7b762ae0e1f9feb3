import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Facts } from '../../src/core/model';
import '../measures';
import type { Measured } from '../workload';
import { longTask, middle, tasksDuring } from './tasks';

/** Nothing is asked of this address: what stands there is given by the benchmark. */
const address = 'http://bench.invalid/';

/** Milliseconds of work of one page; `tasks` are those of scrolling. */
interface Work {
  show: number;
  compile: number;
  changes: number[];
  survey: number;
  tasks: number[];
  frames: number;
}

/**
 * The first table of everybody by every branch, a tried change, and scrolling, over the large repository with every
 * branch read. What counts is the time that the processor worked for the page's thread, layout and paint included, so
 * that a busy machine does not judge it. The page is opened anew so many `times`.
 */
export async function theMatrix(browser: Browser, facts: Facts, times: number): Promise<Measured[]> {
  const opened: Work[] = [];
  for (let at = 0; at < times; at++) opened.push(await openedAnew(browser, facts));
  return measured(opened);
}

async function openedAnew(browser: Browser, facts: Facts): Promise<Work> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const failed: string[] = [];
  page.on('pageerror', ({ message }) => failed.push(message));
  await page.route('**/*', (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    return route.fulfill({ path: path.join(__dirname, file) });
  });
  await page.goto(address);
  const timeOf = await threadClock(page);
  const changeCount = await page.evaluate((given) => window.bench.take(given), facts);
  const show = await timeOf(() => page.evaluate(() => window.bench.show()));
  let frames = 0;
  const tasks = await tasksDuring(page, async () => {
    frames = await page.evaluate(() => window.bench.scroll());
  });
  const compile = await timeOf(() =>
    page.evaluate(() => {
      window.bench.compile();
    }),
  );
  const changes: number[] = [];
  for (let at = 0; at < changeCount; at++)
    changes.push(
      await timeOf(() =>
        page.evaluate((one) => {
          window.bench.change(one);
        }, at),
      ),
    );
  const survey = await timeOf(() =>
    page.evaluate(() => {
      window.bench.survey();
    }),
  );
  await page.close();
  if (failed.length > 0) throw new Error(`The page failed: ${failed.join('; ')}`);
  return { show, compile, changes, survey, tasks, frames };
}

/** The bridge to Bitbucket is there, and is never asked. */
const html = `<!doctype html><html lang="en"><title>Bench</title><link rel="stylesheet" href="bench-page.css"><body>
<script>window.__bridge = { callBridge: () => Promise.resolve() }</script><script src="bench-page.js"></script>`;

/** Tells how many milliseconds the page's thread worked meanwhile. */
async function threadClock(page: Page): Promise<(work: () => Promise<unknown>) => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1_000;
  };
  return async (work) => {
    const before = await worked();
    await work();
    return (await worked()) - before;
  };
}

function measured(opened: readonly Work[]): Measured[] {
  const median = (of: (one: Work) => number) => middle(opened.map(of));
  const [show, compile, survey] = [
    median((one) => one.show),
    median((one) => one.compile),
    median((one) => one.survey),
  ];
  const change = median(({ changes }) => middle(changes));
  const tasks = opened.map((one) => one.tasks);
  const long = Math.max(...tasks.map((some) => some.filter((one) => one > longTask).length));
  const ms = (name: string, value: number) => ({ name, value, unit: 'ms', agrees: true });
  return [
    {
      id: 'page-first-matrix',
      what: 'facts in hand to the first table of everybody by every branch, drawn in Chromium, nothing warm',
      ours: { value: show, unit: 'ms' },
      rivals: [ms('our classes, warm and nothing drawn', compile)],
      target: 'at most four times our classes alone; 300 ms',
      met: show <= 4 * compile,
    },
    {
      id: 'page-tried-change',
      what: 'a tried change to the sentences that name whose verdicts it flips, in Chromium, compiled before',
      ours: { value: change, unit: 'ms' },
      rivals: [
        ms('a survey of one operation with the change made', survey),
        ms(
          'the slowest of these changes',
          median(({ changes }) => Math.max(...changes)),
        ),
      ],
      target: 'at most a fifth of one survey; 100 ms',
      met: change <= survey / 5,
    },
    {
      id: 'page-scrolling',
      what: `the longest task of scrolling through the table in Chromium, ${String(median(({ frames }) => frames))} frames`,
      ours: { value: median((one) => Math.max(...one.tasks)), unit: 'ms' },
      rivals: [],
      target: `no task above ${String(longTask)} ms; there ${long === 1 ? 'was' : 'were'} ${String(long)}`,
      met: long === 0,
    },
  ];
}
