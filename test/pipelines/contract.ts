import * as v from 'valibot';
import { decisionShape } from '../worlds/contract';

const text = v.pipe(v.string(), v.minLength(1));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

/** `rehearse --json`, strict: a key that is not there is a change of the contract. */
export const rehearsalShape = v.strictObject({
  pushes: v.array(
    v.pipe(
      v.strictObject({
        pipeline: text,
        step: text,
        part: v.picklist(['script', 'after-script']),
        line,
        file: v.optional(text),
        command: text,
        tool: text,
        page: v.optional(v.pipe(v.string(), v.startsWith('https://'))),
        branch: v.optional(text),
        ref: v.optional(text),
        operation: v.picklist(['push', 'force-push', 'delete', 'create', 'merge']),
        elsewhere: v.optional(text),
        place: v.optional(v.literal('not-known')),
        perhaps: v.optional(v.literal(true)),
        runs: v.optional(v.literal(false)),
        actor: v.optional(decisionShape.entries.question.entries.actor),
        decision: v.optional(decisionShape),
        notKnown: v.array(text),
      }),
      v.check(
        ({ decision, notKnown }) => decision !== undefined || notKnown.length > 0,
        'a push without a decision says why',
      ),
    ),
  ),
  notFollowed: v.array(
    v.strictObject({
      what: text,
      line,
      why: text,
      likely: v.boolean(),
      file: v.optional(text),
      withRoot: v.optional(v.literal(true)),
    }),
  ),
  branch: v.optional(text),
  noneRuns: v.optional(text),
});
