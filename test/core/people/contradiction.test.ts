import { expect, test } from '@jest/globals';
import { explain } from '../../../src/core/questions/explain';
import { redacted } from '../../../src/core/redact/redact';
import { sayDecision } from '../../../src/core/say/decision';
import { core, facts, question, type Told } from '../facts';

/* How two readings that cannot both be true are told. */

const lift =
  'You can ask again; if both readings stay, an administrator of acme/web can see on the page of its permissions which one holds.';

test.each<[what: string, told: Told, unknown: string]>([
  [
    'a list and a grant',
    { permissions: { ana: 'read' }, userGrants: { ana: 'admin' } },
    'the list of people with access to acme/web, which says `read`, or a permission given on acme/web, which is `admin`',
  ],
  [
    'a list without her and a grant on the project',
    { permissions: { ben: 'read' }, project: core, projectUserGrants: { ana: 'write' } },
    'the list of people with access to acme/web, which leaves this person out, or a permission given on the project Core, which is `write`',
  ],
  [
    'a list of nobody',
    { permissions: {}, owners: ['ben'] },
    'the list of people with access to acme/web, which names nobody, or the list of owners of the ' +
      'workspace acme, who administer every repository',
  ],
  [
    'a list and what she is told',
    { permissions: { ana: 'read' }, viewerLevel: 'admin' },
    'the list of people with access to acme/web, which says `read`, or what Bitbucket tells the ' +
      'owner of the credential of their own permission, which is `admin`',
  ],
  [
    'a list and a group',
    { permissions: { ana: 'read' }, groupGrants: { devs: 'write' }, members: { devs: ['ana', 'ben'] } },
    'the list of people with access to acme/web, which says `read`, or the members of `devs`, a group that was given `write`',
  ],
  [
    'a list and a supplied group',
    { permissions: { ana: 'read' }, groupGrants: { devs: 'write' }, supplied: { devs: ['ana', 'ben'] } },
    'the list of people with access to acme/web, which says `read`, or the members of `devs` as ' +
      'they were supplied, a group that was given `write`',
  ],
])('%s: both are named, and nobody else', (_, told, readings) => {
  const decision = explain(facts(told), question('push main'));
  expect(decision.verdict).toBe('unknown');
  for (const one of [decision, redacted(decision)]) {
    const [finding] = sayDecision(one).findings;
    expect(finding?.gap).toEqual({
      unknown: `which of two readings is right: ${readings}`,
      because: 'not-understood',
      lift,
    });
    expect(finding?.reason).toBe(
      `Whether Ana has write access to acme/web could not be seen: we cannot make out which of two readings is right: ${readings}.`,
    );
  }
  expect(JSON.stringify(redacted(decision).findings)).not.toMatch(/ben|Ben/);
});
