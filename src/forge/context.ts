import * as v from 'valibot';
import type { Place } from '../bitbucket/access';

const uuid = v.pipe(v.string(), v.regex(/^\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}$/i));
const schema = v.object({ workspaceId: uuid, extension: v.object({ repository: v.object({ uuid }) }) });

/** The repository whose page the viewer is on, by uuids in braces. Forge sets the context; a caller cannot. */
export function placeIn(context: unknown): Place {
  const parsed = v.safeParse(schema, context);
  if (!parsed.success) throw new TypeError('Forge named no repository in the context of this call.');
  const { workspaceId, extension } = parsed.output;
  return { workspace: workspaceId, slug: extension.repository.uuid };
}
