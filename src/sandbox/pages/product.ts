import { html } from 'hono/html';
import type { Seat } from '../bitbucket/places';
import type { RawRepository } from '../bitbucket/replies';
import { isOfPullRequest, isOfWorkspace } from '../host/context';
import { addressOf, nameOf, panelAddressOf, shownOver, type Choice } from './choice';
import type { Framed } from './framed';
import { icon } from './icons';

type Html = ReturnType<typeof html>;

/** What stands on every page of the product. Nothing of it can be used here, so it is only to look at. */
export function productBar({ repository, viewer }: Seat): Html {
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

const workspaceEntries = ['Repositories', 'Projects', 'Pull requests', 'Pipelines', 'Search'];

/** The navigation of the workspace. */
function workspaceSidebar({ choice, modules }: Framed): Html {
  const all = shownOver(choice.place, modules).filter(({ module }) => isOfWorkspace(module));
  return html`<nav class="sidebar" aria-label="Workspace">
    <ul aria-hidden="true">${workspaceEntries.map((text) => html`<li><span>${icon(text)}${text}</span></li>`)}</ul>
    <h2>Apps</h2>
    <ul>${all.map((one) => entry(one.module.title, { ...choice, ...one }, nameOf(one) === nameOf(choice)))}</ul>
  </nav>`;
}

/**
 * The navigation of the workspace, of the repository, or of its settings. What can be shown here is a link; the rest is
 * to look at.
 */
export function sidebar(framed: Framed): Html {
  const { choice, modules } = framed;
  if (isOfWorkspace(choice.module)) return workspaceSidebar(framed);
  const others = shownOver(choice.place, modules)
    .filter(({ module }) => !isOfWorkspace(module))
    .map((shown) => ({ ...choice, ...shown }));
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
          ([heading, texts]) => html`<h2 aria-hidden="true">${heading}</h2>
            <ul aria-hidden="true">${texts.map((text) => html`<li><span>${text}</span></li>`)}</ul>`,
        )}
        <h2>Forge apps</h2>
        <ul>${others
          .filter(({ module }) => !isOfPullRequest(module))
          .map((one) => entry(one.module.title, one, nameOf(one) === nameOf(choice)))}</ul>`;
  return html`<nav class="sidebar" aria-label="Repository">${entries}</nav>`;
}

function entry(text: string, choice: Choice | undefined, isCurrent: boolean): Html {
  if (!choice) return html`<li aria-hidden="true"><span>${icon(text)}${text}</span></li>`;
  const current = isCurrent ? html` aria-current="true"` : '';
  return html`<li><a href="${addressOf(choice)}"${current}>${icon(text)}${text}</a></li>`;
}

/** Where this is; in a workspace of many with a link to its own page. */
function breadcrumbs({ choice, modules, seat: { repository } }: Framed, more: string[]): Html {
  const { full_name, name, project } = repository;
  const projectName = project?.['name'];
  const { place, viewer } = choice;
  const [above] = shownOver(place, modules).filter(({ module }) => isOfWorkspace(module));
  const workspace = workspaceText(repository);
  const parts = [
    above ? html`<a href="${addressOf({ place, viewer, module: above.module })}">${workspace}</a>` : workspace,
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

function pullRequestHeader(framed: Framed, number: number): Html {
  const { pullRequests } = framed;
  const { title, state, draft, author, source, destination } = pullRequests.get(number) ?? {};
  const shown = draft === true && state === 'OPEN' ? 'draft' : state?.toLowerCase();
  const branches = [source?.branch?.name, destination?.branch?.name].filter((name) => name !== undefined);
  return html`${breadcrumbs(framed, ['Pull requests', String(number)])}
    <header class="pull-request">
      <h1>${title ?? 'Pull request'} <span>#${number}</span></h1>
      <p>
        ${author?.display_name === undefined ? '' : html`<span>${author.display_name}</span>`}
        ${branches.length < 2 ? '' : html`<code>${branches[0]}</code> → <code>${branches[1]}</code>`}
        ${shown === undefined ? '' : html`<span class="state ${shown}">${shown}</span>`}
      </p>
      <p class="tabs" aria-hidden="true"><b>Overview</b><span>Commits</span><span>Activity</span></p>
    </header>`;
}

/** The panel on the page of the repository, or of the workspace, where Bitbucket shows it. */
export function repositoryPage(framed: Framed, title: string): Html {
  const { module, pullRequest } = framed.choice;
  const panel = html`<iframe title="${title}" src="${panelAddressOf(framed.choice, pullRequest)}"></iframe>`;
  if (isOfWorkspace(module))
    return html`<ol class="breadcrumbs" aria-label="Where this is"><li>${workspaceText(framed.seat.repository)}</li>
      <li>Apps</li></ol>${panel}`;
  if (pullRequest === undefined) return html`${breadcrumbs(framed, ['Repository settings'])}${panel}`;
  return html`${pullRequestHeader(framed, pullRequest)}
    <details open><summary>${module.title}</summary>${panel}</details>`;
}
