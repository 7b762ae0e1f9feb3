import fc from 'fast-check';
import { credentials, levels, operations, unlistableActors, type Because, type Question, type Resource } from '../../src/core/model';
import { ana, ben, by, cem, core, dea, devs, leads, ofType, people, restriction, type Told } from './facts';

const names = Object.keys(people) as (keyof typeof people)[];
const someNames = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 });
const level = fc.constantFrom(...levels);
const toPeople = fc.dictionary(fc.constantFrom(...names), level, { maxKeys: 3 });
const toGroups = fc.dictionary(fc.constantFrom('devs', 'leads', 'others'), level, { maxKeys: 3 });
const because = fc.constantFrom<Because[]>('forbidden', 'not-found', 'truncated', 'unreachable', 'not-understood');
const resources: Resource[] = ['project', 'main-branch', 'restrictions', 'branching-model', 'permissions', 'user-grants', 'group-grants', 'workspace-members', 'viewer', 'branches'];

const match = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('*', 'main', 'MAIN', 'm*', 'release/*', 'feature/*', 'topic', '*/*') },
  { weight: 2, arbitrary: fc.constantFrom('release', 'production', 'development', 'hotfix', 'epic').map(ofType) },
  { weight: 1, arbitrary: fc.constant(by('regex')) },
);
const kind = fc.constantFrom('push', 'push', 'push', 'restrict_merges', 'restrict_merges', 'force', 'delete', 'require_tasks_to_be_completed', 'enforce_merge_checks', 'require_blessing');
const restrictions = fc
  .tuple(kind, match, fc.subarray([ana, ben, cem, dea]), fc.subarray([devs, leads]), fc.nat(9))
  .map(([kind, match, users, groups, rare]) =>
    restriction(kind, match, {
      ...(kind === 'push' || kind === 'restrict_merges' ? { users: rare < 4 ? [] : users, groups: rare < 3 ? [] : groups } : {}),
      ...(rare === 9 ? { pipelinesSourceBranches: ['main'] } : {}),
      ...(rare === 8 ? { gaps: [{ of: { what: 'exemptions', restriction: restriction(kind, match) }, because: 'not-understood' }] } : {}),
    }),
  );

/** Repositories in which anything may be so, and anything may be missing. */
export const repositories: fc.Arbitrary<Told> = fc.record<Told>(
  {
    main: fc.constantFrom('main', 'develop', null),
    project: fc.constant(core),
    viewer: fc.constantFrom(ana, ben),
    viewerLevel: level,
    restrictions: fc.array(restrictions, { maxLength: 4 }),
    permissions: toPeople,
    userGrants: toPeople,
    groupGrants: toGroups,
    projectUserGrants: toPeople,
    projectGroupGrants: toGroups,
    owners: someNames,
    members: fc.dictionary(fc.constantFrom('devs', 'leads'), someNames, { maxKeys: 2 }),
    membersUnread: fc.subarray(['others', 'leads']),
    supplied: fc.dictionary(fc.constantFrom('devs', 'leads'), someNames, { maxKeys: 2 }),
    unread: fc.dictionary(fc.constantFrom(...resources), because, { maxKeys: 2 }),
  },
  { requiredKeys: ['restrictions'] },
);

/** Any question that can be put. */
export const questions: fc.Arbitrary<Question> = fc.oneof(
  fc.record({ actor: fc.constantFrom(ana, ben, cem, dea).map((person) => ({ type: 'user' as const, person })), ...rest(), credential: fc.constantFrom(...credentials) }, { requiredKeys: ['actor', 'operation', 'branch'] }),
  fc.record({ actor: fc.constantFrom(...unlistableActors).map((type) => ({ type })), ...rest() }),
);

function rest() {
  return { operation: fc.constantFrom(...operations), branch: fc.constantFrom('main', 'topic', 'release/1', 'hotfix/1', 'new/x', 'refs/tags/v1') };
}
