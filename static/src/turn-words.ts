/** That nobody gained or lost by a change, as far as readings tell: a clause. Who may read is no part of that. */
export const noTurn = 'as far as is known, it changed nothing about who can push, merge or delete';
