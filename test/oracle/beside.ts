import type { Verdict } from './oracle';

/**
 * What follows from Bitbucket's own word on a merge, by the letter of CONTRACTS.md and FACTS.md 10, and apart from the
 * app: it knows neither the app's types nor its words.
 */
export interface Beside {
  says: 'mergeable' | 'not-mergeable' | 'unknown';
  verdict: Verdict;
}

const TYPES = [
  'pullrequest_state_check',
  'current_user_permission_check',
  'git_mergeability_check',
  'standard_merge_check',
  'custom_pre_merge_check',
  'custom_on_merge_check',
  'merge_queue_check',
];

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A type that says nothing is no check; one without a kind is of no known type. */
function isKnown(check: Json): boolean {
  const { type, check: of } = check;
  if (type === 'standard_merge_check') return isObject(of) && typeof of['kind'] === 'string' && of['kind'] !== '';
  return TYPES.includes(String(type));
}

function passed({ status }: Json): boolean {
  return status === 'PASSED' || status === 'SKIPPED';
}

/** What is not said of a check may be what stands in the way. */
function mayStandInTheWay(check: Json): boolean {
  if (passed(check)) return !isKnown(check) && check['required'] !== false;
  return check['required'] !== false || typeof check['blocking'] !== 'boolean';
}

/** Denied by any, else left open by any. */
export function all(...parts: Verdict[]): Verdict {
  return parts.includes('denied') ? 'denied' : parts.includes('unknown') ? 'unknown' : 'allowed';
}

/**
 * What follows from the rules, none of which is a merge check: of whether somebody may merge into the branch at all,
 * and of everything else.
 */
export interface Ours {
  may: Verdict;
  else: Verdict;
}

/** `reply`: what came, if it was a 200. */
export function besideOracle(rules: Ours, reply: unknown, isAsker: boolean): Beside {
  const ours = all(rules.may, rules.else);
  const values = isObject(reply) && Array.isArray(reply['values']) ? (reply['values'] as unknown[]) : undefined;
  const checks = (values ?? []).filter(
    (one): one is Json => isObject(one) && typeof one['type'] === 'string' && one['type'] !== '',
  );
  const whole = values !== undefined && values.length > 0 && checks.length === values.length;
  const blocks = (one: Json) => one['blocking'] === true;

  const says = checks.some(blocks)
    ? 'not-mergeable'
    : !whole || checks.some(mayStandInTheWay)
      ? 'unknown'
      : 'mergeable';
  return { says: isAsker ? says : 'unknown', verdict: verdict() };

  function verdict(): Verdict {
    // A blocking check denies; of the permission that holds for the asker alone.
    const ofAll = checks.filter(({ type }) => type !== 'current_user_permission_check');
    if (isAsker ? checks.some(blocks) : ofAll.some(blocks)) return 'denied';
    // A queue that is draining or suspended takes in nothing, a type that we do not know may mean anything, and
    // what failed may stand in the way unless the reply says that it does not.
    const doubt =
      checks.some(({ type, merge_queue: queue }) => {
        const state = isObject(queue) ? queue['state'] : undefined;
        return type === 'merge_queue_check' && (state === 'DRAINING' || state === 'SUSPENDED');
      }) ||
      checks.some((one) => !isKnown(one) && !passed(one) && mayStandInTheWay(one)) ||
      (isAsker ? checks : ofAll).some(
        (one) =>
          one['status'] === 'FAILED' &&
          mayStandInTheWay(one) &&
          (one['type'] !== 'merge_queue_check' || typeof one['blocking'] !== 'boolean'),
      );
    if (isAsker && says === 'mergeable') return ours === 'denied' || doubt ? 'unknown' : 'allowed';
    // That the asker may merge at all settles what is open of that; beside a denial neither is said.
    const told = checks.filter(({ type }) => type === 'current_user_permission_check');
    const given = isAsker && whole && told.length > 0 && told.every(({ status }) => status === 'PASSED');
    const may = !given ? rules.may : rules.may === 'denied' ? 'unknown' : 'allowed';
    return all(may, rules.else, doubt ? 'unknown' : 'allowed');
  }
}
