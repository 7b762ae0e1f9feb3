/** Whether what had the focus is gone from the page, or nothing had it. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Where another step takes away what has the focus, it goes to the tab that is open, once that is drawn. */
export function keepFocus() {
  if (isFocusLost()) return;
  setTimeout(() => {
    if (isFocusLost()) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  });
}
