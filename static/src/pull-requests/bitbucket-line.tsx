import type { Decision } from '../../../src/core/decision';
import type { Facts } from '../../../src/core/model';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import type { TracedCheck } from '../../../src/core/reported-check';
import { namesOf } from '../../../src/core/repository';
import { sayDifferences, wordInOneLine, type SpokenDifference } from '../../../src/core/say/pull-request/beside';
import { standing } from '../../../src/core/say/pull-request/bitbucket';
import { toReader } from '../../../src/core/words/reader';
import { marks } from '../../../src/core/say/text';
import { Differences } from '../pull-request/differences';
import { Words } from '../words';

/** What Bitbucket itself says of an open pull request to whoever looks, in words. */
export interface WordOnEntry {
  verdict: 'allows' | 'denies' | 'unknown';
  line: string;
  differences: SpokenDifference[];
}

/** Bitbucket's own word on an entry; undefined where nobody knows who looks. */
export function wordOf(entry: QueueEntry, facts: Facts): WordOnEntry | undefined {
  const { bitbucket, pullRequest } = entry;
  if (!bitbucket || !facts.viewer.known) return undefined;
  const { id, destination } = pullRequest;
  const { value: person } = facts.viewer;
  const asked: Pick<Decision, 'question' | 'repository'> = {
    question: { actor: { type: 'user', person }, operation: 'merge', branch: destination.branch, pullRequest: id },
    repository: namesOf(facts.repository),
  };
  const context = toReader(asked, { id: person.id, administers: true });
  return {
    verdict: standing[bitbucket.says],
    line: wordInOneLine(bitbucket, context, (one) => isSaid(one, entry)),
    differences: sayDifferences(bitbucket, context),
  };
}

/** Whether the findings and merge checks of the entry say already that this check stands in the way. */
function isSaid({ check, origin }: TracedCheck, { findings, checks }: QueueEntry): boolean {
  const denying = findings.filter(({ verdict }) => verdict === 'denies');
  if (check.type === 'pullrequest_state_check' && denying.some(({ rule }) => rule === 'pull-request')) return true;
  const blocked = denying.flatMap(({ reason }) => (reason.why === 'blocked' ? reason.checks : []));
  if (blocked.some((one) => isEqual(one.check, check))) return true;
  const missing = checks.filter(({ is }) => is === 'missing').map(({ restriction }) => restriction);
  return origin.from === 'restriction' && missing.some((one) => isEqual(one, origin.restriction));
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Bitbucket's own word on an entry in one line, and below it where the rules say otherwise. */
export function BitbucketLine({ word: { verdict, line, differences } }: { word: WordOnEntry }) {
  return (
    <div className="bitbucket-line">
      <p className={`finding ${verdict}${verdict === 'unknown' ? ' subtle small' : ''}`}>
        <span className="mark" aria-hidden="true">
          {marks[verdict]}
        </span>
        <span>
          <Words text={line} />
        </span>
      </p>
      {differences.length > 0 && <Differences differences={differences} />}
    </div>
  );
}
