import { useMemo } from 'react';
import { groupsNamed } from '../../../../src/core/people/actor';
import { MemberForm } from './member-form';
import { useDraft } from './use-draft';
import type { Saving, Supply } from '../use-saving';

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
  return <MemberForm group={group} supply={supply} draft={draft} saving={saving} onDone={onDone} />;
}
