import type { Verdict } from '../core/decision';
import { rehearse, type Asked } from './rehearse';
import { plain } from '../core/words/names';
import { masked } from './git/address';
import type { Judge, Rehearsed } from './judged';

/** A push of a step whose verdict differs between two sets of rules. */
export interface StepFlip {
  /** The pipeline and the step, as the file names them. */
  step: string;
  branch: string;
  before: Verdict;
  after: Verdict;
}

/** The pushes of a file of which two judgements say different things; nothing where the file cannot be rehearsed. */
export function stepFlips(asked: Asked, before: Judge, after: Judge): StepFlip[] {
  const was = rehearse(asked, before);
  const is = rehearse(asked, after);
  if ('wrong' in was || 'wrong' in is) return [];
  return was.pushes.flatMap((push, at) => {
    const { branch, decision } = push;
    const then = is.pushes[at]?.decision;
    if (branch === undefined || !decision || !then || decision.verdict === then.verdict) return [];
    return [{ step: nameOf(push), branch, before: decision.verdict, after: then.verdict }];
  });
}

function nameOf({ pipeline, step }: Rehearsed): string {
  return plain(masked(`${pipeline}: ${step}`));
}
