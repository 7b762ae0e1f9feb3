import type { Repository, Rule } from './model';

/** Gives each restriction a number of its own, as Bitbucket does across repositories. */
export type RuleMaker = (kind: string, on: string, more?: Partial<Omit<Rule, 'id' | 'kind'>>) => Rule;

/** Makes restrictions from this number on. A `branch_type` among the rest stands in place of the pattern. */
export function ruleMaker(first: number): RuleMaker {
  let id = first;
  return (kind, on, more = {}) => ({
    id: id++,
    kind,
    branch_match_kind: more.branch_type === undefined ? 'glob' : 'branching_model',
    pattern: more.branch_type === undefined ? on : '',
    users: [],
    groups: [],
    value: null,
    ...more,
  });
}

/** Whom the rules of a repository are about. */
export interface Team {
  group: string;
  lead: string;
}

/** What a repository's settings come to: its rules, and whatever else must be so for them. */
export type Profile = (make: RuleMaker, team: Team) => Pick<Repository, 'rules'> & Partial<Repository>;

const common = { feature: 'feature/', bugfix: 'bugfix/', release: 'release/', hotfix: 'hotfix/' };

/** A branching model with all four types of Bitbucket, developed and released from the main branch. */
export const trunk = { development: 'main', types: common };

function closed(make: RuleMaker, pattern: string): Rule[] {
  return [make('force', pattern), make('delete', pattern)];
}

/** The lead and the release managers push to main; everybody else opens a pull request. */
const sound: Profile = (make, { group, lead }) => ({
  rules: [
    make('push', 'main', { users: [lead], groups: ['release-managers'] }),
    ...closed(make, 'main'),
    make('restrict_merges', 'main', { groups: [group, 'release-managers'] }),
    make('require_approvals_to_merge', 'main', { value: 1 }),
    make('require_passing_builds_to_merge', 'main', { value: 1 }),
    make('push', 'release/*', { groups: ['release-managers'] }),
  ],
});

/** Pull requests alone, each approved twice, with checks that block. */
const strict: Profile = (make, { group }) => ({
  rules: [
    make('push', 'main'),
    ...closed(make, 'main'),
    make('restrict_merges', 'main', { groups: [group, 'release-managers'] }),
    make('require_approvals_to_merge', 'main', { value: 2 }),
    make('require_passing_builds_to_merge', 'main', { value: 1 }),
    make('require_tasks_to_be_completed', 'main'),
    make('enforce_merge_checks', 'main'),
    make('reset_pullrequest_approvals_on_change', 'main'),
  ],
});

/** A branch for development beside main, and rules for types of branches. */
const twoBranches: Profile = (make, { group, lead }) => ({
  rules: [
    make('push', '', { branch_type: 'production', groups: ['release-managers'] }),
    make('force', '', { branch_type: 'production' }),
    make('delete', '', { branch_type: 'production' }),
    make('push', '', { branch_type: 'development', users: [lead], groups: ['release-managers'] }),
    make('restrict_merges', '', { branch_type: 'development', groups: [group] }),
    make('require_approvals_to_merge', '', { branch_type: 'development', value: 1 }),
    make('push', '', { branch_type: 'release', groups: ['release-managers'] }),
  ],
  branches: ['develop', 'feature/login', 'hotfix/2.1.1', 'main', 'release/2.1'],
  model: { development: 'develop', production: 'main', types: common },
});

/** Only what is least: nobody rewrites or deletes main, and the team pushes. */
const light: Profile = (make, { group }) => ({
  rules: [make('push', 'main', { groups: [group] }), ...closed(make, 'main')],
});

const open: Profile = () => ({ rules: [] });

/** The plausible profiles, each as often as it occurs among twenty. */
export const profiles: readonly Profile[] = [
  ...Array.from({ length: 4 }, () => sound),
  ...Array.from({ length: 10 }, () => strict),
  ...Array.from({ length: 3 }, () => twoBranches),
  ...Array.from({ length: 2 }, () => light),
  open,
];

/** What every service is to have: the same rules for the same groups. */
export const ofServices: Profile = (make) => ({
  rules: [
    make('push', 'main', { groups: ['release-managers'] }),
    ...closed(make, 'main'),
    make('restrict_merges', 'main', { groups: ['service-developers', 'release-managers'] }),
    make('require_approvals_to_merge', 'main', { value: 2 }),
    make('require_passing_builds_to_merge', 'main', { value: 1 }),
    make('enforce_merge_checks', 'main'),
  ],
});
