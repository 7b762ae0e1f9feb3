import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as v from 'valibot';
import { savedWorld } from '../../bitbucket/saved-worlds';
import { accessShape } from '../../worlds/contract';
import { emptyFolder, typed } from '../terminal';

const worlds = path.join(__dirname, '../../../src/sandbox/worlds');
const gateway = path.join(worlds, 'nested-project-grants.json');

async function peopleOf(...args: string[]) {
  const { out } = await typed(['who', '--access', '--json', ...args]);
  return v.parse(accessShape, JSON.parse(out)).people;
}

describe('who --access', () => {
  test('needs no branch, and is the same with one', async () => {
    const bare = await peopleOf('--world', gateway);
    expect(bare.map(({ actor, level }) => [actor.name, level])).toEqual([
      ['Ana Lovell', 'admin'],
      ['Jonas Weber', 'read'],
      ['Mei Tanaka', 'write'],
      ['Priya Raman', 'write'],
      ['Sofia Rossi', 'admin'],
      ['Tomás Vidal', 'write'],
    ]);
    expect(await peopleOf('acme/gateway', 'main', '--to', 'merge', '--world', gateway)).toEqual(bare);
  });

  test('links the page where each grant stands, and marks which decides', async () => {
    const priya = (await peopleOf('--world', gateway)).find(({ actor }) => actor.name === 'Priya Raman');
    expect(priya?.path).toEqual([
      {
        source: 'repository',
        group: 'platform',
        level: 'read',
        page: 'https://bitbucket.org/acme/gateway/admin/permissions',
        membership: 'bitbucket',
      },
      {
        source: 'project',
        group: 'platform',
        level: 'write',
        page: 'https://bitbucket.org/acme/workspace/projects/PLAT/settings/permissions',
        decides: true,
        membership: 'bitbucket',
      },
    ]);
  });

  test('takes members that are supplied', async () => {
    const world = path.join(worlds, 'exempt-group-unreadable.json');
    const tomasOf = async (...args: string[]) =>
      (await peopleOf('--world', world, ...args)).find(({ actor }) => actor.name === 'Tomás Vidal');
    const actor = (await tomasOf())?.actor;
    const file = path.join(emptyFolder(), 'members.json');
    writeFileSync(file, JSON.stringify({ contractors: [actor && 'id' in actor ? actor.id : ''] }));
    expect((await tomasOf('--members', file))?.path).toEqual([
      expect.objectContaining({ source: 'repository', group: 'contractors', membership: 'supplied', decides: true }),
    ]);
  });

  test('names that a terminal would obey stand as what they are', async () => {
    const world = savedWorld('open-repository');
    const permissions = '/2.0/workspaces/acme/permissions/repositories/playground';
    const values = [{ permission: 'write', user: { uuid: '{1}', display_name: 'Eve\u001b[2J' } }];
    const file = path.join(emptyFolder(), 'world.json');
    writeFileSync(
      file,
      JSON.stringify({ ...world, replies: { ...world.replies, [permissions]: { status: 200, body: { values } } } }),
    );
    const { out } = await typed(['who', '--access', '--world', file]);
    expect(out).toContain('Eve\\u{1B}[2J');
    expect(out).not.toContain('\u001b');
  });
});
