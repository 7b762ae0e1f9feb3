import type { Window } from './log';

/** How a command of Git reaches its remote. */
export type CommandBy = 'ssh' | 'https';

/**
 * A command of Git that talks to a remote, quoted, in brackets, as a list or behind Yarn's `Arguments:`, and what
 * follows its verb.
 */
const command = new RegExp(
  String.raw`(?:(?<![\w.@-])git(?:\.exe|\.cmd)?(?=["'\x60,\s])["'\x60]?,?(?:\s{1,3}(?!["'\x60]?(?:clone|fetch|ls-remote|push|pull)\b)\S{1,200}){0,6}?` +
    String.raw`|^arguments:)\s{1,3}["'\x60]?(?:clone|fetch|ls-remote|push|pull)\b([^\n]{0,400})`,
  'i',
);
const address = /(?:git\+)?(ssh|https?):\/\/\w|[\w.+-]{1,100}(@)[\w.-]{1,253}:(?!\/\/)\w/i;

/** That it failed, in the line of the command, or its status close by: Git ends with 128 and SSH with 255. */
const failed =
  /\bfail(?:ed|ure|s)?\b|\berror(?:ed)?\b|\bnot run successfully|\bnon-?zero\b|\bexit\w*\b|\breturned\b|\bcode\b/i;
const ended =
  /\b(?:exit(?:ed|failure)?|status|code|return(?:ed)?|rc|received|error)\b[^\n\w]{1,5}(?:\w{1,12}[^\n\w]{1,4}){0,3}(?:128|129|143|255)\b|\bcommand failed\b|\bfailed to execute\b/i;

/** A command of its own, which may be what ended so. */
const another = /(?<![\w.@-])git(?:\.exe)?["']?\s{1,3}["']?(?!exit)[\w-]/i;

/** How a failed command of Git, in a line and its neighbours, reaches its remote; undefined where there is none. */
export function failedCommand({ lines, said, own }: Window): CommandBy | undefined {
  const line = said.slice(own).split('\n', 1)[0] ?? '';
  const [, rest] = command.exec(line) ?? [];
  if (rest === undefined) return undefined;
  const [at, scheme, scp] = address.exec(rest) ?? [];
  if (at === undefined) return undefined;
  const isFailed = failed.test(line) || lines.some((one) => ended.test(one.said) && !another.test(one.said));
  return isFailed ? (scp !== undefined || scheme?.toLowerCase() === 'ssh' ? 'ssh' : 'https') : undefined;
}
