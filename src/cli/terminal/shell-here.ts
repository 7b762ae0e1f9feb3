import type { Shell } from '../../core/words/shell';
import type { Io } from './io';

/** Where a command that we offer would be typed: on Windows PowerShell, but for Git Bash and its like, which say so. */
export function shellHere({ platform, env }: Pick<Io, 'platform' | 'env'>): Shell {
  return platform === 'win32' && !env['MSYSTEM'] && !env['SHELL'] ? 'powershell' : 'posix';
}
