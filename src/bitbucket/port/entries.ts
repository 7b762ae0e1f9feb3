/** What has to be told of a page to tell whether a list is whole. */
export interface Portion {
  values: readonly unknown[];
  size?: unknown;
}

/** The entries of a list, as its pages come in. */
export interface Gathering {
  /** Takes the next page, and says whether it told anything new. */
  take: (page: Portion) => boolean;
  /**
   * Every entry once, in the order in which they came. What came twice and was not the same both times is left out:
   * neither is known to be what holds.
   */
  entries: () => unknown[];
  /**
   * Whether nothing came twice, and there is just what every page that names a `size` says. Pages that were read while
   * the list changed repeat some entries and leave out as many others.
   */
  isWhole: () => boolean;
}

/** Gathers what the pages of one list tell. */
export function gathering(): Gathering {
  const known = new Map<string, { value: unknown; page: number; differs: boolean }>();
  const all: { value: unknown; key: string }[] = [];
  const sizes: number[] = [];
  let pages = 0;
  let repeats = false;

  function add(value: unknown): boolean {
    const { key, isAlone } = identityOf(value);
    const before = known.get(key);
    const isNew = !before || (!isAlone && before.page === pages);
    if (!before) known.set(key, { value, page: pages, differs: false });
    if (isNew) all.push({ value, key });
    else {
      repeats = true;
      if (JSON.stringify(before.value) !== JSON.stringify(value)) before.differs = true;
    }
    return isNew;
  }

  return {
    take: ({ values, size }) => {
      pages++;
      if (typeof size === 'number') sizes.push(size);
      return values.map(add).includes(true);
    },
    entries: () => all.filter(({ key }) => known.get(key)?.differs !== true).map(({ value }) => value),
    isWhole: () => !repeats && sizes.every((size) => size === all.length),
  };
}

/** What tells an entry of a list from every other, and whether a page that is right can hold it only once. */
export interface Identity {
  key: string;
  isAlone: boolean;
}

/**
 * An entry is told by the id that Bitbucket gave it, by what it is about where it is a grant, else by its name. A build
 * that ran again may be told twice by one key. What has nothing of the kind, as restrictions may that a saved world
 * holds, is told by all that it says: of two alike on one page nothing shows that they are one.
 */
export function identityOf(entry: unknown): Identity {
  if (typeof entry !== 'object' || entry === null) return { key: JSON.stringify(entry), isAlone: entry !== null };
  const own = ownIds.find((field) => at(entry, field) !== undefined);
  if (own !== undefined) return alone(own, at(entry, own));
  const key = at(entry, 'key');
  if (key !== undefined) return { ...alone('key', ...ofStatus.map((path) => at(entry, ...path))), isAlone: false };
  const subjects = subjectIds.filter(([field]) => Object.hasOwn(entry, field));
  const told = subjects.map(([field, ...ways]) =>
    ways.map((way) => at(entry, field, way)).find((id) => id !== undefined),
  );
  if (told.length > 0 && !told.includes(undefined)) {
    return alone(...subjects.map(([field]) => field), ...told, at(entry, 'reviewer_type'));
  }
  const name = at(entry, 'name');
  if (subjects.length === 0 && name !== undefined && !Object.hasOwn(entry, 'state')) return alone('name', name);
  return { key: `all ${JSON.stringify(entry)}`, isAlone: false };
}

const ownIds = ['uuid', 'id', 'hash'] as const;
const ofStatus = [['key'], ['refname'], ['commit', 'hash'], ['links', 'commit', 'href'], ['created_on']] as const;
/**
 * A list of all of somebody's permissions is about as many repositories; a default reviewer may be one by repository
 * and by project.
 */
const subjectIds = [
  ['user', 'uuid'],
  ['group', 'slug', 'full_slug'],
  ['repository', 'uuid', 'full_name'],
] as const;

function alone(...parts: (string | number | undefined)[]): Identity {
  return { key: JSON.stringify(parts.map((part) => part ?? null)), isAlone: true };
}

/** A text or number somewhere in an entry. */
function at(entry: object, ...fields: string[]): string | number | undefined {
  let value: unknown = entry;
  for (const field of fields) {
    const isIn = typeof value === 'object' && value !== null && Object.hasOwn(value, field);
    value = isIn ? Reflect.get(value as object, field) : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
