import * as v from 'valibot';
import { levels, type Restriction } from '../../core/model';
import { braced, isUuid } from '../../core/people/uuid';
import type { Change } from '../../core/questions/change/change';
import { code } from '../../core/words/names';
import { byName } from '../port/by-name';
import { ruleOf } from './project-rules';

/** More entries than this in one part would be a mistake, or meant to do harm. */
const most = 1_000;

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const members = v.strictObject({ add: v.optional(v.array(v.string())), remove: v.optional(v.array(v.string())) });
/** Nothing else may stand in the file: a part that is misspelt would be a change that is silently not tried. */
const file = v.strictObject({
  restrictions: v.optional(
    v.strictObject({
      add: v.optional(v.array(v.unknown())),
      remove: v.optional(v.array(id)),
      replace: v.optional(v.array(v.unknown())),
    }),
  ),
  groups: v.optional(byName(members)),
  permissions: v.optional(byName(v.picklist(levels))),
});
type File = v.InferOutput<typeof file>;

/** A change that was written, or why it cannot be taken: the end of a sentence. */
export type WrittenChange = { change: Change } | { wrong: string };

/** Reads the change of a file: restrictions as Bitbucket's REST writes them, people by uuid, groups by slug. */
export function changeIn(value: unknown): WrittenChange {
  if (Array.isArray(value)) return { wrong: shape };
  const parsed = v.safeParse(file, value);
  if (!parsed.success) {
    // Groups and people are read as pairs, whose places say nothing.
    const where = v.getDotPath(parsed.issues[0])?.replace(/^(groups|permissions)\..*/, '$1') ?? null;
    return { wrong: where === null ? shape : `${code(where)} is not what may stand there; ${shape}` };
  }
  return read(parsed.output);
}

const shape =
  'it should look like {"restrictions": {"add": […], "remove": [17], "replace": […]}, ' +
  '"groups": {"devs": {"add": ["{uuid}"], "remove": []}}, "permissions": {"{uuid}": "write"}}';

function read({ restrictions = {}, groups = {}, permissions = {} }: File): WrittenChange {
  const { add = [], remove = [], replace = [] } = restrictions;
  const parts = [add, remove, replace, Object.keys(groups), Object.keys(permissions)];
  if (parts.some(({ length }) => length > most))
    return { wrong: `a part of it holds more than ${String(most)} entries` };
  const added = rulesIn(add, 'add');
  const replaced = rulesIn(replace, 'replace');
  if ('wrong' in added) return added;
  if ('wrong' in replaced) return replaced;
  const numbered = replaced.rules.flatMap(({ id, ...one }) => (id === undefined ? [] : [{ ...one, id }]));
  if (!numbered.every((one) => v.is(id, one.id)) || numbered.length < replace.length)
    return { wrong: `an entry of ${code('replace')} has no id` };
  if ([...added.rules, ...numbered].some(({ match }) => match.by === 'glob' && match.pattern === ''))
    return { wrong: 'a restriction of it has no pattern' };
  const changed = [...remove, ...numbered.map(({ id }) => id)];
  const twice = changed.find((id, at) => changed.indexOf(id) !== at);
  if (twice !== undefined) return { wrong: `restriction ${String(twice)} is changed twice` };
  const people = [...Object.values(groups).flatMap((one) => [...(one.add ?? []), ...(one.remove ?? [])])];
  const odd = [...people, ...Object.keys(permissions)].find((id) => !isUuid(id.trim()));
  if (odd !== undefined) return { wrong: `it names ${code(odd.slice(0, 60))}, which is not a uuid` };
  const both = Object.entries(groups).find(([, { add: put = [], remove: taken = [] }]) =>
    put.some((one) => taken.map(idOf).includes(idOf(one))),
  );
  if (both) return { wrong: `it puts somebody into ${code(both[0])} and takes them out of it` };
  const named = Object.keys(permissions).map(idOf);
  const again = named.find((one, at) => named.indexOf(one) !== at);
  if (again !== undefined) return { wrong: `it sets the permission of ${code(again)} twice` };
  return {
    change: {
      restrictions: { add: added.rules.map(withoutId), remove, replace: numbered },
      groups: Object.fromEntries(
        Object.entries(groups).map(([slug, one]) => [
          slug,
          { add: (one.add ?? []).map(idOf), remove: (one.remove ?? []).map(idOf) },
        ]),
      ),
      permissions: Object.fromEntries(Object.entries(permissions).map(([id, level]) => [idOf(id), level])),
    },
  };
}

function rulesIn(entries: readonly unknown[], list: string): { rules: Restriction[] } | { wrong: string } {
  const rules = entries.map((entry, at) => ruleOf(entry, at + 1));
  const wrong = rules.find((one) => typeof one === 'string');
  return wrong === undefined
    ? { rules: rules.filter((one) => typeof one !== 'string') }
    : { wrong: `of ${code(list)}, ${wrong}` };
}

/** A new restriction has no number yet. */
function withoutId(one: Restriction): Restriction {
  const added = { ...one };
  delete added.id;
  return added;
}

function idOf(id: string): string {
  return braced(id.trim());
}
