import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Host } from '../../../src/sandbox/host/host';
import { standIn, storageFile, surfaceOver, type StandIn } from '../stand-in';

let app: StandIn;
let host: Host;
beforeAll(() => {
  app = standIn();
  host = app.start();
});
afterAll(() => {
  app.remove();
});

function call(
  functionKey: string,
  payload?: unknown,
  on: Host = host,
  world?: string,
  viewer?: string,
  module?: string,
): Promise<unknown> {
  return on.invoke(surfaceOver(on, world, viewer, module), { functionKey, payload });
}

const web = '/2.0/repositories/acme/web';

describe('what a handler is told', () => {
  const repository = { uuid: '{fc2e7aad-1306-4e8c-b171-b1d6b1d54968}' };

  test('who looks at which repository, where', async () => {
    expect(await call('context')).toMatchObject({
      app: 'ari:cloud:ecosystem::app/stand-in',
      install: 'ari:cloud:bitbucket::workspace/d94461d5-cacd-4425-bc75-237e25049ac0',
      context: {
        accountId: '62dd96b74c9e04060fd15709',
        workspaceId: '{d94461d5-cacd-4425-bc75-237e25049ac0}',
        moduleKey: 'settings',
        extension: {
          type: 'bitbucket:repoSettingsMenuPage',
          repository,
          location: expect.stringMatching(/^https:\/\/bitbucket\.org\/acme\/web\/admin\//),
        },
      },
    });
  });

  test('beside a pull request also which one', async () => {
    expect(await call('context', undefined, host, undefined, 'developer', 'pull-request')).toMatchObject({
      context: { extension: { type: 'bitbucket:repoPullRequestOverviewPanel', repository, pullRequest: { id: 7 } } },
    });
  });
});

describe('what Bitbucket answers the app', () => {
  test.each<[string, object, object]>([
    ['the person', { as: 'user', path: '/2.0/user' }, { status: 200, body: { nickname: 'ana' } }],
    ['the person, by account', { as: '62dd96b74c9e04060fd15709', path: '/2.0/user' }, { status: 200 }],
    [
      'uuids in place of names',
      {
        as: 'user',
        path: '/2.0/repositories/%7Bd94461d5-cacd-4425-bc75-237e25049ac0%7D/%7Bfc2e7aad-1306-4e8c-b171-b1d6b1d54968%7D',
      },
      { status: 200, body: { full_name: 'acme/web' } },
    ],
    ['the app itself', { as: 'app', path: `${web}/branch-restrictions` }, { status: 200 }],
    ['nobody', { path: web }, { status: 404 }],
    ['nothing that writes', { as: 'user', path: `${web}/branch-restrictions/17`, method: 'DELETE' }, { status: 403 }],
    ['nothing of 1.0', { as: 'app', path: '/1.0/groups/acme/developers/members' }, { status: 403 }],
  ])('%s', async (_, payload, expected) => {
    expect(await call('ask', payload)).toMatchObject(expected);
  });

  test('a developer hears less, the app beside them does not', async () => {
    const asked = { path: `${web}/branch-restrictions` };
    expect(await call('ask', { as: 'user', ...asked }, host, undefined, 'developer')).toMatchObject({ status: 403 });
    expect(await call('ask', { as: 'app', ...asked }, host, undefined, 'developer')).toMatchObject({ status: 200 });
  });

  test('somebody else must consent first', async () => {
    await expect(call('ask', { as: 'another-account', path: '/2.0/user' })).rejects.toThrow('Authentication Required');
  });
});

describe('storage', () => {
  test('survives a restart, apart for each world', async () => {
    await call('kvs', { call: 'set', args: ['members', ['{a}']] });
    await call('kvs', { call: 'set', args: ['members', ['{b}']] }, host, 'open-repository');
    const again = app.start();
    expect(await call('kvs', { call: 'get', args: ['members'] }, again)).toEqual({ value: ['{a}'] });
    expect(await call('kvs', { call: 'get', args: ['members'] }, again, 'open-repository')).toEqual({ value: ['{b}'] });
    expect(await call('kvs', { call: 'get', args: ['members'] }, again, 'unknown-kind')).toEqual({});
  });

  test('is one for all who look at a world', async () => {
    await call('kvs', { call: 'set', args: ['shared', 1] });
    expect(await call('kvs', { call: 'get', args: ['shared'] }, host, undefined, 'developer')).toEqual({ value: 1 });
  });

  test('a damaged file is set aside', async () => {
    const folder = path.join(app.folder, 'storage');
    writeFileSync(path.join(folder, 'jenkins-token.json'), '{"values":');
    const again = app.start();
    await call('kvs', { call: 'set', args: ['key', 1] }, again, 'jenkins-token');
    expect(app.said.filter((sentence) => sentence.includes('damaged'))).toHaveLength(1);
    expect(readdirSync(folder).filter((file) => file.startsWith('jenkins-token.json'))).toHaveLength(2);
    expect(storageFile(app, 'jenkins-token')).toContain('"key"');
  });
});

describe('queues', () => {
  test('an event reaches its consumer, who is nobody', async () => {
    expect(await call('push', { queue: 'jobs', body: { work: 1 } })).toEqual({ status: 201 });
    await host.idle();
    expect(await call('kvs', { call: 'get', args: ['worked'] })).toEqual({
      value: { work: 1, job: 'job', asUser: 'NEEDS_AUTHENTICATION_ERR' },
    });
  });

  test('a queue without consumer takes nothing', async () => {
    expect(await call('push', { queue: 'other', body: {} })).toEqual({ status: 404 });
  });
});

test('what a handler throws comes through, and so do the limits of Forge', async () => {
  await expect(call('fail')).rejects.toThrow('on purpose');
  await expect(call('much')).rejects.toThrow('5 MB');
  await expect(call('nothing')).rejects.toThrow("no definition for 'nothing'");
});

test('a handler that asks without end keeps nobody else from being served', async () => {
  let served = 0;
  const others = setInterval(() => (served += 1), 1);
  await call('often', { times: 300 });
  clearInterval(others);
  expect(served).toBeGreaterThan(5);
});

test('calls that run side by side do not mix', async () => {
  const [ana, harvey] = await Promise.all([
    call('ask', { as: 'user', path: '/2.0/user' }),
    call('ask', { as: 'user', path: '/2.0/user' }, host, undefined, 'developer'),
  ]);
  expect([ana, harvey]).toMatchObject([{ body: { nickname: 'ana' } }, { body: { nickname: 'harvey' } }]);
});
