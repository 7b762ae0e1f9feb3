import * as v from 'valibot';
import { isKeyId } from './keys';

/** Forge's key-value store takes values up to 240 KiB, which this many uuids stay below. */
const mostMembers = 5_000;

const uuid = v.pipe(
  v.string(),
  v.regex(/^\{?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}?$/i),
  v.transform((id) => `{${id.toLowerCase().replaceAll(/[{}]/g, '')}}`),
);
const portion = v.object({ page: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const members = v.object({
  group: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  members: v.nullable(v.pipe(v.array(uuid), v.maxLength(mostMembers), v.transform((ids) => [...new Set(ids)]))),
});

const keyId = v.object({ id: v.pipe(v.string(), v.check(isKeyId)) });

/** Which portion of the branches is asked for. Throws a TypeError that says what is expected. */
export function portionIn(payload: unknown): v.InferOutput<typeof portion> {
  return read(portion, payload, '`branches` takes `page`, a whole number from 1.');
}

/** The members supplied for a group, uuids in braces and lower case, each once. Throws a TypeError that says what is expected. */
export function membersIn(payload: unknown): v.InferOutput<typeof members> {
  return read(
    members,
    payload,
    `\`saveMembers\` takes \`group\`, a slug of up to 255 characters, and \`members\`, at most ${mostMembers.toLocaleString('en')} uuids, or null to forget them.`,
  );
}

/** Which key is meant. Throws a TypeError that says what is expected. */
export function keyIdIn(payload: unknown): string {
  return read(keyId, payload, '`revokeCheckKey` takes `id`, the id of a key.').id;
}

function read<S extends v.GenericSchema>(schema: S, payload: unknown, expected: string): v.InferOutput<S> {
  const parsed = v.safeParse(schema, payload);
  if (!parsed.success) throw new TypeError(expected);
  return parsed.output;
}
