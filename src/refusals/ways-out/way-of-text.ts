import type { Mover, Reader } from '../../core/ways-out/way-out';
import type { Tried } from '../text/push';
import type { PushAtHand } from './push';

/** Context of a way out that a cause offers, for a pasted text. */
export interface Pasted extends Reader {
  push: PushAtHand;
}

/** The words of a way out that a cause offers: whose move, the page about it, and the sentence for the push. */
export interface OfText {
  who: Mover;
  page: string;
  do: (pasted: Pasted) => string;
  /** It is offered only after this; left out, after a push, a clone and a request alike. */
  only?: Tried;
  /** What is other on Bitbucket Data Center; `not-offered` where it is of Bitbucket Cloud alone. */
  onDataCenter?: 'not-offered' | Partial<Pick<OfText, 'who' | 'page' | 'do'>>;
}

/** Ways out by their ids; those that a decision offers too have the id that they have there. */
export type WaysOfText = Readonly<Record<string, OfText>>;
