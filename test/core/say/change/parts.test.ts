import { compile } from '../../../../src/core/compiled/compile';
import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { heldThrough, movesOf } from '../../../../src/core/questions/change/moves';
import { nothing } from '../../../../src/core/questions/change/change';
import { withPart, type Part } from '../../../../src/core/questions/change/parts';
import { sayHeld, sayMove } from '../../../../src/core/say/change/moves';
import { sayPart } from '../../../../src/core/say/change/parts';
import { namingIn } from '../../../../src/core/say/rules/changes';
import { ana, ben, cem, devs, facts, leads, noForce, push, restriction, type Told } from '../../facts';

const approvals = restriction('require_approvals_to_merge', 'main', { id: 3, value: 2 });
const told: Told = {
  restrictions: [push('main', { id: 1, users: [ana], groups: [devs] }), noForce('main', { id: 2 }), approvals],
};
const main = { ...push('main', { users: [ana], groups: [devs] }), id: 1 };

test.each<[Part, string]>([
  [{ is: 'gone-rule', id: 1 }, 'Write access on `main` goes.'],
  [{ is: 'gone-rule', id: 2 }, 'Rewriting branch history of `main` is allowed.'],
  [{ is: 'gone-rule', id: 9 }, 'Restriction 9 goes.'],
  [
    { is: 'changed-rule', restriction: { ...main, users: [ben], groups: [devs, leads] } },
    'Write access on `main` lists Ben and the group `leads` too and no longer lists Ana.',
  ],
  [
    { is: 'changed-rule', restriction: { ...main, users: [], groups: [] } },
    'Write access on `main` no longer lists Ana and the group `devs` and lets nobody through.',
  ],
  [{ is: 'changed-rule', restriction: main }, 'Write access on `main` stays as it is.'],
  [
    { is: 'changed-rule', restriction: { ...main, match: { by: 'glob', pattern: 'release/*' } } },
    'Write access on `main` becomes Write access on `release/*` for Ana and the group `devs`.',
  ],
  [
    { is: 'changed-rule', restriction: { ...approvals, id: 3, value: 1 } },
    'Minimum number of approvals on `main` asks for 1.',
  ],
  [{ is: 'new-rule', restriction: push('x') }, 'New: Write access on `x` for nobody.'],
  [{ is: 'new-rule', restriction: noForce('x') }, 'New: rewriting branch history of `x` is not allowed.'],
  [{ is: 'joins', person: cem.id, group: 'devs' }, 'Cem joins the group `devs`.'],
  [{ is: 'leaves', person: ana.id, group: 'devs' }, 'Ana leaves the group `devs`.'],
  [{ is: 'permitted', person: ben.id, level: 'read' }, 'Ben has read permission on acme/web.'],
  [{ is: 'permitted', person: ben.id, level: 'none' }, 'Ben has no permission on acme/web.'],
])('%j', (part, words) => {
  const read = facts(told);
  expect(sayPart(part, read, namingIn(compile(gather(read))))).toBe(words);
});

describe('whether somebody is in the group that they leave or join', () => {
  const leaves: Part = { is: 'leaves', person: ana.id, group: 'devs' };
  const joins: Part = { ...leaves, is: 'joins' };
  test.each<[string, Told, Part, string | undefined]>([
    ['is not told', {}, leaves, 'whether Ana is in it now is not known. What follows holds if so; if not, nothing'],
    ['is not told', {}, joins, 'whether Ana is in it now is not known. If so, nothing changes.'],
    ['was supplied', { supplied: { devs: ['ana'] } }, leaves, undefined],
    ['was supplied', { supplied: { devs: ['ana'] } }, joins, 'Ana is in `devs` already, so joining it'],
    ['was supplied', { supplied: { devs: ['ben'] } }, leaves, 'Ana is not in `devs`, so leaving it changes nothing.'],
    ['was supplied', { supplied: { devs: ['ben'] } }, joins, undefined],
  ])('%s', (_, given, part, words) => {
    const [move] = movesOf(withPart(nothing, part), gather(facts({ ...told, ...given })));
    const said = move && sayMove(move);
    if (words === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(words);
  });
});

describe('why a move flips anything', () => {
  const leaves: Part = { is: 'leaves', person: ana.id, group: 'devs' };
  const joins: Part = { ...leaves, is: 'joins' };
  const both: Told = { restrictions: [], groupGrants: { devs: 'write', leads: 'write' } };
  const comes = 'Why: `devs` gives Ana write permission on the repository.';
  test.each<[string, Told, Part, string | undefined]>([
    ['a rule lists the group', {}, leaves, 'Why: `devs` is let through by Write access on `main`.'],
    ['nothing names it', { restrictions: [] }, leaves, undefined],
    ['it alone can give what she has', { ...both, groupGrants: { devs: 'write' } }, leaves, comes],
    ['she is in it', { ...both, supplied: { devs: ['ana'] } }, leaves, comes],
    ['she is not in it', { supplied: { devs: ['ben'] } }, leaves, undefined],
    ['it is one that may', both, leaves, 'Why: Write permission of Ana on the repository may come from `devs`.'],
    ['she has as much herself', { ...both, userGrants: { ana: 'write' } }, leaves, undefined],
    ['she would have it through it', both, joins, comes.replace('Ana ', '')],
  ])('%s', (_, given, part, words) => {
    const gathered = gather(facts({ ...told, ...given }));
    const [move] = movesOf(withPart(nothing, part), gathered);
    expect(move && sayHeld(move, heldThrough(move, gathered))).toBe(words);
  });
});
