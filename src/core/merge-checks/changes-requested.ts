import { isNonEmpty } from '../non-empty';
import { distinct, type CheckOf } from './check';

/** Nobody has asked for changes. */
export const changesRequested: CheckOf<'require_no_changes_requested'> = {
  kind: 'require_no_changes_requested',
  judge({ participants }) {
    const by = distinct(
      participants.items.filter(({ says }) => says === 'changes-requested').map(({ person }) => person),
    );
    const found = { what: 'changes-requested' as const, by: by.length };
    if (isNonEmpty(by)) return { is: 'missing', found, remedies: [{ way: 'settle-changes-requested', by }] };
    return isNonEmpty(participants.gaps) ? { is: 'unknown', gaps: participants.gaps } : { is: 'done', found };
  },
  words: ({ by }) =>
    by === 0 ? 'nobody asks for changes' : `${String(by)} ${by === 1 ? 'person asks' : 'people ask'} for changes`,
};
