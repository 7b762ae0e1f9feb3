import { html } from 'hono/html';
import type { RawPullRequest, RawRepository } from '../bitbucket/replies';
import type { Place, Seat } from '../bitbucket/places';
import { isOfPullRequest } from '../host/context';
import type { UiModule } from '../host/manifest';
import { addressOf, choose, nameOf, panelAddressOf, shownOver, viewerText, type Choice, type Shown } from './choice';
import { icon } from './icons';

type Html = ReturnType<typeof html>;

/** What the first page is made of: the choice, what there is to choose from, and what its repository's pages say. */
export interface Framed {
  choice: Choice;
  places: Place[];
  modules: UiModule[];
  seat: Seat;
  /** The pull requests that can be chosen, by number, as far as Bitbucket shows them. */
  pullRequests: ReadonlyMap<number, RawPullRequest>;
}

/** The panel within a page like Bitbucket's, under a bar that chooses world, viewer and surface. */
export function framePage(framed: Framed): Html {
  const { choice, seat } = framed;
  const title = `${choice.module.title}: ${choice.place.name}`;
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
          <main aria-label="Page of the repository">${repositoryPage(framed, title)}</main>
        </div>
      </body>
    </html>`;
}

function bar({ choice, places, modules, seat, pullRequests }: Framed): Html {
  const { place, viewer } = choice;
  const firstVisit = places.find(({ asksConsent }) => asksConsent);
  const visit = firstVisit && choose(places, modules, { world: firstVisit.name, viewer, surface: nameOf(choice) });
  const links = html`${visit && visit.place !== place ? html`<a href="${addressOf(visit)}">First visit</a>` : ''}
    <a href="/worlds/">All worlds</a>`;
  return html`<header class="sandbox">
    <form action="/" autocomplete="off">
      <strong>Who Can Push <span>sandbox</span></strong>
      ${worldField(place, places, seat)}
      ${field(
        'Viewer',
        'viewer',
        viewer,
        place.viewers.map((one) => [one.key, viewerText(one)]),
      )}
      ${surfaceField(choice, modules, pullRequests)}
      <button>Show</button>
    </form>
    <div class="about"><p>${place.about}</p>${places.length > 1 ? html`<nav aria-label="Worlds">${links}</nav>` : ''}</div>
  </header>`;
}

/** The panel on the page of the repository where Bitbucket shows it. */
function repositoryPage(framed: Framed, title: string): Html {
  const { place, viewer, module, pullRequest } = framed.choice;
  const panel = html`<iframe title="${title}" src="${panelAddressOf(place, viewer, module, pullRequest)}"></iframe>`;
  if (pullRequest === undefined) return html`${breadcrumbs(framed.seat.repository, ['Repository settings'])}${panel}`;
  return html`${pullRequestHeader(framed, pullRequest)}
    <details open><summary>${module.title}</summary>${panel}</details>`;
}

/** The worlds; or where there is one repository alone, which it is. */
function worldField({ name }: Place, places: Place[], { repository }: Seat): Html {
  const options = places.map((one): Option => [one.name, one.name]);
  return places.length > 1
    ? field('World', 'world', name, options)
    : field('Repository', 'world', name, [[name, repository.full_name ?? name]]);
}

/** The settings page and each pull request; or where every number may be tried, a field for one. */
function surfaceField(choice: Choice, modules: UiModule[], pullRequests: Framed['pullRequests']): Html {
  if (choice.place.pullRequests === 'any')
    return html`<div class="field"><label for="pull-request">Pull request</label>
      <input id="pull-request" name="pull-request" type="number" min="1" max="999999999"
        placeholder="none: settings" value="${choice.pullRequest ?? ''}" /></div>`;
  const options = shownOver(choice.place, modules).map((one): Option => [nameOf(one), surfaceText(one, pullRequests)]);
  return field('Surface', 'surface', nameOf(choice), options);
}

type Option = [value: string, text: string];

/** A list to choose from; where there is only one thing, that is said, and goes along. */
function field(label: string, name: string, chosen: string, options: Option[]): Html {
  const [only, ...more] = options;
  if (only && more.length === 0)
    return html`<div class="field">${label} <b>${only[1]}</b><input type="hidden" name="${name}" value="${only[0]}" /></div>`;
  const listed = options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`,
  );
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${listed}</select></div>`;
}

function surfaceText({ module, pullRequest }: Shown, pullRequests: Framed['pullRequests']): string {
  if (pullRequest === undefined)
    return module.type === 'bitbucket:repoSettingsMenuPage' ? 'Settings page' : module.title;
  const title = pullRequests.get(pullRequest)?.title;
  return `Pull request ${String(pullRequest)}${title === undefined ? '' : `: ${title}`}`;
}

/** What stands on every page of the product. Nothing of it can be used here, so it is only to look at. */
function productBar({ repository, viewer }: Seat): Html {
  const initials = [...(viewer?.display_name ?? '').matchAll(/(?<!\S)\S/gu)].map(String);
  return html`<div class="product-bar" aria-hidden="true">
    ${icon('grid')}<span class="mark">${icon('branch')}</span><b>${workspaceText(repository)}</b>
    <span class="search">${icon('search')}Search</span>
    <span class="create">Create</span>
    <span class="avatar">${initials.slice(0, 2).join('')}</span>
  </div>`;
}

const repositoryEntries = [
  'Source',
  'Commits',
  'Branches',
  'Pull requests',
  'Pipelines',
  'Deployments',
  'Repository settings',
];
const settingsEntries: Record<string, string[]> = {
  General: ['Repository details', 'Repository permissions', 'Access keys', 'Access tokens'],
  Workflow: ['Branch restrictions', 'Branching model', 'Merge strategies', 'Default reviewers', 'Webhooks'],
  Pipelines: ['Settings', 'Deployments', 'Repository variables', 'SSH keys'],
};

/** The repository's own navigation, or that of its settings; what can be shown here is a link, the rest is to look at. */
function sidebar({ choice, modules }: Framed): Html {
  const others = shownOver(choice.place, modules).map((shown) => ({ ...choice, ...shown }));
  const settings = others.find(({ module }) => !isOfPullRequest(module));
  const beside = others.find(({ module }) => isOfPullRequest(module));
  const links = new Map([
    ['Repository settings', settings],
    ['Pull requests', beside],
  ]);
  const isBeside = choice.pullRequest !== undefined;
  const entries = isBeside
    ? html`<ul>${repositoryEntries.map((text) => entry(text, links.get(text), text === 'Pull requests'))}</ul>`
    : html`${beside ? html`<ul>${entry('Pull requests', beside, false)}</ul>` : ''}
        ${Object.entries(settingsEntries).map(
          ([heading, texts]) =>
            html`<h2 aria-hidden="true">${heading}</h2><ul aria-hidden="true">${texts.map((text) => html`<li><span>${text}</span></li>`)}</ul>`,
        )}
        <h2>Forge apps</h2>
        <ul>${others
          .filter(({ module }) => !isOfPullRequest(module))
          .map((one) => entry(one.module.title, one, nameOf(one) === nameOf(choice)))}</ul>`;
  return html`<nav class="sidebar" aria-label="Repository">${entries}</nav>`;
}

function entry(text: string, choice: Choice | undefined, isCurrent: boolean): Html {
  if (!choice) return html`<li aria-hidden="true"><span>${icon(text)}${text}</span></li>`;
  return html`<li><a href="${addressOf(choice)}"${isCurrent ? html` aria-current="page"` : ''}>${icon(text)}${text}</a></li>`;
}

function breadcrumbs(repository: RawRepository, more: string[]): Html {
  const { full_name, name, project } = repository;
  const projectName = project?.['name'];
  const parts = [
    workspaceText(repository),
    typeof projectName === 'string' ? projectName : project?.key,
    name ?? full_name?.split('/')[1],
    ...more,
  ];
  return html`<ol class="breadcrumbs" aria-label="Where this is">${parts
    .filter((part) => part !== undefined)
    .map((part) => html`<li>${part}</li>`)}</ol>`;
}

function workspaceText({ workspace, full_name }: RawRepository): string {
  const name = workspace?.['name'];
  return typeof name === 'string' ? name : (workspace?.slug ?? full_name?.split('/')[0] ?? '');
}

function pullRequestHeader({ seat, pullRequests }: Framed, number: number): Html {
  const { title, state, draft, author, source, destination } = pullRequests.get(number) ?? {};
  const branches = [source?.branch?.name, destination?.branch?.name].filter((name) => name !== undefined);
  return html`${breadcrumbs(seat.repository, ['Pull requests', String(number)])}
    <header class="pull-request">
      <h1>${title ?? 'Pull request'} <span>#${number}</span></h1>
      <p>
        ${author?.display_name === undefined ? '' : html`<span>${author.display_name}</span>`}
        ${branches.length < 2 ? '' : html`<code>${branches[0]}</code> → <code>${branches[1]}</code>`}
        ${state === undefined ? '' : html`<span class="state ${state.toLowerCase()}">${draft && state === 'OPEN' ? 'draft' : state.toLowerCase()}</span>`}
      </p>
      <p class="tabs" aria-hidden="true"><b>Overview</b><span>Commits</span><span>Activity</span></p>
    </header>`;
}

/** Chooses at once what is picked with a pointer; keys that walk through a list would choose at every step. */
export const frameScript = `
const form = document.querySelector('form');
let walks = false;
form.addEventListener('keydown', ({ key }) => { walks = key !== 'Enter'; });
form.addEventListener('pointerdown', () => { walks = false; });
form.addEventListener('change', ({ target }) => { if (!walks && target.matches('select')) form.requestSubmit(); });
// Whoever comes back to this page sees what it shows, not what was picked to leave it.
addEventListener('pageshow', () => { form.reset(); });
`;
