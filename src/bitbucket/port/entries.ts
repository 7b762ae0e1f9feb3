/** The parts of a page that show whether a list is whole. */
export interface Portion {
  values: readonly unknown[];
  size?: unknown;
}

/** Collects the entries of a list from its pages. */
export interface Gathering {
  /** Adds the next page, and returns whether it held anything new. */
  take: (page: Portion) => boolean;
  /**
   * Every entry once, in the order in which they arrived. An entry that came twice with different contents is left out:
   * neither version is known to be right.
   */
  entries: () => unknown[];
  /**
   * Whether nothing came twice, and there are exactly as many entries as each page with a `size` says. Pages that were
   * read while the list changed repeat some entries and leave out as many others.
   */
  isWhole: () => boolean;
}

/** An empty collection for the pages of one list. */
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

/** What distinguishes an entry of a list from every other, and whether a correct page can hold it only once. */
export interface Identity {
  key: string;
  isAlone: boolean;
}

/**
 * An entry is identified by the id that Bitbucket gave it; where it is a grant, by whom and what it is about; else by
 * its name. A build that ran again may be listed twice under one key. An entry with none of these, such as a
 * restriction in a saved world, is identified by its whole contents: nothing shows that two alike on one page are the
 * same. So is a check of `…/mergeability/checks`: the uuid in one may be that of an app, which may have several.
 */
export function identityOf(entry: unknown): Identity {
  if (typeof entry !== 'object' || entry === null) return { key: JSON.stringify(entry), isAlone: entry !== null };
  if (String(at(entry, 'type')).endsWith('_check')) return byContents(entry);
  const own = ownIds.find((field) => at(entry, field) !== undefined);
  if (own !== undefined) return alone(own, at(entry, own));
  const key = at(entry, 'key');
  if (key !== undefined) return { ...alone('key', ...ofStatus.map((path) => at(entry, ...path))), isAlone: false };
  const present = subjectIds.filter(([field]) => Object.hasOwn(entry, field));
  const subjects = present.map(([field, ...ways]) =>
    ways.map((way) => at(entry, field, way)).find((id) => id !== undefined),
  );
  if (subjects.length > 0 && !subjects.includes(undefined)) {
    return alone(...present.map(([field]) => field), ...subjects, at(entry, 'reviewer_type'));
  }
  const name = at(entry, 'name');
  if (present.length === 0 && name !== undefined && !Object.hasOwn(entry, 'state')) return alone('name', name);
  return byContents(entry);
}

function byContents(entry: object): Identity {
  return { key: `all ${JSON.stringify(entry)}`, isAlone: false };
}

const ownIds = ['uuid', 'id', 'hash'] as const;
const ofStatus = [['key'], ['refname'], ['commit', 'hash'], ['links', 'commit', 'href'], ['created_on']] as const;
/**
 * Several may stand in one entry: a list of one person's permissions holds as many repositories, and somebody may be
 * default reviewer both by repository and by project.
 */
const subjectIds = [
  ['user', 'uuid'],
  ['group', 'slug', 'full_slug'],
  ['repository', 'uuid', 'full_name'],
] as const;

function alone(...parts: (string | number | undefined)[]): Identity {
  return { key: JSON.stringify(parts.map((part) => part ?? null)), isAlone: true };
}

/** The text or number at a path of fields in an entry. */
function at(entry: object, ...fields: string[]): string | number | undefined {
  let value: unknown = entry;
  for (const field of fields) {
    const isIn = typeof value === 'object' && value !== null && Object.hasOwn(value, field);
    value = isIn ? Reflect.get(value as object, field) : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}
