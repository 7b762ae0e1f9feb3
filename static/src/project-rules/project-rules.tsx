import { Button } from '../controls/button';
import { useEffect, useId, useRef, useState } from 'react';
import type { Facts, ProjectRules as Rules, Restriction } from '../../../src/core/model';
import { projectRulesOf } from '../../../src/core/people/project-rules';
import type { ProjectRuleDraft } from '../../../src/core/reported-check';
import { namesOf } from '../../../src/core/repository';
import { exempted, plain, restrictionName, sentence } from '../../../src/core/words/names';
import { settingsPages } from '../../../src/core/words/pages';
import { Outward } from '../decision/outward';
import { Moment } from '../moment';
import { Words } from '../words';
import { draftFor, takesList, type RuleDraft } from './rule-draft';
import { RuleForm } from './rule-form';

/** What the saving of the project's rules came to. */
export type SavedFor = 'project' | 'repository' | 'no-project' | 'closed';

/** The facts that names are looked up in, and what saves the rules of the project. */
export interface SupplyRules {
  facts: Facts;
  onRules: (rules: (RuleDraft | Restriction)[], whole: boolean) => Promise<SavedFor>;
}

/**
 * The restrictions set on the project, as administrators supply them: Bitbucket shows them on the page of the project
 * and nowhere else. Every change is saved at once. `toKeep` fills in the form, as far as Bitbucket tells of a rule; a
 * new one takes the place of what the form held.
 */
export function ProjectRules({ facts, onRules, toKeep }: SupplyRules & { toKeep?: ProjectRuleDraft | undefined }) {
  const id = useId();
  const { busy, said, save } = useSaving({ facts, onRules });
  const where = namesOf(facts.repository);
  const kept = projectRulesOf(facts);
  const rules = kept?.rules ?? [];
  const whole = kept?.whole ?? false;
  const project = where.project ? ` ${plain(where.project.name)}` : '';
  const title = useRef<HTMLHeadingElement>(null);
  const formTitle = useRef<HTMLHeadingElement>(null);
  const [wanted, setWanted] = useState<boolean>();
  const [form, setForm] = useState({ times: 0, toKeep, isOpen: toKeep !== undefined });
  if (form.toKeep !== toKeep) setForm({ times: form.times + 1, toKeep, isOpen: true });

  useEffect(() => {
    if (toKeep) formTitle.current?.focus();
  }, [toKeep]);

  async function claim(isWhole: boolean) {
    if (busy) return;
    setWanted(isWhole);
    await save(rules, isWhole);
    setWanted(undefined);
  }

  async function remove(at: number) {
    await save(rules.toSpliced(at, 1), whole);
    title.current?.focus();
  }

  return (
    <section className="sections" aria-labelledby={id}>
      <h2 id={id} ref={title} tabIndex={-1}>
        Rules of the project
      </h2>
      <p>
        Bitbucket leaves restrictions set on the project{project} out of the repository’s list and has no API for them.
        An administrator of the project sees them on{' '}
        <Outward href={settingsPages.project(where, 'branch-restrictions')}>its own page</Outward>. What you enter here
        counts in every answer of the app, which then says that it was supplied.
      </p>
      <p className="subtle">{forWhat(facts)}</p>
      {kept && <About kept={kept} />}
      {rules.length > 0 && (
        <ul className="keys" aria-label="Restrictions supplied">
          {rules.map((rule, at) => (
            <RuleRow
              key={JSON.stringify([at, rule.kind, rule.match])}
              rule={rule}
              busy={busy}
              onRemove={() => remove(at)}
            />
          ))}
        </ul>
      )}
      <label>
        <input type="checkbox" checked={wanted ?? whole} onChange={(event) => void claim(event.target.checked)} />{' '}
        {rules.length === 0 ? 'No restriction is set on the project' : 'These are all restrictions set on the project'}
      </label>
      <p role="status" className={said === '' ? 'hidden' : undefined}>
        {said}
      </p>
      <h3 ref={formTitle} tabIndex={-1}>
        Add a rule
      </h3>
      {form.isOpen && (
        <p>
          Filled in as far as Bitbucket reports the rule.{' '}
          {toKeep && takesList(toKeep.kind)
            ? 'Whom it lists, and whether its pattern covers more, stands on the page of the project.'
            : 'Whether its pattern covers more stands on the page of the project.'}
        </p>
      )}
      <RuleForm
        key={form.times}
        facts={facts}
        draft={toKeep && draftFor(toKeep)}
        busy={busy}
        onSave={async (rule) => {
          const isKept = await save([...rules, rule], whole, true);
          if (isKept) setForm((before) => ({ ...before, isOpen: false }));
          return isKept;
        }}
      />
    </section>
  );
}

/**
 * One rule of the project, pre-filled from what a refusal or another reply shows of it, to be kept beside those that
 * were supplied before.
 */
export function KeepRule({ draft, facts, onRules }: SupplyRules & { draft: RuleDraft }) {
  const { busy, said, save } = useSaving({ facts, onRules });
  const kept = projectRulesOf(facts);
  return (
    <details className="supply">
      <summary>Keep it as a rule of the project</summary>
      <p className="subtle">
        Whom it lists, and whether its pattern covers more, stands on the{' '}
        <Outward href={settingsPages.project(namesOf(facts.repository), 'branch-restrictions')}>
          settings page of the project
        </Outward>
        . {forWhat(facts)}
      </p>
      <RuleForm
        facts={facts}
        draft={draft}
        busy={busy}
        onSave={async (rule) => save([...(kept?.rules ?? []), rule], kept?.whole ?? false, true)}
      />
      <p role="status" className={said === '' ? 'hidden' : undefined}>
        {said}
      </p>
    </details>
  );
}

function About({ kept: { supplied, keptFor } }: { kept: Rules }) {
  return (
    <p>
      Supplied
      {supplied.by && <> by {plain(supplied.by.name)}</>}
      {supplied.at !== undefined && (
        <>
          , <Moment at={supplied.at} />
        </>
      )}
      , for {keptFor === 'project' ? 'all repositories of the project' : 'this repository alone'}.
    </p>
  );
}

function RuleRow({ rule, busy, onRemove }: { rule: Restriction; busy: boolean; onRemove: () => Promise<unknown> }) {
  const name = restrictionName({ kind: rule.kind, match: rule.match });
  const value = rule.value === undefined ? '' : `, ${String(rule.value)}`;
  return (
    <li className="key">
      <span>
        <Words text={`${sentence(name)}${takesList(rule.kind) ? ` lists ${exempted(rule)}` : value}`} />
      </span>
      <Button disabled={busy} onClick={() => void onRemove()}>
        <span>
          Remove <span className="hidden">{name.replaceAll('`', '')}</span>
        </span>
      </Button>
    </li>
  );
}

const failed = 'The list may not have been saved. You can try again.';
const savedFor: Record<SavedFor, string> = {
  project: 'Saved for all repositories of the project.',
  repository: 'Saved for this repository alone.',
  'no-project': 'Bitbucket names no project of this repository just now, so nothing was saved.',
  closed: '',
};

/**
 * Saves one change at a time, says what came of it, and gives whether it is kept. With `throws`, a failure is the
 * caller's to say.
 */
function useSaving({ onRules }: SupplyRules) {
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');

  async function save(rules: (RuleDraft | Restriction)[], whole: boolean, throws = false): Promise<boolean> {
    setBusy(true);
    setSaid('');
    try {
      const keptFor = await onRules(rules, whole);
      setSaid(savedFor[keptFor]);
      return keptFor === 'project' || keptFor === 'repository';
    } catch (error) {
      if (throws) throw error;
      setSaid(failed);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { busy, said, save };
}

/** For what a list is kept that this person saves; the app asks Bitbucket again when it is saved. */
function forWhat({ repository, projectUserGrants: { gaps } }: Facts): string {
  const isShown = gaps.every(({ because }) => because === 'truncated');
  return isShown
    ? 'Bitbucket shows you the permissions of the project, so what you save counts for all its repositories.'
    : `Bitbucket does not show you the permissions of the project, so what you save counts for ${plain(repository.fullName)} alone.`;
}
