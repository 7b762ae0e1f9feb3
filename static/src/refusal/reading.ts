import type { Decision } from '../../../src/core/decision';
import type { Facts } from '../../../src/core/model';
import { plain } from '../../../src/core/say/names';
import { cloudRepository } from '../../../src/refusals/address';
import { compare, type NotCompared } from '../../../src/refusals/compare';
import type { Diagnosis } from '../../../src/refusals/diagnose';
import { sayDiagnosis, type SpokenDiagnosis } from '../../../src/refusals/say';

/** A diagnosis in words, and the decision beside it where the facts could be asked. */
export interface RefusalReading {
  spoken: SpokenDiagnosis;
  decision?: Decision;
}

/** What the text says, beside what the facts on the page say of the same push. Nothing is asked of anybody. */
export function readingOf(diagnosis: Diagnosis, facts: Facts): RefusalReading {
  const { fullName } = facts.repository;
  const alone = (notCompared?: string): RefusalReading => ({ spoken: { ...sayDiagnosis(diagnosis), ...(notCompared !== undefined && { notCompared }) } });
  if (diagnosis.causes.length === 0) return alone();
  if (diagnosis.product === 'other') return alone('The text is about another host than Bitbucket Cloud.');
  if (diagnosis.product === 'data-center') return alone('The text is about Bitbucket Data Center, whose rules are others.');
  const told = diagnosis.push.address && cloudRepository(diagnosis.push.address);
  const named = told && `${told.workspace}/${told.slug}`;
  if (named !== undefined && named.toLowerCase() !== fullName.toLowerCase()) {
    return alone(`The text is about ${plain(named)}, and this page knows the rules of ${fullName}. The settings page of ${plain(named)} can compare.`);
  }
  const comparison = compare(diagnosis, facts);
  if ('notCompared' in comparison) return alone(whyNot[comparison.notCompared]);
  return { spoken: sayDiagnosis(diagnosis, comparison), decision: comparison.decision };
}

const whyNot: Record<NotCompared, string> = {
  'no-cause': 'There is nothing to compare.',
  'not-a-rule': 'This has nothing to do with the rules of the repository.',
  'no-branch': 'The text names no branch. Under Answers you can ask about any.',
  'no-actor': 'The text names nobody whom the app finds in this repository. Under Answers you can ask about anybody.',
};
