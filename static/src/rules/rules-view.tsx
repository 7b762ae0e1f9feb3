import { useId, useMemo } from 'react';
import { branchName } from '../../../src/core/branches/branch-name';
import { namesOf } from '../../../src/core/repository';
import { code } from '../../../src/core/words/names';
import { counted, thousands } from '../../../src/core/words/counts';
import { settingsPages } from '../../../src/core/words/pages';
import { Button } from '../controls/button';
import { Choice } from '../controls/choice';
import { Closed } from '../controls/notice';
import { TextField } from '../controls/text-field';
import { Outward } from '../decision/outward';
import { GapList } from '../gap-list';
import { Chips } from '../lists/chips';
import { VirtualRows } from '../lists/virtual-rows';
import { longest } from '../place/place';
import { progressOf } from '../settings/reading/progress';
import { everyBranch } from '../settings/reading/use-facts';
import type { ViewProps } from '../settings/view';
import { Words } from '../words';
import { RuleCard } from './rule-card';
import { inOrder, mayCover, orders, sortOf, sorts, type Row } from './sorts';
import { useRules } from './use-rules';
import './rules.css';

/** Every rule in words, and what it does today. */
export function RulesView(props: ViewProps) {
  const { facts, branches, everything, going } = props;
  const id = useId();
  const { rows, words } = useRules(props);
  const { params } = going.place;
  const sort = sorts.find(({ value }) => value === params['sort'])?.value ?? 'all';
  const order = orders.find(({ value }) => value === params['order'])?.value ?? '';
  const typed = params['covers'] ?? '';
  const branch = branchName(typed);
  const { repository, restrictions, projectRules } = facts;
  const where = useMemo(() => namesOf(repository), [repository]);
  const covering = useMemo(
    () => (branch === undefined ? rows : rows.filter((row) => mayCover(row, branch, facts))),
    [rows, branch, facts],
  );
  const shown = useMemo(
    () =>
      inOrder(
        covering.filter(({ restriction }) => sort === 'all' || sortOf(restriction) === sort),
        order,
      ),
    [covering, sort, order],
  );
  const keyOf = useMemo(() => {
    const places = new Map(rows.map((row, at) => [row, String(at)]));
    return (row: Row) => places.get(row) ?? '';
  }, [rows]);
  const remember = (params: Record<string, string | undefined>) => {
    going.go({ params }, 'replace');
  };
  const exists = branch === undefined ? undefined : everyBranch(branches, facts)?.includes(branch);
  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id}>The rules in words</h2>
      <p className="subtle">
        As they stand on the page <Outward href={settingsPages.restrictions(where)}>Branch restrictions</Outward>: what
        each covers today, whom it lets through, and what would be otherwise without it.
        {projectRules === undefined && ' Rules set on the project stand here once they are supplied.'}{' '}
        <Button
          look="quiet"
          onClick={() => {
            going.go({ view: 'overview', params: { at: 'health' } });
          }}
        >
          What is wrong with the rules
        </Button>
      </p>
      {restrictions.gaps.length > 0 && (
        <Closed title="Not every rule could be read">
          <GapList gaps={restrictions.gaps} repository={repository} />
        </Closed>
      )}
      {rows.length > 0 && (
        <>
          <div className="question rules-filter">
            <TextField
              label="Covering the branch"
              value={typed}
              maxLength={longest}
              placeholder="any branch, also one to come"
              onChange={(text) => {
                remember({ covers: text === '' ? undefined : text });
              }}
            />
            <Choice
              label="Sorted"
              value={order}
              options={orders}
              onChoose={(one) => {
                remember({ order: one === '' ? undefined : one });
              }}
            />
          </div>
          <Chips
            label="Sort of rule"
            chips={sorts
              .map(({ value, word }) => ({ value, word, count: countOf(covering, value) }))
              .filter(({ value, count }) => value === 'all' || value === sort || count > 0)}
            pressed={sort}
            onPress={(one) => {
              remember({ sort: one === 'all' ? undefined : one });
            }}
          />
        </>
      )}
      <p className="subtle small" role="status">
        <Words
          text={[
            typed !== '' && branch === undefined
              ? 'Git does not allow a branch to be called that.'
              : branch === undefined
                ? `${counted(shown.length, 'rule', 'rules')}.`
                : `${thousands(shown.length)} of ${counted(rows.length, 'rule', 'rules')} cover ${code(branch)}, or may` +
                  `${exists === false ? ', which does not exist yet' : ''}.`,
            words || rows.length === 0 ? '' : everything ? 'Looking at what each does…' : progressOf(branches),
          ].join(' ')}
        />
      </p>
      {rows.length === 0 && restrictions.gaps.length === 0 && (
        <p>
          No rule is set: whoever can write to {where.fullName} can push to every branch, rewrite its history, and
          delete all but the main branch. You can add the first on{' '}
          <Outward href={settingsPages.restrictions(where)}>Branch restrictions</Outward>; Write access on the main
          branch is where most begin.
        </p>
      )}
      <VirtualRows
        rows={shown}
        label="Rules"
        className="rules"
        keyOf={keyOf}
        drawn={(row) => <RuleCard row={row} words={words} going={going} />}
      />
    </section>
  );
}

function countOf(rows: readonly Row[], sort: (typeof sorts)[number]['value']): number {
  return sort === 'all' ? rows.length : rows.filter(({ restriction }) => sortOf(restriction) === sort).length;
}
