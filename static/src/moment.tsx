import { plain } from '../../src/core/words/names';

/** An RFC 3339 time in a form for people. */
export function Moment({ at }: { at: string }) {
  const time = new Date(at);
  const shown = Number.isNaN(time.valueOf())
    ? plain(at)
    : time.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={at}>{shown}</time>;
}
