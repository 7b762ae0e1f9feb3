import type { Actor, Operation } from '../model';

/** Whether the same actor, or another one, may surely do this; a way out is offered only where it is one. */
export type MayI = (operation: Operation, branch: string, actor?: Actor) => boolean;
