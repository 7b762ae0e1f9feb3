import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Facts } from '../../../src/core/model';
import { nothing, type Change } from '../../../src/core/questions/change/change';
import { withNames } from '../../../src/core/questions/change/named';
import type { Going } from '../place/use-place';
import { changeAt, changeParam, isTooLongToLink } from './place-change';

/** The change that is tried, which stands in the place. */
export interface TriedChange {
  change: Change;
  /** What is wrong with the one of a link, as the end of a sentence. */
  wrong?: string;
  /** Whether a copied link would not hold it. */
  isTooLong: boolean;
  /** What somebody makes of it. */
  set: (change: Change) => void;
  /** Another in its place. */
  setInstead: (change: Change) => void;
  /** Goes back to the one in whose place another came; undefined where there is none. */
  bringBack: (() => void) | undefined;
}

/** The change of the place, by the names of these facts. It is found again by who comes back from another view. */
export function useChange({ place: { view, params }, go }: Going, facts: Facts): TriedChange {
  const param = params['change'];
  const isHere = view === 'try';
  const last = useRef('');
  const [replaced, setReplaced] = useState('');
  const wasHere = useRef(isHere);

  useEffect(() => {
    const comes = isHere && !wasHere.current;
    wasHere.current = isHere;
    if (comes && param === undefined && last.current !== '') go({ params: { change: last.current } }, 'replace');
    else if (isHere) {
      if (comes && last.current !== '' && last.current !== param) setReplaced(last.current);
      last.current = param ?? '';
    }
  }, [isHere, param, go]);

  const set = useCallback(
    (change: Change) => {
      go({ view: 'try', params: { change: changeParam(change) || undefined } });
    },
    [go],
  );
  const setInstead = useCallback(
    (change: Change) => {
      if (last.current !== '') setReplaced(last.current);
      set(change);
    },
    [set],
  );
  const shown = isHere ? param : undefined;
  return useMemo(() => {
    const read = changeAt(shown);
    const bringBack = () => {
      setReplaced(shown ?? '');
      go({ params: { change: replaced } });
    };
    const ways = { set, setInstead, bringBack: replaced === '' || replaced === shown ? undefined : bringBack };
    return 'wrong' in read
      ? { change: nothing, wrong: read.wrong, isTooLong: false, ...ways }
      : { change: withNames(read.change, facts), isTooLong: isTooLongToLink(shown), ...ways };
  }, [shown, facts, set, setInstead, replaced, go]);
}
