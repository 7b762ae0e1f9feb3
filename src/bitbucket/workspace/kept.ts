import type { Reply } from '../port/port';

/**
 * A copy of what replies hold, without addresses of pages and pictures, by which nothing is judged. People,
 * repositories and projects that are told alike are one object, so that a hundred thousand permissions of the same
 * people take little room.
 */
export function keeping(): (reply: Reply) => Reply {
  const known = new Map<string, unknown>();
  function kept(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(kept);
    if (typeof value !== 'object' || value === null) return value;
    const copy = Object.fromEntries(
      Object.entries(value).flatMap(([field, inside]) => (field === 'links' ? [] : [[field, kept(inside)]])),
    );
    if (typeof copy['uuid'] !== 'string') return copy;
    const text = JSON.stringify(copy);
    const same = known.get(text);
    if (same === undefined) known.set(text, copy);
    return same ?? copy;
  }
  return (reply) => ({ ...reply, body: kept(reply.body) });
}
