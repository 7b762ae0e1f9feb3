import { view as bridge } from '@forge/bridge';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import { counted, thousands } from '../../../src/core/words/counts';
import { plain } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { Closed, Failed, Loading, Notice } from '../controls/notice';
import { CopyLink } from '../place/copy-link';
import { usePlace, type Going, type Opened } from '../place/use-place';
import { WorkspaceClosed } from './cannot-read';
import { digestOf, listed, type Listed } from './list/listed';
import { Repositories } from './list/repositories';
import { besides, narrowed, shownAt } from './list/shown';
import type { Fetched } from './list/fetched';
import { useKept, type KeptRows } from './list/use-kept';
import { AsApp } from './reading/as-app';
import { AsYou } from './reading/as-you';
import { Days } from './reading/days';
import { useReadingAsYou } from './reading/use-reading';
import { chosen } from './reading/which';
import { settingsAddresses } from './settings-address';
import type { WorkspaceView } from './views';
import './workspace.css';

/** The page of a workspace: what is wrong in which repository, as far as they were read, and the reading itself. */
export function WorkspacePage({ opened, location }: { opened: Opened<WorkspaceView>; location: string }) {
  const rows = useKept();
  const going = usePlace(opened);
  const { kept, busy, again } = rows;
  const name = kept.is === 'read' ? nameOf(kept.fetched) : undefined;
  useEffect(() => {
    // A host without titles shows the page all the same.
    if (name !== undefined) bridge.changeWindowTitle(`Who can push · ${plain(name)}`).catch(() => undefined);
  }, [name]);
  return (
    <main className="page workspace">
      <header className="page-header">
        <h1>Who can push</h1>
        {kept.is === 'read' && (
          <p className="subtle">
            {name === undefined ? 'This workspace' : `The workspace ${plain(name)}`}{' '}
            <Button look="quiet" busy={busy} onClick={again}>
              Refresh
            </Button>{' '}
            <CopyLink going={going} />
          </p>
        )}
      </header>
      {kept.is === 'loading' && <Loading what="Fetching what was read of this workspace…" />}
      {kept.is === 'failed' && <Failed title="The app did not answer" detail={kept.detail} retry={again} />}
      {kept.is === 'closed' && <WorkspaceClosed cannotRead={kept.cannotRead} retry={again} />}
      {kept.is === 'read' && (
        <Read rows={rows} fetched={kept.fetched} name={name ?? 'workspace'} going={going} location={location} />
      )}
    </main>
  );
}

function Read({
  rows: { again, put, learn },
  fetched,
  name,
  going,
  location,
}: {
  rows: KeptRows;
  fetched: Fetched;
  name: string;
  going: Going<WorkspaceView>;
  location: string;
}) {
  const id = useId();
  const { rows, repositories, rowsEnd, repositoriesEnd } = fetched;
  const all = useMemo(
    () => listed(rows, repositories, repositoriesEnd === 'done'),
    [rows, repositories, repositoriesEnd],
  );
  // What changed lately does not change while somebody looks: it would take rows from under their eyes.
  const [now] = useState(() => Date.now());
  const [isOpen, setIsOpen] = useState<boolean>();
  const { place } = going;
  const reading = useReadingAsYou(put);
  const settingsAddress = useMemo(() => settingsAddresses(location), [location]);
  const onReading = useCallback(
    (next: NonNullable<Fetched['reading']>) => {
      learn({ reading: next });
    },
    [learn],
  );
  const choice = useMemo(() => {
    const shown = shownAt(place);
    return chosen(all, narrowed(besides(all, shown), shown, now), now);
  }, [all, place, now]);
  const standing = reading.progress?.standing.is;
  const isReading = standing !== undefined && standing !== 'done';
  const readSoFar = all.filter((one) => digestOf(one) !== undefined).length;
  const coming = rowsEnd === 'coming' || repositoriesEnd === 'coming';
  // Where there is nothing else to look at; once open, it stays so as rows come.
  if (isOpen === undefined && !coming && readSoFar === 0) setIsOpen(true);
  return (
    <>
      <InShort all={all} fetched={fetched} readSoFar={readSoFar} />
      <NotFetched fetched={fetched} again={again} />
      {!coming && all.length === 0 && <Nothing fetched={fetched} />}
      {!coming && all.length > 0 && readSoFar === 0 && <NothingRead fetched={fetched} />}
      <details
        className="fold up-to-date"
        open={isOpen ?? false}
        onToggle={({ currentTarget }) => {
          setIsOpen(currentTarget.open);
        }}
      >
        <summary>
          <h2 id={id}>How up to date it is</h2>
        </summary>
        <div className="reading-parts">
          {fetched.for === 'workspace-administrator' && fetched.reading !== undefined && (
            <AsApp reading={fetched.reading} onReading={onReading} onDone={again} />
          )}
          <AsYou reading={reading} choice={choice} />
          {fetched.for === 'workspace-administrator' && fetched.days !== undefined && (
            <Days
              days={fetched.days}
              onDays={(days) => {
                learn({ days });
              }}
            />
          )}
        </div>
      </details>
      {all.length > 0 && (
        <Repositories
          workspace={name}
          all={all}
          now={now}
          isReading={isReading}
          going={going}
          settingsAddress={settingsAddress}
        />
      )}
    </>
  );
}

/** What holds, before anything is chosen. */
function InShort({ all, fetched, readSoFar }: { all: readonly Listed[]; fetched: Fetched; readSoFar: number }) {
  const { rowsEnd, repositoriesEnd, size } = fetched;
  const whose = fetched.for === 'workspace-administrator' ? '' : ' that you administer';
  const unread = all.length - readSoFar;
  const bad = all.filter((one) => digestOf(one)?.problems.some(({ level }) => level !== 'info')).length;
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
        {counted(all.length, 'repository', 'repositories')}
        {whose}
        {unread === 0 ? ', and all of them were read.' : `; ${thousands(unread)} of them not read.`}
      </li>
      {readSoFar > 0 && (
        <li>
          {bad === 0
            ? 'Nothing that needs attention was found in what was read.'
            : `Something needs attention in ${counted(bad, 'repository', 'repositories')}.`}
        </li>
      )}
    </ul>
  );
}

/** What is missing from the page, and why. */
function NotFetched({
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

function Nothing({ fetched: { for: whose, repositoriesEnd } }: { fetched: Fetched }) {
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

function NothingRead({ fetched: { reading } }: { fetched: Fetched }) {
  const tried = reading?.finishedAt !== undefined && reading.notRead > 0;
  return (
    <Notice
      tone={tried ? 'warning' : 'info'}
      title={tried ? 'The app could read none of them' : 'Nothing was read yet'}
    >
      <p>
        {tried
          ? 'Bitbucket did not show the app what administrators see; the list below says of each why. You can read as yourself what you administer, under “How up to date it is”.'
          : 'The app reads by itself every hour. You can begin at once, under “How up to date it is”.'}
      </p>
    </Notice>
  );
}

/** The workspace by the name in its repositories. */
function nameOf({ rows, repositories }: Fetched): string | undefined {
  return repositories[0]?.workspace ?? rows[0]?.digest.repository.workspace;
}
