import { useMemo } from 'react';
import type { Actor } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { actorTitle } from '../../../src/core/words/names';
import { besideName, type Telling } from '../../../src/core/words/telling-names';
import { Combobox, type ComboboxProps, type Option } from '../controls/combobox';
import { useTelling } from './use-telling';

/** A field for one actor: a person, or one that no list can name. */
export function ActorField({
  label,
  actors,
  chosen,
  onChoose,
  ...rest
}: Pick<ComboboxProps<Actor>, 'placeholder' | 'wrongBy'> & {
  label: string;
  actors: Actor[];
  chosen: Actor | undefined;
  onChoose: (actor: Actor) => void;
}) {
  const telling = useTelling(actors);
  const options = useMemo(() => actors.map((one) => actorOption(one, telling)), [actors, telling]);
  return (
    <Combobox
      label={label}
      options={options}
      chosen={chosen && actorOption(chosen, telling)}
      onChoose={onChoose}
      nothing="Nobody by that name"
      {...rest}
    />
  );
}

/** An actor as something to choose: found by name, nickname and account id. */
export function actorOption(actor: Actor, telling: Telling): Option<Actor> {
  const label = actorTitle(actor);
  const hint = actor.type === 'user' ? besideName(actor.person, telling) : '';
  const { accountId } = actor.type === 'user' ? actor.person : {};
  return {
    key: actorId(actor),
    label,
    texts: [label, ...(hint === '' ? [] : [hint]), actorId(actor), ...(accountId === undefined ? [] : [accountId])],
    value: actor,
    ...(hint !== '' && { hint }),
  };
}
