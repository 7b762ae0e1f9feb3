import * as v from 'valibot';
import type { Place } from '../bitbucket/repository/access';

const uuid = v.pipe(v.string(), v.regex(/^\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}$/i));
const ofRepository = v.object({ workspaceId: uuid, extension: v.object({ repository: v.object({ uuid }) }) });

/** What was sent with a call, as the schema reads it. Throws a TypeError that says what was expected. */
export function sentAs<S extends v.GenericSchema>(schema: S, sent: unknown, expected: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, sent);
  if (!parsed.success) throw new TypeError(expected);
  return parsed.output;
}

/**
 * The repository whose page the viewer is on, by uuids in braces. Forge sets the context, but guarantees only the
 * account in it (Forge, app context security): what is shown of the repository must be the viewer's to see. Throws a
 * TypeError where it names no repository.
 */
export function placeIn(context: unknown): Place {
  const { workspaceId, extension } = sentAs(
    ofRepository,
    context,
    'Forge named no repository in the context of this call.',
  );
  return { workspace: workspaceId, slug: extension.repository.uuid };
}

const ofWorkspace = v.object({ workspaceId: uuid });

/**
 * The workspace whose page the viewer is on, by its uuid in braces; what holds for the repository of `placeIn` holds
 * for it. Throws a TypeError where Forge names none.
 */
export function workspaceIn(context: unknown): string {
  return sentAs(ofWorkspace, context, 'Forge named no workspace in the context of this call.').workspaceId;
}

const installed = v.object({
  workspaceId: v.fallback(v.optional(v.string()), undefined),
  installContext: v.fallback(v.optional(v.string()), undefined),
});

/**
 * The workspace that the app is installed in, as whoever called a function without a person was told: by its uuid in
 * braces. Undefined where Forge names none.
 */
export function workspaceInstalled(context: unknown): string | undefined {
  const parsed = v.safeParse(installed, context);
  if (!parsed.success) return undefined;
  const { workspaceId = '', installContext = '' } = parsed.output;
  const named = workspaceId || (/(?:^|[:/])workspace\/([^/]+)$/.exec(installContext)?.[1] ?? '');
  const braced = `{${named.replaceAll(/[{}]/g, '')}}`;
  return v.is(uuid, braced) ? braced : undefined;
}

const id = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]),
  v.safeInteger(),
  v.minValue(1),
);
const beside = v.object({
  accountId: v.fallback(v.optional(v.string()), undefined),
  extension: v.object({ pullRequest: v.object({ id }) }),
});

/**
 * The pull request being viewed, and the viewer's account where Forge names one. Throws a TypeError where it names no
 * pull request.
 */
export function pullRequestIn(context: unknown): { id: number; accountId: string | undefined } {
  const { accountId, extension } = sentAs(beside, context, 'Forge named no pull request in the context of this call.');
  return { id: extension.pullRequest.id, accountId };
}
