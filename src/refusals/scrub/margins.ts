import { margin } from '../text/log';
import type { Source } from './source';

const known = new RegExp(
  String.raw`${margin.source.replace('^', '')}|remote:|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} ` +
    String.raw`[\w./-]{1,60}(?:\[\d{1,9}\])?:|[\w.-]{1,40} {0,20}\|(?= )|(?:TRACE|DEBUG|INFO|WARN|ERROR)\b:?` +
    String.raw`|\[[\w .:/-]{1,40}\](?= )|[\w.$-]{1,60} -(?= )|=(?= )`,
  'iy',
);
const most = 10;

/**
 * Where the text of a line begins, after what a log or a mail put in front: a known margin, or whatever the line before
 * begins with too, apart from digits.
 */
export function afterMargin({ text, lineEnd, lineStart }: Source, start: number): number {
  // Keys and rulers begin like this, margins do not.
  if (text.charCodeAt(start) === 45) return start;
  let at = start;
  for (let n = 0; n < most && mayBeMargin(text.charCodeAt(at)); n += 1) {
    known.lastIndex = at;
    if (!known.test(text) || known.lastIndex === at) break;
    at = known.lastIndex;
  }
  const end = lineEnd(start);
  return Math.max(Math.min(at, end), sharedMargin(text, start, saidFrom(text, lineStart(Math.max(0, start - 1))), end));
}

/** No margin begins with a line break. */
function mayBeMargin(code: number): boolean {
  return code !== 10 && code !== 13;
}

/** In JSON the first line of a log follows the name of its field. */
function saidFrom(text: string, start: number): number {
  const field = text[start] === '{' ? text.slice(start, start + 200).indexOf(':"') : -1;
  return field < 0 ? start : start + field + 2;
}

const longestShared = 120;

function sharedMargin(text: string, start: number, before: number, end: number): number {
  let margin = start;
  for (let n = 0; n < longestShared && start + n < end && before + n < start; n += 1) {
    const [a, b] = [text.charCodeAt(start + n), text.charCodeAt(before + n)];
    if (a !== b && !(isDigit(a) && isDigit(b))) break;
    if (a === 32 || a === 9) margin = start + n + 1;
  }
  const shared = text.slice(start, margin);
  return shared.length >= 3 && /[\d|\]>:]/.test(shared) && !shared.includes('----') ? margin : start;
}

function isDigit(code: number): boolean {
  return code > 47 && code < 58;
}
