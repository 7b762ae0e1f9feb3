import { plain } from '../../src/core/words/names';

/** A time of RFC 3339, as people read it. */
export function Moment({ at }: { at: string }) {
  const time = new Date(at);
  const shown = Number.isNaN(time.valueOf())
    ? plain(at)
    : time.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={at}>{shown}</time>;
}
