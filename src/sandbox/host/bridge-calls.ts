import * as v from 'valibot';
import { contextOf } from './context';
import { messageOf, type Host, type Surface } from './host';
import { replyTo, textOf } from './product';

const invocation = v.object({
  functionKey: v.string(),
  payload: v.optional(v.unknown()),
  metadata: v.optional(v.unknown()),
});
const productCall = v.object({
  product: v.string(),
  restPath: v.string(),
  fetchRequestInit: v.optional(v.looseObject({ method: v.optional(v.string()) }), {}),
});

/** Answers those commands of the bridge that the page cannot answer itself, with `result` or with `error`. */
export async function bridgeAnswer(host: Host, surface: Surface, command: string, payload: unknown): Promise<Response> {
  try {
    if (command === 'getContext')
      return Response.json({ result: contextOf(host.manifest, surface.module, surface.seat) });
    if (command === 'invoke') return await invoke(host, surface, payload);
    if (command === 'fetchProduct') return await fetchProduct(host, surface, payload);
    if (command === 'allowAccess') {
      host.allow(surface);
      return Response.json({ result: true });
    }
  } catch (error) {
    if (v.isValiError(error))
      return Response.json({ error: `This is not what ${command} takes: ${error.message}` }, { status: 400 });
    throw error;
  }
  return Response.json({ error: `The sandbox does not know the command ${command}.` }, { status: 404 });
}

async function invoke(host: Host, surface: Surface, body: unknown): Promise<Response> {
  const { functionKey, payload, metadata } = v.parse(invocation, body);
  try {
    const result = await host.invoke(surface, { functionKey, payload });
    return Response.json({ result: metadata === undefined ? result : { body: result, metadata: {} } });
  } catch (error) {
    if (error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR' && !host.mayAct(surface))
      return consentNeeded(host);
    return Response.json({ error: `There was an error invoking the function - ${messageOf(error)}` }, { status: 500 });
  }
}

/** What the page itself asks of Bitbucket, it asks as whoever looks at it. */
async function fetchProduct(host: Host, surface: Surface, payload: unknown): Promise<Response> {
  const { seat } = surface;
  const { product, restPath, fetchRequestInit } = v.parse(productCall, payload);
  if (product !== 'bitbucket') return Response.json({ error: `There is no ${product} here.` }, { status: 400 });
  if (!host.mayAct(surface)) return consentNeeded(host);
  const { status, headers, body } = textOf(await replyTo(seat.user, restPath, fetchRequestInit.method));
  return Response.json({ result: { status, statusText: '', headers, body, isAttachment: false } });
}

/** Forge covers the page until the person lets the app act in their name, with every scope of the manifest. */
function consentNeeded({ manifest }: Host): Response {
  return Response.json({ consent: manifest.permissions.scopes });
}
