import type { MergeDecision } from '../../../src/core/merge-decision';
import type { Facts } from '../../../src/core/model';
import { plain } from '../../../src/core/words/names';
import { cloudRepository } from '../../../src/refusals/text/address';
import { compare, type Comparison, type NotCompared, type ProjectRuleShown } from '../../../src/refusals/compare';
import type { Diagnosis } from '../../../src/refusals/diagnose';
import { sayDiagnosis, type SpokenDiagnosis } from '../../../src/refusals/say';
import { shellHere } from '../shell-here';

/** A diagnosis in words, and the decision on the same push where the page could make one. */
export interface RefusalReading {
  spoken: SpokenDiagnosis;
  decision?: MergeDecision;
  /** Set where a rule of the project, which the facts lack, is the likely cause. */
  projectRule?: ProjectRuleShown;
}

/** What the page knows about one repository, to compare with a text. */
export interface Live {
  fullName: string;
  compare: (diagnosis: Diagnosis) => Comparison | { notCompared: NotCompared };
  whyNot: Record<'no-branch' | 'no-actor', string>;
}

/** The same from all of a repository's facts. */
export function liveFacts(facts: Facts): Live {
  return {
    fullName: facts.repository.fullName,
    compare: (diagnosis) => compare(diagnosis, facts),
    whyNot: {
      'no-branch': 'The text names no branch. On the overview you can ask about any.',
      'no-actor':
        'The text names nobody whom the app finds in this repository. On the overview you can ask about anybody.',
    },
  };
}

/** The text's causes, compared with what the page knows about the same push, if anything. Nothing is sent. */
export function readingOf(diagnosis: Diagnosis, live?: Live): RefusalReading {
  const say = (comparison?: Comparison) => sayDiagnosis(diagnosis, comparison, {}, shellHere());
  const alone = (notCompared?: string): RefusalReading => ({
    spoken: { ...say(), ...(notCompared !== undefined && { notCompared }) },
  });
  if (diagnosis.causes.length === 0) return alone();
  if (diagnosis.product === 'other') return alone('The text is about another host than Bitbucket Cloud.');
  if (diagnosis.product === 'data-center')
    return alone('The text is about Bitbucket Data Center, whose rules are others.');
  if (!live) return alone('This page could not read the rules of the repository.');
  const { fullName } = live;
  const inText = diagnosis.push.address && cloudRepository(diagnosis.push.address);
  const named = inText && `${inText.workspace}/${inText.slug}`;
  if (named !== undefined && named.toLowerCase() !== fullName.toLowerCase()) {
    return alone(
      `The text is about ${plain(named)}, and this page knows the rules of ${plain(fullName)}. ` +
        `The settings page of ${plain(named)} can compare.`,
    );
  }
  const comparison = live.compare(diagnosis);
  if ('notCompared' in comparison) return alone({ ...whyNever, ...live.whyNot }[comparison.notCompared]);
  const { decision, projectRule } = comparison;
  return { spoken: say(comparison), decision, ...(projectRule && { projectRule }) };
}

const whyNever = {
  'no-cause': 'There is nothing to compare.',
  'not-a-rule': 'This has nothing to do with the rules of the repository.',
};
