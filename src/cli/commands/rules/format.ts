import { Option } from 'commander';
import { exit, fail } from '../../terminal/io';

/** The option `--format FORMAT`; `json` is what `--json` prints. */
export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <FORMAT>', 'how to print the answer; left out: text').choices(formats);
}

/** The format that is wanted, by both options. Ends the command where they differ. */
export function formatOf<F extends string>({ json, format }: { json?: true; format?: F }): F | 'json' | 'text' {
  if (json && format !== undefined && format !== 'json')
    fail(exit.usage, '`--json` is `--format json`: leave one of them out.');
  return json ? 'json' : (format ?? 'text');
}
