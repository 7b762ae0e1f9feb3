import type { waysOut } from './ways-out/table';
import type { OfDecision } from './ways-out/way-out';

type Table = typeof waysOut;
type DataOf<Id extends keyof Table> = Table[Id] extends OfDecision<infer Data> ? Data : never;

/** An intersection as one object type, so that errors of the compiler name its keys. */
type Plain<T> = { [Key in keyof T]: T[Key] };

/** A way out as a rule or merge check offers it, as data: its id in the table, and the data that its entry asks for. */
export type Remedy = { [Id in keyof Table]: Plain<{ way: Id } & DataOf<Id>> }[keyof Table];
