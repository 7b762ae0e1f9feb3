import { isNonEmpty } from '../non-empty';
import { distinct, type CheckOf } from './check';

/** Nobody has asked for changes. */
export const changesRequested: CheckOf<'require_no_changes_requested'> = {
  kind: 'require_no_changes_requested',
  reportedAs: { no_changes_requested: 'no-number' },
  judge({ participants }, _, { reported }) {
    const by = distinct(
      participants.items.filter(({ says }) => says === 'changes-requested').map(({ person }) => person),
    );
    const found = { what: 'changes-requested' as const, by: by.length };
    if (isNonEmpty(by)) return { is: 'missing', found, remedies: [{ way: 'settle-changes-requested', by }] };
    if (!isNonEmpty(participants.gaps)) return { is: 'done', found };
    // That somebody asks for changes does not say who, and a way out needs that.
    return reported.passed === true
      ? { is: 'done', found, by: 'bitbucket' }
      : { is: 'unknown', gaps: participants.gaps };
  },
  words: ({ by }) =>
    by === 0 ? 'nobody asks for changes' : `${String(by)} ${by === 1 ? 'person asks' : 'people ask'} for changes`,
};
