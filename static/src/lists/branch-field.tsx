import { useMemo } from 'react';
import { branchName } from '../../../src/core/branches/branch-name';
import { visibleExactly } from '../../../src/core/words/visible';
import { Combobox, type Option } from '../controls/combobox';
import type { Branches } from '../settings/reading/use-facts';

/** A field for one branch: one of the repository's, or any name that Git allows. */
export function BranchField({
  label,
  branches,
  chosen,
  onChoose,
}: {
  label: string;
  branches: Branches;
  chosen: string;
  onChoose: (branch: string) => void;
}) {
  const options = useMemo(() => branches.items.map((name) => optionOf(name)), [branches.items]);
  return (
    <Combobox
      label={label}
      hint={hintOf(branches)}
      options={options}
      chosen={optionOf(chosen)}
      onChoose={onChoose}
      created={(typed) => {
        const name = branchName(typed);
        return name === undefined || branches.items.includes(name)
          ? undefined
          : { ...optionOf(name), hint: 'not among the branches' };
      }}
      nothing="Git does not allow a branch to be called that"
    />
  );
}

/** Made once for each name: there may be thousands, and the list of them grows a portion at a time. */
const made = new Map<string, Option<string>>();

function optionOf(name: string): Option<string> {
  const option = made.get(name) ?? { key: name, label: visibleExactly(name), texts: [name], value: name };
  made.set(name, option);
  return option;
}

function hintOf({ items, size, gaps, done }: Branches): string | undefined {
  if (!done)
    return size === undefined ? 'Reading branches…' : `Reading branches: ${String(items.length)} of ${String(size)}`;
  return gaps.length > 0 ? `Only ${String(items.length)} branches could be read; any name can be typed.` : undefined;
}
