import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { policyOf } from './csp';
import type { Permissions, UiModule } from '../host/manifest';

/**
 * The module's page as it was built, with the bridge before every other script, and the policy for it. `ahead` is how
 * many milliseconds its clock goes before that of the machine.
 */
export async function panelPage(
  { folder }: UiModule,
  permissions: Permissions,
  ahead = 0,
): Promise<{ html: string; policy: string } | undefined> {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (html === undefined) return undefined;
  const clock = ahead === 0 ? '' : ` data-ahead="${String(ahead)}"`;
  return {
    html: html.replace(/<head[^>]*>/i, (head) => `${head}<script src="/bridge.js"${clock}></script>`),
    policy: policyOf(html, permissions),
  };
}

/** A file beside the page. Nothing where there is none, or where the path leads out of the folder. */
export async function asset(
  folder: string,
  name: string,
): Promise<{ body: Uint8Array<ArrayBuffer>; type: string } | undefined> {
  const file = path.resolve(folder, name);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  const body = await readFile(file).catch(() => undefined);
  return body && { body: new Uint8Array(body), type: getMimeType(file) ?? 'application/octet-stream' };
}
