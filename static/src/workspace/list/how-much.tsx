import { counted, thousands } from '../../../../src/core/words/counts';
import { Badge } from '../../controls/badge';
import { Button } from '../../controls/button';
import { Closed, Loading, Notice } from '../../controls/notice';
import { Moment } from '../../moment';
import type { Fetched } from './fetched';
import { digestOf, isPartlyRead, isRead, oldestReading, type Listed } from './listed';
import { rulesReadWords } from './words';

const day = 24 * 60 * 60 * 1_000;
/** Days after which a reading is called old. */
const oldAfter = 2;

/** What holds, before anything is chosen. */
export function InShort({ all, fetched, now }: { all: readonly Listed[]; fetched: Fetched; now: number }) {
  const { rowsEnd, repositoriesEnd, size } = fetched;
  const whose = fetched.for === 'workspace-administrator' ? '' : ' that you administer';
  const present = all.filter(({ gone }) => !gone);
  const gone = all.length - present.length;
  const readSoFar = present.filter(isRead).length;
  const unread = present.length - readSoFar;
  const partly = present.filter(isPartlyRead).length;
  const oldest = oldestReading(present);
  const bad = present.filter((one) => digestOf(one)?.problems.some(({ level }) => level !== 'info')).length;
  if (rowsEnd === 'coming' || repositoriesEnd === 'coming') {
    const of = size === undefined ? '' : ` of ${thousands(size)}`;
    return (
      <Loading
        what={
          rowsEnd === 'coming'
            ? `Fetching what was read: ${thousands(fetched.rows.length)} repositories so far.`
            : `Bitbucket is listing the repositories: ${thousands(fetched.repositories.length)}${of} so far.`
        }
      />
    );
  }
  if (all.length === 0) return null;
  return (
    <ul className="workspace-short" aria-label="In short">
      <li>
        {counted(present.length, 'repository', 'repositories')}
        {whose}
        {rulesReadWords(present.length, unread)}
      </li>
      {gone > 0 && (
        <li>
          {thousands(gone)} more {gone === 1 ? 'was' : 'were'} read earlier, and Bitbucket lists{' '}
          {gone === 1 ? 'it' : 'them'} no longer.
        </li>
      )}
      {readSoFar > 0 && (
        <li>
          {bad === 0
            ? 'Nothing that needs attention was found in what was read.'
            : `Something needs attention in ${counted(bad, 'repository', 'repositories')}.`}
        </li>
      )}
      {partly > 0 && (
        <li>
          Not everything could be looked at in {counted(partly, 'repository', 'repositories')}, so more may be wrong
          there.
        </li>
      )}
      {oldest !== undefined && <Oldest at={oldest} days={Math.floor((now - Date.parse(oldest)) / day)} />}
    </ul>
  );
}

function Oldest({ at, days }: { at: string; days: number }) {
  return days < oldAfter ? (
    <li>
      The oldest reading is of <Moment at={at} />.
    </li>
  ) : (
    <li>
      <Badge tone="open">Old</Badge> The oldest reading is of <Moment at={at} />, {thousands(days)} days ago: what was
      changed there since does not show.
    </li>
  );
}

/** The app has read more than stands there. Nothing fetches that unasked: each time costs whoever looks some calls. */
export function Behind({ asOf, busy, again }: { asOf: string; busy: boolean; again: () => void }) {
  return (
    <Notice title="The app has read more since">
      <p>
        What stands below is as of <Moment at={asOf} />.
      </p>
      <Button busy={busy} onClick={again}>
        Show what it has read
      </Button>
    </Notice>
  );
}

/** What is missing from the page, and why. */
export function NotFetched({
  fetched: { rowsEnd, repositoriesEnd, notAgain },
  again,
}: {
  fetched: Fetched;
  again: () => void;
}) {
  const missing = [
    ...(notAgain === undefined
      ? []
      : [{ what: 'It could not be fetched again, so what stood here stays', why: notAgain }]),
    ...(typeof rowsEnd === 'object'
      ? [{ what: 'The app’s storage did not give all that was read', why: rowsEnd.failed }]
      : []),
    ...(typeof repositoriesEnd === 'object'
      ? [{ what: 'Bitbucket did not list all repositories, so some may be missing below', why: repositoriesEnd.failed }]
      : []),
  ];
  if (missing.length === 0) return null;
  return (
    <div role="alert">
      <Closed title="Not everything could be fetched">
        {missing.map(({ what, why }) => (
          <p key={what}>
            {what}. {why}
          </p>
        ))}
        <Button onClick={again}>Ask again</Button>
      </Closed>
    </div>
  );
}

/** There is no repository at all. */
export function Nothing({ fetched: { for: whose, repositoriesEnd } }: { fetched: Fetched }) {
  if (repositoriesEnd !== 'done') return null;
  return (
    <p>
      {whose === 'workspace-administrator'
        ? 'This workspace has no repository that Bitbucket shows you or the app.'
        : 'Bitbucket lists no repository that you administer.'}{' '}
      Each would stand here in a line: who can push to its main branch, and what is wrong with its rules.
    </p>
  );
}

/** None of the repositories was read: whether somebody tried, and what can be done. */
export function NothingRead({ fetched: { reading } }: { fetched: Fetched }) {
  const tried = reading?.finishedAt !== undefined && reading.notRead > 0;
  return (
    <Notice
      tone={tried ? 'warning' : 'info'}
      title={tried ? 'The app could read none of them' : 'Nothing was read yet'}
    >
      <p>
        {tried
          ? 'Bitbucket did not show the app what administrators see; the list below says of each why. You can read as yourself what you administer, under “How up to date it is”.'
          : 'The app reads by itself, a few repositories at a time. You can begin at once, under “How up to date it is”.'}
      </p>
    </Notice>
  );
}
