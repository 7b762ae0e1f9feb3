import { allActors } from '../../../src/core/people/actor';
import { view as bridge } from '@forge/bridge';
import { Fragment, Suspense, useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { gather } from '../../../src/core/cell/cell';
import type { Actor, Facts } from '../../../src/core/model';
import { namesOf } from '../../../src/core/repository';
import { ownPullRequests, underSupplied } from '../../../src/core/words/gaps';
import { plain } from '../../../src/core/words/names';
import { pullRequestPage } from '../../../src/core/words/pages';
import { Button } from '../controls/button';
import { Failed, Loading, Notice } from '../controls/notice';
import { Outward } from '../decision/outward';
import { Moment } from '../moment';
import { UnstoredKey } from '../keys/new-key-card';
import { views } from '../place/place';
import { usePlace, type Going, type Opened } from '../place/use-place';
import { ReaderOfPage } from '../reader';
import { CopyLink } from '../place/copy-link';
import { WaysThere, Words } from '../words';
import { paramsFor, questionAt, sayNotFound } from './asked';
import { CannotReadMessage } from './reading/cannot-read';
import { ReadAgain } from './reading/read-again';
import { Tabs } from './tabs';
import { useFacts, type ReadState, type Reading } from './reading/use-facts';
import type { ViewProps } from './view';
import { contents } from './views';
import { WithoutFacts } from './reading/without-facts';

/** The repository settings page: one question at a time, and views of everybody, every branch and every rule. */
export function SettingsPage({ opened }: { opened: Opened }) {
  const reading = useFacts();
  const going = usePlace(opened);
  const { state, again } = reading;
  const readButton = useRef<HTMLButtonElement>(null);
  return (
    <main className="page">
      <header className="page-header">
        <h1>Who can push</h1>
        {state.is === 'read' && (
          <p className="subtle">
            {plain(state.facts.repository.fullName)}
            {state.facts.readAt !== undefined && (
              <>
                , read at <Moment at={state.facts.readAt} />
              </>
            )}{' '}
            <Button look="quiet" busy={state.again === 'busy'} onClick={again} buttonRef={readButton}>
              Read again
            </Button>{' '}
            <CopyLink going={going} />
          </p>
        )}
      </header>
      {state.is === 'loading' && <Loading what="Reading branch restrictions and permissions…" />}
      {state.is === 'failed' && <Failed title="The app did not answer" detail={state.detail} retry={again} />}
      {state.is === 'closed' && <CannotReadMessage cannotRead={state.cannotRead} retry={again} />}
      {(state.is === 'failed' || state.is === 'closed') && <WithoutFacts going={going} />}
      {state.is === 'read' && <Read reading={reading} state={state} going={going} readButton={readButton} />}
    </main>
  );
}

function Read({
  reading,
  state,
  going,
  readButton,
}: {
  reading: Reading;
  state: ReadState;
  going: Going;
  readButton: RefObject<HTMLButtonElement>;
}) {
  const { facts, gathered } = state;
  const { branches } = reading;
  const { place, go } = going;
  const actors = useActors(facts);
  const everything = useMemo(
    () => (branches.done ? gather({ ...facts, branches: { items: branches.items, gaps: branches.gaps } }) : undefined),
    [facts, branches],
  );
  const question = useMemo(() => questionAt(place, facts), [place, facts]);
  const notFound = sayNotFound(place, question, facts);
  const ask = useCallback<ViewProps['ask']>(
    (change, how) => {
      go({ params: paramsFor(change) }, how);
    },
    [go],
  );
  useTitle(`${contents[place.view].title} · Who can push · ${plain(facts.repository.fullName)}`);
  const { viewer } = facts;
  // Others are not given the facts.
  const reader = useMemo(() => ({ id: viewer.known ? viewer.value.id : undefined, administers: true }), [viewer]);
  const { repository } = facts;
  const waysThere = useMemo(
    () =>
      new Map([
        [
          underSupplied,
          <Fragment key="supplied">
            under{' '}
            <Button
              look="quiet"
              className="in-text"
              onClick={() => {
                go({ view: 'supplied' });
              }}
            >
              Supplied
            </Button>
          </Fragment>,
        ],
        [
          ownPullRequests,
          <Outward key="pull-requests" href={pullRequestPage(namesOf(repository))}>
            {ownPullRequests}
          </Outward>,
        ],
      ]),
    [go, repository],
  );
  const { saveMembers } = reading;
  const supply = useMemo(
    () => ({ gathered: everything ?? gathered, onMembers: saveMembers }),
    [everything, gathered, saveMembers],
  );
  const props: ViewProps = { reading, facts, gathered, branches, everything, actors, question, ask, going, supply };
  return (
    <ReaderOfPage.Provider value={reader}>
      <WaysThere.Provider value={waysThere}>
        <ReadAgain state={state} reading={reading} question={question} back={readButton} />
        {place.view !== 'builds' && (
          <UnstoredKey
            onGo={() => {
              go({ view: 'builds' });
            }}
          />
        )}
        {notFound.length > 0 && (
          <Notice tone="warning" title="This link asks about something that is not here">
            {notFound.map((text) => (
              <p key={text}>
                <Words text={text} />
              </p>
            ))}
          </Notice>
        )}
        <Tabs
          label="Who can push"
          open={place.view}
          onOpen={(view) => {
            go({ view });
          }}
          tabs={views.map((view) => {
            const { title, content: Content, kept } = contents[view];
            return {
              key: view,
              title,
              content: (
                <Suspense fallback={<Loading what="Loading this view…" />}>
                  <Content {...props} />
                </Suspense>
              ),
              ...(kept && { kept }),
            };
          })}
        />
      </WaysThere.Provider>
    </ReaderOfPage.Provider>
  );
}

/** Everybody to ask about, sorted after the first answer is on the page: there may be thousands. */
function useActors(facts: Facts): Actor[] {
  const [actors, setActors] = useState<Actor[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => {
      setActors(allActors(facts));
    });
    return () => {
      clearTimeout(timer);
    };
  }, [facts]);
  return actors;
}

/** Says in the window's title which view is open, once somebody goes to another. */
function useTitle(title: string) {
  const shown = useRef<string>();
  useEffect(() => {
    if (shown.current === title) return;
    shown.current = title;
    // A host without titles shows the page all the same.
    bridge.changeWindowTitle(title).catch(() => undefined);
  }, [title]);
}
