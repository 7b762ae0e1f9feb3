import { describe, expect, test } from '@jest/globals';
import type { World } from '../../../src/bitbucket/worlds/world';
import type { Facts, ProjectRules } from '../../../src/core/model';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { beside, panelOf, personIn, shownTo, visited } from '../panels/beside';
import { builds, changed, refusing } from '../webhook/builds';
import { contextOf, host, type Host } from '../host';

const world = savedWorld('pull-requests');
const [ana, harvey, tomas] = ['Ana Lovell', 'Harvey Jones', 'Tomás Vidal'].map((name) => personIn(world, name)) as [
  Raw,
  Raw,
  Raw,
];
type Raw = ReturnType<typeof personIn>;
const here = contextOf(world);
const elsewhere = { ...here, extension: { repository: { uuid: '{0e08f94b-6681-43c1-82e6-c86606d89be5}' } } };
const ofProject = '/2.0/workspaces/acme/projects/CORE/permissions-config/users';
/** Nobody but Harvey, on a branch that no rule of the repository covers. */
const topic = { kind: 'push', pattern: 'topic', users: [{ uuid: harvey.uuid }], groups: [] };
const force = { kind: 'force', pattern: '*' };

/** The world with a second repository of the same project, or of another, that the viewer administers. */
function withSecond(one: World, project: unknown): World {
  const { uuid } = elsewhere.extension.repository;
  const own = Object.keys(one.replies).find((path) => path.startsWith('/2.0/user/workspaces/')) ?? '';
  const entries = [here, elsewhere].map(({ extension }) => ({ permission: 'admin', repository: extension.repository }));
  return changed(one, {
    '/2.0/repositories/acme/second': {
      status: 200,
      body: { uuid, full_name: 'acme/second', project, mainbranch: null, workspace: { uuid: here.workspaceId } },
    },
    [own]: { status: 200, body: { values: entries } },
  });
}

const body = ([world.replies['/2.0/repositories/acme/web'] ?? []].flat().at(-1) as { body: object }).body as {
  project: object;
};
const two = withSecond(world, body.project);
/** Somebody who administers the repositories, and not their project. */
const notOfProject = changed(two, { [ofProject]: { status: 403, body: {} } });

async function factsOf({ invoke }: Host, context?: unknown): Promise<Facts> {
  return ((await invoke('facts', undefined, context)) as { facts: Facts }).facts;
}

/** Kinds and patterns of what was supplied, whether it is whole, and for what it is kept. */
async function supplied(one: Host, context?: unknown) {
  const { restrictions, projectRules } = await factsOf(one, context);
  const rules = restrictions.items.filter((rule) => rule.supplied).map(({ kind }) => kind);
  return projectRules ? [projectRules.keptFor, projectRules.whole, ...rules] : rules;
}

function save({ invoke }: Host, rules: unknown[] | null, whole = true, context?: unknown) {
  return invoke('saveProjectRules', { rules, whole }, context) as Promise<{
    keptFor: string;
    projectRules: ProjectRules | null;
  }>;
}

describe('for what a list is kept', () => {
  test('by whom Bitbucket shows the permissions of the project: for all its repositories', async () => {
    const one = host(two, here);
    const before = Date.now();
    const { keptFor, projectRules } = await save(one, [topic]);
    expect(keptFor).toBe('project');
    expect(projectRules?.supplied.by).toEqual({ id: ana.uuid, name: 'Ana Lovell' });
    expect(Date.parse(projectRules?.supplied.at ?? '')).toBeGreaterThanOrEqual(before);
    expect([await supplied(one), await supplied(one, elsewhere)]).toEqual([
      ['project', true, 'push'],
      ['project', true, 'push'],
    ]);
    expect(one.asked.filter((path) => path.includes('/projects/'))).toContainEqual(
      expect.stringMatching(/^user .*\/projects\/CORE\/permissions-config\/users/),
    );
  });

  test.each([
    ['refuses them', { status: 403, body: {} }],
    ['does not answer', { status: 0 }],
    ['answers with something else', { status: 200, body: { type: 'error' } }],
    ['answers with entries that are none', { status: 200, body: { values: [{ permission: 'admin' }] } }],
  ])('where Bitbucket %s: for this repository alone', async (_, reply) => {
    const one = host(changed(two, { [ofProject]: reply }), here);
    expect((await save(one, [topic], false)).keptFor).toBe('repository');
    expect([await supplied(one), await supplied(one, elsewhere)]).toEqual([['repository', false, 'push'], []]);
  });

  test('the last one counts, and what is kept for the project takes the place of what the repository had', async () => {
    const one = host(two, here);
    await save(one, [topic]);
    const two_ = host(notOfProject, here);
    for (const [key, value] of one.kept) two_.kept.set(key, value);
    await later();
    await save(two_, [topic, force], false);
    expect([await supplied(two_), await supplied(two_, elsewhere)]).toEqual([
      ['repository', false, 'push', 'force'],
      ['project', true, 'push'],
    ]);
    const three = host(two, here);
    for (const [key, value] of two_.kept) three.kept.set(key, value);
    await later();
    await save(three, [], true, elsewhere);
    expect([await supplied(three), await supplied(three, elsewhere)]).toEqual([
      ['project', true],
      ['project', true],
    ]);
  });

  test('forgotten: for the repository alone, then for the project', async () => {
    const one = host(two, here);
    await save(one, [topic]);
    const other = host(notOfProject, here);
    for (const [key, value] of one.kept) other.kept.set(key, value);
    await later();
    await save(other, [force]);
    expect(await save(other, null)).toMatchObject({ keptFor: 'repository', projectRules: { keptFor: 'project' } });
    expect(await supplied(other)).toEqual(['project', true, 'push']);
    const last = host(two, here);
    for (const [key, value] of other.kept) last.kept.set(key, value);
    expect(await save(last, null)).toEqual({ keptFor: 'project', projectRules: null });
    expect([...last.kept.keys()].filter((key) => key.startsWith('project-rules:'))).toEqual([]);
  });

  test('an empty list that is a part says nothing, and is forgotten', async () => {
    const one = host(two, here);
    await save(one, [topic]);
    expect(await save(one, [], false)).toEqual({ keptFor: 'project', projectRules: null });
    expect(await supplied(one)).toEqual([]);
  });

  test('a repository that moved to another project leaves its list behind, be the key the same', async () => {
    const one = host(notOfProject, here);
    await save(one, [topic]);
    const moved = { ...body, project: { ...body.project, uuid: '{11111111-b959-4658-9abb-0c45e9948495}' } };
    const after = host(changed(two, { '/2.0/repositories/acme/web': { status: 200, body: moved } }), here);
    for (const [key, value] of one.kept) after.kept.set(key, value);
    expect(await supplied(after)).toEqual([]);
  });

  test.each([
    ['none', null],
    ['one that cannot be read', undefined],
  ])('in no project that is known (%s), nothing is kept', async (_, project) => {
    const one = host(
      changed(world, { '/2.0/repositories/acme/web': { status: 200, body: { ...body, project } } }),
      here,
    );
    expect(await save(one, [topic])).toEqual({ noProject: true });
    expect(one.kept.size).toBe(0);
  });
});

test.each<[string, unknown, string]>([
  ['nothing', undefined, 'takes `rules`, a list of branch restrictions'],
  ['no word on whether it is whole', { rules: [] }, 'takes `rules`'],
  ['rules that are no list', { rules: { values: [] }, whole: true }, 'takes `rules`'],
  [
    'an entry that is none',
    { rules: [{}], whole: true },
    'takes no such list: entry 1 is not a branch restriction with a kind.',
  ],
  [
    'more than fits',
    { rules: Array.from({ length: 400 }, () => ({ ...force, pattern: 'ü'.repeat(900) })), whole: true },
    'takes no such list: it is longer than 230 KiB.',
  ],
])('%s is one clear error, and keeps nothing', async (_, payload, says) => {
  const { invoke, kept } = host(world, here);
  await expect(invoke('saveProjectRules', payload)).rejects.toThrow(says);
  await expect(invoke('saveProjectRules', payload)).rejects.toThrow(TypeError);
  expect(kept.size).toBe(0);
});

test('the longest list that is taken can be kept', async () => {
  const one = host(world, here);
  const rules = Array.from({ length: 230 }, () => ({ ...force, pattern: 'x'.repeat(900) }));
  expect((await save(one, rules)).projectRules?.rules).toHaveLength(230);
  expect((await supplied(one)).length).toBe(232);
});

test.each<[string, (kept: object) => unknown]>([
  ['a text', () => 'x'],
  ['another format', (kept) => ({ ...kept, format: 2 })],
  ['no time', (kept) => ({ ...kept, at: 'yesterday' })],
  ['a part that nobody knows', (kept) => ({ ...kept, override: true })],
  ['a rule that is none', (kept) => ({ ...kept, rules: [{ kind: 'push' }] })],
  ['another project', (kept) => ({ ...kept, project: 'another' })],
])('what the storage gives back is held to its format: %s', async (_, change) => {
  const one = host(world, here);
  await save(one, [topic]);
  for (const [key, value] of one.kept)
    if (key.startsWith('project-rules:')) one.kept.set(key, JSON.stringify(change(JSON.parse(value) as object)));
  expect(await supplied(one)).toEqual([]);
});

test('snapshots hold nothing that was supplied', async () => {
  const one = host(world, here);
  await save(one, [topic]);
  expect(await supplied(one)).toEqual(['project', true, 'push']);
  await save(one, null);
  const { kept } = one;
  const panel = beside(shownTo(world, tomas, 'write'), world, { app: refusing(world), kept });
  expect(JSON.stringify(await panel.look(1))).not.toMatch(/setOn|supplied/);
});

describe('every face that judges uses them', () => {
  async function keeping(rules: unknown[]) {
    const one = beside(world, world, { kept: await visited(world) });
    await one.invoke('saveProjectRules', { rules, whole: true }, here);
    return one.kept;
  }
  const main = { kind: 'force', pattern: 'main' };

  test('the panel of a pull request, as an administrator and as others, who are not told who supplied them', async () => {
    const kept = await keeping([{ kind: 'require_approvals_to_merge', pattern: '*', value: 9 }, main]);
    const byAna = panelOf(await beside(world, world, { kept }).look(1));
    expect(byAna.outlook.merge.projectRules?.supplied).toMatchObject({ setOn: 'project', by: { name: 'Ana Lovell' } });
    const byTomas = panelOf(
      await beside(shownTo(world, tomas, 'write'), world, { app: refusing(world), kept }).look(1),
    );
    for (const { outlook } of [byAna, byTomas]) {
      expect(outlook.merge.checks).toContainEqual(
        expect.objectContaining({
          restriction: expect.objectContaining({
            supplied: expect.objectContaining({ setOn: 'project' }) as object,
          }) as object,
        }),
      );
      expect(outlook.merge.notChecked.map(({ what }) => what)).not.toContain('project-restrictions');
    }
    expect(byTomas.for).toBe('others');
    expect(JSON.stringify(byTomas)).not.toMatch(new RegExp(`Ana Lovell|${ana.uuid.slice(1, -1)}`));
  });

  test('parts that only a supplied rule needs are read even where the rules are fresh', async () => {
    const kept = await keeping([{ kind: 'require_passing_builds_to_merge', pattern: '*', value: 1 }]);
    const one = beside(world, world, { kept });
    await one.look(1);
    expect(one.asked.some((path) => path.includes('/statuses'))).toBe(true);
  });

  test('the webhook: the verdict, the mark, and nobody’s name', async () => {
    const one = builds(world);
    const key = await one.key();
    const question = { repository: 'acme/web', branch: 'topic', actor: tomas.uuid };
    const before = await one.ask(key, { body: question });
    await save(one, [topic]);
    const after = await one.ask(key, { body: question });
    expect([before.body['verdict'], after.body['verdict']]).toEqual(['allowed', 'denied']);
    expect(before.body['digest']).not.toBe(after.body['digest']);
    expect(JSON.stringify(after.body)).toContain('(set on the project, supplied)');
    expect(JSON.stringify(after.body)).not.toMatch(/Ana|Harvey/);
    expect(after.body['supplied']).toEqual([
      {
        what: expect.stringMatching(/^all restrictions set on the project Core \(1\), on \d{4}-\d\d-\d\d$/),
        page: expect.any(String),
      },
    ]);
    expect(JSON.stringify(after.body['notChecked'])).not.toContain('project');
  });
});

/** Until the clock shows another millisecond: what is saved later counts. */
async function later(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5));
}
