import { Command, Option } from 'commander';
import { askRules } from '../../ask';
import { terraformOf } from '../../../core/apply/configuration';
import { presentRules, unreadRules } from '../../../core/apply/present-rules';
import { rulesFileOf } from '../../../core/apply/rules-file';
import type { Gap } from '../../../core/model';
import { namesOf, type RepositoryNames } from '../../../core/repository';
import { gapClause, sayGap } from '../../../core/words/gaps';
import { sentence } from '../../../core/words/names';
import { named, sourceOf } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, printJson, words, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

interface Exporting extends Omit<Shared, 'format'> {
  format: 'terraform' | 'json';
}

/**
 * The command `export`: the present restrictions as Terraform, or as Bitbucket's REST writes them. `done` gets the
 * status, which is that of *unknown* where they are not whole.
 */
export function exportCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('export').description('the present restrictions as one can apply them'))
    .argument('[WS/REPO]')
    .addOption(
      new Option('--format <FORMAT>', 'how they are written').choices(['terraform', 'json']).default('terraform'),
    )
    .action(async (repository: string | undefined, { format, json, ...options }: Exporting) => {
      const place = named(words(repository), undefined);
      const source = watched(sourceOf(place, options, io), io);
      const { answer: facts } = answerOf(
        await askRules(source.get, { ...source.options, askGroups: false }),
        place,
        source,
      );
      const where = namesOf(facts.repository);
      const present = presentRules(facts);
      const unread = unreadRules(present);
      if (unread) fail(statusOf(unread), unreadWords(unread, where));
      if (json || format === 'json') printJson(rulesFileOf(facts), io);
      else io.out(terraformOf(facts));
      for (const gap of present.gaps) io.err(`Not whole: ${gapClause(gap, where)}.\n`);
      done(present.gaps.length > 0 ? exit.unknown : exit.answered);
    });
}

function statusOf({ because }: Gap): number {
  if (because === 'forbidden') return exit.refused;
  return because === 'not-found' ? exit.notFound : exit.unreachable;
}

function unreadWords(gap: Gap, where: RepositoryNames): string {
  return `${sentence(gapClause(gap, where))}. ${sayGap(gap, where).lift}`;
}
