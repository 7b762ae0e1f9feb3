import { useEffect, useState } from 'react';
import type { Gathered } from '../../../src/core/cell/cell';
import type { Steps } from '../../../src/core/portions/steps';
import { useRemembered } from '../settings/work/use-remembered';
import type { Examined } from './examined';

type Work = (everything: Gathered) => Steps<Examined>;

/** What is wrong with the rules; its code is loaded, and it is worked out, after the first answer is on the page. */
export function useHealth(everything: Gathered | undefined): Examined | undefined {
  const [work, setWork] = useState<{ examined: Work }>();
  useEffect(() => {
    let stale = false;
    if (everything)
      import('./examined')
        .then((loaded) => {
          if (!stale) setWork(loaded);
        })
        .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [everything]);
  return useRemembered(everything, work?.examined);
}
