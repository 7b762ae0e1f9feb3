import { missingBranch } from '../../../core/branches/missing-branch';
import { gather } from '../../../core/cell/cell';
import { operations, type Credential, type Operation } from '../../../core/model';
import { explainAsked } from '../../../core/questions/asked';
import { compile } from '../../../core/questions/change/classes';
import { smallestChanges } from '../../../core/questions/reach/smallest';
import { smallestStops } from '../../../core/questions/reach/stops';
import { sayDecision } from '../../../core/say/decision';
import { sayChanges } from '../../../core/say/rules/changes';
import { decisionText } from '../../../core/say/text';
import { askOfAll } from '../../ask';
import { colorsFor } from '../../print/colors';
import { membersHint } from '../../print/members-hint';
import { changeLines } from '../../print/rules/changes';
import { sourceOf, type Named } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { shellHere } from '../../terminal/shell-here';
import { printJson, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

interface Asked extends Shared {
  to: Operation | 'all';
  as?: string;
  with?: Credential;
  fix?: true;
  stop?: true;
}

/** `explain --fix` and `--stop`: the verdicts, each with the smallest changes to it. Returns the exit status. */
export async function explainWithChanges(place: Named, branch: string, options: Asked, io: Io): Promise<number> {
  if (options.fix && options.stop)
    fail(exit.usage, 'Ask either what would allow it, with `--fix`, or prevent it, with `--stop`.');
  const source = watched(sourceOf(place, options, io), io);
  const asked = options.to === 'all' ? operations : [options.to];
  const taking = options.stop === true;
  const { answer, facts } = answerOf(
    await askOfAll(source.get, source.options, (read) => {
      const explained = explainAsked(read, {
        ...(options.as !== undefined && { as: options.as }),
        ...(options.with && { credential: options.with }),
        actions: asked.map((operation) => ({ operation, branch })),
      });
      if ('invalid' in explained) return { problem: explained.invalid };
      const { decisions } = explained;
      const compiled = compile(
        gather(read),
        [branch],
        decisions.map(({ question }) => question.actor),
      );
      const find = taking ? smallestStops : smallestChanges;
      const answers = decisions.map((decision) => ({ decision, smallest: find(compiled, decision.question) }));
      return { answer: { compiled, answers } };
    }),
    place,
    source,
  );
  const { compiled, answers } = answer;
  const note = facts.branches.gaps.length > 0 ? undefined : missingBranch(branch, facts.branches.items);
  const spoken = answers.map(({ decision, smallest }) => ({
    ...sayDecision(note ? { ...decision, branchNote: note } : decision, shellHere(io)),
    ...sayChanges(smallest, compiled, decision.question, taking),
  }));
  const [only] = spoken;
  if (options.json) printJson(options.to === 'all' ? spoken : only, io);
  else {
    const colors = colorsFor(io);
    io.out(
      spoken.map((one) => decisionText(one, colors, changeLines(one, taking, colors))).join('\n') +
        membersHint(answers.map(({ decision }) => decision)),
    );
  }
  const push = answers.find(({ decision }) => decision.question.operation === 'push') ?? answers[0];
  return push ? exit[push.decision.verdict] : exit.ownFault;
}
