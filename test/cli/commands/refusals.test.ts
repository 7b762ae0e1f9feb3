import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { folded } from '../../../src/cli/print/fold';
import { tellCause } from '../../../src/refusals/cause-page';
import { causeNamed, families } from '../../../src/refusals/families/index';
import { answered, failedWith, typed } from '../terminal';

const ids = families.flatMap(({ causes }) => causes.map(({ id }) => id));

/** The page of a cause as text. */
async function page(cause: string, io: object = {}): Promise<string> {
  const { status, out, err } = await typed(['refusals', cause], io);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

test('the causes by families, each in a line with its title', async () => {
  const { status, out } = await typed(['refusals']);
  expect(status).toBe(0);
  expect([...out.matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map(([, id]) => id)).toEqual(ids);
  expect(out).toMatch(/\n {2}push-restriction +A branch restriction\n/);
  for (const { title, causes } of families) expect(out.split('\n').includes(title)).toBe(causes.length > 0);
});

test('as data: each with its title and family', async () => {
  const all = answered(await typed(['refusals', '--json'])) as object[];
  expect(all).toHaveLength(ids.length);
  expect(all).toContainEqual({
    cause: 'push-restriction',
    title: 'A branch restriction',
    family: families.find(({ causes }) => causes.some(({ id }) => id === 'push-restriction'))?.title,
  });
});

test.each(ids)('the page of %s can be read in a terminal', async (id) => {
  const out = await page(id);
  expect(out).not.toMatch(/^#|\*\*|\]\(|```|undefined|\[object/m);
  expect(out).toContain('\nWays out\n\n→ ');
  expect(out).toContain(`\nCause ${id}. `);
  const data = answered(await typed(['refusals', id, '--json']));
  expect(data).toEqual({
    cause: id,
    title: out.split('\n')[0],
    means: expect.stringMatching(/\.$/),
    looksLike: expect.any(Array),
    ways: expect.arrayContaining([{ do: expect.any(String), who: expect.any(String), page: expect.any(String) }]),
    outdated: expect.any(Array),
  });
});

test('what older articles say stands beside what is true today', async () => {
  expect(await page('push-restriction')).toContain(
    '- “An access key with write access can push.” Access keys are read-only in every repository.\n',
  );
  const { outdated } = answered(await typed(['refusals', 'push-restriction', '--json'])) as { outdated: object[] };
  expect(outdated).toContainEqual({
    claim: 'An access key with write access can push.',
    today: 'Access keys are read-only in every repository.',
  });
});

test.each([
  [undefined, 100],
  [60, 60],
  [120, 100],
])('of %p columns it takes %i', async (columns, most) => {
  const out = await page('push-restriction', { columns });
  const prose = out.split('\n').filter((line) => !/^ {4}|`[^`]*`|https?:/.test(line));
  expect(Math.max(...prose.map(({ length }) => length))).toBeLessThanOrEqual(most);
  expect(Math.max(...prose.map(({ length }) => length))).toBeGreaterThan(most - 20);
});

test('of many wordings some are shown, so that the ways out are not pushed away', async () => {
  const out = await page('push-restriction');
  const { recognisedBy } = tellCause(causeNamed('push-restriction'));
  const listed = /Recognised by:\n\n((?: {4}.*\n)+)/.exec(out)?.[1]?.trimEnd().split('\n') ?? [];
  expect(recognisedBy.length).toBeGreaterThan(20);
  expect(listed).toHaveLength(7);
  expect(listed.at(-1)).toBe(`    and ${String(recognisedBy.length - 6)} others`);
});

test('headings are bold where there are colours', async () => {
  expect(await page('push-restriction', { outIsTerminal: true })).toContain('\u001B[1mWays out\u001B[22m');
});

describe('a cause that there is not: 64, and what is near', () => {
  test.each([
    ['push-restricton', 'near it is `push-restriction`'],
    ['Network ', 'near it is `network`'],
    ['ssh', '`ssh-key`'],
    ['file', '`file-size`'],
    ['nothing of the kind', 'There is no cause called `nothing of the kind`: `who-can-push refusals` lists them all.'],
    ['', 'lists them all.'],
    ['\u001B[31m', 'lists them all.'],
  ])('%j', async (name, says) => {
    expect(failedWith(64, await typed(['refusals', name]))).toContain(says);
  });

  test('in capitals it is the same cause', async () => {
    expect(await page('PUSH-restriction')).toBe(await page('push-restriction'));
  });
});

test('folded text is the same text, no command is broken, and no line is too long that could be broken', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  const command = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `\`${words.join(' ')}\``);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, command), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 200 }),
      (words, columns) => {
        const text = words.join(' ');
        const lines = folded(text, columns, '→ ').split('\n');
        expect(lines.map((line) => line.slice(2)).join(' ')).toBe(text);
        expect(lines.every((line, at) => line.startsWith(at === 0 ? '→ ' : '  '))).toBe(true);
        for (const line of lines) {
          expect(line.split('`').length % 2).toBe(1);
          const isOne = words.includes(line.slice(2));
          expect(isOne || line.length <= Math.max(42, Math.min(columns, 100))).toBe(true);
        }
      },
    ),
  );
});
