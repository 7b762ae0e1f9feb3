import '../../static/src/page.css';
import { useCallback, useMemo, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { gather, viewActor, viewBranch, type Gathered } from '../../src/core/cell/cell';
import type { Actor, Facts } from '../../src/core/model';
import { nothing, type Change } from '../../src/core/questions/change/change';
import { compile, type Compiled } from '../../src/core/questions/change/classes';
import { difference } from '../../src/core/questions/change/difference';
import { effectOf } from '../../src/core/questions/change/effect';
import { tried } from '../../src/core/questions/change/tried';
import { actorKeyOn, branchKey, classify } from '../../src/core/questions/classes';
import { allActors, matrix } from '../../src/core/questions/survey';
import { tellTrial } from '../../src/core/say/rules/trial';
import { MatrixView } from '../../static/src/matrix/matrix-view';
import { placeAfter, type Place } from '../../static/src/place/place';
import type { Going } from '../../static/src/place/use-place';
import { paramsFor, questionAt } from '../../static/src/settings/asked';
import type { Reading } from '../../static/src/settings/use-facts';
import type { ViewProps } from '../../static/src/settings/view';
import '../measures';

let root: Root | undefined;

window.bench = {
  async measure(facts) {
    const firstMatrix = await timed(() => shown(facts));
    const gathered = gather(facts);
    const oneByOne = await timed(() => oneByOneClasses(gathered));
    let compiled: Compiled | undefined;
    const compileTime = await timed(() => {
      compiled = compile(gathered);
    });
    const changes: number[] = [];
    const some = changesOf(facts);
    for (const change of some) changes.push(await timed(() => compiled && told(compiled, change)));
    const after = tried(gathered, some[0] ?? nothing).facts;
    const survey = await timed(() => matrix(after, 'push'));
    return { firstMatrix, oneByOne, compile: compileTime, changes, survey };
  },

  async scroll() {
    const table = document.querySelector('.matrix');
    if (!table) throw new Error('There is no table to scroll.');
    const tasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
    const cells = new Set<string>();
    let frames = 0;
    for (const [left, top] of [...steps(120, 0, 420), ...steps(90, 240, 0), ...steps(60, 160, 900)]) {
      table.scrollBy(left, top);
      await frame();
      frames++;
      for (const cell of table.querySelectorAll<HTMLElement>('[role="gridcell"]'))
        cells.add(`${cell.dataset['row'] ?? ''} ${cell.dataset['column'] ?? ''}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    observer.disconnect();
    return { frames, longest: Math.max(0, ...tasks), long: tasks.filter((one) => one > 50).length, cells: cells.size };
  },
};

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

function oneByOneClasses(gathered: Gathered) {
  const { facts } = gathered;
  return [
    classify(
      facts.branches.items.map((name) => viewBranch(name, gathered)),
      branchKey,
    ),
    classify(
      allActors(facts).map((actor) => viewActor(actor, gathered)),
      actorKeyOn(facts),
    ),
  ];
}

/** A spread of restrictions, each removed by itself. */
function changesOf({ restrictions: { items } }: Facts): Change[] {
  const ids = items.flatMap(({ id }) => id ?? []).filter((_, at) => at % 10 === 0);
  return ids.map((id) => ({ ...nothing, restrictions: { ...nothing.restrictions, remove: [id] } }));
}

/** Whose verdicts the change flips, in sentences. */
function told(compiled: Compiled, change: Change) {
  return tellTrial(compiled, effectOf(difference(compiled, change)), []);
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function frame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}
