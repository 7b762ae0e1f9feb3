import { Hono } from 'hono';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { askExplain, type Problem } from '../ask';
import { retrying } from '../bitbucket/port';
import { repositoriesOf, worldGet, type World } from '../bitbucket/world';
import { branchName } from '../core/branch-name';
import { operations, unlistableActors, type Operation } from '../core/model';
import { sayDecision } from '../core/say/decision';
import { decisionText, noColors } from '../core/say/text';

/** One question as the form asks it. */
interface Asked {
  as: string;
  operation: Operation;
  branch: string;
}

/** The pages over saved worlds: an index with an answer from each, and a page on which each can be asked anything. */
export function pages(worlds: Map<string, World>): Hono {
  const app = new Hono();
  app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], styleSrc: ["'self'"], formAction: ["'self'"] } }));
  app.get('/style.css', (context) => context.body(style, 200, { 'content-type': 'text/css' }));

  app.get('/', async (context) => {
    const entries = await Promise.all(
      [...worlds].map(async ([name, world]) => {
        const answer = await explained(world, { as: '', operation: 'push', branch: 'main' });
        return html`<article>
          <h2><a href="/worlds/${name}">${name}</a></h2>
          <p>${world.about}</p>
          <pre tabindex="0" aria-label="The answer for ${name}">${answer}</pre>
        </article>`;
      }),
    );
    return context.html(
      page('Who Can Push', html`<h1>Who Can Push</h1>
        <p>Saved repositories, and what each answers when its viewer asks to push to <code>main</code>.</p>
        ${entries}`),
    );
  });

  app.get('/worlds/:name', async (context) => {
    const name = context.req.param('name');
    const world = worlds.get(name);
    if (!world) return context.html(page('No such world', html`<h1>There is no world called ${name}</h1><p><a href="/">All worlds</a></p>`), 404);
    const to = context.req.query('to');
    const asked: Asked = {
      as: context.req.query('as') ?? '',
      operation: operations.find((operation) => operation === to) ?? 'push',
      branch: context.req.query('branch') ?? 'main',
    };
    const answer = await explained(world, asked);
    return context.html(
      page(name, html`<p><a href="/">All worlds</a></p>
        <h1>${name}</h1>
        <p>${world.about}</p>
        ${form(asked)}
        <pre tabindex="0" aria-label="The answer">${answer}</pre>`),
    );
  });
  app.notFound((context) =>
    context.html(page('Nothing here', html`<h1>There is nothing here</h1><p><a href="/">All worlds</a></p>`), 404),
  );
  return app;
}

/** The answer to one question as text, or the sentence that says why there is none. */
async function explained(world: World, { as, operation, branch }: Asked): Promise<string> {
  const [repository] = repositoriesOf(world);
  const [workspace, slug] = repository?.split('/') ?? [];
  const name = branchName(branch);
  if (workspace === undefined || slug === undefined) return 'This world holds no repository.';
  if (name === undefined) return 'Git does not allow a branch to be called that.';
  const outcome = await askExplain(
    retrying(worldGet(world), () => Promise.resolve()),
    {
      workspace,
      slug,
      askGroups: true,
      ...(world.viewer !== undefined && { viewer: world.viewer }),
      ...(world.savedAt !== undefined && { readAt: world.savedAt }),
    },
    { operations: [operation], branch: name, ...(as !== '' && { as }) },
  );
  if ('problem' in outcome) return problemText(outcome.problem);
  return outcome.answer.map((decision) => decisionText(sayDecision(decision), noColors)).join('\n');
}

function problemText(problem: Problem): string {
  if ('nobody' in problem) return `Nobody called ${problem.nobody} can be seen here.`;
  if ('ambiguous' in problem) {
    return `${problem.ambiguous} can be ${problem.candidates.map(({ name, id }) => `${name} ${id}`).join(' or ')}: name one by uuid.`;
  }
  if ('unreadable' in problem) return 'The repository of this world cannot be read.';
  return 'Say for whom: whose credential this is cannot be told.';
}

function form({ as, operation, branch }: Asked) {
  return html`<form>
    <label>Who <input name="as" value="${as}" placeholder="the viewer" list="actors" /></label>
    <datalist id="actors">${unlistableActors.map((actor) => html`<option value="${actor}"></option>`)}</datalist>
    <label>Operation <select name="to">${operations.map((one) => html`<option ${one === operation ? 'selected' : ''}>${one}</option>`)}</select></label>
    <label>Branch <input name="branch" value="${branch}" /></label>
    <button>Explain</button>
  </form>`;
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body><main>${body}</main></body>
    </html>`;
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; }
h2 { margin-bottom: 0; }
p { margin: .3rem 0 .8rem; }
pre { padding: 1rem; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .5rem;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1rem 0; }
label { display: grid; font-size: .875rem; }
input, select, button { font: inherit; padding: .3rem .5rem; }
`;
