import { html } from 'hono/html';
import { isOfPullRequest, isOfWorkspace } from '../host/context';
import type { UiModule } from '../host/manifest';
import type { Place } from '../bitbucket/places';
import { panelAddressOf, viewerText } from './choice';

type Html = ReturnType<typeof html>;

/** Every place with what it teaches, and a link to each of the app's modules for each of its viewers. */
export function indexPage(places: Place[], modules: UiModule[]): Html {
  return page(
    'Who Can Push',
    html`<h1>Who Can Push</h1>
    <p>The app over repositories, as Bitbucket would show it to an administrator and to a developer.</p>
    ${places.map((place) => entry(place, modules))}`,
  );
}

/** A page that says one thing. */
export function messagePage(title: string, sentence: string): Html {
  return page(title, html`<h1>${title}</h1><p>${sentence}</p><p><a href="/worlds/" target="_top">All worlds</a></p>`);
}

function entry(place: Place, modules: UiModule[]): Html {
  const { name, about, pullRequests } = place;
  const shown = modules.filter((module) => place.repositories !== undefined || !isOfWorkspace(module));
  return html`<section aria-labelledby="${name}">
    <h2 id="${name}">${name}</h2>
    <p>${about}</p>
    <ul>${shown.flatMap((module) =>
      place.viewers.map((viewer) => {
        const text = `${module.title}, on the ${surfaceName(module)}, as ${viewerText(viewer)}`;
        const address = (number?: number | string) => panelAddressOf({ place, viewer: viewer.key, module }, number);
        if (!isOfPullRequest(module))
          return html`<li><a href="${address()}" aria-label="${text}, in ${name}">${text}</a></li>`;
        if (pullRequests === 'any') return html`<li>${text}: ${address('NUMBER')}</li>`;
        const links = pullRequests.map(
          (number) =>
            html` <a href="${address(number)}" aria-label="${text}, beside pull request ${number}, in ${name}">${number}</a>`,
        );
        return links.length === 0 ? '' : html`<li>${text}, beside pull request${links}</li>`;
      }),
    )}</ul>
  </section>`;
}

/** Where Bitbucket shows a module: `bitbucket:repoSettingsMenuPage` is the repository settings menu page. */
function surfaceName({ type }: UiModule): string {
  const words = type.replace(/^.*:/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replace(/^repo\b/, 'repository');
}

function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body><main>${body}</main></body>
    </html>`;
}

/** For these pages only; the app's own bring theirs. */
export const indexStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
html { background: light-dark(#fff, #1d2125); color: light-dark(#172b4d, #dee4ea); }
a { color: light-dark(#0055cc, #85b8ff); }
main { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; }
h2 { margin: 2rem 0 0; font-size: 1.25rem; }
p, ul { margin: .4rem 0; }
li a + a { margin-inline-start: .5rem; }
ul { padding-left: 1.25rem; }
`;
