import { Command } from 'commander';
import { readCredential } from '../../bitbucket/repository/credential';
import { sayCredential, tellCredential } from '../../core/say/credential';
import { plain } from '../../core/words/names';
import { colorsFor } from '../print/colors';
import { credentialText } from '../print/credential';
import { readerOf } from '../source/source';
import { exit, fail, type Io } from '../terminal/io';
import { isJson, printing, printJson, type Printing } from './options';
import { isMissing, refused } from './problem';

/** The command `credential`: whose credential asks, of what kind it is, and what its scopes allow. */
export function credentialCommand(io: Io): Command {
  return printing(new Command('credential'))
    .description('whose credential this is, its scopes, and what they allow')
    .argument('[WS/REPO]', 'the repository; left out inside a clone, that of `origin`')
    .option('--world <FILE>', 'answer from a saved world, or a folder of them; needs no credential')
    .action(async (repository: string | undefined, options: Printing & { world?: string }) => {
      const reader = readerOf(repository, options.world, io);
      const { get, place, world, ofGit } = reader;
      const result = await readCredential(get, place, world?.viewer);
      if (result.is === 'refused') refused(ofGit);
      if (result.is !== 'read') fail(exit.unreachable, noAnswerWords(result));
      const given = {
        by: world ? 'world' : ofGit ? 'git' : 'environment',
        ...(ofGit?.expires !== undefined && { expires: ofGit.expires }),
      } as const;
      if (isJson(options)) printJson(sayCredential(result.read, given), io);
      else io.out(credentialText(tellCredential(result.read, given), colorsFor(io)));
      // The answer stands all the same: what is wrong with a credential is what was asked.
      const { repository: seen } = result.read;
      if (seen?.is === 'not-found') fail(exit.notFound, isMissing(`repository ${plain(seen.fullName)}`, reader));
    });
}

function noAnswerWords({ is, status }: { is: 'unreachable' | 'not-understood'; status: number }): string {
  const came = status === 0 ? 'no answer came' : `it answered ${String(status)}`;
  if (is === 'unreachable') return `Bitbucket did not say whose credential this is: ${came}.`;
  const sent = status === 200 ? 'something else than a user' : `status ${String(status)}`;
  return `What answered was not Bitbucket's API: it sent ${sent}.`;
}
