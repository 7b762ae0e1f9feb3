import { view as bridge } from '@forge/bridge';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { plain } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { Failed, Loading } from '../controls/notice';
import { CopyLink } from '../place/copy-link';
import { usePlace, type Going, type Opened } from '../place/use-place';
import { WorkspaceClosed } from './cannot-read';
import { isRead, listed } from './list/listed';
import { Repositories } from './list/repositories';
import { besides, narrowed, shownAt } from './list/shown';
import type { Fetched } from './list/fetched';
import { Behind, InShort, NotFetched, Nothing, NothingRead } from './list/how-much';
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
  const refresh = useRef<HTMLButtonElement>(null);
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
            <Button look="quiet" busy={busy} onClick={again} buttonRef={refresh}>
              Refresh
            </Button>{' '}
            <CopyLink going={going} />
          </p>
        )}
      </header>
      {kept.is === 'loading' && <Loading what="Fetching what was read of this workspace…" />}
      {kept.is === 'failed' && <Failed title="The app did not answer" detail={kept.detail} retry={again} />}
      {kept.is === 'closed' && <WorkspaceClosed cannotRead={kept.cannotRead} retry={again} />}
      {kept.is === 'read' && kept.fetched.isBehind && (
        <Behind
          asOf={kept.fetched.asOf}
          busy={busy}
          again={() => {
            // This button goes once there is nothing more.
            refresh.current?.focus();
            again();
          }}
        />
      )}
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
  const readSoFar = all.filter(isRead).length;
  const coming = rowsEnd === 'coming' || repositoriesEnd === 'coming';
  // Where there is nothing else to look at; once open, it stays so as rows come.
  if (isOpen === undefined && !coming && readSoFar === 0) setIsOpen(true);
  return (
    <>
      <InShort all={all} fetched={fetched} now={now} />
      <NotFetched fetched={fetched} again={again} />
      {!coming && all.length === 0 && <Nothing fetched={fetched} />}
      {!coming && all.length > 0 && readSoFar === 0 && !fetched.isBehind && <NothingRead fetched={fetched} />}
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
            <AsApp reading={fetched.reading} isListed={!fetched.isBehind} onReading={onReading} onDone={again} />
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

/** The workspace by the name in its repositories. */
function nameOf({ rows, repositories }: Fetched): string | undefined {
  return repositories[0]?.workspace ?? rows[0]?.digest.repository.workspace;
}
