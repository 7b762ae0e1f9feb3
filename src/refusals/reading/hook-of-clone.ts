import type { Hit } from '../signatures/hits';
import { linesWith, windowAround, type Log } from '../text/log';

/** The beginnings of lines that git itself prints above its last, or a shell or the server prints: not a hook's. */
const noHook = new RegExp(
  String.raw`^(?:to |!|[$%#>❯➜~]|\w+@|git |pushing |everything |error:|fatal:|hint:|warning:|remote:|total ` +
    String.raw`|writing |counting |enumerating |compressing |delta |done\b|command:|output:)` +
    String.raw`|\[(?:remote )?rejected\]|\bgit push\b`,
  'i',
);

/** Whether the text holds only the last of the lines that Git prints about a push. */
export function isLastLineAlone(speaking: Hit[], log: Log): boolean {
  return (
    speaking.length > 0 &&
    speaking.every(({ signature }) => signature.afterHook) &&
    ['rejected]', 'remote:', 'hint:'].every((words) => linesWith(log, words).length === 0)
  );
}

/** What a hook of the clone may have printed above the last line of Git. */
export interface HookWords {
  words: string[];
  /** The command is shown, so everything between it and Git's last line was printed by a hook. */
  settled: boolean;
  /** They report success, as a build's output does; a hook that succeeds stops nothing. */
  succeeded: boolean;
}

/**
 * The possible output of a hook that stopped the push before anything was sent: then Git (2.39) prints only its last
 * line, also with `-v`, `-q` and `--porcelain`. For a push that was sent it names the remote and each reference too,
 * with or without `-q`; only `--porcelain` sends those to standard output. A log that left lines out looks the same, so
 * without the command above them these lines settle nothing.
 */
export function hookWords(speaking: Hit[], log: Log): HookWords | undefined {
  const [last] = speaking;
  if (!last || !isLastLineAlone(speaking, log)) return undefined;
  const own = last.lines[0];
  const { lines } = windowAround(log, own);
  const above = lines.slice(0, lines.indexOf(own)).findLast(({ said }) => said !== '');
  if (!above || above.start >= own.start || noHook.test(above.shown)) return undefined;
  const typed = linesWith(log, 'git push').findLast(({ start }) => start < own.start);
  const settled =
    typed !== undefined &&
    commandLine.test(typed.shown) &&
    !sentElsewhere.test(typed.shown) &&
    !sent.test(log.text.slice(typed.end, own.start));
  return {
    words: [above.shown, own.shown],
    settled,
    succeeded: success.test(above.shown) || log.text.slice(above.start, above.end).includes('[INFO]'),
  };
}

/** A command as a person typed it, or as a shell shows what it runs. */
const commandLine = /^(?:[$%#>❯➜+]\s{0,3}|[^\s$%#❯➜]{1,60}(?:\s[^$%#❯➜]{0,60})?[$%#❯➜]\s{1,3})?git push\b/;
/** Parts of a command that hide Git's own lines, or send them elsewhere. */
const sentElsewhere = /--porcelain\b|[|>]/;
/** Lines that show that Git contacted the server. */
const sent = /^\W{0,3}To \S|^(?:Writing|Enumerating|Counting) objects|^Total \d/m;
const success = new RegExp(
  String.raw`\b(?:success(?:ful(?:ly)?)?|succeeded|done|built|finished|passed|compiled|completed?|created|added` +
    String.raw`|updated|deployed|published|saved|bumped|generated)\b|^[✓✔]` +
    String.raw`|^\[[\w./-]{1,100} (?:\(root-commit\) )?[\da-f]{7,40}\]|\bfiles? changed\b|^BUILD SUCC`,
  'i',
);
