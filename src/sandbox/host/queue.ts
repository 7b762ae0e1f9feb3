import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Consumer, Manifest } from './manifest';

const request = v.object({
  queueName: v.string(),
  jobId: v.string(),
  payload: v.pipe(
    v.array(
      v.looseObject({
        body: v.record(v.string(), v.unknown()),
        delayInSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(900)), 0),
      }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
});

/** An event on its way to its consumer, in so many milliseconds. */
export interface QueuedEvent {
  consumer: Consumer;
  event: { queueName: string; jobId: string; eventId: string; body: Record<string, unknown> };
  delay: number;
}

/**
 * Takes what `Queue.push` of `@forge/events` sends, and hands on each event. An event whose consumer fails is not tried
 * again.
 */
export function publish({ consumers }: Manifest, body: unknown, handOn: (event: QueuedEvent) => void): Response {
  const parsed = v.safeParse(request, body);
  if (!parsed.success) return Response.json({ code: 400, details: 'This is not what a queue takes.' }, { status: 400 });
  const { queueName, jobId, payload } = parsed.output;
  const consumer = consumers.find(({ queue }) => queue === queueName);
  if (!consumer)
    return Response.json(
      { code: 404, details: `manifest.yml names no consumer of the queue ${queueName}.` },
      { status: 404 },
    );
  for (const { body, delayInSeconds } of payload) {
    handOn({ consumer, event: { queueName, jobId, eventId: randomUUID(), body }, delay: delayInSeconds * 1_000 });
  }
  return Response.json({}, { status: 201 });
}
