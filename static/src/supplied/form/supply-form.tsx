import { useMemo } from 'react';
import { groupsNamed } from '../../../../src/core/people/actor';
import { MemberForm } from './member-form';
import { useDraft } from './use-draft';
import type { Saving, Supply } from '../use-saving';

/** Said at the form itself: beside a change that is only tried, a list could be taken for a part of it. */
const countsForAll =
  'A list that you save counts in every answer of the app, for everybody who asks about this repository, until it is ' +
  'taken back; in Bitbucket it changes nothing.';

/** The form of one group by itself, beside an answer that it would settle. */
export function SupplyForm({
  group: slug,
  supply,
  saving,
  onDone,
}: {
  group: string;
  supply: Supply;
  saving: Saving;
  onDone: () => void;
}) {
  const { facts } = supply.gathered;
  const group = useMemo(
    () => groupsNamed(facts).find((one) => one.slug === slug) ?? { slug, name: slug },
    [facts, slug],
  );
  const draft = useDraft(group, facts);
  return (
    <>
      <p className="subtle small">{countsForAll}</p>
      <MemberForm group={group} supply={supply} draft={draft} saving={saving} onDone={onDone} />
    </>
  );
}
