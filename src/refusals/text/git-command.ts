import type { Window } from './log';

/** How a command of Git reaches its remote. */
export type CommandBy = 'ssh' | 'https';

/**
 * A command of Git that talks to a remote, quoted, in brackets, as a list or behind Yarn's `Arguments:`, and what
 * follows its verb.
 */
const command = new RegExp(
  String.raw`(?:(?<![\w.@-])git(?:\.exe|\.cmd)?(?=["'\x60,\s])["'\x60]?,?` +
    String.raw`(?:\s{1,3}(?!["'\x60]?(?:clone|fetch|ls-remote|push|pull)\b)\S{1,200}){0,6}?` +
    String.raw`|^arguments:)\s{1,3}["'\x60]?(?:clone|fetch|ls-remote|push|pull)\b([^\n]{0,400})`,
  'i',
);
/** The same in a sentence: that it could not clone or fetch, and what follows. */
const sentence = new RegExp(
  String.raw`\b(?:fail(?:ed|ure|s)?|error|could not|couldn['’]t|cannot|can['’]t|unable to)\b[^\n]{0,30}?` +
    String.raw`\b(?:clon(?:e|ing)|fetch(?:ing)?|ls-remote|list(?:ing)? refs|push(?:ing)?(?! some refs)|pull(?:ing)?|check(?:ing)? ?out)\b` +
    String.raw`([^\n]{0,200})`,
  'i',
);
/** The same, where it says that behind. */
const attempt = /\b(?:clon(?:e|ing)|fetch(?:ing)?|push(?:ing)?|pull(?:ing)?)\b(?! some refs)([^\n]{0,200})/i;
const address = /(?:git\+)?(ssh|https?):\/\/\w|[\w.+-]{1,100}(@)[\w.-]{1,253}:(?!\/\/)\w/i;

/** That it failed, in the line of the command, or its status close by: Git ends with 128 and SSH with 255. */
const failed = new RegExp(
  String.raw`^\[!\]|\bfail(?:ed|ure|s)?\b|\berror(?:ed)?\b|\bnot run successfully|\bnon-?zero\b` +
    String.raw`|\b(?:exit\w*|return(?:ed|ing)?|status|code|rc)\b[^\n\w]{1,5}(?:\w{1,12}[^\n\w]{1,4}){0,3}[1-9]\d{0,2}\b`,
  'i',
);
const ended = new RegExp(
  String.raw`\b(?:exit(?:ed|failure)?|status|code|return(?:ed)?|rc|received|error)\b[^\n\w]{1,5}` +
    String.raw`(?:\w{1,12}[^\n\w]{1,4}){0,3}(?:128|129|143|255)\b|\bcommand failed\b|\bfailed to execute\b`,
  'i',
);

/** A command of its own, which may be what ended so. */
const another = /(?<![\w.@-])git(?:\.exe)?["']?\s{1,3}["']?(?!exit)[\w-]/i;

/** How a failed command of Git, in a line and its neighbours, reaches its remote; undefined where there is none. */
export function failedCommand({ lines, said, own: start }: Window): CommandBy | undefined {
  const line = said.slice(start).split('\n', 1)[0] ?? '';
  const [, typed] = command.exec(line) ?? [];
  const [, spoken = /\bfailed\b/i.test(line) ? attempt.exec(line)?.[1] : undefined] = sentence.exec(line) ?? [];
  const rest = typed ?? spoken;
  if (rest === undefined) return undefined;
  const [at, scheme, scp] = address.exec(rest) ?? [];
  if (at === undefined) return undefined;
  // Neither a name in an address nor what a script would do in that case says that it failed.
  const words = line.split(/\|\|/, 1)[0]?.split(' ') ?? [];
  const own = words.filter((word) => !/[/@]/.test(word)).join(' ');
  const isFailed =
    typed === undefined || failed.test(own) || lines.some((one) => ended.test(one.said) && !another.test(one.said));
  return isFailed ? (scp !== undefined || scheme?.toLowerCase() === 'ssh' ? 'ssh' : 'https') : undefined;
}
