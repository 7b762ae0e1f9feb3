import { compile } from '../../../src/core/compiled/compile';
import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../src/core/cell/cell';
import type { NotUnderstood } from '../../../src/core/people/member-list';
import { withSuppliedList } from '../../../src/core/people/supplied/lists';
import { learned } from '../../../src/core/questions/change/learned';
import { sayLeft, sayWhatGroupDecides } from '../../../src/core/say/member-list';
import { tellLearning } from '../../../src/core/say/learned';
import { ana, ben, devs, facts, restriction } from '../facts';

const guarded = facts({
  permissions: { ana: 'write', ben: 'write', cem: 'read' },
  viewer: ana,
  restrictions: [restriction('push', 'main', { groups: [devs] }), restriction('push', 'release/*', { groups: [devs] })],
  groupGrants: { devs: 'write', leads: 'write' },
  branches: ['main', 'release/1', 'topic'],
});

function told(members: string[] | undefined, before = guarded): unknown {
  const compiled = compile(gather(before));
  const after = gather(withSuppliedList(before, 'devs', members && { members }));
  return tellLearning(compiled, learned(compiled, after));
}

describe('what a list would change', () => {
  test('counts, the main branch, and who', () => {
    expect(told([ben.id])).toEqual({
      summary: [
        'Answers would change about 2 people on 2 branches.',
        'A push to `main` becomes allowed for 1 person and denied for 1 person.',
      ],
      flips: [
        {
          before: 'unknown',
          after: 'allowed',
          says: [
            'Ben can push to and rewrite the history of `main` and `release/1`; that was not known before.',
            'Ben can delete `release/1`; that was not known before.',
          ],
        },
        {
          before: 'unknown',
          after: 'denied',
          says: ['You cannot push to and rewrite the history of `main` and `release/1`; that was not known before.'],
        },
      ],
    });
  });

  test('one that is taken back', () => {
    const before = withSuppliedList(guarded, 'devs', { members: [ana.id, ben.id] });
    expect(told(undefined, before)).toMatchObject({
      summary: [expect.anything(), 'A push to `main` becomes not known for 2 people.'],
    });
  });

  test('nothing', () => {
    expect(told(undefined)).toEqual({ summary: ['No answer would change.'], flips: [] });
  });

  test('only elsewhere', () => {
    const elsewhere = { ...guarded, restrictions: { items: guarded.restrictions.items.slice(1), gaps: [] } };
    expect(told([ben.id], elsewhere)).toMatchObject({
      summary: ['Answers would change about 2 people on 1 branch.', 'Of a push to `main` it changes nothing.'],
    });
  });
});

test.each<[NotUnderstood['because'], NotUnderstood['people'], string]>([
  ['nobody', [], 'Nobody of acme/web is called so.'],
  ['several', [ana, ben], 'More than one person may be meant.'],
  ['several', [ana], 'The name is somebody’s here, and the id beside it is not theirs.'],
  ['address', [ana], 'Bitbucket tells nobody’s e-mail address. By what stands before the @ it may be:'],
  ['address', [], 'Bitbucket tells nobody’s e-mail address. A name or uuid says who it is.'],
  ['account', [ana], 'Nobody of acme/web has this account id. By the rest of the line it may be:'],
  ['account', [], 'Nobody of acme/web has this account id.'],
  ['automation', [], 'That is no person, and in no group.'],
  ['other-groups', [], 'This row lists groups, and `devs` is not among them.'],
])('what was not understood: %s', (because, people, says) => {
  expect(sayLeft({ text: 'x', because, people }, 'devs', { fullName: 'acme/web' })).toBe(says);
});

test.each([
  ['devs', 'Write access on `main` and `release/*` lists it. It was given write on the repository.'],
  ['leads', 'It was given write on the repository.'],
  ['gone', 'No rule that was read lists it, and it was given nothing: it decides nothing now.'],
])('what a group decides: %s', (slug, says) => {
  expect(sayWhatGroupDecides(slug, guarded)).toBe(says);
});
