import Button from '@atlaskit/button/new';
import type { ProjectRuleDraft } from '../../../src/core/reported-check';
import type { SpokenDifference } from '../../../src/core/say/pull-request/beside';
import { Outward } from '../decision/outward';
import { pageName } from '../decision/ways-out';
import { Words } from '../words';

/** Takes a rule that is likely set on the project, for an administrator to keep. */
export type KeepProjectRule = (draft: ProjectRuleDraft) => void;

/** Each thing on which the rules and Bitbucket differ, with both readings. */
export function Differences({
  differences,
  onKeep,
}: {
  differences: SpokenDifference[];
  onKeep?: KeepProjectRule | undefined;
}) {
  return (
    <ul className="differences">
      {differences.map(({ sentence, draft }) => (
        <li key={sentence} className="finding differs">
          <span className="mark" aria-hidden="true">
            ≠
          </span>
          <div>
            <p>
              <Words text={sentence} />
            </p>
            <Keep draft={draft} onKeep={onKeep} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** That a rule set on the project is the likely reason, with the page that shows such rules. */
export function OfProject({ project: { sentence, page } }: { project: { sentence: string; page: string } }) {
  return (
    <p className="of-project">
      <Words text={sentence} /> <Outward href={page}>{pageName(page)}</Outward>
    </p>
  );
}

/** Offers to keep a rule that is likely set on the project; nothing where there is none, or no form. */
export function Keep({ draft, onKeep }: { draft: ProjectRuleDraft | undefined; onKeep: KeepProjectRule | undefined }) {
  if (!draft || !onKeep) return null;
  return (
    <div>
      <Button
        spacing="compact"
        onClick={() => {
          onKeep(draft);
        }}
      >
        Keep it as a rule of the project
      </Button>
    </div>
  );
}
