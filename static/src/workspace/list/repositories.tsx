import { useId, useMemo, useRef } from 'react';
import { counted, thousands } from '../../../../src/core/words/counts';
import { plain } from '../../../../src/core/words/names';
import { Button } from '../../controls/button';
import { Choice } from '../../controls/choice';
import { SaveAs } from '../../export/save-as';
import { Chips } from '../../lists/chips';
import { FindPerson } from '../../lists/find-person';
import { VirtualRows } from '../../lists/virtual-rows';
import type { Going } from '../../place/use-place';
import type { WorkspaceView } from '../views';
import { facets } from './facets';
import type { Listed } from './listed';
import { ProblemFilter } from './problem-filter';
import { RepositoryRow } from './row';
import { besides, keysOf, narrowed, orders, paramsOf, projectsIn, shownAt, standings, type Shown } from './shown';
import { noneWords, tableOf } from './words';
import { useDrawnAfter, useHeldRow } from './use-held-row';
import { useSettled } from './use-settled';

interface Props {
  /** The workspace by name. */
  workspace: string;
  all: readonly Listed[];
  /** When the list was last looked at, in milliseconds since 1970: what changed lately is by this. */
  now: number;
  /** Whether repositories are being read meanwhile: their rows stay where they are. */
  isReading: boolean;
  going: Going<WorkspaceView>;
  settingsAddress: (where: Listed['repository'], path?: string) => string;
}

/** Every repository with what is wrong with it, narrowed down by what is searched, chosen and pressed. */
export function Repositories({ workspace, all, now, isReading, going, settingsAddress }: Props) {
  const id = useId();
  const { place, go } = going;
  const shown = useMemo(() => shownAt(place), [place]);
  const among = useMemo(() => besides(all, shown), [all, shown]);
  const { standing, problems } = useMemo(() => facets(among, shown, now), [among, shown, now]);
  const narrow = useMemo(() => narrowed(among, shown, now), [among, shown, now]);
  const rows = useSettled(narrow, shown.sort, isReading);
  const isDrawn = useDrawnAfter();
  const projects = useMemo(() => projectsIn(all), [all]);
  const heading = useRef<HTMLHeadingElement>(null);
  const { held, onFocus, onBlur } = useHeldRow(rows, heading);
  const { open } = place.params;
  const remember = (change: Partial<Shown>, how: 'push' | 'replace' = 'push') => {
    go({ params: paramsOf(change) }, how);
  };
  const isNarrowed = shown.find !== '' || shown.project !== '' || shown.problem !== '' || shown.show !== 'all';
  const kept = held ?? open;
  return (
    <>
      {problems.length > 0 && (
        <section className="sections" aria-labelledby={`${id}-wrong`}>
          <h2 id={`${id}-wrong`}>What is wrong, in how many repositories</h2>
          <ProblemFilter
            label="Only repositories with this problem"
            problems={problems}
            pressed={shown.problem}
            onPress={(problem) => {
              // The chosen one alone may stand there with none: let go, its button is gone.
              if (problem === '' && problems.some(({ count }) => count === 0)) heading.current?.focus();
              remember({ problem });
            }}
          />
        </section>
      )}
      <section className="sections" aria-labelledby={id}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          Repositories
        </h2>
        <Chips
          label="How they stand"
          chips={keysOf(standings)
            .map((value) => ({ value, word: standings[value], count: standing[value] }))
            .filter(({ value, count }) => value === 'all' || value === shown.show || count > 0)}
          pressed={shown.show}
          onPress={(show) => {
            remember({ show });
          }}
        />
        <div className="question repositories-filter">
          <FindPerson
            label="Find a repository"
            wanted={shown.find}
            onChange={(find) => {
              remember({ find }, 'replace');
            }}
          />
          {projects.length > 1 && (
            <Choice
              label="Project"
              value={shown.project}
              options={[
                { value: '', label: 'Any project' },
                ...projects.map(({ key, name }) => ({ value: key, label: plain(name) })),
              ]}
              onChoose={(project) => {
                remember({ project });
              }}
            />
          )}
          <Choice
            label="Order"
            value={shown.sort}
            options={keysOf(orders).map((value) => ({ value, label: orders[value] }))}
            onChoose={(sort) => {
              remember({ sort });
            }}
          />
        </div>
        <div className="repositories-sum">
          <p className="subtle small" role="status">
            {isNarrowed
              ? `${thousands(rows.length)} of ${counted(all.length, 'repository', 'repositories')}`
              : counted(all.length, 'repository', 'repositories')}
          </p>
          {isNarrowed && (
            <Button
              look="quiet"
              onClick={() => {
                heading.current?.focus();
                remember({ find: '', project: '', problem: '', show: 'all' });
              }}
            >
              Show all of them
            </Button>
          )}
          {rows.length > 0 && (
            <SaveAs
              repository={workspace}
              about={isNarrowed ? 'some repositories' : 'repositories'}
              table={() => tableOf(rows)}
              json={() => rows.map(({ repository, row, gone }) => ({ repository, ...row, ...(gone && { gone }) }))}
            />
          )}
        </div>
        {rows.length === 0 ? (
          <p>{noneWords(shown, projects)}</p>
        ) : (
          isDrawn && (
            <div role="presentation" onFocus={onFocus} onBlur={onBlur}>
              <VirtualRows
                rows={rows}
                label="List of repositories"
                className="repositories"
                keyOf={keyOf}
                kept={kept === undefined ? -1 : rows.findIndex(({ key }) => key === kept)}
                drawn={(one) => (
                  <RepositoryRow
                    one={one}
                    addressOf={(path) => settingsAddress(one.repository, path)}
                    opened={one.key === open}
                    onToggle={() => {
                      go({ params: { open: one.key === open ? undefined : one.key } }, 'replace');
                    }}
                  />
                )}
              />
            </div>
          )
        )}
      </section>
    </>
  );
}

function keyOf({ key }: Listed): string {
  return key;
}
