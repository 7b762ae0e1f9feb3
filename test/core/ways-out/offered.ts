import fc from 'fast-check';
import { gather } from '../../../src/core/cell/cell';
import type { MergeDecision } from '../../../src/core/merge-decision';
import { explain } from '../../../src/core/questions/explain';
import { explainMerge } from '../../../src/core/questions/pull-request/explain-merge';
import type { MergeRemedy } from '../../../src/core/remedy';
import type { ReportedCheck } from '../../../src/core/reported-check';
import { ana, cem, facts, push, question, restriction, type Asked, type Told } from '../facts';
import { pullRequest } from '../pull-requests';
import { checks, pullRequests, questions, repositories } from '../random';

/** Refusals that random worlds meet too rarely to be waited for. */
const rare: [Told, Asked][] = [[{ restrictions: [push('topic')] }, 'create topic']];

/** So is this one, by Bitbucket's own word. */
const lackingGroups: ReportedCheck = {
  type: 'standard_merge_check',
  kind: 'minimum_review_group_approvals',
  status: 'FAILED',
  required: true,
  blocking: true,
  asks: 1,
};

/** The ways that a decision offers, those for its merge checks among them. */
export function remediesIn({ findings, checks: of = [] }: MergeDecision): MergeRemedy[] {
  return [
    ...findings.flatMap((finding) => (finding.verdict === 'denies' ? finding.remedies : [])),
    ...of.flatMap((check) => (check.is === 'missing' ? check.remedies : [])),
  ];
}

/** Ways out that decisions over many worlds offer: of every kind, if all goes well. */
export function remediesOffered(): MergeRemedy[] {
  return decisions().flatMap(remediesIn);
}

/** Decisions over many worlds. */
export function decisions(): MergeDecision[] {
  const sample = <T>(of: fc.Arbitrary<T>) => fc.sample(of, { seed: 11, numRuns: 600 });
  const asked = sample(fc.tuple(repositories, questions)).map(([told, one]) => explain(facts(told), one));
  const merging = sample(fc.tuple(repositories, fc.array(checks, { maxLength: 5 }), pullRequests)).map(
    ([told, more, opened], at) => {
      const gathered = gather(facts({ ...told, restrictions: [...(told.restrictions ?? []), ...more] }));
      const person = at % 2 === 0 ? ana : cem;
      return explainMerge(gathered, pullRequest(opened), { actor: { type: 'user', person } });
    },
  );
  const told = rare.map(([repository, one]) => explain(facts(repository), question(one)));
  const beside = explainMerge(
    gather(facts({ restrictions: [restriction('require_review_group_approvals_to_merge', 'main', { value: 1 })] })),
    pullRequest({ reported: [lackingGroups] }),
    { actor: { type: 'user', person: ana } },
  );
  return [...asked, ...merging, ...told, beside];
}
