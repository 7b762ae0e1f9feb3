import { lazy, Suspense, useMemo, useRef } from 'react';
import { missingBranch } from '../../../src/core/branches/missing-branch';
import { explainAmong } from '../../../src/core/questions/explain';
import { DecisionCard } from '../decision/decision-card';
import { progressOf } from '../settings/reading/progress';
import { everyBranch } from '../settings/reading/use-facts';
import type { ViewProps } from '../settings/view';
import { InShort } from './in-short';
import { LeastFold } from '../try/least/least-fold';
import { Partial } from './partial';
import { QuestionForm } from './question-form';
import { useHealth } from './use-health';
import './overview.css';

const HealthSection = lazy(async () => ({ default: (await import('./health-section')).HealthSection }));

/** What the page opens with: what holds, a question about one push and its answer, and what is wrong with the rules. */
export function OverviewView(props: ViewProps) {
  const { facts, gathered, branches, everything, reading, actors, question, ask, going, supply } = props;
  const decision = useMemo(() => {
    const existing = everyBranch(branches, facts);
    const branchNote = existing && missingBranch(question.branch, existing);
    return { ...explainAmong(gathered, question), ...(branchNote && { branchNote }) };
  }, [gathered, question, branches, facts]);
  const health = useHealth(everything);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <InShort
        {...props}
        health={health}
        onHealth={() => {
          heading.current?.focus();
          heading.current?.scrollIntoView({ block: 'start' });
        }}
      />
      <QuestionForm question={question} ask={ask} actors={actors} branches={branches} />
      <Partial facts={facts} suppliedNotRead={reading.state.is === 'read' && reading.state.suppliedNotRead} />
      <DecisionCard
        decision={decision}
        supply={supply}
        after={
          <LeastFold
            everything={everything}
            question={question}
            verdict={decision.verdict}
            going={going}
            supply={supply}
          />
        }
      />
      <Suspense fallback={null}>
        <HealthSection
          health={health}
          facts={facts}
          going={going}
          heading={heading}
          waiting={everything ? 'Looking at every rule…' : progressOf(branches)}
        />
      </Suspense>
    </>
  );
}
