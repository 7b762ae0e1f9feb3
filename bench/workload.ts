/** One rival's way of doing the same work. */
export interface Rival {
  name: string;
  /** Does the whole work once. */
  run: () => unknown;
  /** How many units one of its runs holds, where that is another number than ours. */
  units?: number;
  /** Whether it comes to the same answers. */
  agrees: boolean;
}

/** One piece of work, done by us and by rivals at their best. */
export interface Workload {
  id: string;
  what: string;
  unit: 'ns' | 'ms';
  /** How many units one `run` holds: what is printed is the time of one. */
  units: number;
  run: () => unknown;
  rivals: Rival[];
  /** In words, and as a check of the ratios ours : rival, by the rival's name. */
  target: string;
  met: (ratios: ReadonlyMap<string, number>) => boolean;
  /** How often each runs at least; left out, as often as short work needs. */
  runs?: number;
}

/** What `--json` prints of each workload. */
export interface Measured {
  id: string;
  what: string;
  ours: { value: number; unit: string };
  rivals: { name: string; value: number; unit: string; agrees: boolean }[];
  target: string;
  met: boolean;
}
