import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import markdown from 'markdown-it';

/** The folder of the project. */
export const root = path.join(__dirname, '..', '..');

/** Every page that is written for people, by its path from the project's folder. */
export const pages = [
  ...readdirSync(root).filter((file) => file.endsWith('.md')),
  ...['docs', '.github'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.posix.join(folder, file)),
  ),
].sort();

/** The text of a page. */
export function textOf(page: string): string {
  return readFileSync(path.join(root, page), 'utf8');
}

type Token = ReturnType<ReturnType<typeof markdown>['parse']>[number];

/** What a page is made of; the tokens of a line stand as `children` of one `inline`. */
function tokensOf(text: string): Token[] {
  return markdown({ html: true }).parse(text, {});
}

/** A block of code, and what its fence says that it is. */
export interface Block {
  language: string;
  code: string;
}

/** The blocks of code of a page. */
export function blocksOf(text: string): Block[] {
  return tokensOf(text)
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({ language: info, code: content }));
}

/** What the links and pictures of a page lead to, as written. */
export function linksOf(text: string): string[] {
  return tokensOf(text)
    .flatMap(({ children }) => children ?? [])
    .flatMap((token) => token.attrGet('href') ?? token.attrGet('src') ?? []);
}

/** What stands on a page as code within a line. */
export function codeOf(text: string): string[] {
  return tokensOf(text)
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'code_inline')
    .map(({ content }) => content);
}

/** The anchors of a page's headings, as GitHub makes them: a heading that stands there again gets a number. */
export function anchorsOf(text: string): string[] {
  const tokens = tokensOf(text);
  const titles = tokens.flatMap(({ type }, at) => (type === 'heading_open' ? [plain(tokens[at + 1])] : []));
  const slugs = titles.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
  return slugs.map((slug, at) => {
    const before = slugs.slice(0, at).filter((one) => one === slug).length;
    return before === 0 ? slug : `${slug}-${String(before)}`;
  });
}

/** The words of a heading without what sets them. */
function plain(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ content }) => content).join('');
}
