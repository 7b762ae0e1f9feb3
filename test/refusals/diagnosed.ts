import { expect } from '@jest/globals';
import { diagnose } from '../../src/refusals/diagnose';
import type { Certainty } from '../../src/refusals/signatures/signature';

/** The password of whoever pushes over HTTPS; nothing that is told of a push may hold it. */
export const password = 'not-the-password';

/** Anything but certain. */
export const unsure: Certainty[] = ['likely', 'possible'];

/** What must be said of what a client printed. */
export interface Expected {
  /** The likeliest cause, one of these; `none` is no cause. */
  first: string | string[];
  /** Left out: it is more than possible. */
  certainty?: Certainty | Certainty[];
  ref?: string;
  product?: string;
}

/** A person pastes it, and is told. Every line that is quoted stands in the text, and no secret does. */
export function expectDiagnosis(text: string, { first, certainty = ['certain', 'likely'], ...others }: Expected) {
  const diagnosis = diagnose(text);
  const [cause] = diagnosis.causes;
  const told = {
    first: cause?.cause ?? 'none',
    certainty: cause?.certainty,
    ref: diagnosis.push.branch,
    product: diagnosis.product,
  };
  const wanted = {
    ...told,
    first: oneOf(first, told.first),
    ...(cause && { certainty: oneOf(certainty, cause.certainty) }),
    ...others,
  };
  expect({ ...told, text }).toEqual({ ...wanted, text });
  const quoted = diagnosis.causes.flatMap(({ because }) => because.flatMap((line) => line.split('[scrubbed]')));
  for (const part of quoted) expect(text).toContain(part);
  expect(JSON.stringify(diagnosis)).not.toContain(password);
}

/** What was told, where it is one of these; else what it should have been. */
function oneOf(wanted: string | string[], told: string): string | string[] {
  return [wanted].flat().includes(told) ? told : wanted;
}
