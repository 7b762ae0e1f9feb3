import type { Get, Wait } from '../../../src/bitbucket/port/port';
import { worldGet, type World } from '../../../src/bitbucket/worlds/world';
import { permissionCheck, type WebhookResponse } from '../../../src/forge/webhook/permission-check';
import { panelResolver } from '../../../src/forge/panels/resolver';
import { withoutAdministration } from '../../../src/sandbox/bitbucket/viewers';
import { contextOf, host, type Host } from '../host';
import { signed, type Call, type Key } from './signed';

/** An app over a world, with an administrator and a build. Nothing waits. */
export interface Builds extends Host {
  /** Makes a key on the settings page. */
  key: () => Promise<Key>;
  /** The answer to a build, its body parsed. */
  ask: (key: Key, call: Call) => Promise<{ status: number; body: Record<string, unknown>; response: WebhookResponse }>;
  /** An administrator opens the settings page. */
  visit: () => Promise<void>;
}

const atOnce = () => Promise.resolve();

/** Here the app itself sees the world as it is, unless `app` says otherwise. */
export function builds(world: World, app?: Get, store?: () => Promise<void>, wait: Wait = atOnce): Builds {
  const one = host(world, contextOf(world), panelResolver(atOnce), { ...(app && { app }), ...(store && { store }) });
  const check = permissionCheck(wait);
  return {
    ...one,
    key: async () => {
      const { key, secret, url } = (await one.invoke('makeCheckKey')) as {
        key: { id: string };
        secret: string;
        url: string;
      };
      return { id: key.id, secret, url };
    },
    ask: async (key, call) => {
      const { body, headers } = signed(key, call);
      const lists = Object.fromEntries(headers.map(([name, value]) => [name, [value]]));
      const response = await check({ method: call.method ?? 'POST', headers: lists, body });
      return { status: response.statusCode, body: JSON.parse(response.body) as Record<string, unknown>, response };
    },
    visit: async () => {
      await one.invoke('facts');
    },
  };
}

/** Bitbucket as it answers an app to which it shows nothing that is for administrators. */
export function refusing(world: World): Get {
  return worldGet(withoutAdministration(world));
}

/** The same world with other replies. */
export function changed(world: World, replies: World['replies']): World {
  return { ...world, replies: { ...world.replies, ...replies } };
}
