import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

interface Tab<Key> {
  key: Key;
  title: string;
  content: ReactNode;
  /** Stays drawn, and so keeps what was typed there, while another is open. */
  kept?: true;
}

interface Props<Key> {
  label: string;
  tabs: Tab<Key>[];
  /** The key of the tab that is open. */
  open: Key;
  onOpen: (key: Key) => void;
}

/** Tabs as the ARIA practices describe them, each drawn once it is first opened. */
export function Tabs<Key extends string>({ label, tabs, open: openKey, onOpen }: Props<Key>) {
  const id = useId();
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const [seen, setSeen] = useState<readonly Key[]>([openKey]);
  if (!seen.includes(openKey)) setSeen([...seen, openKey]);
  const open = tabs.findIndex(({ key }) => key === openKey);

  function choose(at: number) {
    const tab = tabs[at];
    if (tab) onOpen(tab.key);
  }

  function onKeyDown(event: KeyboardEvent) {
    const target = { ArrowRight: open + 1, ArrowLeft: open - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[
      event.key
    ];
    if (target === undefined) return;
    event.preventDefault();
    choose(target % tabs.length);
    buttons.current[target % tabs.length]?.focus();
  }

  return (
    <>
      <div role="tablist" aria-label={label} className="tabs">
        {tabs.map(({ key, title }, at) => (
          <button
            key={key}
            ref={(button) => {
              buttons.current[at] = button;
            }}
            type="button"
            role="tab"
            id={`${id}-tab-${String(at)}`}
            aria-selected={at === open}
            aria-controls={`${id}-panel-${String(at)}`}
            tabIndex={at === open ? 0 : -1}
            onClick={() => {
              choose(at);
            }}
            onKeyDown={onKeyDown}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ key, content, kept }, at) => (
        <div
          key={key}
          role="tabpanel"
          id={`${id}-panel-${String(at)}`}
          aria-labelledby={`${id}-tab-${String(at)}`}
          className="panel"
          hidden={at !== open}
        >
          {(at === open || (kept && seen.includes(key))) && content}
        </div>
      ))}
    </>
  );
}
