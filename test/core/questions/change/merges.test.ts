import { compile } from '../../../../src/core/compiled/compile';
import { allActors } from '../../../../src/core/people/actor';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../../src/core/cell/cell';
import type { Actor } from '../../../../src/core/model';
import { actorId } from '../../../../src/core/people/actor';
import { difference } from '../../../../src/core/questions/change/difference';
import { mergeFlips } from '../../../../src/core/questions/change/merges';
import { tried } from '../../../../src/core/questions/change/tried';
import { explainMerge } from '../../../../src/core/questions/pull-request/explain-merge';
import { facts } from '../../facts';
import { pullRequest } from '../../pull-requests';
import { checks, pullRequests, repositories } from '../../random';
import { changes } from '../../random-change';

test('the merges that a change flips are those of which two full judgements differ, by the rules alone', () => {
  let flipped = 0;
  fc.assert(
    fc.property(
      repositories,
      fc.array(checks, { maxLength: 3 }),
      fc.array(checks, { maxLength: 2 }),
      pullRequests,
      changes,
      (told, more, others, opened, { restrictions, ...rest }) => {
        const change = { ...rest, restrictions: { ...restrictions, add: [...restrictions.add, ...others] } };
        const gathered = gather(facts({ ...told, restrictions: [...(told.restrictions ?? []), ...more] }));
        const after = tried(gathered, change);
        const one = { ...pullRequest(opened), mergeability: { items: [], gaps: [] } };
        const compiled = compile(gathered, [one.destination.branch], allActors(after.facts));
        const verdict = (of: typeof gathered, actor: Actor) => explainMerge(of, one, { actor }).verdict;
        const expected = compiled.actors.flatMap((actor): [string, string, string][] => {
          const verdicts = [verdict(gathered, actor), verdict(after, actor)] as const;
          return verdicts[0] === verdicts[1] ? [] : [[actorId(actor), ...verdicts]];
        });
        const found = mergeFlips(compiled, change, difference(compiled, change), [one]).flatMap(
          ({ actors, before, after: then }) =>
            actors.map((actor): [string, string, string] => [actorId(actor), before, then]),
        );
        expect(found.sort()).toEqual(expected.sort());
        flipped += found.length;
      },
    ),
    { numRuns: 200 },
  );
  expect(flipped).toBeGreaterThan(50);
});
