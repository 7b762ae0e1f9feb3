import type { Verdict } from '../../decision';
import type { MergeFinding } from '../../merge-decision';
import type { Actor, Facts, Person } from '../../model';
import { mergeOfAnybody } from '../../pull-request';
import type { Queue, QueueEntry } from '../../questions/pull-request/queue';
import { namesOf } from '../../repository';
import { sayBitbucket, sayDisagreement, type SpokenBitbucket, type SpokenDisagreement } from './bitbucket';
import { sayCheck, type SpokenCheck } from './checks';
import { sayMergeFinding } from './decision';
import { sayMergeNotChecked } from './not-checked';
import { sayActor, type SpokenActor, type SpokenFinding } from '../decision';
import { sayBeside, type SpokenBeside } from '../survey';
import { sayGap, type SpokenGap } from '../../words/gaps';
import { plain } from '../../words/names';
import type { Shell } from '../../words/shell';
import { withTellingNames } from '../../words/telling-names';

/** `prs --json`. */
export interface SpokenQueue extends SpokenBeside {
  pullRequests: SpokenPullRequest[];
  /** Everybody who could merge something now, or might; numbers are those of the pull requests. */
  people: { actor: SpokenActor; canMerge: number[]; unsure: number[] }[];
  gaps: SpokenGap[];
}

/**
 * An open pull request in words. `verdict`, `findings` and `checks` are about itself; `mergers` are those whom the
 * lists let merge.
 */
export interface SpokenPullRequest {
  id: number;
  title: string;
  /** Absent where Bitbucket names no branch any more. */
  source?: string;
  /** The repository that the source is in, where it is another one that still exists. */
  fork?: string;
  destination: string;
  /** Absent where it could not be seen. */
  draft?: boolean;
  verdict: Verdict;
  findings: SpokenFinding[];
  checks: SpokenCheck[];
  mergers: SpokenActor[];
  unsure: SpokenActor[];
  /** What Bitbucket itself says of a merge by the owner of the credential, and where our reading differs. */
  bitbucket?: SpokenBitbucket;
  disagreements?: SpokenDisagreement[];
}

/** The open pull requests, in words, with commands for this shell. Sentences tell apart who looks alike. */
export function sayQueue(queue: Queue, { repository: of, viewer }: Facts, shell: Shell = 'posix'): SpokenQueue {
  const { entries, people, gaps } = queue;
  const named = withTellingNames(queue).entries;
  const repository = namesOf(of);

  function sayEntry(
    { pullRequest, verdict, listed, unsure }: QueueEntry,
    { findings, checks, bitbucket }: QueueEntry,
  ): SpokenPullRequest {
    const { id, title, source, destination, draft } = pullRequest;
    // Whoever reads it is the one to act: what is said here is said of no actor.
    const question = mergeOfAnybody(pullRequest);
    const ofViewer = {
      question: viewer.known ? { ...question, actor: personActor(viewer.value) } : question,
      repository,
    };
    const say = (finding: MergeFinding) =>
      sayMergeFinding(finding, { question, repository, actorIsViewer: true }, shell);
    return {
      id,
      title: plain(title),
      ...(source.branch !== null && { source: source.branch }),
      ...(typeof source.fork === 'string' && { fork: source.fork }),
      destination: destination.branch,
      ...(draft.known && { draft: draft.value }),
      verdict,
      findings: findings.map(say),
      checks: checks.map((check) => sayCheck(check, { repository })),
      mergers: listed.map(sayPerson),
      unsure: unsure.map(sayPerson),
      ...(bitbucket && {
        bitbucket: sayBitbucket(bitbucket, ofViewer),
        disagreements: bitbucket.disagreements.map((one) => sayDisagreement(one, ofViewer)),
      }),
    };
  }

  return {
    pullRequests: entries.map((entry, at) => sayEntry(entry, named[at] ?? entry)),
    people: people.map(({ person, canMerge, unsure }) => ({ actor: sayPerson(person), canMerge, unsure })),
    gaps: gaps.map((gap) => sayGap(gap, repository)),
    ...sayBeside({ ...queue, notChecked: [] }, repository),
    notChecked: queue.notChecked.map((one) => sayMergeNotChecked(one, { repository })),
  };
}

function personActor(person: Person): Actor {
  return { type: 'user', person };
}

function sayPerson(person: Person): SpokenActor {
  return sayActor(personActor(person));
}
