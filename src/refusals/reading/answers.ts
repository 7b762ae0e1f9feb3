import { linesWith, type Line, type Log } from '../text/log';

/** How far a push or a fetch came, the later the further. */
export const stages = { none: 0, contact: 1, admitted: 2, judged: 3, updated: 4 } as const;
/** One of these. */
export type Stage = (typeof stages)[keyof typeof stages];

/** A line that shows that the server answered. */
export interface Answer {
  line: Line;
  stage: Stage;
  /** The branch that it is of. */
  branch?: string;
}

const update =
  /^(?:[+*-]\s+)?(?:[\da-f]{7,40}\.{2,3}[\da-f]{7,40}|\[new (?:branch|tag)\]|\[deleted\])\s+(?:(\S{1,250})(?: -> (\S{1,250}))?)?/;
const rejection = /\[(remote )?rejected\]\s*(?:\(|\S{1,250}(?: -> (\S{1,250}))?)/;
/** A status with which a server refuses whoever asks; of 407 and 408 that is a proxy's, of 429 any. */
const status = /unable to access .{1,600}returned error: 4(?!0[78]|29)\d\d/i;

/** The answers of servers in a log, in no order. */
export function answersIn(log: Log): Answer[] {
  const rejected = linesWith(log, 'rejected]').flatMap((line): Answer[] => {
    const [found, byServer, branch] = rejection.exec(line.said) ?? [];
    if (found === undefined) return [];
    return [{ line, stage: byServer ? stages.judged : stages.admitted, ...(branch !== undefined && { branch }) }];
  });
  const updates = [...linesWith(log, ' -> '), ...linesWith(log, '[deleted]')].flatMap((line): Answer[] => {
    const [found, from, to = from] = update.exec(line.said) ?? [];
    if (found === undefined) return [];
    // `main -> origin/main` is what a fetch brought.
    const isFetch = to === 'FETCH_HEAD' || (from !== undefined && to !== from && to?.endsWith(`/${from}`) === true);
    if (isFetch) return [{ line, stage: stages.contact }];
    return [{ line, stage: stages.updated, ...(to !== undefined && { branch: to }) }];
  });
  const refused = [
    ...linesWith(log, 'returned error: 4').filter(({ said }) => status.test(said)),
    ...linesWith(log, 'authentication failed for'),
    ...linesWith(log, 'receiving objects: 100%'),
  ].map((line): Answer => ({ line, stage: stages.contact }));
  const same = linesWith(log, 'everything up-to-date').map((line): Answer => ({ line, stage: stages.admitted }));
  return [...rejected, ...updates, ...refused, ...same];
}
