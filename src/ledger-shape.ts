import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { comparisonOutcomes, type Comparison } from './core/questions/ledger';
import type { OutcomeCounts } from './core/questions/ledger-report';

/*
 * The shape that a kept ledger must have before it counts, for both faces that keep one. Objects are strict: nobody can
 * tell what a later version would have meant by a part that we do not know.
 */

const text = v.pipe(v.string(), v.maxLength(400));
const time = v.pipe(v.string(), v.maxLength(40), v.isoTimestamp());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const figure = v.union([v.number(), v.boolean()]);
const match = v.variant('by', [
  v.strictObject({ by: v.literal('glob'), pattern: text }),
  v.strictObject({ by: v.literal('branch-type'), type: text }),
  v.strictObject({ by: v.literal('unknown'), word: text }),
]);
const id = v.exactOptional(v.number());
const supplied = v.exactOptional(v.strictObject({ setOn: v.literal('project') }));
const restriction = v.strictObject({ id, kind: text, match, supplied });

const disagreement = v.strictObject({
  of: text,
  ours: v.picklist(['allowed', 'denied', 'done', 'missing', 'no-rule', 'enforced', 'not-enforced']),
  bitbucket: text,
  restriction: v.exactOptional(restriction),
  suppliedLacksIt: v.exactOptional(v.literal(true)),
});

const restsOn = v.strictObject({
  restrictions: v.array(
    v.strictObject({
      id,
      kind: text,
      match,
      supplied,
      value: v.exactOptional(v.number()),
      users: count,
      groups: v.array(text),
      otherGroups: v.exactOptional(count),
    }),
  ),
  reported: v.array(
    v.strictObject({
      type: text,
      kind: v.exactOptional(text),
      status: text,
      required: v.exactOptional(v.boolean()),
      blocking: v.exactOptional(v.boolean()),
      asks: v.exactOptional(v.number()),
      asksElse: v.exactOptional(v.literal(true)),
      counted: v.exactOptional(v.number()),
    }),
  ),
  counted: v.array(
    v.strictObject({
      restriction,
      is: v.picklist(['done', 'missing', 'unknown']),
      figures: v.record(v.pipe(v.string(), v.maxLength(40)), figure),
    }),
  ),
  leftOut: v.exactOptional(count),
  rulesReadAt: v.exactOptional(time),
});

/** What a digest of a compared state looks like. */
export const digestShape = v.pipe(v.string(), v.regex(/^[\da-f]{16}$/));

/** Tells a compared state from every other, in 16 characters: states are long, and hold names of branches. */
export function digestOf(state: string): string {
  return createHash('sha256').update(state).digest('hex').slice(0, 16);
}

/** What a kept comparison looks like. */
export const comparisonShape = v.strictObject({
  at: time,
  repository: text,
  outcome: v.picklist(comparisonOutcomes),
  difference: v.exactOptional(
    v.strictObject({
      pullRequest: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      branch: text,
      ours: v.picklist(['allowed', 'denied', 'unknown']),
      bitbucket: v.picklist(['mergeable', 'not-mergeable', 'unknown']),
      disagreements: v.tupleWithRest([disagreement], disagreement),
      restsOn,
    }),
  ),
}) satisfies v.GenericSchema<Comparison>;

/** What kept counts look like. */
export const countsShape = v.strictObject({
  agreed: count,
  differed: count,
  'beyond-the-rules': count,
  'ours-unknown': count,
  'bitbucket-unknown': count,
}) satisfies v.GenericSchema<OutcomeCounts>;

/** What the time of a kept comparison looks like. */
export const timeShape = time;
