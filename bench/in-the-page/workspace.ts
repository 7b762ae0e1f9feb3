import path from 'node:path';
import type { Browser } from 'playwright-core';
import { workspaceOf } from '../../test/browser/workspace/many';
import { openPage, type Shown } from '../../test/browser/workspace/stand-in';
import type { Measured } from '../workload';
import { longTask, tasksDuring } from './tasks';

const repositories = 2_000;
const counted = '2,000 repositories; the rules of 203 of them were not read.';

/** What somebody does on the page of a workspace with many repositories, and the longest task that each takes. */
export async function theWorkspace(browser: Browser, times: number): Promise<Measured> {
  // Beside the bundle that this is in, `static/dist` is that of the project.
  const root = path.join(__dirname, '..', '..');
  const shown = await openPage(browser, workspaceOf(repositories), { root });
  await shown.page.getByText(counted).waitFor();
  const took = new Map<string, number>();
  for (let at = 0; at < times; at++)
    for (const [what, does] of deedsOn(shown)) {
      const longest = Math.max(0, ...(await tasksDuring(shown.page, does)));
      // Threads that share a core take longer for the same work: of all rounds the shortest counts.
      took.set(what, Math.min(took.get(what) ?? Infinity, longest));
    }
  await shown.close();
  if (shown.complaints.length > 0) throw new Error(`The page failed: ${shown.complaints.join('; ')}`);
  const [[slowest, value] = ['nothing', NaN]] = [...took].sort(([, one], [, other]) => other - one);
  const long = [...took.values()].filter((one) => one > longTask).length;
  return {
    id: 'page-workspace',
    what:
      `the longest task of ${String(took.size)} deeds on the page of a workspace of ` +
      `${repositories.toLocaleString('en')} repositories in Chromium: ${slowest}`,
    ours: { value, unit: 'ms' },
    rivals: [],
    target: `no deed with a task above ${String(longTask)} ms; of ${String(long)} it is`,
    met: long === 0,
  };
}

/** In this order, after which all is as it was before. */
function deedsOn({ page }: Shown): [what: string, does: () => Promise<unknown>][] {
  const list = page.getByRole('region', { name: 'List of repositories' });
  const first = list.locator('li[aria-posinset]').first();
  const find = page.getByLabel('Find a repository');
  const problem = page.getByRole('button', { name: /^Error/ });
  const choose = (of: string, option: string) => page.getByLabel(of).selectOption(option);
  return [
    [
      'opening the page',
      async () => {
        await page.reload();
        await page.getByText(counted).waitFor();
        await first.waitFor();
      },
    ],
    [
      'scrolling',
      () =>
        list.evaluate(async (box) => {
          for (const top of [...Array.from({ length: 40 }, () => 700), box.scrollHeight, -box.scrollHeight]) {
            box.scrollBy(0, top);
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
        }),
    ],
    ['searching', () => find.pressSequentially('mail-1')],
    ['searching no more', () => find.fill('')],
    ['a problem', () => problem.click()],
    ['any problem', () => problem.click()],
    ['an order', () => choose('Order', 'Read longest ago first')],
    ['the first order', () => choose('Order', 'Worst first')],
    ['a project', () => choose('Project', 'Shop')],
    ['any project', () => choose('Project', 'Any project')],
    ['opening a row', () => first.getByRole('button').click()],
    ['closing it', () => first.getByRole('button').click()],
    ['saving as CSV', () => page.getByRole('button', { name: 'Save as CSV' }).click()],
    ['saving as JSON', () => page.getByRole('button', { name: 'Save as JSON' }).click()],
  ];
}
