import type { SavedReply } from '../../src/bitbucket/worlds/world';

/** A check of `mergeability/checks` as Bitbucket writes one. */
export type RawCheck = Record<string, unknown> & { type: string };

/** One that passed. */
export function passed(type: string, more: object = {}): RawCheck {
  return { type, status: 'PASSED', required: true, blocking: false, ...more };
}

/** One that failed, and stands in the way. */
export function failed(type: string, more: object = {}): RawCheck {
  return { type, status: 'FAILED', required: true, blocking: true, ...more };
}

/** A merge check that is configured, with what it asks for and what was counted. */
export function standard(kind: string, asks?: number, counted?: number): object {
  return {
    check: { kind },
    ...(asks !== undefined && { requirement: { [kind]: asks } }),
    ...(counted !== undefined && { observed: { [`${kind}_count`]: counted } }),
  };
}

/** A check of an app. */
export function ofApp(name: string, message?: string): object {
  return { check: { name, id: `id-of-${name}` }, uuid: '{0}', ...(message !== undefined && { message }) };
}

/** A merge queue in a state. */
export function queueIn(state: string, name = 'main queue', queued = false): object {
  return { queued, merge_queue: { uuid: '{1}', name, state } };
}

/** What Bitbucket looks at on every pull request, all of it passed. */
export const everyday: readonly RawCheck[] = [
  passed('pullrequest_state_check', { state: 'OPEN' }),
  passed('current_user_permission_check'),
  passed('git_mergeability_check', { reason: 'clean' }),
];

/** The reply that holds these checks; one of the everyday checks is replaced by another of its type. */
export function reported(...checks: RawCheck[]): SavedReply {
  const rest = everyday.filter(({ type }) => !checks.some((check) => check.type === type));
  const values = [...rest, ...checks];
  return { status: 200, body: { size: values.length, values } };
}

/** Where a pull request's reply stands. */
export function checksPath(number: number, repository = '/2.0/repositories/acme/web'): string {
  return `${repository}/pullrequests/${String(number)}/mergeability/checks`;
}
