import type { Repository } from './model';
import { ofServices, trunk, type Profile } from './rules';

/** A repository by name, whose settings show one thing. */
export interface Telling {
  slug: string;
  project: string;
  /** The team that works on it, by its group. */
  group: string;
  profile: Profile;
}

/** Who is called by name in the workspace; `ana` owns it. */
export const known = {
  ana: '{60cad0b1-b371-4182-bd29-1d74687032bb}',
  harvey: '{25a04630-2216-4497-8609-90176a59b8d5}',
  priya: '{340c7148-77ae-4345-a2b4-f96d565cae78}',
  tomas: '{256f4382-7f47-42ce-b6a2-b5015a24c58d}',
  mei: '{db340ce7-71a0-4fb8-b55f-a372a7b5d614}',
  jonas: '{f3453ba6-98bb-499a-993d-e8d8704e174c}',
  olu: '{32e6f2ce-7304-4190-959a-1094d67cee53}',
  /** Has left the workspace; rules and grants still name her. */
  nadia: '{8f0a2f4e-4c0b-4d43-9f0e-0f5a7c6b2d11}',
} as const;

/** One repository for each thing that a report of many shows, the most telling first. */
export const telling: readonly Telling[] = [
  {
    slug: 'web',
    project: 'SHOP',
    group: 'storefront-developers',
    profile: (make, { group }) => ({
      rules: [
        make('push', 'main', { users: [known.harvey, known.mei] }),
        make('force', 'main'),
        make('delete', 'main'),
        make('restrict_merges', 'main', { users: [known.harvey], groups: [group] }),
        make('push', 'release/*', { groups: ['release-managers'] }),
        make('require_approvals_to_merge', 'main', { value: 2 }),
      ],
      branches: ['bugfix/cart-total', 'develop', 'feature/login', 'main', 'release/1.0', 'release/1.1'],
      users: new Map([
        [known.priya, 'admin'],
        [known.harvey, 'write'],
        [known.jonas, 'read'],
      ]),
    }),
  },
  // Its main branch has no rule at all.
  {
    slug: 'playground',
    project: 'TOOLS',
    group: 'support-developers',
    profile: () => ({
      rules: [],
      users: new Map([
        [known.priya, 'admin'],
        [known.tomas, 'write'],
      ]),
    }),
  },
  // A list of nobody, for pushes and for merges.
  {
    slug: 'archive-billing',
    project: 'PAY',
    group: 'billing-developers',
    profile: (make) => ({ rules: [make('push', 'main'), make('restrict_merges', 'main'), make('delete', 'main')] }),
  },
  // One person, who is on holiday from time to time.
  {
    slug: 'payments',
    project: 'PAY',
    group: 'payments-developers',
    profile: (make, { group }) => ({
      rules: [
        make('push', 'main', { users: [known.mei] }),
        make('force', 'main'),
        make('restrict_merges', 'main', { users: [known.mei], groups: [group] }),
        make('require_approvals_to_merge', 'main', { value: 1 }),
      ],
      users: new Map([[known.mei, 'write']]),
    }),
  },
  {
    slug: 'deploy-config',
    project: 'PLAT',
    group: 'platform-developers',
    profile: (make) => ({
      rules: [make('push', 'main', { pipelines_source_branches: ['main', 'release/next'] }), make('delete', 'main')],
      branches: ['main', 'release/next'],
    }),
  },
  // Nadia left, and is on the list and in the grants.
  {
    slug: 'checkout',
    project: 'CORE',
    group: 'checkout-developers',
    profile: (make) => ({
      rules: [
        make('push', 'main', { users: [known.nadia, known.harvey] }),
        make('force', 'main'),
        make('require_approvals_to_merge', 'main', { value: 1 }),
      ],
      users: new Map([
        [known.nadia, 'admin'],
        [known.priya, 'admin'],
        [known.harvey, 'write'],
      ]),
    }),
  },
  // Contractors are on the list of main and have no permission here.
  {
    slug: 'catalog',
    project: 'SHOP',
    group: 'catalog-developers',
    profile: (make, { group }) => ({
      rules: [make('push', 'main', { groups: ['contractors', group] }), make('delete', 'main')],
    }),
  },
  // Two approvals are asked for, and three people can push past them.
  {
    slug: 'ledger',
    project: 'PAY',
    group: 'billing-developers',
    profile: (make, { lead }) => ({
      rules: [
        make('push', 'main', { users: [known.mei, known.jonas, lead] }),
        make('force', 'main'),
        make('require_approvals_to_merge', 'main', { value: 2 }),
      ],
      users: new Map([
        [lead, 'admin'],
        [known.mei, 'write'],
        [known.jonas, 'write'],
      ]),
    }),
  },
  // Bitbucket does not show its rules to the app.
  {
    slug: 'vault',
    project: 'PLAT',
    group: 'service-developers',
    profile: (make, team) => ({ ...ofServices(make, team), fault: 'app-refused' }),
  },
  // Bitbucket cannot answer for its rules.
  {
    slug: 'mirror',
    project: 'TOOLS',
    group: 'support-developers',
    profile: () => ({ rules: [], fault: 'failing' }),
  },
  {
    slug: 'empty',
    project: 'TOOLS',
    group: 'support-developers',
    profile: () => ({ rules: [], branches: [], mainBranch: null }),
  },
  // The rules name patterns that no branch here has, and a type that the model switched off.
  {
    slug: 'legacy-reports',
    project: 'DATA',
    group: 'reporting-developers',
    profile: (make, { group }) => ({
      rules: [
        make('push', 'master', { groups: [group] }),
        make('push', '', { branch_type: 'hotfix', groups: ['release-managers'] }),
        make('delete', 'Release/*'),
      ],
      model: { ...trunk, types: { feature: 'feature/', release: 'release/' } },
    }),
  },
  {
    slug: 'sdk',
    project: 'TOOLS',
    group: 'gateway-developers',
    profile: (make, { group }) => ({
      rules: [make('push', 'main', { groups: [group] }), make('force', '*'), make('delete', 'main')],
      isPrivate: false,
    }),
  },
  // What the services are compared with.
  { slug: 'service-template', project: 'CORE', group: 'service-developers', profile: ofServices },
];

/** Services that stray from the model, each in another way. */
export const strays: Readonly<Record<string, (rules: Repository['rules']) => Repository['rules']>> = {
  'service-refunds': (rules) => rules.filter(({ kind }) => kind !== 'delete'),
  'service-sessions': (rules) =>
    rules.map((rule) => (rule.kind === 'require_approvals_to_merge' ? { ...rule, value: 1 } : rule)),
  'service-tracking': (rules) => rules.map((rule) => (rule.kind === 'push' ? { ...rule, users: [known.jonas] } : rule)),
};
