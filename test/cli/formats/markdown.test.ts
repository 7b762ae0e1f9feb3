import { describe, expect, test } from '@jest/globals';
import * as cheerio from 'cheerio';
import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { inline, link, table } from '../../../src/cli/print/formats/markdown';
import { code } from '../../../src/core/words/names';
import { visible } from '../../../src/core/words/visible';

const gitHub = markdownIt({ html: true, linkify: true });

/** The cells of the table as they are shown, and what else the renderer made of them. */
function rendered(markdown: string) {
  const page = cheerio.load(gitHub.render(markdown));
  return {
    rows: page('tr')
      .toArray()
      .map((row) =>
        page(row)
          .children()
          .toArray()
          .map((cell) => page(cell).text()),
      ),
    beside: page('body').children().not('table').length,
    odd: page('table *').not('thead, tbody, tr, th, td, code').length,
    prose: page('td').clone().find('code').remove().end().text(),
  };
}

const shown = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '|',
          '||',
          '`',
          '``',
          '\\',
          '\\|',
          '<b>',
          '<!--',
          '&amp;',
          '[x](https://evil.example)',
          '![x](y)',
          '*',
          '_',
        ],
        ...[
          '~~',
          '@all',
          '@{uuid}',
          'https://evil.example',
          'www.evil.example',
          'a@b.example',
          '#12',
          '$x$',
          ' ',
          '\n',
        ],
        ...['# ', '- ', '> ', '---', ':-:', '[^1]', 'a'],
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => visible(parts.join('')));

describe('a name in a table', () => {
  test('is shown as it is, and as nothing else', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, branch) => {
        const sentence = `Write access on ${code(branch)} is for nobody`;
        const { rows, ...rest } = rendered(table(['Who', 'Why'], [[`x${inline(name)}x`, inline(sentence)]]));
        expect(rows).toHaveLength(2);
        const [who = '', why = ''] = rows[1] ?? [];
        // Backticks around code are Markdown's own, and a name may hold some that pair.
        const bare = (text: string) => shown(text).replaceAll(/[`\s]+/g, '');
        expect([bare(who), bare(why)]).toEqual([bare(`x${name}x`), bare(sentence)]);
        expect({ beside: rest.beside, odd: rest.odd }).toEqual({ beside: 0, odd: 0 });
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['@all', 'Ana @all', 'a|@all', '`@all`', 'mail ana@acme.example', 'see #12', 'acme/web#12'])(
    '%j notifies nobody and links nothing',
    (name) => {
      const { prose, odd } = rendered(table(['Who'], [[inline(name)]]));
      expect(prose).not.toMatch(/@|#\d/);
      expect(odd).toBe(0);
    },
  );

  test.each([
    ['main', '`main`'],
    ['a|b', '`a`&#124;`b`'],
    ['a`b', '`a`&#96;`b`'],
  ])('the branch %j is %s', (branch, markdown) => {
    expect(inline(code(branch))).toBe(markdown);
  });
});

test('a link leads where it says, whatever the address holds', () => {
  const address = 'https://bitbucket.org/acme/w)(|`<b>"eb/admin';
  const page = cheerio.load(gitHub.render(table(['Page'], [[link('1', address)]])));
  expect(page('td a').attr('href')).toBe('https://bitbucket.org/acme/w%29%28%7C%60%3Cb%3E%22eb/admin');
});
