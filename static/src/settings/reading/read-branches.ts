import type { PanelCalls } from '../../../../src/panel-calls';
import { withPortion, type Portions } from '../../../../src/core/portions/portions';

/** Asks the app for some of the branches. */
type Ask = (portion: Asked) => Promise<Portion>;
type Asked = Parameters<PanelCalls['branches']>[0];
type Portion = Exclude<ReturnType<PanelCalls['branches']>, { cannotRead: unknown }>;

/** Pages of a portion, once it is known how many there are: as many as the app gives at once. */
const pagesOfPortion = 45;
/** Portions that are asked for at the same time. */
const sideBySide = 4;

/**
 * Reads all branches. A first, short portion tells how many there are, and the others are then asked for side by side;
 * where it does not tell, one after another. `onRead` is given all that came so far, in Bitbucket's order, as it comes.
 */
export async function readBranches(
  ask: Ask,
  isStale: () => boolean,
  onRead: (read: Portions<string> & { done: boolean }) => void,
): Promise<void> {
  const came: (Portion | undefined)[] = [];
  const tell = (done: boolean) => {
    const portions = came.filter((one) => one !== undefined);
    const all = portions.reduce<Portions<string> | undefined>(
      (before, { branches, size }) =>
        withPortion(before, { ...branches, ...(size !== undefined && { size }) }, { what: 'branches' }, (name) => name),
      undefined,
    );
    onRead({ ...(all ?? { items: [], gaps: [] }), done });
  };
  let waiting: Asked[] = [{ page: 1 }];
  while (waiting.length > 0) {
    const wave = waiting.splice(0, sideBySide);
    const [from, until] = [came.length, came.length + wave.length];
    let left = wave.length;
    await Promise.all(
      wave.map(async (portion, at) => {
        came[from + at] = await ask(portion);
        if (--left > 0 && !isStale()) tell(false);
      }),
    );
    if (isStale()) return;
    if (waiting.length === 0) waiting = following(came[until - 1]);
    tell(waiting.length === 0);
  }
}

/** What is left to ask for after a portion, in portions as equal as may be. */
function following(portion: Portion | undefined): Asked[] {
  const { next, last } = portion ?? {};
  if (next === undefined) return [];
  if (last === undefined) return [{ page: next }];
  const rest = last - next + 1;
  const pages = Math.ceil(rest / Math.ceil(rest / pagesOfPortion));
  return Array.from({ length: Math.ceil(rest / pages) }, (_, at) => {
    const page = next + at * pages;
    return { page, pages: Math.min(pages, last - page + 1) };
  });
}
