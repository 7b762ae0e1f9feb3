/** Lets the browser save a text as a file of this name. Nothing leaves the browser. */
export function sentOff(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after the click.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
