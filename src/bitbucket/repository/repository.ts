import * as v from 'valibot';
import { sameId } from '../../core/people/actor';
import type { BranchingModel, Fact, Gap, Level, Repository } from '../../core/model';
import { entryOf, level, says } from './people';

const optionalText = v.fallback(v.optional(v.string()), undefined);
const repository = v.object({
  uuid: optionalText,
  full_name: optionalText,
  project: v.optional(v.unknown()),
  mainbranch: v.optional(v.unknown()),
});
const project = v.object({ key: v.string(), name: optionalText });
const projectId = v.fallback(v.optional(v.object({ uuid: optionalText })), undefined);
const mainBranch = v.object({ name: v.string() });

const repositoryType = /^repository$/;
const read = entryOf(repository, repositoryType);

/**
 * Reads the repository; undefined where the body is not one, or is another than was requested by uuid. Missing fields
 * are gaps; `null` is an answer.
 */
export function repositoryOf(body: unknown, asked: { workspace: string; slug: string }): Repository | undefined {
  const raw = read(body);
  if (!raw || !says(body, repository, repositoryType)) return undefined;
  if (asked.slug.startsWith('{') && raw.uuid !== undefined && !sameId(raw.uuid, asked.slug)) return undefined;
  const ofProject = v.parse(projectId, raw.project ?? undefined)?.uuid;
  const [workspace = asked.workspace, slug = asked.slug] = raw.full_name?.split('/') ?? [];
  return {
    workspace,
    slug,
    fullName: `${workspace}/${slug}`,
    ...(raw.uuid !== undefined && { id: raw.uuid }),
    project: factOf('project', raw.project, (value) => {
      const parsed = v.safeParse(project, value);
      return parsed.success ? { key: parsed.output.key, name: parsed.output.name ?? parsed.output.key } : undefined;
    }),
    ...(ofProject !== undefined && { projectId: ofProject }),
    mainBranch: factOf('main-branch', raw.mainbranch, (value) => {
      const parsed = v.safeParse(mainBranch, value);
      return parsed.success ? parsed.output.name : undefined;
    }),
  };
}

function factOf<T>(
  what: 'project' | 'main-branch',
  value: unknown,
  readValue: (value: unknown) => T | undefined,
): Fact<T | null> {
  if (value === null) return { known: true, value: null };
  const parsed = readValue(value);
  return parsed === undefined
    ? { known: false, gap: { of: { what }, because: 'not-understood' } }
    : { known: true, value: parsed };
}

const target = v.object({
  name: v.nullish(v.string()),
  use_mainbranch: v.nullish(v.boolean()),
  enabled: v.nullish(v.boolean()),
});
const branchType = v.object({
  kind: v.string(),
  prefix: v.pipe(v.string(), v.minLength(1)),
  enabled: v.nullish(v.boolean()),
});
const disabledType = v.object({ kind: v.string(), enabled: v.literal(false) });
const model = v.object({
  development: v.optional(v.unknown()),
  production: v.optional(v.unknown()),
  branch_types: v.optional(v.unknown()),
});

const modelType = /branching_model$/;
const readModel = entryOf(model, modelType);
const readTarget = entryOf(target);
const readType = entryOf(branchType);

const gap: Gap = { of: { what: 'branching-model' }, because: 'not-understood' };

/**
 * Reads the effective branching model. `branch_types` lists the enabled ones, `production` is absent when switched off,
 * and a name is `null` where it follows the main branch of an empty repository (OpenAPI,
 * effective_repo_branching_model).
 */
export function branchingModelOf(body: unknown, main: Fact<string | null>): BranchingModel | undefined {
  const raw = readModel(body);
  if (!raw || !says(body, model, modelType)) return undefined;
  const result: BranchingModel = { prefixes: {}, gaps: [] };
  for (const type of ['development', 'production'] as const) {
    const name = targetOf(raw[type], main);
    if (name) result[type] = name;
  }
  const types: unknown[] = Array.isArray(raw.branch_types) ? raw.branch_types : [];
  if (raw.branch_types !== undefined && raw.branch_types !== null && types !== raw.branch_types) result.gaps.push(gap);
  const prefixes = new Map<string, Set<string>>();
  for (const entry of types) {
    const type = readType(entry);
    if (type && type.enabled !== false)
      prefixes.set(type.kind, (prefixes.get(type.kind) ?? new Set()).add(type.prefix));
    else if (!type && !v.is(disabledType, entry)) result.gaps.push(gap);
  }
  for (const [kind, [prefix, ...others]] of prefixes) {
    // One type has one prefix: with two, nobody can say which holds.
    if (others.length > 0) result.gaps.push(gap);
    else if (prefix !== undefined) result.prefixes[kind] = prefix;
  }
  return result;
}

function targetOf(raw: unknown, main: Fact<string | null>): Fact<string | null> | undefined {
  if (raw === undefined || raw === null) return undefined;
  const read = readTarget(raw);
  if (!read) return { known: false, gap };
  if (read.enabled === false) return undefined;
  if (read.name !== undefined) return { known: true, value: read.name };
  return read.use_mainbranch === true ? main : { known: false, gap };
}

const ownPermission = v.object({
  user: v.fallback(v.optional(v.object({ uuid: optionalText })), undefined),
  permission: level,
  repository: v.object({ uuid: optionalText, full_name: optionalText }),
});
const readOwn = entryOf(ownPermission, /^repository_permission$/);

/** The credential's owner's own permission on one repository. */
export interface OwnPermission {
  level: Level;
  /** The person's uuid, where the entry names one. */
  user?: string | undefined;
  repository: { uuid?: string | undefined; full_name?: string | undefined };
}

/**
 * Reads an entry of `/2.0/user/workspaces/W/permissions/repositories`, which lists every repository of the workspace.
 */
export function ownPermissionOf(entry: unknown): OwnPermission | undefined {
  const own = readOwn(entry);
  return own && { level: own.permission, user: own.user?.uuid, repository: own.repository };
}

const branch = v.object({ name: v.string() });
/** The types of branches: today's, and the one from the time of Mercurial. */
export const branchTypes = /^(?:branch|named_branch)$/;
const readBranch = entryOf(branch, branchTypes);

/** Reads the name of a branch. */
export function branchNameOf(entry: unknown): string | undefined {
  return readBranch(entry)?.name;
}
