import type { Gathered } from '../../../../src/core/cell/cell';
import type { Question } from '../../../../src/core/model';
import type { Supply } from '../../supplied/use-saving';
import type { Going } from '../../place/use-place';

/** What the smallest changes within an answer are given. */
export interface InCard {
  /** With the branches; undefined until those were read. */
  everything: Gathered | undefined;
  question: Question;
  going: Going;
  supply: Supply;
}
