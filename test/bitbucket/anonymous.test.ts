import { describe, expect, test } from '@jest/globals';
import { anonymous } from '../../src/bitbucket/anonymous';
import { recording } from '../../src/bitbucket/recording';
import type { World } from '../../src/bitbucket/world';
import { operations, type Facts } from '../../src/core/model';
import { matrix } from '../../src/core/survey';
import { factsOf, names, patient, repositoryIn, savedWorld } from './saved-worlds';

const namingFields = ['name', 'display_name', 'nickname', 'account_id', 'slug', 'full_slug', 'full_name', 'key'];
/** Words of names that are words of anybody's branches, or of Bitbucket's own. */
const anybodys = new Set(['main', 'master', 'develop', 'release', 'feature', 'hotfix', 'bugfix', 'admin', 'write', 'read']);

/** A world as `save` makes it. */
async function saved(name: string): Promise<World> {
  const world = savedWorld(name);
  const heard = recording(patient(world));
  await factsOf(world, heard.get);
  return { ...world, replies: heard.replies() };
}

/** Everything by which somebody or something is called, and the words of it; branches aside. */
function calledIn(world: World): string[] {
  const called = new Set(Object.values(repositoryIn(world)));
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const isBranch = !Array.isArray(value) && 'name' in value && ('target' in value || Reflect.get(value, 'type') === 'branch' || 'use_mainbranch' in value);
    for (const [field, inside] of Object.entries(value) as [string, unknown][]) {
      if (typeof inside !== 'string') visit(inside);
      else if (field === 'uuid') called.add(inside);
      else if (!isBranch && namingFields.includes(field)) for (const word of [inside, ...wordsOf(inside)]) called.add(word);
    }
  };
  visit(world.replies);
  return [...called].map((word) => word.toLowerCase()).filter((word) => word.length > 2 && !anybodys.has(word));
}

/** Which names stand in a text, single words as words, whatever their case. */
function leaks(called: string[], text: string): string[] {
  const lower = text.toLowerCase();
  const words = new Set(wordsOf(lower));
  return called.filter((name) => (/^[\p{L}\p{N}]+$/u.test(name) ? words.has(name) : lower.includes(name)));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Everybody, in the order of the replies, which stays; surveys sort by name. */
function idsOf({ permissions, userGrants, projectUserGrants, restrictions }: Facts): string[] {
  const grants = [...permissions.items, ...userGrants.items, ...projectUserGrants.items].map(({ person }) => person);
  return [...new Set([...grants, ...restrictions.items.flatMap(({ users }) => users)].map(({ id }) => id))];
}

/** The verdict of every cell, for every operation: by branch, then people by their order and those that no list names. */
function verdicts(facts: Facts): string[][][] {
  const ids = idsOf(facts);
  return operations.map((operation) => {
    const { actors, branchClass, actorClass, verdicts: of } = matrix(facts, operation);
    const order = actors.map((actor, at) => ({ at, place: actor.type === 'user' ? ids.indexOf(actor.person.id) : ids.length }));
    order.sort((a, b) => a.place - b.place || a.at - b.at);
    return branchClass.map((row) => order.map(({ at }) => of[row]?.[actorClass[at] ?? -1] ?? '-'));
  });
}

describe.each(names)('%s', (name) => {
  test('holds no name, slug, uuid, account id or key that it held', async () => {
    const world = await saved(name);
    const { world: unnamed, branchesKept } = anonymous(world);
    expect(leaks(calledIn(world), JSON.stringify(unnamed))).toEqual([]);
    expect(branchesKept).toBe(false);
  });

  test('every verdict of every cell is the same', async () => {
    const world = await saved(name);
    const before = await factsOf(world);
    const after = await factsOf(anonymous(world).world);
    expect(verdicts(after)).toEqual(verdicts(before));
  });
});
