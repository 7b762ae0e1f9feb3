import { Button } from '../controls/button';
import { useId, useMemo } from 'react';
import { likelyProjectRules } from '../../../src/core/mergeability/project-rule';
import type { Facts } from '../../../src/core/model';
import type { QueueEntry } from '../../../src/core/questions/pull-request/queue';
import type { ProjectRuleDraft } from '../../../src/core/reported-check';
import { namesOf } from '../../../src/core/repository';
import { restrictionName, sentence } from '../../../src/core/words/names';
import { settingsPages } from '../../../src/core/words/pages';
import { PageLink } from '../decision/ways-out';
import { Words } from '../words';
import { PullRequestLink } from './pull-request-link';

/** Takes a rule that is likely set on the project, for an administrator to keep. */
export type KeepProjectRule = (draft: ProjectRuleDraft) => void;

/** The rules that are likely set on the project, by what Bitbucket says of all open pull requests: each once. */
export function LikelyRules({
  entries,
  facts,
  onKeep,
}: {
  entries: QueueEntry[];
  facts: Facts;
  onKeep: KeepProjectRule;
}) {
  const id = useId();
  const rules = useMemo(() => likelyOf(entries), [entries]);
  if (rules.length === 0) return null;
  const page = settingsPages.project(namesOf(facts.repository), 'branch-restrictions');
  return (
    <section className="sections" aria-labelledby={id}>
      <h3 id={id}>Rules that are likely set on the project</h3>
      <p>
        Bitbucket reports these, and the repository has no such rules. Those of the project stand only on its own page.
        <PageLink page={page} />
      </p>
      <ul className="keys" aria-labelledby={id}>
        {rules.map(({ draft, name, ids }) => (
          <li key={JSON.stringify(draft)} className="key">
            <span>
              <Words text={draft.value === undefined ? name : `${name}, ${String(draft.value)}`} />{' '}
              <span className="subtle small">
                by{' '}
                {ids.map((one, at) => (
                  <span key={one}>
                    {at > 0 && ', '}
                    <PullRequestLink id={one} facts={facts} />
                  </span>
                ))}
              </span>
            </span>
            <Button
              onClick={() => {
                onKeep(draft);
              }}
            >
              <span>
                Keep it as a rule of the project <span className="hidden">{name.replaceAll('`', '')}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function likelyOf(entries: QueueEntry[]) {
  const found = new Map<string, { draft: ProjectRuleDraft; ids: number[] }>();
  for (const { bitbucket, pullRequest } of entries) {
    for (const draft of bitbucket ? likelyProjectRules(bitbucket, pullRequest.destination.branch) : []) {
      const { ids = [] } = found.get(JSON.stringify(draft)) ?? {};
      found.set(JSON.stringify(draft), { draft, ids: [...ids, pullRequest.id] });
    }
  }
  return [...found.values()].map(({ draft, ids }) => {
    const { kind, pattern } = draft;
    return { draft, ids, name: sentence(restrictionName({ kind, match: { by: 'glob', pattern } })) };
  });
}
