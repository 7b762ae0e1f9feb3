import { rosterOn } from '../../compiled/verdicts';
import type { Compiled } from '../../compiled/compiled';
import { viewActor, viewBranch, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import type { Actor } from '../../model';
import type { PullRequestFacts } from '../../pull-request';
import { mergeRuleOf } from '../../rules/pull-request/index';
import { judgeOnPullRequest } from '../pull-request/beside-bitbucket';
import type { Change } from './change';
import type { Flip } from './difference';
import { tried } from './tried';

/** An open pull request whose merge by these actors has another verdict with the change, by the rules alone. */
export interface MergeFlip {
  id: number;
  actors: Actor[];
  before: Verdict;
  after: Verdict;
}

/**
 * Whose merges the change would break or free. Bitbucket's own word on a pull request is about the rules as they are,
 * so it stands on neither side. `all` is what the change flips, merges among it; the destinations have to be among the
 * branches of what was compiled.
 */
export function mergeFlips(
  compiled: Compiled,
  change: Change,
  all: readonly Flip[],
  pullRequests: readonly PullRequestFacts[],
): MergeFlip[] {
  const after = tried(compiled.gathered, change);
  const flips = all.filter(({ operation }) => operation === 'merge');
  return pullRequests.flatMap((one) => {
    const pullRequest: PullRequestFacts = { ...one, mergeability: { items: [], gaps: [] } };
    const itself = [compiled.gathered, after].map((gathered) => whoever(gathered, pullRequest));
    const [was = 'unknown', is = 'unknown'] = itself;
    const branch = compiled.branchAt.get(pullRequest.destination.branch) ?? -1;
    const own = flips.filter(({ branches }) => branches.includes(branch));
    const flipped = new Set(own.flatMap(({ actors }) => actors));
    // Who stands in a class of its own for the change stands there for the class that it was in before.
    const rest =
      was === is
        ? []
        : rosterOn(compiled, { operation: 'merge', branch: pullRequest.destination.branch }).map(
            ({ verdict, actors }) => ({
              before: verdict,
              after: verdict,
              actors: actors.filter((at) => !flipped.has(at)),
            }),
          );
    return merged(
      [...own, ...rest].flatMap(({ before, after: then, actors }) => {
        const verdicts = { before: both(before, was), after: both(then, is) };
        return verdicts.before === verdicts.after || actors.length === 0 ? [] : [{ ...verdicts, actors }];
      }),
    ).map(({ actors, ...verdicts }) => ({
      id: pullRequest.id,
      ...verdicts,
      actors: actors.sort((a, b) => a - b).flatMap((at) => compiled.actors[at] ?? []),
    }));
  });
}

/** What its state and its merge checks say, whoever merges: no rule of these looks at the actor. */
function whoever(gathered: Gathered, pullRequest: PullRequestFacts): Verdict {
  const cell = {
    facts: gathered.facts,
    operation: 'merge',
    branch: viewBranch(pullRequest.destination.branch, gathered),
    actor: viewActor({ type: 'pipelines' }, gathered),
    pullRequest,
  } as const;
  return judgeOnPullRequest(cell, [mergeRuleOf['pull-request'], mergeRuleOf['merge-checks']]).verdict;
}

/** Denied where either is, else unknown where either is: as of any rules together. */
function both(one: Verdict, other: Verdict): Verdict {
  if (one === 'denied' || other === 'denied') return 'denied';
  return one === 'unknown' || other === 'unknown' ? 'unknown' : 'allowed';
}

function merged(flips: { before: Verdict; after: Verdict; actors: readonly number[] }[]) {
  const by = new Map<string, { before: Verdict; after: Verdict; actors: number[] }>();
  for (const { before, after, actors } of flips) {
    const key = `${before} ${after}`;
    const known = by.get(key);
    if (known) known.actors.push(...actors);
    else by.set(key, { before, after, actors: [...actors] });
  }
  return [...by.values()];
}
