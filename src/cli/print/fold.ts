import { Help } from 'commander';

const widest = 100;
const narrowest = 40;
/** Stands for a space within a command while lines are folded: no text of ours holds it. */
const unbroken = '\uE000';

/**
 * A text folded to the terminal's width, 100 columns at most, behind `first` and below it behind as many spaces. A
 * command in code type is never broken: pasted, its first half would run.
 */
export function folded(text: string, columns = widest, first = ''): string {
  const help = new Help();
  const indent = help.displayWidth(first);
  const width = Math.max(narrowest, Math.min(columns, widest) - indent);
  const whole = text.replaceAll(/`[^`]+`/g, (code) => code.replaceAll(' ', unbroken));
  const lines = help.boxWrap(whole, width).replaceAll(unbroken, ' ').split('\n');
  return lines.map((line, at) => `${at === 0 ? first : ' '.repeat(indent)}${line}`.trimEnd()).join('\n');
}
