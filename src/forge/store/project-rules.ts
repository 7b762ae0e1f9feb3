import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Place } from '../../bitbucket/repository/access';
import type { ProjectRules, Repository } from '../../core/model';
import { bareId } from '../place';
import { person, restriction } from './facts-shape';
import { forgetValue, keepValue, valueAt } from './storage';

const format = 1;
/** Restrictions set on a project, as an administrator supplied them, for all its repositories or for one. */
const supplied = v.strictObject({
  format: v.literal(format),
  /** The project that they are set on: a repository may move to another. */
  project: v.string(),
  rules: v.array(restriction),
  whole: v.boolean(),
  by: v.exactOptional(person),
  at: v.pipe(v.string(), v.isoTimestamp()),
});
type Supplied = v.InferOutput<typeof supplied>;

/** Forge's key-value store takes 240 KiB for a value. */
const mostBytes = 230 * 1024;

/** What is kept for a project or repository: all but what the store adds. */
export type ToKeep = Omit<Supplied, 'format' | 'project'>;

/** Whether these rules are few and short enough to be kept. */
export function fits(rules: ToKeep['rules']): boolean {
  return Buffer.byteLength(JSON.stringify(rules)) <= mostBytes;
}

/** Where the rules of a project are kept, for one of its repositories and for all of them. */
export interface Shelf {
  /** By its uuid, where Bitbucket gives one: a key may become another project's. */
  project: string;
  /** The key by which REST paths name the project. */
  projectKey: string;
  forRepository: string;
  forProject: string;
}

/** The shelf for a repository; undefined where it is in no project that we know of. */
export function shelfOf({ workspace, slug }: Place, { project, projectId }: Repository): Shelf | undefined {
  if (!project.known || project.value === null) return undefined;
  const { key } = project.value;
  const id = projectId === undefined ? `key ${key}` : bareId(projectId);
  const digest = createHash('sha256').update(id).digest('hex');
  return {
    project: id,
    projectKey: key,
    forRepository: `project-rules:repository:${bareId(slug)}`,
    forProject: `project-rules:project:${bareId(workspace)}:${digest}`,
  };
}

/**
 * Keeps the rules of the project in place of those kept before, for all its repositories or for this one; `null`
 * forgets them. What is kept for all of them takes the place of what was kept for this one. Returns what counts from
 * then on, as what was kept just now may not be read yet. Throws where the storage fails.
 */
export async function keepProjectRules(
  shelf: Shelf,
  keptFor: 'project' | 'repository',
  given: ToKeep | null,
): Promise<ProjectRules | undefined> {
  const key = keptFor === 'project' ? shelf.forProject : shelf.forRepository;
  const kept = given && ({ format, project: shelf.project, ...given } satisfies Supplied);
  if (kept) await keepValue(key, kept);
  else await forgetValue(key);
  if (keptFor === 'project') await forgetValue(shelf.forRepository);
  if (kept) return rulesOf(kept, keptFor);
  return keptFor === 'project' ? undefined : lastOf([[await valueAt(shelf.forProject, supplied), 'project']], shelf);
}

/**
 * The rules of the project that were supplied last, for all its repositories or for this one. Throws where the storage
 * fails.
 */
export async function keptProjectRules(place: Place, repository: Repository): Promise<ProjectRules | undefined> {
  const shelf = shelfOf(place, repository);
  if (!shelf) return undefined;
  const [ofProject, ofRepository] = await Promise.all([
    valueAt(shelf.forProject, supplied),
    valueAt(shelf.forRepository, supplied),
  ]);
  return lastOf(
    [
      [ofProject, 'project'],
      [ofRepository, 'repository'],
    ],
    shelf,
  );
}

/** A repository may have moved to another project since its rules were kept. */
function lastOf(all: [Supplied | undefined, 'project' | 'repository'][], { project }: Shelf): ProjectRules | undefined {
  const [last] = all
    .flatMap(([kept, keptFor]) => (kept?.project === project ? [{ kept, keptFor }] : []))
    .sort((a, b) => Date.parse(b.kept.at) - Date.parse(a.kept.at));
  return last && rulesOf(last.kept, last.keptFor);
}

function rulesOf({ rules, whole, by, at }: Supplied, keptFor: 'project' | 'repository'): ProjectRules {
  return { rules, whole, keptFor, supplied: { setOn: 'project', ...(by && { by }), at } };
}
