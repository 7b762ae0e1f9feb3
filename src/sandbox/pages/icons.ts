import { html, raw } from 'hono/html';

/** Lines on a field of 16 by 16, drawn for this page. */
const lines: Record<string, string> = {
  grid: 'M3 3h3v3H3zM10 3h3v3h-3zM3 10h3v3H3zM10 10h3v3h-3z',
  search: 'M7 3a4 4 0 1 0 0 8a4 4 0 0 0 0-8M10 10l3.5 3.5',
  branch:
    'M5 4v8M5 4.5a1.5 1.5 0 1 1 0-.1M11 6.5a1.5 1.5 0 1 1 0-.1M5 12.5a1.5 1.5 0 1 1 0-.1M10.5 7.5C10 10 7 9 5.5 11',
  Source: 'M6 4L2 8l4 4M10 4l4 4l-4 4',
  Commits: 'M2 8h3.5M10.5 8H14M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5',
  Branches: 'M5 3v10M11 3v2c0 3-6 2-6 5',
  'Pull requests': 'M4 3v10M12 13V6a2 2 0 0 0-2-2H7M9 2L7 4l2 2',
  Pipelines: 'M3 8a5 5 0 0 1 9-3M12 2v3H9M13 8a5 5 0 0 1-9 3M4 14v-3h3',
  Deployments: 'M8 2v8M4.5 5.5L8 2l3.5 3.5M3 13h10',
  'Repository settings':
    'M8 5.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4M8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M3.8 12.2l1.4-1.4M10.8 5.2l1.4-1.4',
};

/** A small drawing by its name, or by the entry of the navigation that it stands at; none where there is none. */
export function icon(name: string): ReturnType<typeof html> | '' {
  const path = lines[name];
  return path === undefined
    ? ''
    : html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${raw(`<path d="${path}"/>`)}</svg>`;
}
