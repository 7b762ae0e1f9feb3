import type { Shell } from '../words/shell';

/** In Windows PowerShell `curl` is another command. */
export const curl: Record<Shell, string> = { posix: 'curl', powershell: 'curl.exe' };

/** The home folder, for a program that knows no `~`: in Windows PowerShell that is nothing to a program. */
export const home: Record<Shell, string> = { posix: '~', powershell: '$HOME' };

/** Makes a file of `~/.ssh` readable and writable for its owner alone; PowerShell has no `chmod`. */
export const forYouAlone: Record<Shell, (file: string) => string> = {
  posix: (file) => `chmod 600 ~/.ssh/${file}`,
  powershell: (file) => `icacls $HOME/.ssh/${file} /inheritance:r /grant:r "$($env:USERNAME):F"`,
};

/** Makes Git forget the credential that it stored for Bitbucket. */
export const forgetting: Record<Shell, string> = {
  posix: String.raw`printf 'protocol=https\nhost=bitbucket.org\n\n' | git credential reject`,
  powershell: `'protocol=https', 'host=bitbucket.org', '' | git credential reject`,
};
