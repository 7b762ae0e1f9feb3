/** Whether what had the focus is gone from the page or out of sight, or nothing had it. */
export function isFocusLost(): boolean {
  const { activeElement, body } = document;
  return activeElement === null || activeElement === body || activeElement.closest('[hidden]') !== null;
}

/** Where another step takes away what has the focus, it goes to the tab that is open, once that is drawn. */
export function keepFocus() {
  if (isFocusLost()) return;
  setTimeout(() => {
    if (isFocusLost()) document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  });
}
