import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

interface Tab {
  title: string;
  content: ReactNode;
  /** Stays drawn, and so keeps what was typed there, while another is open. */
  kept?: true;
}

interface Props {
  label: string;
  tabs: Tab[];
  /** The title of the tab that is open. */
  openTitle: string;
  onOpen: (title: string) => void;
}

/** Tabs as the ARIA practices describe them, each drawn once it is first opened. */
export function Tabs({ label, tabs, openTitle, onOpen }: Props) {
  const id = useId();
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const [seen, setSeen] = useState<readonly string[]>([openTitle]);
  if (!seen.includes(openTitle)) setSeen([...seen, openTitle]);
  const open = tabs.findIndex(({ title }) => title === openTitle);

  function choose(at: number) {
    const tab = tabs[at];
    if (tab) onOpen(tab.title);
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
        {tabs.map(({ title }, at) => (
          <button
            key={title}
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
      {tabs.map(({ title, content, kept }, at) => (
        <div
          key={title}
          role="tabpanel"
          id={`${id}-panel-${String(at)}`}
          aria-labelledby={`${id}-tab-${String(at)}`}
          className="panel"
          hidden={at !== open}
        >
          {(at === open || (kept && seen.includes(title))) && content}
        </div>
      ))}
    </>
  );
}
