import type { waysOfMerge } from './ways-out/merge-table';
import type { waysOut } from './ways-out/table';
import type { OfDecision } from './ways-out/way-out';

type DataOf<Way> = Way extends OfDecision<infer Data> ? Data : never;

/** An intersection as one object type, so that errors of the compiler name its keys. */
type Plain<T> = { [Key in keyof T]: T[Key] };

type In<Table> = { [Id in keyof Table]: Plain<{ way: Id } & DataOf<Table[Id]>> }[keyof Table];

/** A way out as a rule offers it, as data: its id in the table, and the data that its entry asks for. */
export type Remedy = In<typeof waysOut>;

/** The same with those that a pull request adds, by its own rules and merge checks. */
export type MergeRemedy = In<typeof waysOfMerge>;
