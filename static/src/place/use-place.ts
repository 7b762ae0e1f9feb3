import { router, view as bridge } from '@forge/bridge';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keepFocus } from './focus';
import { pathOf, placeAfter, placeIn, type Place, type Step } from './place';

/** Where somebody is on the page, and how they go elsewhere. */
export interface Going {
  place: Place;
  /** Goes one step; `replace` where Back should not lead to what was before it, as while typing. */
  go: (step: Step, how?: 'push' | 'replace') => void;
  /** The address of a place, to copy. */
  addressOf: (place: Place) => string;
}

/** What we use of Bitbucket's history: that of a panel, or nothing where the host gives none. */
interface Steps {
  location: { pathname: string; search: string };
  push: (path: string) => void;
  replace: (path: string) => void;
  listen: (listener: (location: Steps['location'], action: string) => void) => unknown;
}

/** What is needed of the address in which Bitbucket shows the page. */
export interface Opened {
  steps: Steps | undefined;
  /** The address of the page around this one. */
  address: string;
  first: Place;
}

/**
 * Where the page opens: by Bitbucket's history, else by what a copied link has in its fragment. Never rejects.
 */
export async function openPlace({ moduleKey, location }: { moduleKey: string; location: string }): Promise<Opened> {
  const [steps, url] = await Promise.all([
    bridge.createHistory().catch(() => undefined),
    router.getUrl({ target: 'module', moduleKey }).catch(() => null),
  ]);
  const address = url?.href ?? location;
  if (steps) {
    const { pathname, search } = steps.location;
    const isHere = pathname !== '/' || search !== '';
    return {
      steps: steps as unknown as Steps,
      address,
      first: placeIn(isHere ? pathname + search : fragment(address)),
    };
  }
  return { steps: undefined, address, first: placeIn(fragment(address)) };
}

function fragment(address: string): string {
  return URL.canParse(address) ? new URL(address).hash.slice(1) : '';
}

/** The place, kept in Bitbucket's history where there is one, so that Back, reloading and links work. */
export function usePlace({ steps, address, first }: Opened): Going {
  const [place, setPlace] = useState(first);
  const now = useRef(first);

  useEffect(() => {
    if (!steps) return;
    const end = steps.listen(({ pathname, search }, action) => {
      if (action !== 'POP') return;
      keepFocus();
      now.current = placeIn(pathname + search);
      setPlace(now.current);
    });
    return () => {
      if (typeof end === 'function') (end as () => void)();
    };
  }, [steps]);

  const go = useCallback<Going['go']>(
    (step, how = 'push') => {
      const next = placeAfter(now.current, step);
      const path = pathOf(next);
      if (path === pathOf(now.current)) return;
      if (next.view !== now.current.view) keepFocus();
      now.current = next;
      setPlace(next);
      steps?.[how](path);
    },
    [steps],
  );

  const addressOf = useCallback(
    (one: Place) => {
      if (!URL.canParse(address)) return pathOf(one);
      const url = new URL(address);
      url.hash = pathOf(one);
      return url.href;
    },
    [address],
  );
  return useMemo(() => ({ place, go, addressOf }), [place, go, addressOf]);
}
