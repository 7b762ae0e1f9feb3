import { Command } from 'commander';
import { countsSentence, ledgerText, sayLedger } from '../../core/say/pull-request/ledger';
import { noCounts } from '../../core/questions/ledger-report';
import { comparisonOf, type Beside } from '../../core/questions/ledger';
import { plain } from '../../core/words/names';
import { keepComparisons, ledgerFile, readLedger } from '../source/ledger';
import { repositoryAsked, type Source } from '../source/source';
import type { Io } from '../terminal/io';
import { isJson, printing, printJson, type Printing } from './options';

/**
 * The command `ledger`: how often Bitbucket's own word and ours agreed, and each time they did not. It asks nothing of
 * the network.
 */
export function ledgerCommand(io: Io): Command {
  return printing(new Command('ledger'))
    .description("how often Bitbucket's own word and ours agreed, and each time they did not")
    .argument('[WS/REPO]', 'the repository; left out, the counts of all')
    .action((repository: string | undefined, options: Printing) => {
      const { ledgers, broken } = readLedger(io);
      const note = broken === 0 ? '' : `\n${brokenWords(broken, io)}\n`;
      if (repository === undefined) {
        const repositories = ledgers.map(({ repository: name, since, counts }) => ({
          repository: name,
          ...(since !== undefined && { since }),
          sentence: countsSentence(counts),
          counts,
        }));
        if (isJson(options)) printJson({ repositories, broken }, io);
        else
          io.out(
            `${repositories.map((one) => `${plain(one.repository)}: ${one.sentence}`).join('\n') || nothingYet}\n${note}`,
          );
        return;
      }
      const { workspace, slug } = repositoryAsked({ repository }, io);
      const name = `${workspace}/${slug}`;
      const found = ledgers.find((one) => one.repository.toLowerCase() === name.toLowerCase());
      const spoken = sayLedger(found ?? { repository: name, counts: noCounts(), disagreements: [], older: 0 });
      if (isJson(options)) printJson({ ...spoken, broken }, io);
      else io.out(`${found ? ledgerText(spoken) : `${nothingYet}\n`}${note}`);
    });
}

const nothingYet =
  'Nothing was compared here yet: `who-can-push explain --pr` and `who-can-push prs` keep what they compare.';

function brokenWords(broken: number, io: Io): string {
  const lines = broken === 1 ? '1 line is' : `${String(broken)} lines are`;
  return `${lines} not of the ledger or damaged, and did not count: ${plain(ledgerFile(io) ?? '')}.`;
}

/** Keeps what was compared of these pull requests, unless a saved world answered. */
export function keepInLedger(compared: readonly Omit<Beside, 'at'>[], { world }: Source, io: Io): void {
  if (world) return;
  const all = compared.flatMap((one) => {
    const { readAt } = one.facts;
    return readAt === undefined ? [] : (comparisonOf({ ...one, at: readAt }) ?? []);
  });
  keepComparisons(all, io);
}
