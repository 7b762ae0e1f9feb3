import { Command } from 'commander';
import { askRules } from '../../ask';
import { terraformOf } from '../../../core/apply/configuration';
import { presentRules, unreadRules } from '../../../core/apply/present-rules';
import { rulesFileOf } from '../../../core/apply/rules-file';
import type { Gap } from '../../../core/model';
import { namesOf, type RepositoryNames } from '../../../core/repository';
import { gapClause, sayGap } from '../../../core/words/gaps';
import { sentence } from '../../../core/words/names';
import { jsonPieces, type Printable } from '../../print/formats/printable';
import { named, sourceOf } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, printAs, words, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

/**
 * The command `export`: the present restrictions as Terraform, or as Bitbucket's REST writes them. `done` gets the
 * status, which is that of *unknown* where they are not whole.
 */
export function exportCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('export').description('the present restrictions as one can apply them'), [
    'terraform',
    'json',
  ])
    .argument('[WS/REPO]')
    .action(async (repository: string | undefined, options: Shared) => {
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
      const written: Printable = {
        terraform: () => [terraformOf(facts)],
        json: () => jsonPieces(rulesFileOf(facts)),
      };
      await printAs(options, written, io);
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
