import type { Shell } from '../../core/words/shell';
import type { Io } from './io';

/**
 * The shell that a suggested command would be typed into: PowerShell on Windows, except in Git Bash and the like, which
 * set `MSYSTEM` or `SHELL`.
 */
export function shellHere({ platform, env }: Pick<Io, 'platform' | 'env'>): Shell {
  return platform === 'win32' && !env['MSYSTEM'] && !env['SHELL'] ? 'powershell' : 'posix';
}
