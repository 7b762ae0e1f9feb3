import { owned } from '../../../src/core/rules/kinds';
import type { ProjectRuleDraft } from '../../../src/core/reported-check';

/** The rule that a place asks to be kept, of a kind that is known; undefined where it asks for none. */
export function draftIn(params: Readonly<Record<string, string>>): ProjectRuleDraft | undefined {
  const { kind, pattern, value } = params as { kind?: string; pattern?: string; value?: string };
  if (pattern === undefined || !owned.some((one) => one.kind === kind) || kind === undefined) return undefined;
  const count = Number(value);
  return { kind, pattern, ...(value !== undefined && Number.isSafeInteger(count) && count >= 0 && { value: count }) };
}

/** The same as parameters of a place. */
export function paramsOf({ kind, pattern, value }: ProjectRuleDraft): Record<string, string> {
  return { kind, pattern, ...(value !== undefined && { value: String(value) }) };
}
