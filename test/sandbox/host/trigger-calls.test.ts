import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { expect, test } from '@jest/globals';
import { Hono } from 'hono';
import type { Host } from '../../../src/sandbox/host/host';
import type { Place } from '../../../src/sandbox/bitbucket/places';
import { triggerAnswer } from '../../../src/sandbox/host/trigger-calls';
import type { TriggerRequest } from '../../../src/sandbox/host/web-triggers';

const place: Place = { name: 'none', about: '', viewers: [], pullRequests: [], storage: 'none', open: () => undefined };

/** A host whose web trigger answers with the call that it was handed. */
const echo: Pick<Host, 'trigger'> = {
  trigger: (_, __, call) => Promise.resolve({ statusCode: 200, body: JSON.stringify(call) }),
};

const app = new Hono().post('/', (context) => triggerAnswer(echo, place, 'echo', context));

test('headers arrive with their names as the sender wrote them, each value apart, as at an address of form v2', async () => {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  const headers = { 'X-Who-Can-Push-KEY': ['one', 'two'], 'x-lower': 'three', __proto__x: 'four' };
  const text = await new Promise<string>((done, fail) => {
    const call = request({ port, method: 'POST', headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          done(Buffer.concat(chunks).toString());
        });
    });
    call.on('error', fail).end('body');
  });
  await new Promise((done) => server.close(done));
  const { headers: handed, body } = JSON.parse(text) as TriggerRequest;
  expect(handed).toMatchObject({ 'X-Who-Can-Push-KEY': ['one', 'two'], 'x-lower': ['three'], __proto__x: ['four'] });
  expect(body).toBe('body');
});

test('where no server tells how they were written, in lower case', async () => {
  const answer = await app.request('/', { method: 'POST', headers: { 'X-Upper': 'one' }, body: 'body' });
  expect(((await answer.json()) as TriggerRequest).headers).toMatchObject({ 'x-upper': ['one'] });
});
