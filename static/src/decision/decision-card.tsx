import { Heading } from '../controls/heading';
import { Badge } from '../controls/badge';
import { useMemo, type ReactNode } from 'react';
import type { Decision } from '../../../src/core/decision';
import type { MergeDecision, MergeFinding } from '../../../src/core/merge-decision';
import { groupsInDoubt } from '../../../src/core/questions/explain';
import { sayDecision } from '../../../src/core/say/decision';
import type { sayMerge } from '../../../src/core/say/pull-request/decision';
import { jsonText } from '../../../src/core/words/visible';
import { useToReader } from '../reader';
import { shellHere } from '../shell-here';
import { Words } from '../words';
import { Findings, NotChecked, WaysOn } from './findings';
import type { Supply } from '../supplied/use-saving';
import { SupplyMembers } from './supply-members';
import { verdictLooks } from './verdict-looks';

/** The level of an answer's heading; those within it are one below. */
export type AnswerLevel = 2 | 3 | 4 | 5;

/** What is said; `say` is wanted where a pull request may have been at hand. */
type Said = { decision: Decision; say?: never } | { decision: MergeDecision; say: typeof sayMerge };

type Props = Said & {
  /** Set where the viewer may enter a group's members. */
  supply?: Supply;
  /** The id of the answer's element, where there is another card on the page. */
  id?: string;
  /** The level of the answer's heading. */
  level?: AnswerLevel;
  /** Ways out that stand above already. */
  waysSaid?: readonly string[];
  /** What stands behind the ways out: `LeastFold`. */
  after?: ReactNode;
};

const below = { 2: 3, 3: 4, 4: 5, 5: 6 } as const;

/** A decision: first the answer, then the reason, then the way out; what was not checked comes last. */
export function DecisionCard(props: Props) {
  const { decision, supply, id = 'answer', level = 2, waysSaid = [], after } = props;
  // That a decision about a branch alone comes without words of its own the type of `Said` holds.
  const say = props.say ?? (sayDecision as typeof sayMerge);
  const read = useToReader(decision);
  const isFollowed = after !== undefined;
  const spoken = useMemo(() => say(isFollowed ? withoutListing(read) : read, shellHere()), [say, read, isFollowed]);
  // For whoever it is passed on to: with everybody's name.
  const json = useMemo(() => jsonText(say(decision, shellHere()), 2), [say, decision]);
  const { verdict, summary, branchNote, findings } = spoken;
  return (
    <section className={`card ${verdict}`} aria-labelledby={id}>
      <div aria-live="polite">
        <Heading level={level} id={id} className="answer">
          <Badge tone={verdictLooks[verdict].tone}>{verdictLooks[verdict].word}</Badge>{' '}
          <span>
            <Words text={summary} />
          </span>
        </Heading>
        {branchNote && (
          <p>
            <Words text={branchNote.says} />
          </p>
        )}
      </div>
      <Findings spoken={spoken} />
      <WaysOn findings={findings} level={below[level]} said={waysSaid} />
      {supply && <SupplyMembers groups={groupsInDoubt(decision)} supply={supply} />}
      {after}
      <footer className="subtle small">
        <NotChecked {...spoken} />
        <details>
          <summary>As JSON</summary>
          {/* Can be scrolled by keyboard too. */}
          <pre className="json" tabIndex={0} aria-label="The answer as JSON">
            {json}
          </pre>
        </details>
      </footer>
    </section>
  );
}

/**
 * Without the way out to be put on a list, where there is another: the smallest changes, which follow, tell of it, and
 * of all that it lets somebody do beside.
 */
function withoutListing(decision: MergeDecision): MergeDecision {
  const findings = decision.findings.map((finding): MergeFinding => {
    if (finding.verdict !== 'denies') return finding;
    const [first, ...rest] = finding.remedies.filter(({ way }) => way !== 'add-person');
    return first ? { ...finding, remedies: [first, ...rest] } : finding;
  });
  return { ...decision, findings };
}
