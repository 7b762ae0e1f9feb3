import type { Project, Repository } from './model';

/** A repository and its project by name, as answers speak of them. `fullName` is `workspace/slug`. */
export interface RepositoryNames {
  fullName: string;
  workspace: string;
  slug: string;
  /** Absent where there is none, or it could not be read. */
  project?: Project;
}

/** The names of a repository and of its project. */
export function namesOf({ workspace, slug, fullName, project }: Repository): RepositoryNames {
  return { workspace, slug, fullName, ...(project.known && project.value && { project: project.value }) };
}
