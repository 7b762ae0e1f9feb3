/** One rival's way of doing the same work. */
export interface Rival {
  name: string;
  /** Does the whole work once. */
  run: () => unknown;
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
}
