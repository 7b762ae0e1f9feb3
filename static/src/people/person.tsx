import { useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import type { Actor } from '../../../src/core/model';
import { isViewersOwn } from '../../../src/core/people/viewer';
import { accessAmong } from '../../../src/core/questions/access';
import { namesOf } from '../../../src/core/repository';
import { sayAccess } from '../../../src/core/say/access';
import { actorTitle } from '../../../src/core/words/names';
import { besideName, type Telling } from '../../../src/core/words/telling-names';
import { useBranchClasses } from '../branches/use-branch-classes';
import { Button } from '../controls/button';
import { Loading } from '../controls/notice';
import { useEscape } from '../controls/use-escape';
import type { ViewProps } from '../settings/view';
import { Level, Sources } from './access-row';
import { PersonBranches } from './person-branches';

/** One person, or another actor: their permission with where it comes from, and what they can do on every branch. */
export function Person({
  actor,
  telling,
  onBack,
  ...props
}: ViewProps & { actor: Actor; telling: Telling; onBack: () => void }) {
  const { gathered, everything, branches } = props;
  const id = useId();
  const page = useEscape<HTMLElement>(onBack);
  const heading = useRef<HTMLHeadingElement>(null);
  const classes = useBranchClasses(everything);
  useEffect(() => {
    heading.current?.focus();
  }, [actor]);
  return (
    <section ref={page} className="sections person-page" aria-labelledby={id}>
      <div>
        <Button look="quiet" onClick={onBack}>
          ‹ All people
        </Button>
      </div>
      <h3 id={id} ref={heading} tabIndex={-1}>
        <bdi>{actorTitle(actor)}</bdi>{' '}
        {actor.type === 'user' && <bdi className="subtle small">{besideName(actor.person, telling)}</bdi>}
      </h3>
      {actor.type === 'user' ? (
        <Access gathered={gathered} person={actor.person} />
      ) : (
        <Part title="Permission">
          <p>It is given elsewhere: its scopes are not known here, and no branch restriction can list it.</p>
        </Part>
      )}
      <Part
        title={`What ${isViewersOwn(actor, gathered.facts) ? 'you' : 'they'} can do, by branches that meet the same rules`}
      >
        {classes ? (
          <PersonBranches actor={actor} classes={classes} {...props} />
        ) : (
          <Loading what={branches.done ? 'Sorting the branches…' : 'Reading the branches…'} />
        )}
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="part">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Access({ gathered, person }: Pick<ViewProps, 'gathered'> & { person: { id: string; name: string } }) {
  const where = useMemo(() => namesOf(gathered.facts.repository), [gathered]);
  const access = useMemo(() => {
    const [found] = accessAmong(gathered, [person]);
    return found && sayAccess(found.access, where);
  }, [gathered, person, where]);
  if (!access) return null;
  return (
    <Part title="Permission, and where it comes from">
      <div className="level">
        <Level level={access.level} />
        <Sources access={access} where={where} />
      </div>
    </Part>
  );
}
