import { levels, type Level, type Restriction } from '../../model';
import { braced, isUuid } from '../../people/uuid';
import type { Change } from '../../questions/change/change';
import { code } from '../../words/names';

/** A change that was written, or why it cannot be taken: the end of a sentence. */
export type WrittenChange = { change: Change } | { wrong: string };

/** Reads one restriction of a change; `at` counts from one. Of what is none it gives the end of a sentence. */
export type RuleReader = (entry: unknown, at: number) => Restriction | string;

/** More entries than this in one part would be a mistake, or meant to do harm. */
const most = 1_000;

/** What a part may hold; undefined where it fits, else the place of what does not, from the part on. */
type Fits = (value: unknown) => string | undefined;
const isText = (value: unknown) => typeof value === 'string';
const isId = (value: unknown) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
const isLevel = (value: unknown) => levels.some((one) => one === value);

/** Nothing else may stand in it: a part that is misspelt would be a change that is silently not tried. */
const isWritten = object({
  restrictions: object({ add: list(() => true), remove: list(isId), replace: list(() => true) }),
  groups: byName(object({ add: list(isText), remove: list(isText) })),
  permissions: byName((level) => (isLevel(level) ? undefined : '')),
});

interface Written {
  restrictions?: { add?: unknown[]; remove?: number[]; replace?: unknown[] };
  groups?: Record<string, { add?: string[]; remove?: string[] }>;
  permissions?: Record<string, Level>;
}

/**
 * Reads a change as `changeFile` writes it: people by uuid, groups by slug, restrictions as `ruleOf` reads one. Of
 * whatever else it is given, it says what is wrong with it.
 */
export function changeIn(value: unknown, ruleOf: RuleReader): WrittenChange {
  const place = isWritten(value);
  if (place === undefined) return read(value as Written, ruleOf);
  // Whose names they are says nothing about the shape.
  const where = place.replace(/^(groups|permissions)\..*/s, '$1');
  return { wrong: where === '' ? shape : `${code(where)} is not what may stand there; ${shape}` };
}

const shape =
  'it should look like {"restrictions": {"add": […], "remove": [17], "replace": […]}, ' +
  '"groups": {"devs": {"add": ["{uuid}"], "remove": []}}, "permissions": {"{uuid}": "write"}}';

function read({ restrictions = {}, groups = {}, permissions = {} }: Written, ruleOf: RuleReader): WrittenChange {
  const { add = [], remove = [], replace = [] } = restrictions;
  const parts = [add, remove, replace, Object.keys(groups), Object.keys(permissions)];
  if (parts.some(({ length }) => length > most))
    return { wrong: `a part of it holds more than ${String(most)} entries` };
  const added = rulesIn(add, 'add', ruleOf);
  const replaced = rulesIn(replace, 'replace', ruleOf);
  if ('wrong' in added) return added;
  if ('wrong' in replaced) return replaced;
  const numbered = replaced.rules.flatMap(({ id, ...one }) => (id === undefined ? [] : [{ ...one, id }]));
  if (!numbered.every((one) => isId(one.id)) || numbered.length < replace.length)
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

function rulesIn(
  entries: readonly unknown[],
  part: string,
  ruleOf: RuleReader,
): { rules: Restriction[] } | { wrong: string } {
  const rules = entries.map((entry, at) => ruleOf(entry, at + 1));
  const wrong = rules.find((one) => typeof one === 'string');
  return wrong === undefined
    ? { rules: rules.filter((one) => typeof one !== 'string') }
    : { wrong: `of ${code(part)}, ${wrong}` };
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

/** These parts, any of which may be left out, and no other. */
function object(parts: Record<string, Fits>): Fits {
  const known = new Map(Object.entries(parts));
  return (value) =>
    within(value, (key, part) => {
      const fits = known.get(key);
      return fits && part === undefined ? undefined : fits ? fits(part) : '';
    });
}

/** By names that somebody chose, such as `constructor`. */
function byName(fits: Fits): Fits {
  return (value) => within(value, (_, part) => fits(part));
}

function within(value: unknown, wrongIn: (key: string, part: unknown) => string | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '';
  for (const [key, part] of Object.entries(value)) {
    const wrong = wrongIn(key, part);
    if (wrong !== undefined) return wrong === '' ? key : `${key}.${wrong}`;
  }
  return undefined;
}

function list(isOne: (value: unknown) => boolean): Fits {
  return (value) => {
    if (!Array.isArray(value)) return '';
    const at = value.findIndex((one) => !isOne(one));
    return at < 0 ? undefined : String(at);
  };
}
