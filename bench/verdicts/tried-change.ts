import type { Facts } from '../../src/core/model';
import { nothing, type Change } from '../../src/core/questions/change/change';
import { tried } from '../../src/core/questions/change/tried';
import { repository } from '../data';
import { ready, survey, tryChange } from '../ours';
import type { Workload } from '../workload';
import { flipsRightly } from './flips';

/** A change of each sort, with the names of all whose verdicts it flips, beside the verdicts of everybody anew. */
export function triedChange(): Workload[] {
  const facts = repository();
  const before = ready(facts);
  const changes = changesOf(facts);
  const anew = 'everybody on every branch anew, not yet compared';
  return [
    {
      id: 'W4',
      what: 'a tried change on 10,000 branches and 5,000 people, with the names of all whose verdicts it flips',
      unit: 'ms',
      units: changes.length,
      run: () => changes.map((change) => tryChange(before, change)),
      rivals: [
        {
          name: anew,
          // Once for one change; ours counts one change of many.
          run: () => survey(tried(before.gathered, changes[0] ?? nothing).facts),
          units: 1,
          agrees: changes.every((change, at) => at % 8 !== 0 || flipsRightly(before, facts, change)),
        },
      ],
      target: 'a tenth of the time of everything anew',
      met: (ratio) => ratio(anew) <= 1 / 10,
    },
  ];
}

/** Restrictions that go, that come, and that list somebody else. */
function changesOf({ restrictions: { items }, permissions, groupGrants }: Facts): Change[] {
  const of = (restrictions: Partial<Change['restrictions']>): Change => ({
    ...nothing,
    restrictions: { ...nothing.restrictions, ...restrictions },
  });
  return items
    .filter((_, at) => at % 9 === 0)
    .flatMap((one, at): Change[] => {
      const { id = 0, ...rest } = one;
      const users = permissions.items.slice(at * 7, at * 7 + 2).map(({ person }) => person);
      const groups = groupGrants.items.slice(at, at + 1).map(({ group }) => group);
      const match = { by: 'glob', pattern: `*${one.match.by === 'glob' ? one.match.pattern : ''}` } as const;
      return [
        of({ remove: [id] }),
        of({ add: [{ ...rest, match, users, groups }] }),
        of({ replace: [{ ...rest, id, users, groups }] }),
      ];
    });
}
