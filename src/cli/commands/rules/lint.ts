import { Command, Option } from 'commander';
import { askOfAll } from '../../ask';
import { health, isAtLeast } from '../../../core/health/health';
import { severities, type Severity } from '../../../core/health/problem';
import { colorsFor } from '../../print/colors';
import { healthAs, type Format } from '../../print/formats/printable';
import { sourceOf } from '../../source/source';
import { exit, type Io } from '../../terminal/io';
import { answering, printAs, reportFormats, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';
import { bySaying, isAgainst, lintSaying, printDrift } from '../workspace/against';
import { againstOption, asked } from '../workspace/asked';
import { lintMany } from '../workspace/lint';

const formats: readonly Format[] = [...reportFormats, 'sarif', 'code-insights'];

const help = `
Ends with 1 where something of the level of --fail-on or above was found, else with 0.

--format code-insights prints what Bitbucket shows on a commit: a report, and its annotations in parts of at most 100.
A build can put both there:

  who-can-push lint --format code-insights --fail-on error > lint.json
  reports=https://api.bitbucket.org/2.0/repositories/WS/REPO/commit/$BITBUCKET_COMMIT/reports/who-can-push
  auth="Authorization: Bearer $BITBUCKET_ACCESS_TOKEN"
  jq .report lint.json | curl --fail -X PUT -H "$auth" -H 'Content-Type: application/json' -d @- "$reports"
  jq -c '.annotations[]' lint.json | while read -r part; do
    printf %s "$part" | curl --fail -X POST -H "$auth" -H 'Content-Type: application/json' -d @- "$reports/annotations"
  done
`;

type Linting = Shared & { failOn: Severity; against?: string };

/** The command `lint`: what is wrong with the rules themselves. `done` gets the exit status. */
export function lintCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('lint').description('what is wrong with the rules themselves'), formats)
    .argument('[WS/REPO]', 'the repository, or a workspace; left out inside a clone, that of `origin`')
    .addOption(
      new Option('--fail-on <LEVEL>', 'end with 1 from this level on')
        .choices(severities)
        .default('warning' satisfies Severity, 'warning'),
    )
    .addHelpText('after', help)
    .addOption(againstOption())
    .action(async (word: string | undefined, given: Linting) => {
      if (isAgainst(given)) {
        done(
          await printDrift(
            'what is wrong with the rules',
            bySaying(lintSaying(given.failOn)),
            { word, options: given },
            io,
          ),
        );
        return;
      }
      const { repository, options, many } = await asked(word, given, io);
      if (many) {
        done(await lintMany(many, options, io));
        return;
      }
      const place = repository === undefined ? {} : { repository };
      const source = watched(sourceOf(place, options, io), io);
      const outcome = await askOfAll(source.get, source.options, (facts) => ({ answer: health(facts) }));
      const { answer, facts } = answerOf(outcome, place, source);
      const failed = answer.problems.some((problem) => isAtLeast(problem, options.failOn));
      const shown = { colors: colorsFor(io), failed };
      await printAs(options, healthAs(answer, facts, { ...options, source }, shown), io);
      done(failed ? 1 : exit.answered);
    });
}
