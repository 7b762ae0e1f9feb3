import { useId, useMemo, useRef } from 'react';
import { missingBranch } from '../../../src/core/branches/missing-branch';
import { viewBranch } from '../../../src/core/cell/cell';
import type { Verdict } from '../../../src/core/decision';
import type { Actor } from '../../../src/core/model';
import { actorId } from '../../../src/core/people/actor';
import { peopleOf } from '../lists/people-of';
import { gapsOfEverybody } from '../../../src/core/questions/survey';
import { sayBranchNote } from '../../../src/core/say/branch-note';
import { sayBranches, sayRulesOn } from '../../../src/core/say/turnout';
import { visibleExactly } from '../../../src/core/words/visible';
import { Loading } from '../controls/notice';
import { BranchField } from '../lists/branch-field';
import { useTelling } from '../lists/use-telling';
import { everyBranch } from '../settings/reading/use-facts';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';
import { ClassList } from './class-list';
import { Operations, type About } from './operations';
import type { Narrowing } from './roster';
import { useBranchClasses } from './use-branch-classes';
import { useCrowd } from './use-crowd';
import './branches.css';

/** One branch: the rules it meets, and who can do what there; then every branch, by the rules they meet. */
export function BranchesView(props: ViewProps) {
  const { facts, gathered, branches, everything, actors, question, ask, going, supply } = props;
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const crowd = useCrowd(gathered, actors);
  const classes = useBranchClasses(everything);
  const telling = useTelling(actors);
  const about = useMemo<About>(
    () => ({
      viewer: gathered.facts.viewer,
      telling,
      isWhole: actors.length > 0 && gapsOfEverybody(gathered, peopleOf(actors)).length === 0,
    }),
    [gathered, actors, telling],
  );
  const { branch, operation } = question;
  const view = useMemo(() => viewBranch(branch, gathered), [branch, gathered]);
  const { params } = going.place;
  const narrowing: Narrowing = {
    verdict: verdictIn(params['verdict']),
    find: params['find'] ?? '',
    open: params['open'],
  };

  function onNarrow({ verdict, find, ...rest }: Partial<Narrowing>) {
    const params = {
      ...(verdict && { verdict: verdict === 'all' ? undefined : verdict }),
      ...(find !== undefined && { find }),
      ...('open' in rest && { open: rest.open }),
    };
    going.go({ params }, 'replace');
  }

  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>Branches</h2>
      <div className="one-field">
        <BranchField
          label="Branch"
          branches={branches}
          chosen={branch}
          onChoose={(one) => {
            going.go({ params: { branch: one, open: undefined } });
          }}
        />
      </div>
      <section className="card branch-card sections" aria-labelledby={`${id}-one`}>
        <h3 id={`${id}-one`} ref={heading} tabIndex={-1}>
          <code>{visibleExactly(branch)}</code>
        </h3>
        <About branch={branch} {...{ facts, branches, view, classes }} />
        {crowd ? (
          <Operations
            crowd={crowd}
            view={view}
            about={about}
            branches={branches}
            supply={supply}
            shown={params['list'] === 'closed' ? undefined : operation}
            onShow={(one) => {
              going.go({
                params: { ...(one ? { operation: one, list: undefined } : { list: 'closed' }), open: undefined },
              });
            }}
            narrowing={narrowing}
            onNarrow={onNarrow}
            telling={telling}
            open={narrowing.open}
            onOpen={(actor: Actor) => {
              going.go({ params: { who: actorId(actor), open: actorId(actor), with: undefined } });
            }}
            onClose={() => {
              going.go({ params: { open: undefined } });
            }}
            onSupply={() => {
              going.go({ view: 'supplied' });
            }}
          />
        ) : (
          <Loading what="Looking at everybody…" />
        )}
      </section>
      <section className="sections" aria-labelledby={`${id}-all`}>
        <h3 id={`${id}-all`}>Every branch, by the rules it meets</h3>
        {crowd && classes ? (
          <ClassList
            crowd={crowd}
            classes={classes}
            about={about}
            find={params['among'] ?? ''}
            onFind={(among) => {
              going.go({ params: { among } }, 'replace');
            }}
            open={params['class']}
            onOpen={(first) => {
              going.go({ params: { class: first } }, 'replace');
            }}
            onBranch={(one) => {
              ask({ branch: one });
              going.go({ params: { open: undefined } }, 'replace');
              heading.current?.focus();
            }}
          />
        ) : (
          <Loading what={branches.done ? 'Sorting the branches…' : 'Reading the branches…'} />
        )}
      </section>
    </section>
  );
}

/** What is to be said of the branch itself: whether there is one, the rules that cover it, and what is like it. */
function About({
  branch,
  facts,
  branches,
  view,
  classes,
}: Pick<ViewProps, 'facts' | 'branches'> & {
  branch: string;
  view: ReturnType<typeof viewBranch>;
  classes: ReturnType<typeof useBranchClasses>;
}) {
  const note = useMemo(() => {
    const existing = everyBranch(branches, facts);
    const missing = existing && missingBranch(branch, existing);
    return sayBranchNote(missing, { operation: 'push', branch }, facts.repository).branchNote;
  }, [branch, branches, facts]);
  const rules = sayRulesOn(view, facts);
  const alike = classes?.byName.get(branch)?.names.filter((name) => name !== branch) ?? [];
  return (
    <div className="stack wide" role="status">
      {note && (
        <p>
          <Words text={note.says} />
        </p>
      )}
      <div>
        Covered by
        <ul className="rules-met" aria-label="Rules that cover it">
          {rules.map((rule) => (
            <li key={rule}>
              <Words text={rule} />
            </li>
          ))}
        </ul>
      </div>
      {alike.length > 0 && (
        <p className="subtle">
          Under the same rules: <Words text={sayBranches(alike)} />
        </p>
      )}
    </div>
  );
}

function verdictIn(word: string | undefined): Verdict | 'all' {
  return word === 'allowed' || word === 'denied' || word === 'unknown' ? word : 'all';
}
