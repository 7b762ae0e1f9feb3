import type { Shell } from '../../core/words/shell';

/** In Windows PowerShell `curl` is another command. */
export const curl: Record<Shell, string> = { posix: 'curl', powershell: 'curl.exe' };

/** Makes a file of `~/.ssh` readable and writable for its owner alone; PowerShell has no `chmod`. */
export const forYouAlone: Record<Shell, (file: string) => string> = {
  posix: (file) => `chmod 600 ~/.ssh/${file}`,
  powershell: (file) => `icacls $HOME/.ssh/${file} /inheritance:r /grant:r "$($env:USERNAME):F"`,
};

const eMail: Record<Shell, string> = { posix: '$BITBUCKET_EMAIL', powershell: '$env:BITBUCKET_EMAIL' };

/** Asks the REST API whose the API token is that it is given. */
export const asking: Record<Shell, string> = {
  posix: `curl --user "${eMail.posix}" https://api.bitbucket.org/2.0/user`,
  powershell: `curl.exe --user "${eMail.powershell}" https://api.bitbucket.org/2.0/user`,
};

/** Makes Git forget the credential that it stored for a host. The host is one of letters, digits, dots and hyphens. */
export const forgetting: Record<Shell, (host: string) => string> = {
  posix: (host) => String.raw`printf 'protocol=https\nhost=${host}\n\n' | git credential reject`,
  powershell: (host) => `'protocol=https', 'host=${host}', '' | git credential reject`,
};

/** Shows the user name, and not the password, of the credential that Git would take for a host. */
export const storedUser: Record<Shell, (host: string) => string> = {
  posix: (host) => String.raw`printf 'protocol=https\nhost=${host}\n\n' | git credential fill | grep '^username='`,
  powershell: (host) => `'protocol=https', 'host=${host}', '' | git credential fill | Select-String '^username='`,
};
