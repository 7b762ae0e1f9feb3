import { missingBranch } from '../../../src/core/branches/missing-branch';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Decision } from '../../../src/core/decision';
import type { Question } from '../../../src/core/model';
import { explainAmong } from '../../../src/core/questions/explain';
import { everyBranch, type Branches } from '../settings/reading/use-facts';

/** The answer to a question, with a note where all branches were read and this one is not among them. */
export function answerTo(question: Question, gathered: Gathered, branches: Branches): Decision {
  const existing = everyBranch(branches, gathered.facts);
  const branchNote = existing && missingBranch(question.branch, existing);
  return { ...explainAmong(gathered, question), ...(branchNote && { branchNote }) };
}
