import { router, view as bridge } from '@forge/bridge';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { keepFocus } from './focus';
import { pathOf, placeAfter, placeAmong, type Place, type Step, type View, type Views } from './place';

/** Where somebody is on the page, and how they go elsewhere. */
export interface Going<V extends string = View> {
  place: Place<V>;
  /** Goes one step; `replace` where Back should not lead to what was before it, as while typing. */
  go: (step: Step<V>, how?: 'push' | 'replace') => void;
  /** The address of a place, to copy. */
  addressOf: (place: Place<V>) => string;
}

/** What we use of Bitbucket's history: that of a panel, or nothing where the host gives none. */
interface Steps {
  location: { pathname: string; search: string };
  push: (path: string) => void;
  replace: (path: string) => void;
  listen: (listener: (location: Steps['location'], action: string) => void) => unknown;
}

/** What is needed of the address in which Bitbucket shows the page. */
export interface Opened<V extends string = View> {
  /** The views of this page. */
  views: Views<V>;
  steps: Steps | undefined;
  /** The address of the page around this one. */
  address: string;
  first: Place<V>;
}

/**
 * Where the page opens: by Bitbucket's history, else by what a copied link has in its fragment. Never rejects.
 */
export async function openPlace<V extends string>(
  views: Views<V>,
  { moduleKey, location }: { moduleKey: string; location: string },
): Promise<Opened<V>> {
  const [steps, url] = await Promise.all([
    bridge.createHistory().catch(() => undefined),
    router.getUrl({ target: 'module', moduleKey }).catch(() => null),
  ]);
  const address = url?.href ?? location;
  if (steps) {
    const { pathname, search } = steps.location;
    const isHere = pathname !== '/' || search !== '';
    return {
      views,
      steps: steps as unknown as Steps,
      address,
      first: placeAmong(views, isHere ? pathname + search : fragment(address)),
    };
  }
  return { views, steps: undefined, address, first: placeAmong(views, fragment(address)) };
}

function fragment(address: string): string {
  return URL.canParse(address) ? new URL(address).hash.slice(1) : '';
}

/** The place, kept in Bitbucket's history where there is one, so that Back, reloading and links work. */
export function usePlace<V extends string>({ views, steps, address, first }: Opened<V>): Going<V> {
  const [place, setPlace] = useState(first);
  const now = useRef(first);

  useEffect(() => {
    if (!steps) return;
    const end = steps.listen(({ pathname, search }, action) => {
      if (action !== 'POP') return;
      keepFocus();
      now.current = placeAmong(views, pathname + search);
      setPlace(now.current);
    });
    return () => {
      if (typeof end === 'function') (end as () => void)();
    };
  }, [steps, views]);

  const go = useCallback<Going<V>['go']>(
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
    (one: Place<V>) => {
      if (!URL.canParse(address)) return pathOf(one);
      const url = new URL(address);
      url.hash = pathOf(one);
      return url.href;
    },
    [address],
  );
  return useMemo(() => ({ place, go, addressOf }), [place, go, addressOf]);
}
