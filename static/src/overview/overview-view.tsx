import { useMemo } from 'react';
import { missingBranch } from '../../../src/core/branches/missing-branch';
import { explainAmong } from '../../../src/core/questions/explain';
import { DecisionCard } from '../decision/decision-card';
import { everyBranch } from '../settings/use-facts';
import type { ViewProps } from '../settings/view';
import { LeastFold } from '../try/least/least-fold';
import { Partial } from './partial';
import { QuestionForm } from './question-form';

/** What the page opens with: a question about one push, and its answer. */
export function OverviewView(props: ViewProps) {
  const { facts, gathered, everything, branches, reading, actors, question, ask, going, supply } = props;
  const decision = useMemo(() => {
    const existing = everyBranch(branches, facts);
    const branchNote = existing && missingBranch(question.branch, existing);
    return { ...explainAmong(gathered, question), ...(branchNote && { branchNote }) };
  }, [gathered, question, branches, facts]);
  return (
    <>
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
    </>
  );
}
