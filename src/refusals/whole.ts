import { diagnose, type Diagnosis } from './diagnose';

/**
 * The diagnosis of all that a git command printed, where it is known that no line is missing. For a push that was sent
 * git names each refused reference, so its last line alone means that a hook of the clone stopped it, with or without
 * words of its own (`git push` of 2.39, also with `-q`). With `--porcelain` those lines are on standard output, which
 * may not have been read.
 */
export function diagnoseWhole(command: string, printed: string): Diagnosis {
  const diagnosis = diagnose(`$ ${command}\n${printed}`);
  const [first] = diagnosis.causes;
  if (!first?.unsettled || !/^git push\b/.test(command) || command.includes('--porcelain')) return diagnosis;
  const { because, push } = diagnosis.causes.find(({ cause }) => cause === 'local-hook') ?? first;
  return { ...diagnosis, causes: [{ cause: 'local-hook', certainty: 'likely', because, push }] };
}
