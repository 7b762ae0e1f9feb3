import type { Gathered } from '../../../src/core/cell/cell';
import type { Actor, Facts, Question } from '../../../src/core/model';
import type { Going } from '../place/use-place';
import type { Supply } from '../supplied/use-saving';
import type { Branches, Reading } from './reading/use-facts';

/** What every view of the settings page is given. */
export interface ViewProps {
  reading: Reading;
  /** What was read, without branches: answers about any name need no list of them. */
  facts: Facts;
  gathered: Gathered;
  branches: Branches;
  /** The same facts with the branches, once those were read: whole, or with gaps. */
  everything: Gathered | undefined;
  /** Everybody to ask about, sorted: people, then the actors that no list can name. Empty until they were sorted. */
  actors: Actor[];
  /** What is asked, as the place says, and where that says nothing: may you push to the main branch? */
  question: Question;
  /** Asks something else; the place follows. `how`: as in `Going`. */
  ask: (change: Partial<Question>, how?: 'push' | 'replace') => void;
  going: Going;
  /** What names are looked up in where somebody says who is in a group, and what saves that. */
  supply: Supply;
}
