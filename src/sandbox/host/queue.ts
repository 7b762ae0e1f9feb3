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
        concurrency: v.exactOptional(
          v.object({ key: v.string(), limit: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
        ),
      }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
});
/** "Payload size" in the limits of async events: of all events in one request. */
const largestPush = 200 * 1024;

/** What a consumer is told of the deliveries before this one. */
export interface RetryContext {
  retryCount: number;
  retryReason: string;
  retryData?: unknown;
}

/** An event on its way to its consumer, in so many milliseconds. */
export interface QueuedEvent {
  consumer: Consumer;
  event: {
    queueName: string;
    jobId: string;
    eventId: string;
    body: Record<string, unknown>;
    retryContext?: RetryContext;
  };
  delay: number;
  /** Of the events with this key at most so many are worked off at the same time. */
  concurrency?: { key: string; limit: number };
}

/** Takes what `Queue.push` of `@forge/events` sends, and hands on each event. */
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
  if (Buffer.byteLength(JSON.stringify(payload)) > largestPush)
    return Response.json({ code: 413, details: 'The events of one push are larger than 200 KB.' }, { status: 413 });
  for (const { body, delayInSeconds, concurrency } of payload) {
    const event = { queueName, jobId, eventId: randomUUID(), body };
    handOn({ consumer, event, delay: delayInSeconds * 1_000, ...(concurrency && { concurrency }) });
  }
  return Response.json({}, { status: 201 });
}

const retryAsked = v.object({
  _retry: v.literal(true),
  retryOptions: v.optional(
    v.object({
      retryAfter: v.optional(v.pipe(v.number(), v.minValue(1)), 1),
      retryReason: v.optional(v.string(), 'FUNCTION_RETRY_REQUEST'),
      retryData: v.optional(v.unknown()),
    }),
    {},
  ),
});
/** How often an event comes again, and how long it waits for that at most (Async events API). */
const mostRetries = 4;
const longestRetry = 900;

/**
 * The same event once more, where its consumer gave back an `InvocationError` of `@forge/events`: nothing where it did
 * not, and `given up` where it came too often already.
 */
export function again(queued: QueuedEvent, result: unknown): QueuedEvent | 'given up' | undefined {
  const parsed = v.safeParse(retryAsked, result);
  if (!parsed.success) return undefined;
  const { retryAfter, retryReason, retryData } = parsed.output.retryOptions;
  const retryCount = (queued.event.retryContext?.retryCount ?? 0) + 1;
  if (retryCount > mostRetries) return 'given up';
  const retryContext = { retryCount, retryReason, ...(retryData !== undefined && { retryData }) };
  return {
    ...queued,
    event: { ...queued.event, retryContext },
    delay: Math.min(retryAfter, longestRetry) * 1_000,
  };
}
