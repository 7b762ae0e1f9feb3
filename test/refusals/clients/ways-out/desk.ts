import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newHostKey, sshServer, sshUser } from '../loopback';
import { httpsServer, newCertificate, serves, type Answer } from '../loopback-https';
import { newMachine, program, type Machine } from '../machine';

/** A machine to type commands at: with Bitbucket's hosts on loopback, an editor, and an agent for SSH. */
export interface Desk {
  machine: Machine;
  /** The line of known_hosts with the key that its SSH server has. */
  hostKey: string;
  close: () => Promise<void>;
}

/** The credential that Bitbucket takes. */
const apiToken = 'secret';

/** A new desk. */
export async function newDesk(): Promise<Desk> {
  for (const name of ['curl', 'git-filter-repo', 'git-lfs', 'ssh-add', 'ssh-agent']) program(name);
  const machine = newMachine();
  const { folder, env, key } = machine;
  const inFolder = (...names: string[]) => path.join(folder, ...names);
  mkdirSync(inFolder('bin'));
  mkdirSync(inFolder('.ssh'), { mode: 0o700 });
  newHostKey(machine);
  newCertificate(machine);
  const [ssh, https] = await Promise.all([
    sshServer(machine, 'echo "authenticated via ssh key."'),
    httpsServer(machine, bitbucket(machine)),
  ]);
  const proxy = `http://127.0.0.1:${String(https.port)}`;
  const script = (name: string, text: string) => {
    writeFileSync(inFolder('bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(inFolder('bin', name), 0o755);
  };
  script('editor', 'if [ -x .git/edits ]; then exec .git/edits "$1"; fi; echo "Said by the editor" > "$1"');
  script('askpass', `echo "$1" >> "$HOME/asked"; echo ${apiToken}`);
  // SSH's programs take the home of the user's entry in the system for theirs, whatever HOME says.
  script('ssh', `exec ${program('ssh')} -F "$HOME/.ssh/config" -l ${sshUser()} "$@"`);
  script(
    'ssh-keygen',
    `[ "$1" = -R ] && exec ${program('ssh-keygen')} -f "$HOME/.ssh/known_hosts" "$@"\n` +
      `exec ${program('ssh-keygen')} -q -N "" -f "$HOME/.ssh/id_ed25519" "$@"`,
  );
  const connect = `const s=require("net").connect(${String(ssh.port)},"127.0.0.1");process.stdin.pipe(s).pipe(process.stdout)`;
  const settings = [
    'Host *bitbucket.org',
    `ProxyCommand '${process.execPath}' -e '${connect}'`,
    `UserKnownHostsFile ${inFolder('.ssh', 'known_hosts')}`,
    'GlobalKnownHostsFile /dev/null',
    'StrictHostKeyChecking accept-new',
    'UpdateHostKeys no',
    'BatchMode yes',
    `IdentityFile ${key}`,
  ];
  writeFileSync(inFolder('.ssh', 'config'), `${settings.join('\n')}\n`);
  writeFileSync(inFolder('.curlrc'), `proxy = ${proxy}\ninsecure\n`);
  appendFileSync(
    env['GIT_CONFIG_GLOBAL'] ?? '',
    `[protocol "file"]\n\tallow = always\n[http]\n\tproxy = ${proxy}\n\tsslCAInfo = ${inFolder('tls.crt')}\n`,
  );
  env['PATH'] = `${inFolder('bin')}${path.delimiter}${env['PATH'] ?? ''}`;
  env['GIT_EDITOR'] = inFolder('bin', 'editor');
  env['GIT_ASKPASS'] = inFolder('bin', 'askpass');
  env['SSH_AUTH_SOCK'] = inFolder('agent');
  env['BITBUCKET_EMAIL'] = 'ana@acme.example';
  const agent = spawn(program('ssh-agent'), ['-D', '-a', inFolder('agent')], { stdio: 'ignore' });
  return {
    machine,
    hostKey: ssh.hostKey,
    close: async () => {
      agent.kill();
      await Promise.all([ssh.close(), https.close()]);
      machine.remove();
    },
  };
}

/** Bitbucket over HTTPS: the REST API says whose the credential is; Git needs one. */
function bitbucket(machine: Machine): Answer {
  return (request, response) => {
    const [user, password] = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64')
      .toString('utf8')
      .split(':');
    if (request.method === 'HEAD') response.writeHead(200, { server: 'loopback' }).end();
    else if (password !== apiToken) response.writeHead(401, { 'www-authenticate': 'Basic realm="Bitbucket"' }).end();
    else if (request.url === '/2.0/user') response.end(JSON.stringify({ username: user }));
    else if (request.url?.endsWith('/locks/verify') === true) response.writeHead(403).end();
    else serves(machine, path.join(machine.folder, 'at-bitbucket'))(request, response);
  };
}
