import type { Context } from 'hono';
import * as v from 'valibot';
import { messageOf, type Host } from './host';
import type { Place } from '../bitbucket/places';
import type { TriggerRequest } from './web-triggers';

const answer = v.object({
  statusCode: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
  headers: v.optional(v.record(v.string(), v.array(v.string())), {}),
  body: v.optional(v.string(), ''),
});

/**
 * One call of a web trigger over HTTP. What its function answers goes out as it is; anything else is a 500, as in
 * Forge.
 */
export async function triggerAnswer(
  host: Pick<Host, 'trigger'>,
  place: Place,
  key: string,
  context: Context,
): Promise<Response> {
  const request = await triggerRequest(context);
  const result = await host.trigger(place, key, request).catch((error: unknown) => {
    console.error(`The web trigger ${key} failed: ${messageOf(error)}`);
  });
  const parsed = v.safeParse(answer, result);
  if (!parsed.success)
    return Response.json({ error: 'The function gave no answer that Forge passes on.' }, { status: 500 });
  const { statusCode, headers, body } = parsed.output;
  return new Response(body === '' ? null : body, {
    status: statusCode,
    headers: Object.entries(headers).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  });
}

/** The body byte for byte, as far as text can be: a signature is over all of it, a byte order mark too. */
async function triggerRequest(context: Context): Promise<TriggerRequest> {
  const { req } = context;
  const url = new URL(req.url);
  return {
    method: req.method,
    path: url.pathname,
    userPath: '',
    headers: headersOf(context),
    queryParameters: req.queries(),
    body: Buffer.from(await req.arrayBuffer()).toString('utf8'),
  };
}

const incoming = v.object({ incoming: v.object({ rawHeaders: v.array(v.string()) }) });

/**
 * With names as the sender wrote them, as Forge hands them on; where no server knows how they were written, in lower
 * case.
 */
function headersOf({ req, env }: Context): Record<string, string[]> {
  const served = v.safeParse(incoming, env);
  const { rawHeaders } = served.success ? served.output.incoming : { rawHeaders: [...req.raw.headers].flat() };
  const lists = new Map<string, string[]>();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    lists.set(name, [...(lists.get(name) ?? []), value]);
  }
  return Object.fromEntries(lists);
}
