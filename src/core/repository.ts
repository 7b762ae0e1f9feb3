import type { Decision } from './decision';
import type { Repository } from './model';

/** A repository and its project by name, as answers speak of them. */
export function namesOf({ workspace, slug, fullName, project }: Repository): Decision['repository'] {
  return { workspace, slug, fullName, ...(project.known && project.value && { project: project.value }) };
}
