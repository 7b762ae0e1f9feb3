import { useId, useMemo, useState } from 'react';
import type { Actor } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { plain } from '../../../src/core/words/names';
import { Button } from '../controls/button';
import { Choice } from '../controls/choice';
import { Combobox, type Option } from '../controls/combobox';
import { TextField } from '../controls/text-field';
import { verdictLooks } from '../decision/verdict-looks';
import { ActorField } from '../lists/actor-field';
import { operationOptions } from '../lists/question-fields';
import { longest } from '../place/place';
import type { ViewProps } from '../settings/view';
import { groupsIn, names, type MatrixPlace } from './asked';

type Props = Pick<ViewProps, 'facts' | 'actors' | 'question' | 'ask' | 'going'> & {
  at: MatrixPlace;
  /** The person who stands beside the one who is asked about. */
  beside: Actor | undefined;
};

/** What is shown: the operation, whom and which branches, and how much of the rest. */
export function Filters({ facts, actors, question, ask, going: { go }, at, beside }: Props) {
  function set(name: keyof typeof names, value: string | undefined, how: 'push' | 'replace' = 'push') {
    go({ params: { [names[name]]: value, ...(name !== 'open' && { open: undefined }) } }, how);
  }
  const inUse = [at.group, at.verdict, at.onlyDifferences || undefined, at.each || undefined].filter(Boolean).length;
  const [isOpen, setOpen] = useState(inUse > 0);
  return (
    <div className="matrix-filters">
      <Choice
        label="Who can"
        value={question.operation}
        options={operationOptions}
        onChoose={(operation) => {
          ask({ operation });
        }}
      />
      {beside ? (
        <>
          <ActorField
            label="Person"
            actors={actors}
            chosen={question.actor}
            onChoose={(actor) => {
              ask({ actor });
            }}
          />
          <ActorField
            label="Beside"
            actors={actors}
            chosen={beside}
            onChoose={(actor) => {
              set('beside', actorId(actor));
            }}
          />
        </>
      ) : (
        <TextField
          label="Find a person"
          type="search"
          maxLength={longest}
          value={at.person}
          placeholder="A name"
          onChange={(value) => {
            set('person', value, 'replace');
          }}
        />
      )}
      <TextField
        label="Find a branch"
        type="search"
        maxLength={longest}
        value={at.branch}
        placeholder="A name, or a part of one"
        onChange={(value) => {
          set('branch', value, 'replace');
        }}
      />
      <div className="matrix-two">
        {beside ? (
          <Button
            onClick={() => {
              set('beside', undefined);
            }}
          >
            Show everybody
          </Button>
        ) : (
          <Button
            disabled={actors.length < 2}
            onClick={() => {
              const other = actors.find((one) => actorId(one) !== actorId(question.actor));
              if (other) go({ params: { who: actorId(question.actor), beside: actorId(other), open: undefined } });
            }}
          >
            Compare two people
          </Button>
        )}
      </div>
      <details
        className="fold"
        open={isOpen}
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
        }}
      >
        <summary>{inUse === 0 ? 'More filters' : `More filters: ${String(inUse)} in use`}</summary>
        <div className="matrix-filters">
          {!beside && (
            <GroupField
              facts={facts}
              group={at.group}
              onChoose={(slug) => {
                set('group', slug);
              }}
            />
          )}
          <Choice
            label="Verdict"
            value={at.verdict ?? 'any'}
            options={[
              { value: 'any', label: 'Any' },
              ...(['allowed', 'denied', 'unknown'] as const).map((value) => ({
                value,
                label: `${verdictLooks[value].word} somewhere`,
              })),
            ]}
            onChoose={(value) => {
              set('verdict', value === 'any' ? undefined : value);
            }}
          />
          <Check
            label="Only what differs"
            hint="Leaves out branches on which all have the same verdict; who or what is alike in the rest is one line."
            checked={at.onlyDifferences}
            onChange={(checked) => {
              set('onlyDifferences', checked ? 'yes' : undefined);
            }}
          />
          <Check
            label="Every branch by itself"
            hint="Otherwise branches that meet the same rules are one column."
            checked={at.each}
            onChange={(checked) => {
              set('each', checked ? 'yes' : undefined);
            }}
          />
        </div>
      </details>
    </div>
  );
}

function GroupField({
  facts,
  group,
  onChoose,
}: Pick<Props, 'facts'> & { group: string | undefined; onChoose: (slug: string | undefined) => void }) {
  const options = useMemo(
    () => [anyGroup, ...groupsIn(facts).map(({ slug, name }) => groupOption(slug, plain(name)))],
    [facts],
  );
  return (
    <Combobox
      label="In the group"
      options={options}
      chosen={
        options.find(({ key }) => key === (group ?? '')) ?? (group === undefined ? anyGroup : groupOption(group, group))
      }
      onChoose={onChoose}
      nothing="No group of the rules or permissions is called that"
    />
  );
}

const anyGroup: Option<string | undefined> = { key: '', label: 'Any', texts: ['Any'], value: undefined };

function groupOption(slug: string, name: string): Option<string | undefined> {
  return { key: slug, label: name, texts: [name, slug], value: slug };
}

function Check({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="check-field">
      <input
        type="checkbox"
        id={id}
        aria-describedby={`${id}-hint`}
        checked={checked}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.checked);
        }}
      />
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-hint`} className="subtle small">
        {hint}
      </p>
    </div>
  );
}
