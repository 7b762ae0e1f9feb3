import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Get, Reply } from '../../src/bitbucket/port/port';
import { everyPart } from '../../src/bitbucket/pull-request/pull-request';
import { worldGet } from '../../src/bitbucket/worlds/world';
import { panelResolver } from '../../src/forge/panels/resolver';
import * as index from '../../src/index';
import { isAdministered, names, savedWorld } from '../bitbucket/saved-worlds';
import { contextBeside } from './panels/beside';
import { builds } from './webhook/builds';
import { contextOf, host } from './host';
import { handlers, manifest, root } from './manifest';
import { notInForge, scopeOf, scopes } from './scopes';
import { house } from './workspace/house';
import { town } from './workspace/town';

const folder = mkdtempSync(path.join(tmpdir(), 'who-can-push-manifest-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Forge's validators read the manifest and what it names from the working directory. These two kinds hold every
 * validator.
 */
const script = `
  const { ProcessorBuilder, ValidationTypes } = require(process.argv[2]);
  const deprecatedRuntimes = ['sandbox', 'nodejs18.x', 'nodejs20.x'];
  (async () => {
    const results = [];
    for (const type of [ValidationTypes.FULL, ValidationTypes.PRODUCT_TRIGGER]) {
      const builder = ProcessorBuilder.instance().withValidation(type).withOptions({ deprecatedRuntimes });
      const { success, errors } = await builder.build().process();
      results.push({ type, success, errors });
    }
    console.log(JSON.stringify(results));
  })();
`;

test("Forge's own validators find nothing wrong with the manifest", async () => {
  const file = path.join(folder, 'validate.cjs');
  writeFileSync(file, script);
  copyFileSync(path.join(root, 'manifest.yml'), path.join(folder, 'manifest.yml'));
  symlinkSync(path.join(root, 'src'), path.join(folder, 'src'), 'junction');
  mkdirSync(path.join(folder, 'static', 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'static', 'dist', 'index.html'), '');
  const validators = createRequire(__filename).resolve('@forge/manifest');
  const { stdout } = await promisify(execFile)(process.execPath, [file, validators], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual(['full', 'product-trigger'].map((type) => ({ type, success: true, errors: [] })));
});

test('every handler that it names is exported, and nothing else', () => {
  expect([...new Set(handlers.map(({ file }) => file))]).toEqual(['index']);
  expect(Object.keys(index).sort()).toEqual(handlers.map(({ name }) => name).sort());
  for (const value of Object.values(index)) expect(value).toBeInstanceOf(Function);
});

test('the page in the settings and the panel beside a pull request are one build, with one resolver', () => {
  const settings = manifest.modules['bitbucket:repoSettingsMenuPage'];
  const pullRequest = manifest.modules['bitbucket:repoPullRequestOverviewPanel'];
  for (const [one, ...others] of [settings, pullRequest]) {
    expect(one).toMatchObject({ title: 'Who can push', resource: 'panels', resolver: { function: 'resolver' } });
    expect(others).toEqual([]);
  }
});

test('the page of a workspace is of the same build, with a resolver of its own', () => {
  expect(manifest.modules['bitbucket:workspaceGlobalPage']).toEqual([
    {
      key: 'who-can-push-workspace',
      title: 'Who can push',
      resource: 'panels',
      resolver: { function: 'workspace' },
    },
  ]);
});

test('a workspace is read by the hour, and nobody else calls the two functions that may take longer', () => {
  const { scheduledTrigger, consumer, function: functions } = manifest.modules;
  expect(scheduledTrigger).toEqual([{ key: 'read-workspace', function: 'schedule', interval: 'fiveMinute' }]);
  expect(consumer).toEqual([{ key: 'read-repositories', queue: 'repositories', function: 'read-batch' }]);
  const longer = functions.filter(({ timeoutSeconds }) => timeoutSeconds !== undefined).map((one) => one.key);
  expect(longer).toEqual(['schedule', 'read-batch']);
});

test('builds ask a web trigger that answers in its own words', () => {
  expect(manifest.modules.webtrigger).toEqual([
    { key: 'permission-check', function: 'check', response: { type: 'dynamic' }, urlFormat: 'v2' },
  ]);
});

/**
 * The requests of every function of the resolver and of the web trigger, over worlds that cover every part of the
 * reading.
 */
const paths = new Set<string>();
let kept = 0;
const hidden: Reply = { status: 403, headers: {}, body: undefined };

beforeAll(async () => {
  for (const name of names) {
    const world = savedWorld(name);
    const all = worldGet(world);
    const some: Get = async (path) => {
      if (path.includes('/permissions/repositories/')) return hidden;
      const reply = await all(path);
      return /\/pullrequests\/\d+$/.test(path)
        ? { ...reply, body: { ...(reply.body as object), task_count: undefined } }
        : reply;
    };
    for (const get of [all, some]) {
      const one = host(
        get,
        contextOf(world),
        panelResolver(() => Promise.resolve()),
      );
      await one.invoke('facts');
      await one.invoke('branches', { page: 1 });
      await one.invoke('saveMembers', { group: 'devs', members: [] });
      await one.invoke('pullRequests', { page: 1, parts: everyPart });
      await one.invoke('pullRequest', { again: true }, contextBeside(world, 1));
      for (const path of one.asked) paths.add(path.replace(/^(?:user|app) |\?.*/g, ''));
      kept += one.kept.size;
      const build = builds(world, get);
      // Nobody makes a key where nobody administers.
      if (!isAdministered(name)) continue;
      const { status } = await build.ask(await build.key(), {
        body: { repository: contextOf(world).extension.repository.uuid, branch: 'main', actor: 'pipelines' },
      });
      expect(status).toBe(200);
      for (const path of build.asked) paths.add(path.replace(/^(?:user|app) |\?.*/g, ''));
    }
  }
  const acme = town(2);
  const app = house(acme);
  await app.schedule();
  await app.work();
  for (const who of ['owner', 'keeper'] as const) {
    await app.ask(who, 'workspace');
    await app.ask(who, 'workspaceRepositories', { page: 1 });
    expect(await app.ask(who, 'readRepository', { repository: acme.homes[0]?.uuid })).toHaveProperty('row');
  }
  await app.ask('owner', 'startReading');
  await app.ask('owner', 'keepDays', { days: 30 });
  for (const path of app.asked) paths.add(path.replace(/^(?:user|app) |\?.*/g, ''));
});

test('the scopes are those that the paths need, and no others', () => {
  const entries = [...paths].map((path) => [path, scopeOf(path)?.scope] as const);
  expect(entries.filter(([, scope]) => scope === undefined)).toEqual([]);
  expect(kept).toBeGreaterThan(0);
  const needed = new Set([...entries.map(([, scope]) => scope), 'storage:app']);
  expect([...manifest.permissions.scopes].sort()).toEqual([...needed].sort());
});

test('the table of scopes holds no path that is not asked for, but those that only the command line asks', () => {
  const used = new Set([...paths].map((path) => scopeOf(path)?.template));
  expect(scopes.map(([template]) => template).filter((template) => !used.has(template))).toEqual(notInForge);
});
