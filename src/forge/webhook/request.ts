import * as v from 'valibot';

/** A call of the web trigger, as Forge hands it on: the body is text, and a header may stand there more than once. */
export type CheckRequest = v.InferOutput<typeof request>;

const request = v.object({
  method: v.optional(v.string(), ''),
  headers: v.optional(v.record(v.string(), v.array(v.string())), {}),
  body: v.optional(v.string(), ''),
});

/** The call; what Forge does not hand on as it says it does is an unsigned one. */
export function checkRequest(event: unknown): CheckRequest {
  const parsed = v.safeParse(request, event);
  return parsed.success ? parsed.output : { method: '', headers: {}, body: '' };
}
