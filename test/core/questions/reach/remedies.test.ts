import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gather } from '../../../../src/core/cell/cell';
import { explain } from '../../../../src/core/questions/explain';
import { cellOf } from '../../../../src/core/questions/reach/minimal';
import { repairsOf } from '../../../../src/core/questions/reach/repairs';
import { singleKey, type Single } from '../../../../src/core/questions/reach/single';
import type { Remedy } from '../../../../src/core/remedy';
import { facts } from '../../facts';
import { questions, repositories } from '../../random';

/** What a way out would change, as the key of a single change of its kind; undefined where it changes no rules. */
function keyOf(remedy: Remedy): string | undefined {
  switch (remedy.way) {
    case 'add-person':
      return remedy.restriction.supplied
        ? undefined
        : `list-person ${String(remedy.restriction.id)} ${remedy.person.id}`;
    case 'add-to-group':
      return `join-group ${remedy.group.slug} ${remedy.person.id}`;
    case 'restrict-alone':
      return `add-restriction ${remedy.kind} ${JSON.stringify({ by: 'glob', pattern: remedy.branch })}`;
    case 'grant-write':
      return `set-permission ${remedy.person.id} write repository`;
    case 'grant-write-on-project':
      return `set-permission ${remedy.person.id} write project`;
    default:
      return undefined;
  }
}

test('what a denial offers to change is among the changes whose account is worked out', () => {
  let offered = 0;
  fc.assert(
    fc.property(repositories, questions, (told, asked) => {
      const read = facts(told);
      const cell = cellOf(gather(read), asked);
      for (const finding of explain(read, asked).findings) {
        if (finding.verdict !== 'denies') continue;
        const singles: Single[] = repairsOf[finding.rule](cell).flat();
        for (const key of finding.remedies.flatMap((remedy) => keyOf(remedy) ?? [])) {
          offered++;
          expect(singles.map(singleKey)).toContain(key);
        }
      }
    }),
    { numRuns: 1_000 },
  );
  expect(offered).toBeGreaterThan(100);
});
