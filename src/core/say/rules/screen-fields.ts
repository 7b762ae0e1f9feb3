import type { Restriction } from '../../model';
import { hasList } from '../../rules/kinds';
import { wordsOfKind } from '../../words/kinds';
import { code, enumeration, exempted, kindName, plain } from '../../words/names';

/** What sets a restriction, in an entry that is new or already there. */
export function onWords(restriction: Restriction, entry: 'new' | 'there'): string {
  const { kind, value, users, groups, otherUsers = 0, gaps } = restriction;
  const words = wordsOfKind(kind);
  if (words?.box !== undefined) return entry === 'new' ? `leave ${words.box} unticked` : `untick ${words.box}`;
  if (!words) return `set what Bitbucket’s API calls ${code(kind)}, whose place on the screen we do not know`;
  if (!hasList(restriction))
    return `under Merge settings tick ${kindName(kind)}${value === undefined ? '' : ` and enter ${String(value)}`}`;
  const isEmpty = users.length + groups.length + otherUsers + gaps.length === 0;
  return isEmpty
    ? `under ${kindName(kind)} leave the list empty, which lets nobody through`
    : `under ${kindName(kind)} list ${exempted(restriction)} and nobody else`;
}

/** What lifts a restriction of an entry that keeps others. */
export function offWords({ kind }: Restriction): string {
  const words = wordsOfKind(kind);
  if (words?.box !== undefined) return `tick ${words.box}`;
  if (!words) return `lift what Bitbucket’s API calls ${code(kind)}, whose place on the screen we do not know`;
  return hasList({ kind })
    ? `under ${kindName(kind)} choose Everybody`
    : `under Merge settings untick ${kindName(kind)}`;
}

/** What changes a restriction that stays for the same branches; nothing where both are the same. */
export function changedWords(before: Restriction, after: Restriction): string | undefined {
  const name = kindName(after.kind);
  const lists = [
    ...deeds('add', [...missing(before.users, after.users, byId), ...missing(before.groups, after.groups, bySlug)]),
    ...deeds('remove', [...missing(after.users, before.users, byId), ...missing(after.groups, before.groups, bySlug)]),
  ];
  const empties = hasList(after) && after.users.length + after.groups.length === 0;
  const parts = [
    ...(lists.length > 0
      ? [`under ${name} ${lists.join(' and ')}${empties ? ', which leaves an empty list and lets nobody through' : ''}`]
      : []),
    ...(before.value !== after.value
      ? [`under Merge settings set ${name} to ${after.value === undefined ? 'no number' : String(after.value)}`]
      : []),
    ...(before.pipelinesSourceBranches.join('\n') !== after.pipelinesSourceBranches.join('\n')
      ? [`set ${code('pipelines_source_branches')}, whose place on the screen we do not know`]
      : []),
  ];
  return parts.length > 0 ? parts.join(', ') : undefined;
}

interface Listed {
  key: string;
  words: string;
}
const byId = ({ id, name }: Restriction['users'][number]): Listed => ({ key: id, words: plain(name) });
const bySlug = ({ slug }: Restriction['groups'][number]): Listed => ({ key: slug, words: `the group ${code(slug)}` });

/** The words of those of `among` that are not in `known`. */
function missing<T>(known: readonly T[], among: readonly T[], listed: (one: T) => Listed): string[] {
  const keys = new Set(known.map((one) => listed(one).key));
  return among.map(listed).flatMap(({ key, words }) => (keys.has(key) ? [] : [words]));
}

function deeds(verb: 'add' | 'remove', names: string[]): string[] {
  return names.length > 0 ? [`${verb} ${enumeration(names)}`] : [];
}
