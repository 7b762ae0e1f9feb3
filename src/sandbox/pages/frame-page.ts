import { html } from 'hono/html';
import { isOfWorkspace } from '../host/context';
import { bar } from './bar';
import type { Framed } from './framed';
import { productBar, repositoryPage, sidebar } from './product';

/** The panel within a page like Bitbucket's, under a bar that chooses world, viewer and surface. */
export function framePage(framed: Framed): ReturnType<typeof html> {
  const { choice, seat } = framed;
  const of = isOfWorkspace(choice.module) ? 'workspace' : 'repository';
  const title = `${choice.module.title}: ${choice.repository ?? choice.place.name}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="stylesheet" href="/frame.css" />
        <script src="/frame.js" defer></script>
      </head>
      <body>
        ${bar(framed)}
        <div class="product">
          ${productBar(seat)}
          ${sidebar(framed)}
          <main aria-label="Page of the ${of}">${repositoryPage(framed, title)}</main>
        </div>
      </body>
    </html>`;
}
