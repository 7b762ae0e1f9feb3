import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changeIn } from '../../src/bitbucket/repository/change-file';
import { changeFile } from '../../src/core/apply/body';
import { changes } from '../core/random-change';

const id = '{25a04630-2216-4497-8609-90176a59b8d5}';
const other = '{db340ce7-71a0-4fb8-b55f-a372a7b5d614}';
const bare = '25A04630-2216-4497-8609-90176A59B8D5';
const rule = { kind: 'push', pattern: 'main', users: [{ uuid: bare }], groups: [{ slug: 'devs' }] };

describe('a change file', () => {
  test('may leave out every part', () => {
    expect(changeIn({})).toEqual({
      change: { restrictions: { add: [], remove: [], replace: [] }, groups: {}, permissions: {} },
    });
  });

  test('names people by uuid, with braces or without, and an added restriction has no number', () => {
    const written = {
      restrictions: { add: [{ ...rule, id: 4 }], remove: [17], replace: [{ ...rule, id: 18 }] },
      groups: { devs: { add: [bare], remove: [` ${other} `] } },
      permissions: { [bare]: 'none' },
    };
    const people = [{ id, name: bare }];
    const read = { kind: 'push', match: { by: 'glob', pattern: 'main' }, users: people };
    expect(changeIn(written)).toMatchObject({
      change: {
        restrictions: { add: [read], remove: [17], replace: [{ ...read, id: 18 }] },
        groups: { devs: { add: [id], remove: [other] } },
        permissions: { [id]: 'none' },
      },
    });
    const { change } = changeIn(written) as { change: { restrictions: { add: object[] } } };
    expect(change.restrictions.add[0]).not.toHaveProperty('id');
  });

  test.each<[string, unknown, string]>([
    ['no object', [], 'it should look like'],
    ['no JSON', undefined, 'it should look like'],
    ['a part of another name', { restriction: {} }, '`restriction` is not what may stand there'],
    ['another name within', { restrictions: { added: [] } }, '`restrictions.added` is not'],
    ['a number in quotes', { restrictions: { remove: ['17'] } }, '`restrictions.remove.0` is not'],
    ['a permission of another name', { permissions: { [id]: 'owner' } }, 'is not what may stand there'],
    ['a restriction without a kind', { restrictions: { add: [{}] } }, 'of `add`, entry 1 is not a branch restriction'],
    ['one without lists', { restrictions: { add: [{ kind: 'push', pattern: 'x' }] } }, 'of `add`, entry 1, of kind'],
    ['a replacement without a number', { restrictions: { replace: [rule] } }, 'an entry of `replace` has no id'],
    ['one changed twice', { restrictions: { remove: [4], replace: [{ ...rule, id: 4 }] } }, 'restriction 4 is changed'],
    ['one removed twice', { restrictions: { remove: [4, 4] } }, 'restriction 4 is changed twice'],
    ['somebody by name in a group', { groups: { devs: { add: ['Ana'] } } }, 'it names `Ana`, which is not a uuid'],
    [
      'somebody put into a group and taken out of it',
      { groups: { devs: { add: [id], remove: [bare] } } },
      'puts somebody into `devs`',
    ],
    ['somebody twice', { permissions: { [id]: 'read', [bare]: 'write' } }, 'sets the permission of'],
    ['a number that is none', { restrictions: { remove: [1e21] } }, '`restrictions.remove.0` is not'],
    ['an empty pattern', { restrictions: { add: [{ ...rule, pattern: '' }] } }, 'has no pattern'],
    ['a permission of nobody', { permissions: { constructor: 'write' } }, 'it names `constructor`'],
    ['somebody by name', { permissions: { Ana: 'read' } }, 'it names `Ana`, which is not a uuid'],
    [
      'too much',
      { restrictions: { remove: Array.from({ length: 1001 }, (_, at) => at + 1) } },
      'more than 1000 entries',
    ],
  ])('that is not one says why: %s', (_, written, wrong) => {
    const read = changeIn(written);
    expect('wrong' in read ? read.wrong : undefined).toContain(wrong);
  });

  test('may name a group as what every object has', () => {
    const groups = { constructor: { add: [id], remove: [] } };
    expect(changeIn({ groups })).toMatchObject({ change: { groups } });
  });

  test('that was written from a change is read as that change', () => {
    const hex = (name: string) =>
      `{${Buffer.from(name.padEnd(16, 'x'))
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}}`;
    fc.assert(
      fc.property(changes, (change) => {
        const text = JSON.stringify(change).replaceAll(/\{(\w+)-0000\}/g, (_, name: string) => hex(name));
        const told = JSON.parse(text) as typeof change;
        for (const moves of Object.values(told.groups))
          moves.remove = moves.remove.filter((one) => !moves.add.includes(one));
        const replaced = new Set(told.restrictions.replace.map(({ id: number }) => number));
        told.restrictions.remove = told.restrictions.remove.filter((number) => !replaced.has(number));
        const all = [...told.restrictions.add, ...told.restrictions.replace];
        fc.pre(all.every(({ gaps, match }) => gaps.length === 0 && match.by !== 'unknown'));
        const file = JSON.parse(JSON.stringify(changeFile(told))) as unknown;
        const read = changeIn(file);
        if ('wrong' in read) throw new Error(read.wrong);
        expect(changeFile(read.change)).toEqual(file);
      }),
    );
  });
});
