import { Command, Option } from 'commander';
import { branchName } from '../../../core/branches/branch-name';
import { operations, type Operation } from '../../../core/model';
import { plain } from '../../../core/words/names';
import { jsonText } from '../../../core/words/visible';
import { historyOf, type Reading } from '../../../core/workspace/history';
import { colorsFor } from '../../print/colors';
import { historyAs } from '../../print/workspace/history';
import { folderAsked, readingsOf } from '../../source/many';
import { named } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, printAs, reportFormats, whoOption, words, type Shared } from '../options';
import { meaningOf, nobody } from './where';

type Asking = Shared & { as?: string; to?: Operation; branch?: string };

const help = `
It is as fine as the readings are: two of them show what changed in between, and not in which order. What a reading could
not see is never taken for a change.`;

/** The command `history`: what changed in a repository over the readings of a folder, and for whom. */
export function historyCommand(io: Io): Command {
  return answering(
    new Command('history').description(
      'what changed in a repository, and who could what since, over the readings of a folder',
    ),
    reportFormats,
  )
    .argument('[WS/REPO]', 'the repository; left out, the only one of the folder')
    .argument('[BRANCH]', 'one branch; left out, every branch that there may be')
    .option('--branch <BRANCH>', 'the branch, whatever its name looks like')
    .addOption(new Option('--to <OP>', 'what for; left out: each operation').choices(operations))
    .addOption(whoOption('everybody'))
    .addHelpText('after', help)
    .action(async (first: string | undefined, second: string | undefined, options: Asking) => {
      await history(named(words(first, second), options.branch), options, io);
    });
}

async function history(
  { repository, branch: written }: { repository?: string; branch?: string },
  options: Asking,
  io: Io,
): Promise<void> {
  const branch = written === undefined ? undefined : branchName(written);
  if (written !== undefined && branch === undefined)
    fail(exit.usage, `Git does not allow a branch to be called ${jsonText(written)}.`);
  const store = folderAsked(options, io);
  const { names, readings } = readingsOf(store, repository, options, io);
  const all: Reading[] = [];
  const meaning = options.as === undefined ? undefined : meaningOf(options.as);
  for (const { when, one } of readings) {
    const read = await one.read();
    if ('facts' in read) meaning?.in(read.facts);
    all.push('facts' in read ? { ...when, facts: read.facts } : { ...when, gap: read.gap });
  }
  const actor = meaning && (meaning.actor ?? nobody(options.as, `any reading of ${plain(names.fullName)}`));
  const { to: operation } = options;
  const asked = { ...(branch !== undefined && { branch }), ...(operation && { operation }), ...(actor && { actor }) };
  const entries = [...historyOf(all, asked)];
  await printAs(options, historyAs({ repository: names, asked, entries }, colorsFor(io)), io);
}
