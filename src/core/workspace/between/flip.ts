import type { Verdict } from '../../decision';
import type { Actor, Operation } from '../../model';
import type { Example } from './examples';

/** One actor whose verdict is another on one class of branches. */
export interface Flip {
  operation: Operation;
  /** One branch of the class. */
  example: Example;
  actor: Actor;
  /** Of those with the same one both readings say the same. */
  alike: string;
  before: Verdict;
  after: Verdict;
}
