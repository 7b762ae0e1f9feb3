import { Command, Option } from 'commander';
import { askOfAll } from '../../ask';
import { health, isAtLeast } from '../../../core/health/health';
import { severities, type Severity } from '../../../core/health/problem';
import { sayHealth } from '../../../core/say/rules/health';
import { plain } from '../../../core/words/names';
import { colorsFor } from '../../print/colors';
import { codeInsights } from '../../print/rules/code-insights';
import { healthCsv } from '../../print/rules/health-csv';
import { healthMarkdown } from '../../print/rules/health-markdown';
import { healthText } from '../../print/rules/health';
import { sarif } from '../../print/rules/sarif';
import { sourceOf } from '../../source/source';
import { exit, type Io } from '../../terminal/io';
import { answering, printJson, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';
import { formatOf, formatOption } from './format';

const formats = ['text', 'json', 'sarif', 'code-insights', 'markdown', 'csv'] as const;

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

interface Linting extends Omit<Shared, 'format'> {
  format?: (typeof formats)[number];
  failOn: Severity;
}

/** The command `lint`: what is wrong with the rules themselves. `done` gets the exit status. */
export function lintCommand(io: Io, done: (status: number) => void): Command {
  return answering(new Command('lint').description('what is wrong with the rules themselves'))
    .argument('[WS/REPO]', 'the repository; left out inside a clone, that of `origin`')
    .addOption(
      new Option('--fail-on <LEVEL>', 'end with 1 from this level on')
        .choices(severities)
        .default('warning' satisfies Severity, 'warning'),
    )
    .addOption(formatOption(formats))
    .addHelpText('after', help)
    .action(async (repository: string | undefined, options: Linting) => {
      const format = formatOf(options);
      const place = repository === undefined ? {} : { repository };
      const source = watched(sourceOf(place, options, io), io);
      const outcome = await askOfAll(source.get, source.options, (facts) => ({ answer: health(facts) }));
      const { answer, facts } = answerOf(outcome, place, source);
      const spoken = sayHealth(answer, facts);
      const failed = answer.problems.some((problem) => isAtLeast(problem, options.failOn));
      const repositoryName = plain(facts.repository.fullName);
      switch (format) {
        case 'json':
          printJson(spoken, io);
          break;
        case 'sarif':
          printJson(sarif(answer, spoken, facts), io);
          break;
        case 'code-insights':
          printJson(codeInsights(answer, spoken, facts, failed), io);
          break;
        case 'markdown':
          io.out(healthMarkdown(spoken, repositoryName));
          break;
        case 'csv':
          io.out(healthCsv(answer, spoken, facts));
          break;
        case 'text':
          io.out(healthText(spoken, repositoryName, colorsFor(io)));
      }
      done(failed ? 1 : exit.answered);
    });
}
