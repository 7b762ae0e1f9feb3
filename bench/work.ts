/**
 * Milliseconds that the processor worked for one run, of as many as take so long together. A busy machine makes a run
 * wait, which says nothing of it; what collects garbage beside it counts.
 */
export async function workOf(run: () => unknown, least = 0): Promise<number> {
  const start = process.cpuUsage();
  for (let runs = 1; ; runs += 1) {
    const result = run();
    if (result instanceof Promise) await result;
    const { user, system } = process.cpuUsage(start);
    const worked = (user + system) / 1_000;
    if (worked >= least) return worked / runs;
  }
}
