/// <reference lib="dom" />
import { askConsent } from './consent';

/** Asks the sandbox's server for what the page cannot answer itself. Rejects with the server's sentence. */
export async function ask(command: string, payload?: unknown): Promise<unknown> {
  const response = await fetch(`${location.pathname}__bridge/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload ?? null),
  });
  const answer = (await response.json()) as { result?: unknown; error?: string; consent?: string[] };
  if (answer.consent) return askConsent(answer.consent, () => ask('allowAccess'));
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.result;
}
