import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { diagnose } from '../../../src/refusals/diagnose';
import { expectDiagnosis, password, unsure, type Expected } from '../diagnosed';
import { closedPort, withServer } from './loopback';
import { httpsServer, newCertificate, says, serves, type Answer } from './loopback-https';
import { newMachine, newScene, printed, writeHook, type Machine, type Scene } from './machine';

const atBitbucket = 'https://bitbucket.org/acme/web.git';
const asAna = `https://ana:${password}@bitbucket.org/acme/web.git`;

// Programs are slow to start on a busy machine.

let machine: Machine;
let scene: Scene;
beforeAll(() => {
  machine = newMachine();
  newCertificate(machine);
  scene = newScene(machine);
});
afterAll(() => {
  machine.remove();
});

function git(scene: Scene, settings: string[], url: string, env: Record<string, string> = {}) {
  return printed(machine, scene.clone, ['git', ...settings.flatMap((one) => ['-c', one]), 'push', url, 'main'], env);
}

/**
 * A push to Bitbucket's address, behind which a server of this machine stands. It trusts that server, unless a test
 * says otherwise.
 */
function push(answer: Answer, url: string, settings = [trusting()], env: Record<string, string> = {}, from = scene) {
  return withServer(httpsServer(machine, answer), ({ port }) =>
    git(from, [`http.proxy=http://127.0.0.1:${String(port)}`, ...settings], url, env),
  );
}

function trusting() {
  return `http.sslCAInfo=${path.join(machine.folder, 'tls.crt')}`;
}

const hidden =
  'The requested repository either does not exist or you do not have access. If you believe ' +
  "this repository exists and you have access, make sure you're authenticated.";
const noAccess =
  'You may not have access to this repository or it no longer exists in this workspace. If you ' +
  'think this repository exists and you have access, make sure you are authenticated.';
const overLimit =
  "[ALERT] Your push failed because the account 'acme' has exceeded its user limit and this " +
  'repository is restricted to read-only access. To restore write access, ask an account ' +
  'administrator to upgrade their plan.';
const appPassword =
  'CHANGE-3222 - Functionality has been deprecated\n' +
  'App passwords are deprecated and must be replaced with API tokens.\n' +
  'https://developer.atlassian.com/cloud/bitbucket/changelog#CHANGE-3222';
const accountPassword =
  'Bitbucket Cloud recently stopped supporting account passwords for Git authentication.\n' +
  'See our community post for more details: https://atlassian.community/t5/x/x/ba-p/1948231\n' +
  'App passwords are recommended for most use cases and can be created in your Personal ' +
  'settings:\nhttps://bitbucket.org/account/settings/app-passwords/';
const secondStep = 'To access this repository, enable two-step authentication.';
const allowlist = 'To access this repository, an admin must whitelist your IP.';

/** Half an answer. */
function half(...[, response]: Parameters<Answer>) {
  response.writeHead(200, { 'content-type': 'application/x-git-receive-pack-advertisement', 'content-length': '4096' });
  response.write('001f# service=git-receive-pack\n', () => response.socket?.end());
}

/** None, on a connection that closes. */
function hangUp(...[request]: Parameters<Answer>) {
  request.socket.destroy();
}

const page = says(200, '<html>Sign in to the network for guests</html>', { 'content-type': 'text/html' });
const unclear = ['repository-not-found', 'repository-access', 'token-scopes'];

test.each<[string, Answer, string, Expected]>([
  ['it asks, and no credential is there', says(401), atBitbucket, { first: 'credential-missing' }],
  [
    'it asks, and a name alone is there',
    says(401),
    'https://ana@bitbucket.org/acme/web.git',
    { first: 'credential-missing' },
  ],
  ['the credential is not known', says(401, 'Invalid credentials'), asAna, { first: 'invalid-credentials' }],
  [
    'the credential is not known, without a word',
    says(401),
    asAna,
    { first: 'invalid-credentials', certainty: unsure },
  ],
  ['an app password', says(410, appPassword), asAna, { first: 'app-password-removed', certainty: 'certain' }],
  [
    'an account password',
    says(401, accountPassword),
    asAna,
    { first: 'account-password-removed', certainty: 'certain' },
  ],
  [
    'a token without scopes',
    says(403, 'API Token provided has no Bitbucket scopes.'),
    asAna,
    { first: 'token-scopes' },
  ],
  ['the repository is hidden, and it asks again', says(401, noAccess), asAna, { first: 'repository-not-found' }],
  ['the repository is hidden', says(403, hidden), asAna, { first: 'repository-not-found' }],
  ['the repository is not there', says(404, 'Repository not found'), asAna, { first: 'repository-not-found' }],
  ['the repository is not there, without a word', says(404), asAna, { first: 'repository-not-found' }],
  ['it forbids without a word', says(403), asAna, { first: unclear, certainty: unsure }],
  ['the address is not on the list', says(403, allowlist), asAna, { first: 'ip-allowlist', certainty: 'certain' }],
  ['a second step is required', says(403, secondStep), asAna, { first: 'two-step-verification', certainty: 'certain' }],
  ['the plan is used up', says(402, overLimit), asAna, { first: 'plan-limit', certainty: 'certain' }],
  [
    'it is asked too often',
    says(429, 'Rate limit for this resource has been exceeded'),
    asAna,
    { first: 'rate-limit' },
  ],
  ['it is asked too often, without a word', says(429), asAna, { first: 'rate-limit' }],
  ['it fails', says(503, 'Service Unavailable'), asAna, { first: 'network' }],
  ['it closes in the midst of its answer', half, asAna, { first: 'network' }],
  ['it closes without an answer', hangUp, asAna, { first: 'network' }],
  ['somebody else answers, with a page for people', page, asAna, { first: ['network', 'wrong-remote', 'none'] }],
])('a server of HTTPS: %s', async (_, answer, url, expected) => {
  expectDiagnosis(await push(answer, url), { product: 'cloud', ...expected });
});

test('its certificate is its own, or it never answers', async () => {
  expectDiagnosis(await push(says(200), asAna, []), { first: 'network', product: 'cloud' });
  const slow = [trusting(), 'http.lowSpeedLimit=1', 'http.lowSpeedTime=1'];
  expectDiagnosis(await push(() => undefined, asAna, slow), { first: 'network', product: 'cloud' });
});

test('nobody listens, at a host or at a proxy, and a host that has no address', async () => {
  const port = String(await closedPort());
  expectDiagnosis(await git(scene, [], `https://127.0.0.1:${port}/acme/web.git`), {
    first: 'network',
    product: 'unknown',
  });
  expectDiagnosis(await git(scene, [`http.proxy=http://127.0.0.1:${port}`], atBitbucket), {
    first: 'network',
    product: 'cloud',
  });
  // A host name has no empty part, so no resolver is asked.
  expectDiagnosis(await git(scene, [], 'https://nowhere..example/acme/web.git'), { first: 'network' });
});

test.each<[string, string, Expected]>([
  [
    'a restriction covers the branch',
    'echo "Permission denied to update branch main."; exit 1',
    { first: 'push-restriction', ref: 'main', product: 'cloud' },
  ],
  ['a silent hook declines', 'exit 1', { first: 'push-restriction', certainty: unsure, ref: 'main', product: 'cloud' }],
  ['all is well', 'exit 0', { first: 'none' }],
])('the whole way: %s', async (_, hook, expected) => {
  const whole = newScene(machine);
  writeHook(path.join(whole.bare, 'hooks', 'pre-receive'), hook);
  expectDiagnosis(await push(serves(machine, whole.served), asAna, undefined, {}, whole), expected);
});

test.each<[string, Answer, Expected]>([
  ['the connection closes', hangUp, { first: ['network', 'push-size'] }],
  ['the pack is too large', says(413), { first: ['push-size', 'network'] }],
  ['it forbids', says(403, 'Forbidden'), { first: unclear, certainty: unsure }],
])('halfway, when the pack is sent: %s', async (_, then, expected) => {
  const greets = serves(machine, scene.served);
  const halfway: Answer = (request, response) => {
    (request.method === 'POST' ? then : greets)(request, response);
  };
  expectDiagnosis(await push(halfway, asAna), { product: 'unknown', ...expected });
});

const token = `ATATT3xFfGF0${'made-Up_'.repeat(12)}=5EC2E7AB`;
const everyTrace = {
  GIT_TRACE: '1',
  GIT_CURL_VERBOSE: '1',
  GIT_TRACE_CURL: '1',
  GIT_TRACE_PACKET: '1',
  GIT_TRACE_REDACT: '0',
};
const forbids: Answer = (request, response) => {
  says(request.headers.authorization === undefined ? 401 : 403, hidden)(request, response);
};

test.each<[string, Answer, string, string[], string]>([
  ['of a person', says(401, 'Invalid credentials'), 'ana:TOKEN@', [], 'invalid-credentials'],
  ['of a repository', forbids, 'x-token-auth:TOKEN@', [], 'repository-not-found'],
  ['as the name', forbids, 'TOKEN@', [], 'repository-not-found'],
  ['in a header', forbids, '', [`http.extraHeader=Authorization: Bearer ${token}`], 'repository-not-found'],
])('a token %s, with every trace switched on, is not kept', async (_, answer, login, settings, first) => {
  const url = `https://${login.replace('TOKEN', encodeURIComponent(token))}bitbucket.org/acme/web.git`;
  const text = await push(answer, url, [trusting(), ...settings], everyTrace);
  const basic = Buffer.from(login.replace('TOKEN', token).slice(0, -1)).toString('base64');
  const secrets = [token, encodeURIComponent(token), basic, token.slice(12, 52)].filter((secret) => secret !== '');
  expect(secrets.filter((secret) => text.includes(secret))).not.toEqual([]);
  const diagnosis = diagnose(text);
  for (const secret of secrets) expect(JSON.stringify(diagnosis)).not.toContain(secret);
  expect(diagnosis.scrubbed).toBeGreaterThan(0);
  expect({ first: diagnosis.causes[0]?.cause, product: diagnosis.product }).toEqual({ first, product: 'cloud' });
});
