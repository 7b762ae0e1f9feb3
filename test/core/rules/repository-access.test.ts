import { describe, test } from '@jest/globals';
import type { Level, Reading } from '../../../src/core/model';
import { core } from '../facts';
import { heldAgainst, type Row } from './table';

const may = 'allows may-write';
const mayNot = 'denies may-not-write';
const notKnown = 'unknown write-not-known';
const noList = { unread: { permissions: 'forbidden' }, permissions: {} } as const;
const gaps = ['permissions forbidden'];

describe('write access', () => {
  test.each<Row>([
    ['write is enough', {}, 'push topic as ana', { says: may, shows: ['level Ana write'] }],
    ['admin includes it', {}, 'push topic as dea', { says: may, shows: ['level Dea admin'] }],
    [
      'read is not enough',
      {},
      'push topic as cem',
      { says: mayNot, shows: ['level Cem read'], ways: ['fork', 'grant-write'] },
    ],
    [
      'absent from a list that was read whole: no',
      { permissions: { ben: 'write' } },
      'push topic as ana',
      { says: mayNot, shows: ['no-level'], ways: ['grant-write'] },
    ],
    [
      'an explicit none is no',
      { permissions: { ana: 'none' } },
      'push topic as ana',
      { says: mayNot, shows: ['level Ana none'], ways: ['grant-write'] },
    ],
    [
      'where there is a project, its permission helps too',
      { project: core },
      'push topic as cem',
      { says: mayNot, shows: ['level Cem read'], ways: ['fork', 'grant-write', 'grant-write-on-project CORE'] },
    ],
    [
      'a project that could not be read is not offered',
      { project: core, unread: { project: 'forbidden' } },
      'push topic as cem',
      { says: mayNot, shows: ['level Cem read'], ways: ['fork', 'grant-write'] },
    ],
    [
      'a merge needs it too',
      {},
      'merge topic as cem',
      { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] },
    ],
    ['and a deletion', {}, 'delete topic as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
    ['and a tag', {}, 'push refs/tags/v1 as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
  ])('%s', heldAgainst('repository-access'));

  test.each<Row>([
    [
      'on the repository, which decides; whatever gives less stands after it',
      { userGrants: { ana: 'write' }, projectUserGrants: { ana: 'read' } },
      'push topic',
      { says: may, shows: ['level Ana write from repository', 'grant Ana read on project'] },
    ],
    [
      'on the project, which gives more',
      { userGrants: { ana: 'read' }, projectUserGrants: { ana: 'write' } },
      'push topic',
      { says: may, shows: ['level Ana write from project', 'grant Ana read on repository'] },
    ],
    [
      'through a group on the project, with what shows that she is in it',
      { projectGroupGrants: { devs: 'write' }, supplied: { devs: ['ana'] } },
      'push topic',
      { says: may, shows: ['level Ana write from devs on project', 'member devs by supplied'] },
    ],
    [
      'as owner of the workspace',
      { permissions: { ana: 'admin' }, owners: ['ana'] },
      'push topic',
      { says: may, shows: ['level Ana admin from owner'] },
    ],
    [
      'by a group that can only be deduced',
      { projectGroupGrants: { devs: 'write' } },
      'push topic',
      { says: may, shows: ['level Ana write from devs on project', 'only-source devs: write on project'] },
    ],
    [
      'by one of two groups',
      { groupGrants: { devs: 'write' }, projectGroupGrants: { leads: 'write' } },
      'push topic',
      { says: may, shows: ['level Ana write', 'only-source devs+leads: write'] },
    ],
    [
      'of the viewer, where the list could not be read',
      { ...noList, viewerLevel: 'write', projectUserGrants: { ana: 'write' } },
      'push topic',
      { says: may, shows: ['own-level Ana write from project'] },
    ],
    [
      'of who may only read',
      { userGrants: { cem: 'read' } },
      'push topic as cem',
      { says: mayNot, shows: ['level Cem read from repository'], ways: ['fork', 'grant-write'] },
    ],
  ])('where it comes from: %s', heldAgainst('repository-access'));

  test.each<Row>([
    ['nothing that was read gives it: unknown', noList, 'push topic', { says: notKnown, gaps }],
    [
      'a grant of read settles nothing',
      { ...noList, userGrants: { ana: 'read' } },
      'push topic',
      { says: notKnown, gaps },
    ],
    [
      'a grant on the repository',
      { ...noList, userGrants: { ana: 'write' } },
      'push topic',
      { says: may, shows: ['grant Ana write on repository'] },
    ],
    [
      'a grant on the project',
      { ...noList, projectUserGrants: { ana: 'admin' } },
      'push topic',
      { says: may, shows: ['grant Ana admin on project'] },
    ],
    ['ownership of the workspace', { ...noList, owners: ['ana'] }, 'push topic', { says: may, shows: ['owner'] }],
    [
      'a group that surely has her',
      { ...noList, groupGrants: { devs: 'write' }, members: { devs: ['ana'] } },
      'push topic',
      { says: may, shows: ['group-grant devs write on repository', 'member devs by bitbucket'] },
    ],
    [
      'the same, as supplied, on the project',
      { ...noList, projectGroupGrants: { devs: 'write' }, supplied: { devs: ['ana'] } },
      'push topic',
      { says: may, shows: ['group-grant devs write on project', 'member devs by supplied'] },
    ],
    [
      'a group that may have her',
      { ...noList, groupGrants: { devs: 'write' } },
      'push topic',
      { says: notKnown, gaps },
    ],
    [
      'a group that only reads',
      { ...noList, groupGrants: { devs: 'read' }, members: { devs: ['ana'] } },
      'push topic',
      { says: notKnown, gaps },
    ],
    ['her own entry', { ...noList, viewerLevel: 'write' }, 'push topic', { says: may, shows: ['own-level Ana write'] }],
    [
      'her own entry below write is shown, and settles nothing',
      { ...noList, viewerLevel: 'read' },
      'push topic',
      { says: notKnown, shows: ['own-level Ana read'], gaps },
    ],
    [
      'the entry of the viewer is not that of another',
      { ...noList, viewerLevel: 'admin' },
      'push topic as ben',
      { says: notKnown, gaps },
    ],
    [
      'cut short, those present keep their level',
      { unread: { permissions: 'truncated' }, permissions: { ana: 'read' } },
      'push topic',
      { says: mayNot, shows: ['level Ana read'], ways: ['fork', 'grant-write'] },
    ],
    [
      'cut short, the others are unknown',
      { unread: { permissions: 'truncated' }, permissions: { ana: 'read' } },
      'push topic as ben',
      { says: notKnown, gaps: ['permissions truncated'] },
    ],
  ])('where the list could not be read: %s', heldAgainst('repository-access'));

  const listed = (level: Level): Reading => ({ says: 'listed', level });
  const out: Reading = { says: 'not-listed' };
  const grant = (level: Level, on: 'repository' | 'project' = 'repository'): Reading => ({ says: 'grant', level, on });
  const own = (level: Level): Reading => ({ says: 'own', level });
  const torn = (...readings: [Reading, Reading]) => ({
    says: 'unknown write-not-known' as const,
    gaps: [`contradiction ${JSON.stringify(readings)} not-understood`],
  });
  const none = { permissions: {} };
  test.each<Row>([
    [
      'listed below a grant',
      { permissions: { ana: 'read' }, userGrants: { ana: 'write' } },
      'push topic',
      torn(listed('read'), grant('write')),
    ],
    [
      'below one on the project',
      { permissions: { ana: 'none' }, projectUserGrants: { ana: 'admin' } },
      'push topic',
      torn(listed('none'), grant('admin', 'project')),
    ],
    [
      'left out beside a grant',
      { permissions: { ben: 'admin' }, userGrants: { ana: 'write' } },
      'push topic',
      torn(out, grant('write')),
    ],
    [
      'left out beside owning the workspace',
      { permissions: { ben: 'admin' }, owners: ['ana'] },
      'push topic',
      torn(out, { says: 'owner' }),
    ],
    [
      'left out, and told another thing herself',
      { permissions: { ben: 'admin' }, viewerLevel: 'admin' },
      'push topic',
      { ...torn(out, own('admin')), shows: ['own-level Ana admin'] },
    ],
    [
      'listed above what she is told herself',
      { permissions: { ana: 'write' }, viewerLevel: 'read' },
      'push topic',
      { ...torn(own('read'), listed('write')), shows: ['own-level Ana read'] },
    ],
    [
      'granted more than she is told herself',
      { ...noList, userGrants: { ana: 'write' }, viewerLevel: 'read' },
      'push topic',
      { ...torn(own('read'), grant('write')), shows: ['own-level Ana read'] },
    ],
    [
      'listed below a group that she is said to be in',
      { permissions: { ana: 'read' }, groupGrants: { devs: 'write' }, members: { devs: ['ana'] } },
      'push topic',
      torn(listed('read'), { says: 'member', group: 'devs', level: 'write', source: 'bitbucket' }),
    ],
    [
      'the same as supplied',
      { permissions: { ana: 'read' }, groupGrants: { devs: 'write' }, supplied: { devs: ['ana'] } },
      'push topic',
      torn(listed('read'), { says: 'member', group: 'devs', level: 'write', source: 'supplied' }),
    ],
    [
      'both write: which is right does not matter',
      { permissions: { ana: 'write' }, userGrants: { ana: 'admin' } },
      'push topic',
      { says: may, shows: ['level Ana write', 'grant Ana admin on repository'] },
    ],
    [
      'neither writes',
      { permissions: { ana: 'none' }, userGrants: { ana: 'read' } },
      'push topic',
      { says: mayNot, shows: ['level Ana none', 'grant Ana read on repository'], ways: ['grant-write'] },
    ],
    [
      'the grants of others throw no doubt on her',
      { permissions: { ana: 'read' }, userGrants: { ben: 'admin' } },
      'push topic',
      { says: mayNot, shows: ['level Ana read'], ways: ['fork', 'grant-write'] },
    ],
    [
      'nobody is listed beside a grant to another',
      { ...none, userGrants: { ben: 'read' } },
      'push topic',
      torn({ says: 'nobody-listed' }, grant('read')),
    ],
    [
      'nobody beside an owner',
      { ...none, owners: ['ben'] },
      'push topic',
      torn({ says: 'nobody-listed' }, { says: 'owner' }),
    ],
    [
      'nobody beside what the viewer is told',
      { ...none, viewerLevel: 'read' },
      'push topic as ben',
      torn({ says: 'nobody-listed' }, own('read')),
    ],
    [
      'nobody, and whoever is granted it has it',
      { ...none, userGrants: { ana: 'write' } },
      'push topic',
      { says: may, shows: ['grant Ana write on repository'] },
    ],
    [
      'nobody, and nobody was given anything',
      none,
      'push topic',
      { says: mayNot, shows: ['no-level'], ways: ['grant-write'] },
    ],
    [
      'nobody, and a grant of nothing',
      { ...none, userGrants: { ben: 'none' } },
      'push topic',
      { says: mayNot, shows: ['no-level'], ways: ['grant-write'] },
    ],
  ])('two readings: %s', heldAgainst('repository-access'));

  test.each<Row>([
    [
      'a token counts as having it',
      {},
      'push topic as repository-access-token',
      { says: 'allows actor-counts-as-writing', shows: ['actor-documentation repository-access-token'] },
    ],
    [
      'whatever could be read',
      noList,
      'push topic as pipelines',
      { says: 'allows actor-counts-as-writing', shows: ['actor-documentation pipelines'] },
    ],
    ['an access key never has it, which is said once, elsewhere', {}, 'push topic as access-key', 'silent'],
  ])('of what no list can name: %s', heldAgainst('repository-access'));
});
