import { describe, expect, test } from '@jest/globals';
import { gather } from '../../../../src/core/cell/cell';
import { compile } from '../../../../src/core/compiled/compile';
import { nothing } from '../../../../src/core/questions/change/change';
import { difference } from '../../../../src/core/questions/change/difference';
import { effectOf } from '../../../../src/core/questions/change/effect';
import { smallestChanges } from '../../../../src/core/questions/reach/smallest';
import { tellChanges } from '../../../../src/core/say/rules/changes';
import { tellTrial, trialParts } from '../../../../src/core/say/rules/trial';
import { ana, ben, devs, facts, merges, push } from '../../facts';

/** Ben alone may push; whether Ana may merge rests on a group that nobody told. */
const restrictions = [push('main', { users: [ben] }), merges('main', { users: [ben], groups: [devs] })];
const compiled = compile(gather(facts({ restrictions })));
const user = { type: 'user', person: ana } as const;

describe('what was not known is not said to be gained', () => {
  test('of a smallest change', () => {
    const question = { actor: user, operation: 'push', branch: 'main' } as const;
    const [best] = tellChanges(smallestChanges(compiled, question), compiled, question).changes;
    expect([best?.summary, best?.account]).toEqual([
      'An administrator of acme/web can add Ana to Write access on `main`.',
      [
        'It also lets Ana rewrite the history of `main`.',
        'Ana can then surely merge into `main`, which was not known.',
      ],
    ]);
  });

  test('of a tried change, beside what is gained and what may have been lost', () => {
    const change = {
      ...nothing,
      restrictions: {
        add: [],
        remove: [],
        replace: [
          { ...push('main', { users: [ana] }), id: 1 },
          { ...merges('main', { users: [ana, ben] }), id: 2 },
        ],
      },
    };
    const words = tellTrial(compiled, effectOf(difference(compiled, change)), []);
    expect(trialParts.flatMap(([part, head]) => (words[part].length > 0 ? [[head, ...words[part]]] : []))).toEqual([
      ['Gained', 'Ana can then push to and rewrite the history of `main`.'],
      ['Was not known, is then allowed', 'After the change Ana certainly can merge into `main`.'],
      ['Lost', 'Ben can then no longer push to and rewrite the history of `main`.'],
      ['Was not known, is then denied', 'After the change Dea certainly cannot merge into `main`.'],
    ]);
  });
});

test('whoever reads is you, but for the words that others get', () => {
  const question = { actor: user, operation: 'push', branch: 'main' } as const;
  const found = smallestChanges(compiled, question);
  const [best] = tellChanges(found, compiled, question, { toViewer: true }).changes;
  expect([best?.summary, ...(best?.account ?? [])]).toEqual([
    'An administrator of acme/web can add you to Write access on `main`.',
    'It also lets you rewrite the history of `main`.',
    'You can then surely merge into `main`, which was not known.',
    'Beyond that it opens nothing to anybody.',
  ]);
  expect(best?.request).toContain('add Ana to Write access on `main` in acme/web? It also lets Ana rewrite');
});

test('what an administrator can give themselves', () => {
  const own = compile(gather(facts({ restrictions, permissions: { ana: 'admin', ben: 'write' } })));
  const question = { actor: user, operation: 'push', branch: 'main' } as const;
  const [best] = tellChanges(smallestChanges(own, question), own, question, { toViewer: true }).changes;
  expect(best?.summary).toBe('You can add yourself to Write access on `main`.');
});
