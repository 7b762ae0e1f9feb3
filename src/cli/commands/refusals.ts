import { Argument, Command } from 'commander';
import leven from 'leven';
import { code, enumeration } from '../../core/words/names';
import { tellCause } from '../../refusals/cause-page';
import { families } from '../../refusals/families/index';
import type { Cause } from '../../refusals/signatures/cause';
import { colorsFor } from '../print/colors';
import { causesText, causeText } from '../print/refusals';
import { exit, fail, type Io } from '../terminal/io';
import { isJson, printing, printJson, type Printing } from './options';

const causes = families.flatMap((family) => family.causes.map((cause) => ({ cause, family: family.title })));

/** The command `refusals`: the causes that `diagnose` names, or the page of one. Asks nobody. */
export function refusalsCommand(io: Io): Command {
  const argument = new Argument('[CAUSE]', 'the cause, as `diagnose` names it; left out, all of them');
  // For completion of the shell only: what is not among them has an answer of its own, and help need not list them.
  argument.argChoices = causes.map(({ cause }) => cause.id);
  return printing(new Command('refusals'))
    .description('why pushes are refused: what each cause looks like, what it means, the ways out')
    .addArgument(argument)
    .configureHelp({ argumentDescription: ({ description }) => description })
    .action((name: string | undefined, options: Printing) => {
      if (name === undefined) {
        const list = causes.map(({ cause: { id, title }, family }) => ({ cause: id, title, family }));
        if (isJson(options)) printJson(list, io);
        else io.out(causesText(families, colorsFor(io)));
        return;
      }
      const cause = causeCalled(name);
      const told = tellCause(cause);
      const { title, means, looksLike, ways, outdated } = told;
      if (isJson(options)) printJson({ cause: cause.id, title, means, looksLike, ways, outdated }, io);
      else io.out(causeText(cause.id, told, colorsFor(io), io.columns));
    });
}

function causeCalled(name: string): Cause {
  const asked = name.toLowerCase();
  const found = causes.find(({ cause }) => cause.id === asked);
  if (found) return found.cause;
  const near = nearTo(asked).map((id) => code(id));
  const hint = near.length === 0 ? '' : `; near it ${near.length === 1 ? 'is' : 'are'} ${enumeration(near)}`;
  return fail(exit.usage, `There is no cause called ${code(name)}${hint}: \`who-can-push refusals\` lists them all.`);
}

const mostNear = 5;
/** Letters in which a name may differ from one that may have been meant. */
const mostApart = 3;

/** Causes a few letters apart, the nearest first; else those of which it is a part. */
function nearTo(asked: string): string[] {
  const ids = causes.map(({ cause }) => cause.id as string);
  const most = Math.min(mostApart, Math.floor(asked.length / 2));
  const apart = ids.map((id) => ({ id, letters: leven(asked, id, { maxDistance: most + 1 }) }));
  const near = apart.filter(({ letters }) => letters <= most).sort((a, b) => a.letters - b.letters);
  const part = asked.length < 3 ? [] : ids.filter((id) => id.includes(asked));
  return (near.length > 0 ? near.map(({ id }) => id) : part).slice(0, mostNear);
}
