import * as v from 'valibot';

/** A call of the web trigger as Forge passes it on: the body is text, and a header may occur more than once. */
export type WebhookRequest = v.InferOutput<typeof request>;

const request = v.object({
  method: v.optional(v.string(), ''),
  headers: v.optional(v.record(v.string(), v.array(v.string())), {}),
  body: v.optional(v.string(), ''),
});

/** The call in an event; an event of another shape becomes an unsigned call. */
export function webhookRequestIn(event: unknown): WebhookRequest {
  const parsed = v.safeParse(request, event);
  return parsed.success ? parsed.output : { method: '', headers: {}, body: '' };
}
