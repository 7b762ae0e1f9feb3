import { distinctGaps, gapKey } from '../../answer';
import { shapeOfPattern } from '../../branches/names/shape';
import { gather, viewActor, viewBranch, type ActorView } from '../../cell/cell';
import type { Opinion } from '../../decision';
import type { Actor, Facts, Gap, Operation } from '../../model';
import { deciding, judge } from '../judge';
import { notCheckedOfSurvey, suppliedIn } from '../not-checked';
import type { Beside } from '../survey';
import { actorClasses } from './actor-classes';
import { branchExamples, decidingOn, judgingBudget } from './branches';
import { everyActor, isAmong, isUnseen, unseenPerson, type Subjects } from './subjects';

/** May anybody of these do this on a branch that matches the pattern? */
export interface UniversalQuestion {
  subjects: Subjects;
  operation: Operation;
  /** As branch restrictions read it. */
  pattern: string;
}

/** One case that settles it. */
export interface Example {
  actor: Actor;
  operation: Operation;
  branch: string;
  /** Absent where that is not known. */
  exists?: boolean;
}

/** No; or yes, with a case; or unknown, with what would have to be known. */
export type UniversalAnswer = { question: UniversalQuestion } & Beside &
  (
    | { answer: 'yes'; example: Example; through: Opinion | undefined }
    /** `actors` and `branches` count the classes of which each was judged; `refusals` is what refused them. */
    | { answer: 'no'; branches: number; actors: number; refusals: Opinion[] }
    | { answer: 'unknown'; gaps: Gap[] }
  );

/**
 * Judges one example of each class of branches for one of each class of actors; branches that exist first, unless it is
 * about creating one. Somebody who may exist unseen, and membership that is not known, can only leave it unknown.
 */
export function mayAnybody(facts: Facts, question: UniversalQuestion, budget?: number): UniversalAnswer {
  const { subjects, operation, pattern } = question;
  const whole = gather(facts);
  const gathered = gather(decidingOn(operation, whole.facts));
  const examples = branchExamples([shapeOfPattern(pattern)], [gathered], {
    newFirst: operation === 'create',
    ...(budget !== undefined && { budget }),
  });
  const unseen = unseenPerson(whole);
  const views = [...everyActor(whole.facts).map((actor) => viewActor(actor, gathered)), ...(unseen ? [unseen] : [])];
  const meant = meantAmong(views, subjects);
  const doubtsOf = new Map(meant.map(({ view, doubts }) => [view, doubts]));
  const actors = actorClasses(
    meant.map(({ view }) => [view] as const),
    [gathered.facts],
    ([view]) => `${String(isUnseen(view))} ${(doubtsOf.get(view) ?? []).map(gapKey).join('+')}`,
  );
  const cut: Gap = { of: { what: 'branch-names' }, because: 'truncated' };
  const mayJudge = judgingBudget();
  const gaps = new Set<Gap>();
  let branches = 0;
  const refusals = new Map<string, Opinion>();
  for (const {
    name,
    exists,
    views: [branch],
  } of examples.branches) {
    if (!branch || meant.length === 0) break;
    branches += 1;
    for (const [view] of actors.on([branch])) {
      if (!mayJudge(branch)) {
        gaps.add(cut);
        break;
      }
      const doubts = doubtsOf.get(view) ?? [];
      const judgement = judge({ facts: gathered.facts, operation, branch, actor: view });
      const { verdict } = judgement;
      if (verdict === 'denied') {
        const through = deciding(judgement);
        if (through) refusals.set(refusalKey(through), through);
        continue;
      }
      if (verdict === 'allowed' && doubts.length === 0 && !isUnseen(view)) {
        const example = { actor: view.actor, operation, branch: name, ...(exists !== undefined && { exists }) };
        return {
          question,
          answer: 'yes',
          example,
          through: deciding(judgement),
          ...besideOf(facts, operation, [name]),
        };
      }
      for (const gap of doubts) gaps.add(gap);
      for (const opinion of judgement.opinions)
        if (opinion.verdict === 'unknown') for (const gap of opinion.gaps) gaps.add(gap);
    }
  }
  if (examples.truncated()) gaps.add(cut);
  const beside = besideOf(facts, operation, []);
  if (gaps.size > 0) return { question, answer: 'unknown', gaps: distinctGaps([...gaps]), ...beside };
  return {
    question,
    answer: 'no',
    branches,
    actors: actors.all.length,
    refusals: [...refusals.values()],
    ...beside,
  };
}

/** Those who may be meant, and the gaps of those of whom that is not known; those who surely are come first. */
function meantAmong(views: ActorView[], subjects: Subjects): { view: ActorView; doubts: Gap[] }[] {
  const meant = views.flatMap((view) => {
    const among = isAmong(subjects, view);
    return among.is === 'no' ? [] : [{ view, doubts: among.is === 'unknown' ? [...among.gaps] : [] }];
  });
  return meant.toSorted((a, b) => Number(a.doubts.length > 0) - Number(b.doubts.length > 0));
}

function refusalKey({ rule, reason }: Opinion): string {
  const restrictions = 'restrictions' in reason ? reason.restrictions : [];
  return JSON.stringify([rule, reason.why, restrictions.map(({ id, kind, match }) => [id, kind, match])]);
}

/** What stands beside an answer, of these branches alone where it rests on them. */
export function besideOf(facts: Facts, operation: Operation, branches: string[]): Beside {
  const { readAt } = facts;
  const views = branches.map((name) => viewBranch(name, { facts }));
  return {
    notChecked: notCheckedOfSurvey(facts, operation, views),
    ...suppliedIn(facts),
    ...(readAt !== undefined && { readAt }),
  };
}
