import type { PanelCalls } from '../../src/panel-calls';
import { makeInvoke } from '@forge/bridge';

const invoke = makeInvoke<PanelCalls>();

/**
 * Calls a function of the app's resolver. Calls and answers are typed by the app itself; where it does not answer, the
 * error says so in words for whoever looks at the page.
 */
export const askApp = ((...call: Parameters<typeof invoke>) => inOurWords(invoke(...call))) as typeof invoke;

/** The same answer; where none comes, the error says so in our words. */
export function inOurWords<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw new Error(sayFailure(error instanceof Error ? error.message : String(error)));
  });
}

/** What Forge's bridge puts before the message of our own resolver. */
const ofForge = /^There was an error invoking the function - /;
/** By what browsers and Forge say: what it means here, and what to do. */
const failures: readonly [said: RegExp, words: string][] = [
  [
    /failed to fetch|networkerror|load failed|connection appears to be offline/i,
    'The browser did not reach Bitbucket. Check the connection and ask again; ' +
      'if you were signed out meanwhile, reload the page.',
  ],
  [
    /authentication required|needs_authentication/i,
    'You have not allowed the app to act in your name, and here it reads nothing without that. ' +
      'Reload the page, and Forge asks you again.',
  ],
];

/** Why the app did not answer, and what to do, from the message of the error that came in its place. */
export function sayFailure(message: string): string {
  return failures.find(([said]) => said.test(message))?.[1] ?? message.replace(ofForge, '');
}
