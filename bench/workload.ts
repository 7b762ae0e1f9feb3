/** One rival's way of doing the same work, or another size of it. */
export interface Rival {
  name: string;
  /** Does the whole work once; `round` tells one round from another, where not all do the same piece. */
  run: (round: number) => unknown;
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
  run: (round: number) => unknown;
  rivals: Rival[];
  /** In words, and as a check of the ratios ours : rival, by the rival's name. */
  target: string;
  met: (ratios: Ratios) => boolean;
  /** Where rivals may be wrong: then only ours is held to the answers. */
  rivalsMayErr?: true;
}

/** Ours : rival, by the rival's name; of a rival that is not there, no target is met. */
export type Ratios = (rival: string) => number;

/** What came out of some rounds. */
export interface Spread {
  min: number;
  max: number;
  rounds: number;
}

/** One figure, and between which others it stands. */
export interface Figure {
  value: number;
  unit: string;
  spread?: Spread;
}

/** A workload with its figures. `--json` prints it without the spread. */
export interface Measured {
  id: string;
  what: string;
  ours: Figure;
  rivals: (Figure & { name: string; agrees: boolean })[];
  target: string;
  met: boolean;
}
