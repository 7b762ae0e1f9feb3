import * as v from 'valibot';

/**
 * An object by names that somebody chose, such as slugs of groups. The library's own record leaves out `constructor`,
 * `prototype` and `__proto__`, each of which may be the name of a group.
 */
export function byName<T extends v.GenericSchema>(schema: T) {
  return v.pipe(
    v.custom<Record<string, v.InferInput<T>>>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    ),
    v.transform((value): [string, unknown][] => Object.entries(value)),
    v.array(v.tuple([v.string(), schema])),
    v.transform((entries): Record<string, v.InferOutput<T>> => Object.fromEntries(entries)),
  );
}
