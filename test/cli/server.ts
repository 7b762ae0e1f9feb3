import { afterEach } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { worldGet, type World } from '../../src/bitbucket/worlds/world';

/** A server on this machine, and the requests it received. */
export interface Server {
  url: string;
  asked: { path: string; authorization: string | undefined }[];
  close: () => Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, url: string) => void | Promise<void>;

/** Serves until it is closed. */
export async function serving(answer: Answer): Promise<Server> {
  const asked: Server['asked'] = [];
  let url = '';
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    void answer(request, response, url);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
}

/** A list of what is closed at the end of each test of the suite that asks for it. */
export function closedAfterEach<T extends { close: () => Promise<void> }>(): T[] {
  const open: T[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  return open;
}

/** Serves until the test ends. */
export function served(): (answer: Answer) => Promise<Server> {
  const servers = closedAfterEach<Server>();
  return async (answer) => {
    const one = await serving(answer);
    servers.push(one);
    return one;
  };
}

/** A saved world over HTTP, for callers with the right credential. */
export function worldOver(world: World, authorization: string, prefix = ''): Answer {
  const get = worldGet(world);
  return async (request, response, url) => {
    if (request.headers.authorization !== authorization) {
      send(response, 401, { type: 'error', error: { message: 'Token is invalid or expired' } });
      return;
    }
    const { status, headers, body } = await get((request.url ?? '').slice(prefix.length));
    send(response, status, body, headers, (json) => json.replaceAll('https://api.bitbucket.org', url + prefix));
  };
}

/** The same answer to everything. */
export function always(status: number, body?: unknown, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    send(response, status, body, headers);
  };
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
  change = (text: string) => text,
) {
  response.writeHead(status, headers);
  response.end(body === undefined ? '' : typeof body === 'string' ? body : change(JSON.stringify(body)));
}
