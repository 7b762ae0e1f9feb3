/// <reference lib="dom" />

interface Location {
  pathname: string;
  search: string;
  hash: string;
  state?: unknown;
}
type To = string | Partial<Location>;
type Listener = (location: Location, action: 'POP' | 'PUSH' | 'REPLACE') => void;

/** The history of a panel (history@4): its location stands in the fragment of the page's address. */
export function createHistory() {
  const listeners = new Set<Listener>();
  const tell = (action: Parameters<Listener>[1]) => {
    history.location = here();
    history.action = action;
    for (const listener of listeners) listener(history.location, action);
  };
  const move = (how: 'pushState' | 'replaceState', action: 'PUSH' | 'REPLACE') => (to: To, state?: unknown) => {
    const { pathname, search, hash, ...rest } =
      typeof to === 'string' ? parsed(to) : { ...here(), search: '', hash: '', ...to };
    globalThis.history[how](state ?? rest.state ?? null, '', `#${pathname}${search}${hash}`);
    tell(action);
  };
  const history = {
    action: 'POP' as Parameters<Listener>[1],
    location: here(),
    push: move('pushState', 'PUSH'),
    replace: move('replaceState', 'REPLACE'),
    go: (steps: number) => {
      globalThis.history.go(steps);
    },
    goBack: () => {
      globalThis.history.back();
    },
    goForward: () => {
      globalThis.history.forward();
    },
    createHref: ({ pathname = '/', search = '', hash = '' }: Partial<Location>) => `#${pathname}${search}${hash}`,
    listen: (listener: Listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  addEventListener('popstate', () => {
    tell('POP');
  });
  return history;
}

function here(): Location {
  return { ...parsed(location.hash.slice(1)), state: globalThis.history.state as unknown };
}

function parsed(text: string): Location {
  // No `URL`: it throws at some fragments, and anybody may write one into the address.
  const [, pathname = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?/s.exec(text) ?? [];
  return { pathname: pathname.startsWith('/') ? pathname : `/${pathname}`, search, hash };
}
