/**
 * Starts a clock that tells how many seconds the processor has worked for this process since: others that keep the
 * machine busy do not count. What should be linear is held to some ten times what it takes; where it is not, text as
 * long as that of these tests takes minutes.
 */
export function processorTime(): () => number {
  const began = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000_000;
  };
}
