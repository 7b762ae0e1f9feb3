import { compile } from '../../../core/compiled/compile';
import { missingBranch } from '../../../core/branches/missing-branch';
import { gather } from '../../../core/cell/cell';
import { operations, type Actor, type Credential, type Operation } from '../../../core/model';
import { explainAsked } from '../../../core/questions/asked';
import { actorMeant } from '../../../core/people/actor';
import { keepingOnly } from '../../../core/questions/reach/keeping';
import { listKeeping } from '../../../core/rules/index';
import { smallestChanges } from '../../../core/questions/reach/smallest';
import { smallestStops } from '../../../core/questions/reach/stops';
import { sayDecision } from '../../../core/say/decision';
import { sayChanges, tellChanges } from '../../../core/say/rules/changes';
import { decisionText } from '../../../core/say/text';
import { askOfAll } from '../../ask';
import { colorsFor } from '../../print/colors';
import { membersHint } from '../../print/members-hint';
import { changeLines, onlyLines, type How } from '../../print/rules/changes';
import { sourceOf, type Named } from '../../source/source';
import { exit, fail, type Io } from '../../terminal/io';
import { shellHere } from '../../terminal/shell-here';
import { isJson, printJson, type Shared } from '../options';
import { answerOf } from '../problem';
import { watched } from '../progress';

/** The options of `explain` about one verdict, and about changes to it. */
export interface Explaining extends Shared {
  to: Operation | 'all';
  as?: string;
  with?: Credential;
  fix?: true;
  stop?: true;
  but?: string[];
  how?: How;
}

/** `explain --fix` and `--stop`: the verdicts, each with the smallest changes to it. Returns the exit status. */
export async function explainWithChanges(place: Named, branch: string, options: Explaining, io: Io): Promise<number> {
  if (options.fix && options.stop)
    fail(exit.usage, 'Ask either what would allow it, with `--fix`, or prevent it, with `--stop`.');
  if (options.but) return leaveOnly(place, branch, { ...options, but: options.but }, io);
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
  const manner = { taking, shell: shellHere(io) };
  const said = answers.map(({ decision, smallest }) => ({
    about: [smallest, compiled, decision.question, manner] as const,
    spoken: sayDecision(note ? { ...decision, branchNote: note } : decision, shellHere(io)),
  }));
  if (isJson(options)) {
    const spoken = said.map((one) => ({ ...one.spoken, ...sayChanges(...one.about) }));
    printJson(options.to === 'all' ? spoken : spoken[0], io);
  } else {
    const colors = colorsFor(io);
    const texts = said.map(({ spoken, about }) => {
      const told = { ...tellChanges(...about), verdict: spoken.verdict };
      return decisionText(spoken, colors, changeLines(told, { taking, how: options.how }, colors));
    });
    io.out(texts.join('\n') + membersHint(answers.map(({ decision }) => decision)));
  }
  const push = answers.find(({ decision }) => decision.question.operation === 'push') ?? answers[0];
  return push ? exit[push.decision.verdict] : exit.ownFault;
}

/** `explain --stop --but`: what would leave it to these alone. Ends with 0 where that was answered. */
async function leaveOnly(
  place: Named,
  branch: string,
  options: Explaining & { but: string[] },
  io: Io,
): Promise<number> {
  const { to: operation, but } = options;
  if (!options.stop) fail(exit.usage, '`--but` says to whom it is left: ask with `--stop`.');
  if (options.as !== undefined || options.with)
    fail(exit.usage, 'Leave out `--as` and `--with` beside `--but`: it is about everybody but those.');
  if (operation === 'all' || !listKeeping(operation))
    fail(
      exit.usage,
      'Name an operation that a list can keep to some, beside `--but`: push, create, force-push or merge.',
    );
  const source = watched(sourceOf(place, options, io), io);
  const { answer } = answerOf(
    await askOfAll(source.get, source.options, (read) => {
      const keep: Actor[] = [];
      for (const who of but) {
        const meant = actorMeant(who, read);
        if (!('actor' in meant)) return { problem: meant };
        keep.push(meant.actor);
      }
      const compiled = compile(gather(read), [branch], keep);
      return { answer: { keep, compiled, smallest: keepingOnly(compiled, { operation, branch }, keep) } };
    }),
    place,
    source,
  );
  const { keep, compiled, smallest } = answer;
  const about = [smallest, compiled, { operation, branch }, { taking: true, shell: shellHere(io) }] as const;
  if (isJson(options)) printJson(sayChanges(...about), io);
  else {
    const given = { compiled, how: options.how, keeping: smallest };
    const lines = onlyLines(tellChanges(...about), { keep, operation, branch }, given, colorsFor(io));
    io.out(`${lines.join('\n')}\n`);
  }
  return exit.answered;
}
