import { askApp } from '../app';
import { useAnswer } from '../use-answer';

/** The ledger of the repository; `again` reads it anew. */
export function useLedger() {
  return useAnswer(ask);
}

function ask() {
  return askApp('ledger');
}
