import { compile } from '../../src/core/compiled/compile';
import type { Compiled } from '../../src/core/compiled/compiled';
import { allActors } from '../../src/core/people/actor';
import '../../static/src/page.css';
import { useCallback, useMemo, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { gather, type Gathered } from '../../src/core/cell/cell';
import type { Actor, Facts } from '../../src/core/model';
import { nothing, type Change } from '../../src/core/questions/change/change';
import { difference } from '../../src/core/questions/change/difference';
import { effectOf } from '../../src/core/questions/change/effect';
import { tried } from '../../src/core/questions/change/tried';
import { matrix } from '../../src/core/questions/survey';
import { tellTrial } from '../../src/core/say/rules/trial';
import { MatrixView } from '../../static/src/matrix/matrix-view';
import { placeAfter, type Place } from '../../static/src/place/place';
import type { Going } from '../../static/src/place/use-place';
import { paramsFor, questionAt } from '../../static/src/settings/asked';
import type { Reading } from '../../static/src/settings/reading/use-facts';
import type { ViewProps } from '../../static/src/settings/view';
import '../measures';

let root: Root | undefined;
let gathered: Gathered | undefined;
let compiled: Compiled | undefined;

window.bench = {
  take: (facts) => {
    gathered = gather(facts);
    return changesOf(facts).length;
  },
  show: () => shown(given(gathered).facts),
  compile: () => {
    compiled = compile(given(gathered));
  },
  change: (at) => {
    const change = changesOf(given(gathered).facts)[at] ?? nothing;
    tellTrial(given(compiled), effectOf(difference(given(compiled), change)), []);
  },
  survey: () => {
    const [change = nothing] = changesOf(given(gathered).facts);
    matrix(tried(given(gathered), change).facts, 'push');
  },
  async scroll() {
    const table = document.querySelector('.matrix');
    if (!table) throw new Error('There is no table to scroll.');
    const some = [...steps(24, 0, 420), ...steps(20, 240, 0), ...steps(16, 160, 900)];
    for (const [left, top] of some) {
      table.scrollBy(left, top);
      await frame();
    }
    return some.length;
  },
};

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('That comes later.');
  return value;
}

function steps(count: number, left: number, top: number): [number, number][] {
  return Array.from({ length: count }, () => [left, top]);
}

/** Draws the view over these facts; resolves once a table with verdicts is on the screen. */
async function shown(facts: Facts): Promise<void> {
  const place = document.createElement('main');
  place.className = 'page';
  document.body.replaceChildren(place);
  root = createRoot(place);
  const drawn = new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!place.querySelector('[role="gridcell"]')) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(place, { childList: true, subtree: true });
  });
  root.render(<Page facts={facts} />);
  await drawn;
  await frame();
}

function Page({ facts }: { facts: Facts }) {
  const [place, setPlace] = useState<Place>({ view: 'matrix', params: {} });
  const gathered = useMemo(() => gather(facts), [facts]);
  const actors = useMemo((): Actor[] => allActors(facts), [facts]);
  const go = useCallback<Going['go']>((step) => {
    setPlace((before) => placeAfter(before, step));
  }, []);
  const going = useMemo((): Going => ({ place, go, addressOf: () => '' }), [place, go]);
  const ask = useCallback<ViewProps['ask']>(
    (change) => {
      go({ params: paramsFor(change) });
    },
    [go],
  );
  const supply = useMemo(() => ({ gathered, onMembers: nobodyReads.saveMembers }), [gathered]);
  const branches = useMemo(() => ({ ...facts.branches, done: true }), [facts]);
  const question = useMemo(() => questionAt(place, facts), [place, facts]);
  return (
    <MatrixView
      {...{ facts, gathered, branches, actors, question, ask, going }}
      everything={gathered}
      reading={nobodyReads}
      supply={supply}
    />
  );
}

const nobodyReads = {} as Reading;

/** A spread of restrictions, each removed by itself. */
function changesOf({ restrictions: { items } }: Facts): Change[] {
  const ids = items.flatMap(({ id }) => id ?? []).filter((_, at) => at % 10 === 0);
  return ids.map((id) => ({ ...nothing, restrictions: { ...nothing.restrictions, remove: [id] } }));
}

function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}
