import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Facts } from '../../src/core/model';
import type { Measured } from '../workload';
import { theMatrix } from './matrix';
import { theReport } from './report';
import { theWorkspace } from './workspace';

const browsers = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The pages in Chromium. Each is opened anew so many `times`: nothing is warm then, as for whoever opens it. Undefined
 * where there is no Chromium.
 */
export async function inThePage(facts: Facts, times = 3): Promise<Measured[] | undefined> {
  const executablePath = browsers.find((one) => one !== undefined && existsSync(one));
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  try {
    return [
      ...(await theMatrix(browser, facts, times)),
      await theReport(browser, times),
      await theWorkspace(browser, times),
    ];
  } finally {
    await browser.close();
  }
}
