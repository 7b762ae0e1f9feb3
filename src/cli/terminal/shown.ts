import { visibleOnTerminal } from '../../core/words/visible';

declare const lookedAt: unique symbol;

/** Text in which nothing can control a terminal or hide on it, as bytes: printed again and again it is made once. */
export type Shown = Uint8Array & { readonly [lookedAt]: true };

/** The text as it is shown. */
export function shown(text: string): Shown {
  return Buffer.from(visibleOnTerminal(text)) as Uint8Array as Shown;
}
