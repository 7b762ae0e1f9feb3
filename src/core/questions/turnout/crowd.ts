import { sameFactsKey } from '../../cell/alike';
import { viewActor, type ActorView, type BranchView, type Gathered } from '../../cell/cell';
import type { Verdict } from '../../decision';
import { operations, type Actor, type Operation } from '../../model';
import { hasList } from '../../rules/index';
import { finish, type Steps } from '../../portions/steps';
import { answerKey, classify, classifying, standingKey } from '../classes';
import { judge } from '../judge';

/** Everybody, made ready to be asked about one branch after another. */
export interface Crowd {
  gathered: Gathered;
  actors: readonly Actor[];
  /** For each actor, in order, the place of their view. */
  of: readonly number[];
  /** Where they stand: those of whom the facts say the same share one. */
  views: readonly ActorView[];
}

/** What everybody may do on one branch: for each operation, a verdict for each view of the crowd. */
export type Turnout = Record<Operation, readonly Verdict[]>;

/** These actors, made ready. */
export function crowdOf(gathered: Gathered, actors: readonly Actor[]): Crowd {
  return finish(gatheringCrowd(gathered, actors));
}

/** As `crowdOf`, an actor at a time. */
export function* gatheringCrowd(gathered: Gathered, actors: readonly Actor[]): Steps<Crowd> {
  const { of, classes } = yield* classifying(actors, sameFactsKey(gathered));
  const views: ActorView[] = [];
  for (const actor of classes) {
    views.push(viewActor(actor, gathered));
    yield;
  }
  return { gathered, actors, of, views };
}

/** Those of the crowd whom neither their standing nor a list that covers this branch tells apart: places of views. */
export function alikeOn({ views }: Crowd, { covering }: BranchView): { view: ActorView; members: number[] }[] {
  const lists = covering.flatMap(({ restriction }) => (hasList(restriction) ? [restriction] : []));
  const { of, classes } = classify(views, (view) =>
    [standingKey(view), ...lists.map((one) => answerKey(view.lists(one)))].join(' '),
  );
  const alike = classes.map((view) => ({ view, members: [] as number[] }));
  for (const [at, number] of of.entries()) alike[number]?.members.push(at);
  return alike;
}

/** What everybody may do on this branch. Costs one judgement for each operation and those who are alike there. */
export function turnoutOn(crowd: Crowd, branch: BranchView): Turnout {
  const { facts } = crowd.gathered;
  const alike = alikeOn(crowd, branch);
  const turnout: Record<Operation, Verdict[]> = { push: [], create: [], 'force-push': [], delete: [], merge: [] };
  for (const operation of operations) {
    for (const { view, members } of alike) {
      const { verdict } = judge({ facts, operation, branch, actor: view });
      for (const at of members) turnout[operation][at] = verdict;
    }
  }
  return turnout;
}

/** Actors by their verdict, in the order of the crowd. */
export type ByVerdict = Record<Verdict, Actor[]>;

/** Who may, who may not, and of whom that is not known: people apart from the actors that no list can name. */
export function sortedBy(
  { actors, of }: Crowd,
  verdicts: readonly Verdict[],
): Record<'people' | 'automation', ByVerdict> {
  const sorted = { people: nobody(), automation: nobody() };
  for (const [at, actor] of actors.entries()) {
    const verdict = verdicts[of[at] ?? 0] ?? 'unknown';
    sorted[actor.type === 'user' ? 'people' : 'automation'][verdict].push(actor);
  }
  return sorted;
}

function nobody(): ByVerdict {
  return { allowed: [], denied: [], unknown: [] };
}
