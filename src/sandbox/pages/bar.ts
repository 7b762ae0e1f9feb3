import { html } from 'hono/html';
import type { Place, Seat } from '../bitbucket/places';
import type { UiModule } from '../host/manifest';
import { addressOf, choose, nameOf, shownOver, viewerText, type Choice, type Shown } from './choice';
import type { Framed } from './framed';
import { timeBar } from './time-bar';

type Html = ReturnType<typeof html>;

/** The bar that chooses world, viewer and surface, with what the world teaches. */
export function bar({ choice, places, modules, seat, pullRequests, background }: Framed): Html {
  const { place, viewer } = choice;
  const firstVisit = places.find(({ asksConsent }) => asksConsent);
  const visit = firstVisit && choose(places, modules, { world: firstVisit.name, viewer, surface: nameOf(choice) });
  const others = html`${visit && visit.place !== place ? html`<a href="${addressOf(visit)}">First visit</a>` : ''}
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
      ${repositoryField(choice)}
      <button>Show</button>
    </form>
    <div class="about">
      <p>${place.about}</p>
      ${places.length > 1 ? html`<nav aria-label="Worlds">${others}</nav>` : ''}
    </div>
    ${background ? timeBar(choice, background) : ''}
  </header>`;
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

/** The repositories of a workspace of many, where one of them is shown. */
function repositoryField({ place, viewer, repository }: Choice): Html | '' {
  if (repository === undefined) return '';
  const all = place.repositories?.(viewer) ?? [];
  return field(
    'Repository',
    'repository',
    repository,
    all.map((slug) => [slug, slug]),
  );
}

type Option = [value: string, text: string];

/** A list to choose from; where there is only one thing, that is said, and goes along. */
function field(label: string, name: string, chosen: string, options: Option[]): Html {
  const [only, ...more] = options;
  if (only && more.length === 0)
    return html`<div class="field">${label} <b>${only[1]}</b>
      <input type="hidden" name="${name}" value="${only[0]}" /></div>`;
  const listed = options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`,
  );
  return html`<div class="field"><label for="${name}">${label}</label>
    <select id="${name}" name="${name}">${listed}</select></div>`;
}

const surfaceNames: Readonly<Record<string, string>> = {
  'bitbucket:repoSettingsMenuPage': 'Settings page',
  'bitbucket:workspaceGlobalPage': 'Page of the workspace',
};

function surfaceText({ module, pullRequest }: Shown, pullRequests: Framed['pullRequests']): string {
  if (pullRequest === undefined) return surfaceNames[module.type] ?? module.title;
  const title = pullRequests.get(pullRequest)?.title;
  return `Pull request ${String(pullRequest)}${title === undefined ? '' : `: ${title}`}`;
}
