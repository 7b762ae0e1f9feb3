type Listener = (payload: unknown) => void;

/** Events within this page: who subscribes hears what is emitted from then on. */
export function channels() {
  const listeners = new Map<string, Set<Listener>>();
  return {
    on: (subscription: unknown) => {
      const { event, callback, channelName, onEvent } = subscription as {
        event?: string;
        callback?: Listener;
        channelName?: string;
        onEvent?: Listener;
      };
      const heard = callback ?? onEvent;
      const name = event ?? channelName ?? '';
      const known = listeners.get(name) ?? new Set<Listener>();
      if (heard) listeners.set(name, known.add(heard));
      return {
        unsubscribe: () => {
          if (heard) known.delete(heard);
        },
      };
    },
    emit: (emission: unknown) => {
      const { event, payload, channelName, eventPayload } = emission as {
        event?: string;
        payload?: unknown;
        channelName?: string;
        eventPayload?: unknown;
      };
      for (const listener of listeners.get(event ?? channelName ?? '') ?? []) listener(payload ?? eventPayload);
    },
  };
}
