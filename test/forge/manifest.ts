import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

/** The checkout. */
export const root = path.join(__dirname, '..', '..');

const key = v.string();
const panels = v.array(
  v.object({ key, title: v.string(), resource: v.string(), resolver: v.object({ function: key }) }),
);
const schema = v.object({
  modules: v.object({
    'bitbucket:repoSettingsMenuPage': panels,
    'bitbucket:repoPullRequestOverviewPanel': panels,
    'bitbucket:workspaceGlobalPage': panels,
    scheduledTrigger: v.array(v.object({ key, function: key, interval: v.string() })),
    consumer: v.array(v.object({ key, queue: v.string(), function: key })),
    function: v.array(v.object({ key, handler: v.string(), timeoutSeconds: v.optional(v.number()) })),
    webtrigger: v.array(
      v.object({ key, function: key, response: v.object({ type: v.string() }), urlFormat: v.string() }),
    ),
  }),
  permissions: v.object({ scopes: v.array(v.string()) }),
});

/** The manifest as it stands. */
export const wholeManifest = parse(readFileSync(path.join(root, 'manifest.yml'), 'utf8')) as Record<string, object>;

/** The parts of the manifest that code must agree with. */
export const manifest = v.parse(schema, wholeManifest);

/** The handlers that the manifest names, as file below `src` and export. */
export const handlers = manifest.modules.function.map(({ handler }) => {
  const [file = '', name = ''] = handler.split('.');
  return { file, name };
});
