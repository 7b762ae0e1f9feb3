import { scopeOf } from '../forge/scopes';
import { reads, stores } from './table';

/** What came of a call: its fields, or how it ended. */
export async function outcome(answer: Promise<unknown>): Promise<{
  is: 'answer' | 'reason why not' | 'redacted' | 'question of consent' | 'sentence';
  text: string;
  fields: string[];
}> {
  try {
    const value = (await answer) as Record<string, unknown>;
    const fields = Object.keys(value).sort();
    return {
      is: 'cannotRead' in value ? 'reason why not' : value['for'] === 'others' ? 'redacted' : 'answer',
      text: JSON.stringify(value),
      fields,
    };
  } catch (error) {
    const { name, message } = error as Error;
    return { is: name === 'NEEDS_AUTHENTICATION_ERR' ? 'question of consent' : 'sentence', text: message, fields: [] };
  }
}

/** The requested paths that a row does not allow, with the identity that requested them. */
export function beyond(
  row: { reads: Partial<Record<string, readonly (keyof typeof reads)[]>> },
  asked: string[],
): string[] {
  const foreign = asked.filter((one) => {
    const [as = '', where = ''] = one.split(' ');
    const allowed = (row.reads[as === 'user' ? 'viewer' : as] ?? []).flatMap((what): readonly string[] => reads[what]);
    return !allowed.includes(scopeOf(where)?.template ?? where);
  });
  return [...new Set(foreign)];
}

/** The storage keys that were used and that a row does not allow. */
export function keptBeyond(row: { uses: readonly (keyof typeof stores)[] }, stored: string[]): string[] {
  const allowed = row.uses.map((use) => stores[use]);
  return stored.filter((one) => !allowed.some((prefix) => (one.split(' ')[1] ?? '').startsWith(prefix)));
}
