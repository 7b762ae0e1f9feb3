import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import type { Facts } from '../src/core/model';
import type { Measures, Scrolled } from './measures';
import type { Measured } from './workload';

const browsers = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Nothing is asked of this address: what stands there is given by the benchmark. */
const address = 'http://bench.invalid/';
/** So many times the page is opened anew: nothing is warm then, as for whoever opens the page. */
const times = 3;

/**
 * The page's own modules in Chromium, over the large repository with every branch read: the first table, a tried
 * change, and scrolling. Undefined where there is no Chromium.
 */
export async function inThePage(facts: Facts): Promise<Measured[] | undefined> {
  const executablePath = browsers.find((one) => one !== undefined && existsSync(one));
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  try {
    const opened: { measures: Measures; scrolled: Scrolled }[] = [];
    for (let at = 0; at < times; at++) opened.push(await openedAnew(browser, facts));
    return measured(opened);
  } finally {
    await browser.close();
  }
}

async function openedAnew(browser: Browser, facts: Facts): Promise<{ measures: Measures; scrolled: Scrolled }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route('**/*', (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    if (file === '') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    return route.fulfill({ path: path.join(__dirname, file) });
  });
  const failed: string[] = [];
  page.on('pageerror', ({ message }) => failed.push(message));
  await page.goto(address);
  const measures = await page.evaluate((given) => window.bench.measure(given), facts);
  const scrolled = await page.evaluate(() => window.bench.scroll());
  await page.close();
  if (failed.length > 0) throw new Error(`The page failed: ${failed.join('; ')}`);
  return { measures, scrolled };
}

/** The bridge to Bitbucket is there, and is never asked. */
const html = `<!doctype html><html lang="en"><title>Bench</title><link rel="stylesheet" href="bench-page.css"><body>
<script>window.__bridge = { callBridge: () => Promise.resolve() }</script><script src="bench-page.js"></script>`;

function measured(opened: readonly { measures: Measures; scrolled: Scrolled }[]): Measured[] {
  const median = (of: (one: Measures) => number) => middle(opened.map(({ measures }) => of(measures)));
  const first = median(({ firstMatrix }) => firstMatrix);
  const oneByOne = median((one) => one.oneByOne);
  const change = median(({ changes }) => middle(changes));
  const slowest = median(({ changes }) => Math.max(...changes));
  const survey = median((one) => one.survey);
  const compiled = median((one) => one.compile);
  const worst = opened.map(({ scrolled }) => scrolled).sort((a, b) => b.long - a.long || b.longest - a.longest)[0];
  const { long = 0, longest = 0, frames = 0, cells = 0 } = worst ?? {};
  const ms = 'ms';
  return [
    {
      id: 'page-first-matrix',
      what: 'facts in hand to the first table of everybody by every branch, drawn in Chromium, nothing warm',
      ours: { value: first, unit: ms },
      rivals: [
        { name: 'the same classes one by one, nothing drawn', value: oneByOne, unit: ms, agrees: true },
        { name: 'our classes alone, warm', value: compiled, unit: ms, agrees: true },
      ],
      target: 'at most the time of the classes one by one (300 ms on a machine of its own)',
      met: first <= oneByOne,
    },
    {
      id: 'page-tried-change',
      what: 'a tried change to the sentences that say whose verdicts it flips, in Chromium, everything compiled before',
      ours: { value: change, unit: ms },
      rivals: [
        { name: 'a survey of one operation with the change made', value: survey, unit: ms, agrees: true },
        { name: 'the slowest of these changes', value: slowest, unit: ms, agrees: true },
      ],
      target: 'at most a fifth of one survey (100 ms on a machine of its own)',
      met: change <= survey / 5,
    },
    {
      id: 'page-scrolling',
      what: `scrolling through the table: the longest task of ${String(frames)} frames with ${String(cells)} cells`,
      ours: { value: longest, unit: ms },
      rivals: [],
      target: `no task above 50 ms (there ${long === 1 ? 'was' : 'were'} ${String(long)})`,
      met: long === 0,
    },
  ];
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
