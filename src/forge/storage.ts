/** Milliseconds after which nobody waits for what is kept for later, unless said otherwise. */
const ordinaryPatience = 2_000;

/**
 * A page is shown whether or not something could be kept, or what was kept could be read: then there is nothing. What was
 * kept half by then must be none to whoever reads it.
 */
export async function keptInTime<T>(kept: Promise<T>, patience = ordinaryPatience): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => {
      done(undefined);
    }, patience);
  });
  return Promise.race([kept.catch(() => undefined), late]).finally(() => {
    clearTimeout(timer);
  });
}
