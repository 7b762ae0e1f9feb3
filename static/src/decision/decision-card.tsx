import Lozenge from '@atlaskit/lozenge';
import { useMemo } from 'react';
import type { Decision } from '../../../src/core/decision';
import { groupsInDoubt } from '../../../src/core/explain';
import type { Facts } from '../../../src/core/model';
import { sayDecision, type SpokenDecision, type SpokenFinding } from '../../../src/core/say/decision';
import { Words } from '../words';
import { Outward } from './outward';
import { SupplyMembers } from './supply-members';
import { pageName, WaysOut } from './ways-out';

/** The colours and words of a verdict, wherever one stands. */
export const verdictLooks = {
  allowed: { appearance: 'success', word: 'Allowed' },
  denied: { appearance: 'removed', word: 'Denied' },
  unknown: { appearance: 'moved', word: 'Unknown' },
} as const;

const marks = { allows: '✓', denies: '✗', unknown: '?' } as const;
const markWords = { allows: 'lets through', denies: 'refuses', unknown: 'cannot be told' } as const;

interface Props {
  decision: Decision;
  facts: Facts;
  onMembers: (group: string, members: string[] | null) => Promise<void>;
  /** The element of the answer, where there is another card on the page. */
  id?: string;
  /** How deep the answer's heading stands. */
  level?: 2 | 3;
}

/** A decision: first the answer, then the reason, then the way out; what was not looked at stands last. */
export function DecisionCard({ decision, facts, onMembers, id = 'answer', level = 2 }: Props) {
  const spoken = useMemo(() => sayDecision(decision), [decision]);
  const { verdict, summary, findings } = spoken;
  const deciding = findings.filter((finding) => finding.verdict !== 'allows' || verdict === 'allowed');
  const others = findings.filter((finding) => !deciding.includes(finding));
  const groups = groupsInDoubt(decision);
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`card ${verdict}`} aria-labelledby={id}>
      <div aria-live="polite">
        <Title id={id} className="answer">
          <Lozenge appearance={verdictLooks[verdict].appearance}>{verdictLooks[verdict].word}</Lozenge>{' '}
          <span><Words text={summary} /></span>
        </Title>
      </div>
      <ul className="findings">
        {deciding.map((finding) => <FindingItem key={finding.rule} finding={finding} detailed />)}
        {others.map((finding) => <FindingItem key={finding.rule} finding={finding} />)}
      </ul>
      <WaysOn spoken={spoken} level={level === 2 ? 3 : 4} />
      {groups.map((group) => <SupplyMembers key={group} group={group} facts={facts} onSave={onMembers} />)}
      <footer className="subtle small">
        <p>
          Not checked:{' '}
          {spoken.notChecked.map(({ what, page }, at) => (
            <span key={what}>
              {at > 0 && ', '}
              <Outward href={page}><Words text={what} /></Outward>
            </span>
          ))}
          .
        </p>
        <details>
          <summary>As JSON</summary>
          {/* Scrolls by keyboard too. */}
          <pre className="json" tabIndex={0} aria-label="The answer as JSON">{JSON.stringify(spoken, null, 2)}</pre>
        </details>
      </footer>
    </section>
  );
}

function FindingItem({ finding: { verdict, reason, evidence = [] }, detailed = false }: { finding: SpokenFinding; detailed?: boolean }) {
  return (
    <li className={`finding ${verdict}`}>
      <span className="mark" role="img" aria-label={markWords[verdict]}>{marks[verdict]}</span>
      <div>
        <p><Words text={reason} /></p>
        {detailed && evidence.length > 0 && (
          <ul className="evidence subtle">
            {evidence.map(({ shows, page }) => (
              <li key={shows}>
                <Words text={shows} /> <Outward href={page}>{pageName(page)}</Outward>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function WaysOn({ spoken: { findings }, level }: { spoken: SpokenDecision; level: 3 | 4 }) {
  const remedies = findings.flatMap((finding) => finding.remedies ?? []);
  const lifts = findings.flatMap(({ gap, gaps = gap ? [gap] : [] }) => gaps.map(({ lift }) => lift));
  if (remedies.length + lifts.length === 0) return null;
  const Title = level === 3 ? 'h3' : 'h4';
  return (
    <>
      <Title>{remedies.length > 0 ? 'Ways out' : 'How to find out'}</Title>
      <WaysOut remedies={remedies} lifts={lifts} />
    </>
  );
}
