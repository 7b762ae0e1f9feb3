import { pick, type Random } from '../../seeded';
import type { Edit } from './edit';
import { repositoryBySlug, type Repository, type Workspace } from '../model';
import { profiles, type RuleMaker } from '../rules';
import { makePerson, makeRepository } from '../seed';
import { known } from '../telling';

/** Makes an edit that may be done in a repository; nothing where it would change nothing. */
export type Making = (
  random: Random,
  repository: Repository,
  workspace: Workspace,
  make: RuleMaker,
) => Edit | undefined | false;

/** People who are called by name, and what is in their names' repositories, stay as their parts need them. */
const cast: ReadonlySet<string> = new Set(Object.values(known));

function somebody(random: Random, { members }: Workspace): string {
  return pick(
    random,
    [...members.keys()].filter((person) => !cast.has(person)),
  );
}

/** Each kind of edit, as often as it happens among a hundred. */
export const kinds: readonly (readonly [times: number, making: Making])[] = [
  [
    22,
    (random, { uuid, rules }, workspace) => {
      const lists = rules.filter(({ kind }) => kind === 'push' || kind === 'restrict_merges');
      if (lists.length === 0) return undefined;
      const rule = pick(random, lists);
      const gone = rule.users.length > 1 && random() < 0.5 ? pick(random, rule.users) : undefined;
      const come = somebody(random, workspace);
      if (gone === undefined && rule.users.includes(come)) return undefined;
      const users = gone === undefined ? [...rule.users, come] : rule.users.filter((person) => person !== gone);
      return { edit: 'rule-changed', repository: uuid, rule: { ...rule, users } };
    },
  ],
  [
    8,
    (random, { uuid, rules }, { groups }) => {
      const lists = rules.filter(({ kind }) => kind === 'push' || kind === 'restrict_merges');
      if (lists.length === 0) return undefined;
      const rule = pick(random, lists);
      const group = pick(random, [...groups.keys()]);
      const others = rule.groups.filter((one) => one !== group);
      const changed = others.length < rule.groups.length ? others : [...others, group];
      return { edit: 'rule-changed', repository: uuid, rule: { ...rule, groups: changed } };
    },
  ],
  [
    8,
    (random, { uuid, rules }) => {
      const counted = rules.filter(({ value }) => value !== null);
      if (counted.length === 0) return undefined;
      const rule = pick(random, counted);
      const value = rule.value === 1 ? 2 : 1;
      return { edit: 'rule-changed', repository: uuid, rule: { ...rule, value } };
    },
  ],
  [
    8,
    (random, { uuid, rules }, _, make) => {
      const [kind, pattern] = pick(random, [
        ['push', 'release/*'],
        ['delete', 'main'],
        ['force', 'main'],
        ['force', 'release/*'],
        ['push', 'hotfix/*'],
      ] as const);
      if (rules.some((rule) => rule.kind === kind && rule.pattern === pattern)) return undefined;
      const groups = kind === 'push' ? ['release-managers'] : [];
      return { edit: 'rule-added', repository: uuid, rule: make(kind, pattern, { groups }) };
    },
  ],
  [
    6,
    (random, { uuid, rules }) =>
      rules.length > 0 && { edit: 'rule-removed', repository: uuid, rule: pick(random, rules).id },
  ],
  [
    12,
    (random, { uuid, users }, workspace) => {
      const person = somebody(random, workspace);
      const level = pick(random, ['read', 'write', 'write', 'admin'] as const);
      return users.get(person) !== level && { edit: 'user-grant', repository: uuid, person, level };
    },
  ],
  [
    7,
    (random, { uuid, users }) => {
      const others = [...users.keys()].filter((person) => !cast.has(person));
      return others.length > 0 && { edit: 'user-grant', repository: uuid, person: pick(random, others), level: null };
    },
  ],
  [
    5,
    (random, { uuid, groups: granted }, { groups }) => {
      const group = pick(random, [...groups.keys()]);
      const level = granted.has(group) ? null : pick(random, ['read', 'write'] as const);
      return { edit: 'group-grant', repository: uuid, group, level };
    },
  ],
  [
    2,
    (random, { project }, { groups, projects }) => {
      const group = pick(
        random,
        [...groups.keys()].filter((slug) => slug.endsWith('-developers')),
      );
      const level = projects.get(project)?.groups.has(group) ? null : ('read' as const);
      return { edit: 'project-group-grant', project, group, level };
    },
  ],
  [
    8,
    (random, _, workspace) => {
      const group = pick(random, [...workspace.groups.values()]);
      const person = somebody(random, workspace);
      return !group.members.has(person) && { edit: 'joined-group', group: group.slug, person };
    },
  ],
  [
    5,
    (random, _, { groups }) => {
      const group = pick(random, [...groups.values()]);
      const members = [...group.members].filter((person) => !cast.has(person));
      return members.length > 1 && { edit: 'left-group', group: group.slug, person: pick(random, members) };
    },
  ],
  [
    2,
    (random, _, { groups }) => ({
      edit: 'joined',
      person: makePerson(random),
      group: pick(random, [...groups.keys()]),
    }),
  ],
  [2, (random, _, workspace) => ({ edit: 'left', person: somebody(random, workspace) })],
  [
    1,
    (_, { uuid, mainBranch, branches }) => {
      const branch = branches.includes('develop') && mainBranch === 'main' ? 'develop' : 'main';
      return branches.includes(branch) && branch !== mainBranch && { edit: 'main-branch', repository: uuid, branch };
    },
  ],
  [
    2,
    (_, { uuid, model }) => {
      const { hotfix, ...others } = model.types;
      const types = hotfix === undefined ? { ...others, hotfix: 'hotfix/' } : others;
      return { edit: 'model', repository: uuid, model: { ...model, types } };
    },
  ],
  [
    1,
    (random, like, workspace, make) => {
      const slug = `${like.slug}-${pick(random, ['next', 'v2', 'lab'])}`;
      const [group = 'release-managers'] = like.groups.keys();
      const made = { slug, project: like.project, group, profile: pick(random, profiles) };
      return (
        !repositoryBySlug(workspace, slug) && {
          edit: 'created',
          repository: makeRepository(random, make, made, workspace),
        }
      );
    },
  ],
  [
    0.5,
    (_, { uuid, slug }, workspace) =>
      !repositoryBySlug(workspace, `${slug}-old`) && { edit: 'renamed', repository: uuid, slug: `${slug}-old` },
  ],
  [0.5, (_, { uuid }) => ({ edit: 'deleted', repository: uuid })],
];
