/** Commands that are not run, and why: by way out, then by command. */
export const notRun: Record<string, Record<string, string>> = {
  'show-all': { 'git push': 'names the line of the push that was refused, which is not to be run again' },
  'install-ssh': { 'apt-get install openssh-client': 'would change the machine, with packages from the network' },
};
