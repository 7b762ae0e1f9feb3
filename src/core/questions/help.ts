import { isTag } from '../branches/glob';
import { viewActor, viewBranch, type Gathered } from '../cell/cell';
import type { Decision } from '../decision';
import type { MergeDecision } from '../merge-decision';
import type { Fact, Facts, Level } from '../model';
import type { PullRequestFacts } from '../pull-request';
import type { Remedy } from '../remedy';
import { namesElsewhere } from '../rules/explained/elsewhere';
import { explainAmong } from './explain';
import { explainMerge } from './pull-request/explain-merge';

/**
 * What can be known by somebody who may not read the rules: their own permission, what Bitbucket itself says of their
 * open pull requests into the branch, and the way through a pull request.
 */
export interface Help {
  level: Fact<Level>;
  pullRequests: { pullRequest: PullRequestFacts; merge: MergeDecision }[];
  ways: Remedy[];
}

/** Whether such help adds anything: what the owner of the credential may do is not known, for want of the rules. */
export function wantsHelp(
  { verdict, question: { operation, branch }, actorIsViewer }: Decision,
  { viewerLevel }: Pick<Facts, 'viewerLevel'>,
): boolean {
  const mayRead = viewerLevel.known && viewerLevel.value === 'admin';
  const aboutABranch = (operation === 'push' || operation === 'merge') && !isTag(branch);
  return verdict === 'unknown' && actorIsViewer && aboutABranch && !mayRead;
}

/** The same question as far as it can be answered. `pullRequests` are those of the actor into the branch. */
export function helpFor({ question }: Decision, gathered: Gathered, pullRequests: PullRequestFacts[]): Help {
  const { facts } = gathered;
  const { actor, credential } = question;
  const asked = { actor, ...(credential && { credential }) };
  return {
    level: facts.viewerLevel,
    pullRequests: pullRequests.map((one) => ({ pullRequest: one, merge: explainMerge(gathered, one, asked) })),
    ways: waysThrough(question, gathered),
  };
}

/** A pull request needs only a branch that can be created, or might be. */
function waysThrough({ actor, branch, operation }: Decision['question'], gathered: Gathered): Remedy[] {
  if (operation === 'merge') return [];
  const view = { facts: gathered.facts, branch: viewBranch(branch, gathered), actor: viewActor(actor, gathered) };
  const mayBe = namesElsewhere(view).flatMap((name) => {
    const { verdict } = explainAmong(gathered, { actor, operation: 'create', branch: name });
    return verdict === 'denied' ? [] : [{ name, verdict }];
  });
  const best = mayBe.find(({ verdict }) => verdict === 'allowed') ?? mayBe[0];
  if (!best) return [];
  const unsure = best.verdict === 'unknown';
  return [{ way: 'open-pull-request', push: best.name, into: branch, ...(unsure && { unsure }) }];
}
