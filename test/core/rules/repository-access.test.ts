import { describe, test } from '@jest/globals';
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
    ['read is not enough', {}, 'push topic as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
    ['absent from a list that was read whole: no', { permissions: { ben: 'write' } }, 'push topic as ana', { says: mayNot, shows: ['no-level'], ways: ['grant-write'] }],
    ['an explicit none is no', { permissions: { ana: 'none' } }, 'push topic as ana', { says: mayNot, shows: ['level Ana none'], ways: ['grant-write'] }],
    ['where there is a project, its permission helps too', { project: core }, 'push topic as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write', 'grant-write-on-project CORE'] }],
    ['a project that could not be read is not offered', { project: core, unread: { project: 'forbidden' } }, 'push topic as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
    ['the effective list wins over a grant', { permissions: { ana: 'read' }, userGrants: { ana: 'write' } }, 'push topic', { says: mayNot, shows: ['level Ana read'], ways: ['grant-write'] }],
    ['a merge needs it too', {}, 'merge topic as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
    ['and a deletion', {}, 'delete topic as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
    ['and a tag', {}, 'push refs/tags/v1 as cem', { says: mayNot, shows: ['level Cem read'], ways: ['grant-write'] }],
  ])('%s', heldAgainst('repository-access'));

  test.each<Row>([
    ['nothing that was read gives it: unknown', noList, 'push topic', { says: notKnown, gaps }],
    ['a grant of read settles nothing', { ...noList, userGrants: { ana: 'read' } }, 'push topic', { says: notKnown, gaps }],
    ['a grant on the repository', { ...noList, userGrants: { ana: 'write' } }, 'push topic', { says: may, shows: ['grant Ana write on repository'] }],
    ['a grant on the project', { ...noList, projectUserGrants: { ana: 'admin' } }, 'push topic', { says: may, shows: ['grant Ana admin on project'] }],
    ['ownership of the workspace', { ...noList, owners: ['ana'] }, 'push topic', { says: may, shows: ['owner'] }],
    ['a group that surely has her', { ...noList, groupGrants: { devs: 'write' }, members: { devs: ['ana'] } }, 'push topic', { says: may, shows: ['group-grant devs write on repository', 'member devs by bitbucket'] }],
    ['the same, as supplied, on the project', { ...noList, projectGroupGrants: { devs: 'write' }, supplied: { devs: ['ana'] } }, 'push topic', { says: may, shows: ['group-grant devs write on project', 'member devs by supplied'] }],
    ['a group that may have her', { ...noList, groupGrants: { devs: 'write' } }, 'push topic', { says: notKnown, gaps }],
    ['a group that only reads', { ...noList, groupGrants: { devs: 'read' }, members: { devs: ['ana'] } }, 'push topic', { says: notKnown, gaps }],
    ['her own entry', { ...noList, viewerLevel: 'write' }, 'push topic', { says: may, shows: ['own-level Ana write'] }],
    ['her own entry below write is shown, and settles nothing', { ...noList, viewerLevel: 'read' }, 'push topic', { says: notKnown, shows: ['own-level Ana read'], gaps }],
    ['the entry of the viewer is not that of another', { ...noList, viewerLevel: 'admin' }, 'push topic as ben', { says: notKnown, gaps }],
    ['cut short, those present keep their level', { unread: { permissions: 'truncated' }, permissions: { ana: 'read' } }, 'push topic', { says: mayNot, shows: ['level Ana read'], ways: ['grant-write'] }],
    ['cut short, the others are unknown', { unread: { permissions: 'truncated' }, permissions: { ana: 'read' } }, 'push topic as ben', { says: notKnown, gaps: ['permissions truncated'] }],
  ])('where the list could not be read: %s', heldAgainst('repository-access'));

  test.each<Row>([
    ['a token counts as having it', {}, 'push topic as repository-access-token', { says: 'allows actor-counts-as-writing', shows: ['actor-documentation repository-access-token'] }],
    ['whatever could be read', noList, 'push topic as pipelines', { says: 'allows actor-counts-as-writing', shows: ['actor-documentation pipelines'] }],
    ['an access key never has it, which is said once, elsewhere', {}, 'push topic as access-key', 'silent'],
  ])('of what no list can name: %s', heldAgainst('repository-access'));
});
