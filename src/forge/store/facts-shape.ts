import * as v from 'valibot';
import { byName } from '../../bitbucket/port/by-name';
import {
  levels,
  unlistableActors,
  type Because,
  type Facts,
  type PullRequestUnknown,
  type Resource,
} from '../../core/model';

/*
 * The shape that kept facts must have before they count. The compiler compares it with the type: a part of `Facts` that
 * is missing here, extra or different is an error at the end of this file. Objects are strict: nobody can tell what a
 * later version would have meant by a part that we do not know.
 */

/** A schema for one word of a union; the compiler demands all of them. */
function wordOf<T extends string>(words: Record<T, true>) {
  return v.picklist(Object.keys(words) as T[]);
}

const because = wordOf<Because>({
  forbidden: true,
  'not-found': true,
  truncated: true,
  unreachable: true,
  'not-offered': true,
  'not-documented': true,
  'not-understood': true,
});
const what = wordOf<Resource | PullRequestUnknown>({
  repository: true,
  project: true,
  'main-branch': true,
  restrictions: true,
  'branching-model': true,
  permissions: true,
  'user-grants': true,
  'group-grants': true,
  'project-user-grants': true,
  'project-group-grants': true,
  'workspace-members': true,
  viewer: true,
  'viewer-permission': true,
  branches: true,
  'pull-request': true,
  'pull-requests': true,
  draft: true,
  participants: true,
  tasks: true,
  comments: true,
  'general-comments': true,
  builds: true,
  'default-reviewers': true,
  'source-branch': true,
  behind: true,
  'review-groups': true,
  dependencies: true,
  'own-approval': true,
  'too-few-default-reviewers': true,
  'other-builds': true,
  'which-maximum': true,
  state: true,
  'merge-without-source': true,
  mergeability: true,
  'reported-check': true,
  requirement: true,
  'merge-queue': true,
});

const match = v.variant('by', [
  v.strictObject({ by: v.literal('glob'), pattern: v.string() }),
  v.strictObject({ by: v.literal('branch-type'), type: v.string() }),
  v.strictObject({ by: v.literal('unknown'), word: v.string() }),
]);
/** The valibot schema of a person. */
export const person = v.strictObject({
  id: v.string(),
  name: v.string(),
  nickname: v.exactOptional(v.string()),
  accountId: v.exactOptional(v.string()),
});
const suppliedBy = v.strictObject({ by: v.exactOptional(person), at: v.exactOptional(v.string()) });
const supplied = v.strictObject({ setOn: v.literal('project'), ...suppliedBy.entries });
const restrictionName = v.strictObject({
  id: v.exactOptional(v.number()),
  kind: v.string(),
  match,
  supplied: v.exactOptional(supplied),
});
const level = v.picklist(levels);
const reading = v.variant('says', [
  v.strictObject({ says: v.literal('listed'), level }),
  v.strictObject({ says: v.literal('not-listed') }),
  v.strictObject({ says: v.literal('nobody-listed') }),
  v.strictObject({ says: v.literal('own'), level }),
  v.strictObject({ says: v.literal('grant'), level, on: v.picklist(['repository', 'project']) }),
  v.strictObject({ says: v.literal('owner') }),
  v.strictObject({
    says: v.literal('member'),
    group: v.string(),
    level,
    source: v.picklist(['bitbucket', 'supplied']),
  }),
]);
const unknown = v.union([
  v.strictObject({ what }),
  v.strictObject({ what: v.literal('members'), group: v.string() }),
  v.strictObject({ what: v.literal('saved-file'), file: v.string(), lift: v.string() }),
  v.strictObject({
    what: v.picklist(['restriction-kind', 'restriction-match', 'exemptions', 'pipelines-exception', 'check-value']),
    restriction: restrictionName,
  }),
  v.strictObject({
    what: v.picklist([
      'push-restriction-on-deletion',
      'who-is-meant',
      'denial-beside-mergeable',
      'denial-beside-permission',
      'enforced-beside-reported',
      'access-source',
      'branch-names',
    ]),
  }),
  v.strictObject({
    what: v.literal('check-beside-reported'),
    kind: v.string(),
    ours: v.picklist(['done', 'missing']),
  }),
  v.strictObject({ what: v.literal('contradiction'), readings: v.strictTuple([reading, reading]) }),
]);
/** The valibot schema of a gap. */
export const gap = v.strictObject({
  of: unknown,
  because,
  status: v.exactOptional(v.number()),
  retryAfter: v.exactOptional(v.number()),
  reader: v.exactOptional(v.literal('app')),
  required: v.exactOptional(v.array(v.string())),
  granted: v.exactOptional(v.array(v.string())),
});
const gaps = v.array(gap);

const group = v.strictObject({ slug: v.string(), name: v.string() });
const userGrants = listing(v.strictObject({ person, level }));
const groupGrants = listing(v.strictObject({ group, level }));
/** The valibot schema of a restriction. */
export const restriction = v.strictObject({
  ...restrictionName.entries,
  users: v.array(person),
  otherUsers: v.exactOptional(v.number()),
  groups: v.array(group),
  gaps,
  pipelinesSourceBranches: v.array(v.string()),
  value: v.exactOptional(v.number()),
});
const model = v.strictObject({
  development: v.exactOptional(fact(v.nullable(v.string()))),
  production: v.exactOptional(fact(v.nullable(v.string()))),
  prefixes: v.record(v.string(), v.string()),
  gaps,
});
const repository = v.strictObject({
  workspace: v.string(),
  slug: v.string(),
  fullName: v.string(),
  id: v.exactOptional(v.string()),
  project: fact(v.nullable(v.strictObject({ key: v.string(), name: v.string() }))),
  projectId: v.exactOptional(v.string()),
  mainBranch: fact(v.nullable(v.string())),
});

/** The valibot schema of an actor. */
export const actor = v.variant('type', [
  v.strictObject({ type: v.literal('user'), person }),
  ...unlistableActors.map((type) => v.strictObject({ type: v.literal(type) })),
]);
/** The valibot schema of a repository among many. */
export const repositoryAmongMany = v.strictObject({
  fullName: v.string(),
  workspace: v.string(),
  slug: v.string(),
  project: v.exactOptional(v.strictObject({ key: v.string(), name: v.string() })),
  id: v.exactOptional(v.string()),
});

/** The valibot schema of facts. */
export const factsShape = v.strictObject({
  repository,
  viewer: fact(person),
  viewerLevel: fact(level),
  restrictions: listing(restriction),
  projectRules: v.exactOptional(
    v.strictObject({
      whole: v.boolean(),
      keptFor: v.exactOptional(v.picklist(['project', 'repository'])),
      supplied,
    }),
  ),
  model: fact(model),
  permissions: userGrants,
  userGrants,
  groupGrants,
  projectUserGrants: userGrants,
  projectGroupGrants: groupGrants,
  workspaceMembers: listing(v.strictObject({ person, owner: v.boolean() })),
  members: byName(listing(person)),
  suppliedMembers: byName(v.array(v.string())),
  suppliedMembersBy: v.exactOptional(byName(suppliedBy)),
  branches: listing(v.string()),
  credential: v.exactOptional(
    v.strictObject({
      type: v.exactOptional(
        v.picklist(['api-token', 'repository-access-token', 'project-access-token', 'workspace-access-token']),
      ),
      otherType: v.exactOptional(v.string()),
      scopes: v.exactOptional(v.array(v.string())),
      whole: v.boolean(),
    }),
  ),
  readAt: v.exactOptional(v.string()),
});

function listing<S extends v.GenericSchema>(item: S) {
  return v.strictObject({ items: v.array(item), gaps });
}

/** The valibot schema of a value, or of the gap in its place. */
export function fact<S extends v.GenericSchema>(value: S) {
  return v.variant('known', [
    v.strictObject({ known: v.literal(true), value }),
    v.strictObject({ known: v.literal(false), gap }),
  ]);
}

/** Whether two types are identical, optional parts included: assignability in both directions would let those pass. */
// Two functions with an open type parameter are the same only where both types are identical.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile unless the schema and `Facts` are the same type. */
export const isTheTypeOfFacts: Same<v.InferOutput<typeof factsShape>, Facts> = true;
