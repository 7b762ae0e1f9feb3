import fc from 'fast-check';
import type { Match, Restriction } from '../../../src/core/model';
import { kindWords } from '../../../src/core/words/kinds';
import { hasList } from '../../../src/core/rules/kinds';
import { by, ofType, restriction } from '../facts';

const pieces = [
  ...['${', '%{', '$${', '%%{', '$', '%', '{', '}', '"', "'", '\\', '`', '#', '//', '/*', '*/', '<<EOF', '\n', '\r'],
  ...['\t', '\u0000', '\u001B[31m', '\u0085', '\u2028', '\u202E', '\u200D', '\u{E0041}', '\uFEFF', '\u3164', '\u00A0'],
  ...['é', 'e\u0301', '検索', '🚀', '\uD800', '*', '/', '-', '.', ' ', 'a', 'Z', '9', '_', '\\u0041', '\\n', '!', '@'],
];

/** Text that means something to HCL, JSON, a shell or a terminal. */
export const hostileText = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

/** Uuids as Bitbucket writes them. */
export const uuids = fc.uuid().map((uuid) => `{${uuid}}`);

const match: fc.Arbitrary<Match> = fc.oneof(
  { weight: 4, arbitrary: hostileText.map((pattern): Match => ({ by: 'glob', pattern })) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('main', 'release/*', '*', 'MAIN').map((pattern): Match => ({ by: 'glob', pattern })),
  },
  { weight: 2, arbitrary: fc.constantFrom('feature', 'release', 'production', 'epic').map(ofType) },
  { weight: 1, arbitrary: fc.constantFrom('regex', 'glob', 'branching_model').map(by) },
);
const kinds = [...Object.keys(kindWords), 'push', 'push', 'restrict_merges', 'require_blessing'];
const person = fc.record({ id: uuids, name: hostileText.map((name) => name || 'x') });
const group = fc.record({ slug: hostileText.map((slug) => slug || 'x'), name: hostileText });

/** A restriction of any kind with hostile names; not its number. */
export const hostileRestriction: fc.Arbitrary<Restriction> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    match,
    users: fc.uniqueArray(person, { maxLength: 3, selector: ({ id }) => id }),
    groups: fc.uniqueArray(group, { maxLength: 2, selector: ({ slug }) => slug }),
    value: fc.option(fc.constantFrom(0, 1, 2, 7, 2 ** 40, 1.5), { nil: undefined }),
    pipelines: fc.constantFrom<string[][]>([], [], [], ['main'], ['a"b', '${c}']),
  })
  .map(({ kind, match: on, users, groups, value, pipelines }) =>
    restriction(kind, on, {
      ...(hasList({ kind }) ? { users, groups } : {}),
      ...(value === undefined ? {} : { value }),
      pipelinesSourceBranches: pipelines,
    }),
  );

/** The restrictions of a repository as Bitbucket keeps them: each with a number, one for each kind and match. */
export const hostileRules: fc.Arbitrary<(Restriction & { id: number })[]> = fc
  .uniqueArray(hostileRestriction, { maxLength: 6, selector: ({ kind, match: on }) => JSON.stringify([kind, on]) })
  .chain((rules) =>
    fc
      .uniqueArray(fc.nat(999), { minLength: rules.length, maxLength: rules.length })
      .map((ids) => rules.map((rule, at) => ({ ...rule, id: ids[at] ?? 0 }))),
  );
