/** Milliseconds after which nobody waits for what is kept for later. */
const patience = 2_000;

/** A page is shown whether or not something could be kept. What was kept half by then must be none to whoever reads it. */
export async function keptInTime(kept: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, patience);
  });
  await Promise.race([kept.catch(() => undefined), late]);
  clearTimeout(timer);
}
