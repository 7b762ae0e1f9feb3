import type { Compiled } from '../../../src/core/compiled/compiled';
import { useMemo } from 'react';
import type { Actor, Facts, Operation } from '../../../src/core/model';
import { comparing, type Comparison } from '../../../src/core/questions/compare/compare';
import { sayComparison, sideNames } from '../../../src/core/say/rules/compare';
import type { Steps } from '../../../src/core/portions/steps';
import { thousands } from '../../../src/core/words/counts';
import { code } from '../../../src/core/words/names';
import { Badge } from '../controls/badge';
import { Loading } from '../controls/notice';
import { verdictLooks } from '../decision/verdict-looks';
import { useSteps } from '../settings/work/use-steps';
import { Words } from '../words';
import { Some } from './tally';

interface Given {
  facts: Facts;
  operation: Operation;
  left: Actor | undefined;
  right: Actor | undefined;
}

/** Where two people differ, and why: the sentences of the command line's `compare`. */
export function Differences({
  operation,
  two,
  compiled,
}: {
  operation: Operation;
  two: readonly number[];
  compiled: Compiled;
}) {
  const [first = -1, second = -1] = two;
  const given = useMemo(
    (): Given => ({
      facts: compiled.gathered.facts,
      operation,
      left: compiled.actors[first],
      right: compiled.actors[second],
    }),
    [compiled, operation, first, second],
  );
  const comparison = useSteps(given, compared);
  if (first === second || second < 0) return <p>Choose somebody else to stand beside.</p>;
  if (!comparison) return <Loading what="Looking for what differs…" />;
  return <Said comparison={comparison} compiled={compiled} />;
}

function* compared({ facts, operation, left, right }: Given): Steps<Comparison | undefined> {
  return left && right && (yield* comparing({ of: 'people', facts, left, right }, operation));
}

function Said({ comparison, compiled }: { comparison: Comparison; compiled: Compiled }) {
  const { groups, unknownOnBoth } = useMemo(() => sayComparison(comparison), [comparison]);
  const names = useMemo(() => sideNames(comparison), [comparison]);
  return (
    <section className="stack wide" aria-label="What differs, and why">
      <h3>
        What differs between {names.left} and {names.right}
      </h3>
      {groups.length === 0 && <p>Nothing differs, as far as it is known.</p>}
      {unknownOnBoth > 0 && (
        <p>
          On {thousands(unknownOnBoth)} {unknownOnBoth === 1 ? 'branch' : 'branches'} the answer is unknown of both, so
          whether they differ there is too.
        </p>
      )}
      {groups.length > 0 && (
        <ul className="differing">
          {groups.map(({ branches = [], left, right, why }, at) => (
            <li key={at} className="part">
              <h4>
                <Some
                  members={branches.map((name) => compiled.branchAt.get(name) ?? -1)}
                  nameOf={(one) => code(compiled.branches[one] ?? '')}
                />
              </h4>
              {(
                [
                  ['left', left],
                  ['right', right],
                ] as const
              ).map(([side, verdict]) => (
                <p key={side}>
                  <Badge tone={verdictLooks[verdict].tone}>{verdictLooks[verdict].word}</Badge> <bdi>{names[side]}</bdi>
                  : <Words text={why[side]} />
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
