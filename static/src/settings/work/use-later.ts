import { useEffect, useState } from 'react';

/**
 * What takes a while to work out, in a task of its own after the page was drawn: undefined until then. What was worked
 * out before stays meanwhile.
 */
export function useLater<Given, T>(given: Given, work: (given: Given) => T): T | undefined {
  const [done, setDone] = useState<{ given: Given; value: T }>();
  useEffect(() => {
    const timer = setTimeout(() => {
      setDone({ given, value: work(given) });
    });
    return () => {
      clearTimeout(timer);
    };
  }, [given, work]);
  return done?.value;
}
