import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { notCheckedAnyhow, suppliedIn } from '../../../core/questions/not-checked';
import { namesOf } from '../../../core/repository';
import { sayBeside } from '../../../core/say/survey';
import { digestOf, type RepositoryDigest } from '../../../core/workspace/digest';
import { driftOf, type Moment } from '../../../core/workspace/drift';
import { reporting } from '../../../core/workspace/report';
import { colorsFor } from '../../print/colors';
import type { Format } from '../../print/formats/printable';
import { gathering } from '../../print/workspace/about';
import { sayDrift, type Drifted } from '../../print/workspace/drifted';
import { sayReport } from '../../print/workspace/report';
import { reportAs } from '../../print/workspace/report-as';
import { folderAsked, type Many, type ReadOfMany } from '../../source/many';
import { exit, fail, type Io } from '../../terminal/io';
import { answering, printAs, reportFormats, type Shared } from '../options';
import { isAgainst, printDrift } from './against';
import { againstOption, asked, readEach } from './asked';
import { withoutBranches } from './lint';

const formats: readonly Format[] = [...reportFormats, 'html'];

const help = `
--format html prints a page that is one file, loads nothing and runs nothing:

  who-can-push report --world DIR --format html > report.html`;

/** The command `report`: many repositories in one report. `done` gets the exit status. */
export function reportCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('report').description('a workspace, or a folder of readings, in one report'), formats)
    .argument('[WORKSPACE]', 'the workspace; left out, all that the folder holds')
    .addOption(againstOption())
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: Shared & { against?: string }) => {
      const { options, many, repository } = await asked(word, given, io);
      if (repository !== undefined)
        fail(exit.usage, 'A report is about many repositories: name a workspace, or ask `lint` about one.');
      if (isAgainst(given)) {
        done(await printDrift('the report', reportDrift, { word, options: given }, io));
        return;
      }
      if (!many && options.world !== undefined) folderAsked(options, io);
      if (!many) return fail(exit.usage, 'Name a workspace, or a folder of readings with `--world DIR`.');
      await report(many, options, io);
      done(exit.answered);
    });
}

async function report(many: Many, options: Shared, io: Io): Promise<void> {
  const gathered = gathering(many);
  const taken = reporting();
  for await (const one of readEach(many, gathered, io)) {
    if ('gap' in one) {
      taken.take({ repository: one.names, gap: one.gap });
      continue;
    }
    const { facts, branchesRead } = one;
    const digest = withoutBranches(digestOf(facts), branchesRead);
    taken.take(digest);
    const notChecked = notCheckedAnyhow(facts).filter(({ what }) => what !== 'credential-scopes');
    const { readAt } = facts;
    const beside = { notChecked, ...suppliedIn(facts), ...(readAt !== undefined && { readAt }) };
    gathered.take(facts.repository, { ...sayBeside(beside, namesOf(facts.repository)), branchesRead }, hashOf(digest));
  }
  const about = gathered.done();
  const spoken = sayReport(taken.done(), { of: many.of, branchesRead: about.withoutBranches === 0 });
  await printAs(options, reportAs(spoken, about, colorsFor(io)), io);
}

/** What a report says otherwise of a repository. */
function reportDrift(repository: string, before: ReadOfMany | undefined, after: ReadOfMany | undefined): Drifted[] {
  const drift = driftOf(momentOf(before, repository), momentOf(after, repository));
  return drift ? sayDrift(drift) : [];
}

function momentOf(read: ReadOfMany | undefined, fullName: string): Moment {
  if (!read) return undefined;
  const [workspace = '', slug = ''] = fullName.split('/');
  return 'gap' in read
    ? { repository: { fullName, workspace, slug }, gap: read.gap }
    : withoutBranches(digestOf(read.facts), read.branchesRead);
}

/** The same for a second reading that shows the same, whenever that was. */
function hashOf({ repository, main, administrators, problems, gaps }: RepositoryDigest): string {
  const shown = JSON.stringify([repository, main, administrators, problems, gaps]);
  return createHash('sha256').update(shown).digest('hex');
}
