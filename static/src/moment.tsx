import { plain } from '../../src/core/words/names';

let format: Intl.DateTimeFormat | undefined;

/** An RFC 3339 time in a form for people. */
export function Moment({ at }: { at: string }) {
  const time = new Date(at);
  return <time dateTime={at}>{Number.isNaN(time.valueOf()) ? plain(at) : shown(time)}</time>;
}

/** The format is made once: that takes longer than all that is done with it. */
function shown(time: Date): string {
  format ??= new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(time);
}
