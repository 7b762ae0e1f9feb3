import { distinctGaps } from '../../../src/core/answer';
import type { Facts } from '../../../src/core/model';
import { Closed } from '../controls/notice';
import { GapList } from '../gap-list';

/** What could not be read of the repository, and of what was supplied; the answers below say what depends on it. */
export function Partial({ facts, suppliedNotRead }: { facts: Facts; suppliedNotRead: boolean }) {
  return (
    <>
      <NotRead facts={facts} />
      {suppliedNotRead && (
        <Closed title="Lists that were supplied could not be read just now">
          <p>
            The app’s own storage did not answer. If somebody said who is in a group, or which restrictions are set on
            the project, the answers below do not know of it. You can read again in a moment.
          </p>
        </Closed>
      )}
    </>
  );
}

function NotRead({ facts }: { facts: Facts }) {
  const { repository, model } = facts;
  const lists = [
    facts.restrictions,
    facts.permissions,
    facts.userGrants,
    facts.groupGrants,
    facts.projectUserGrants,
    facts.projectGroupGrants,
    facts.workspaceMembers,
  ];
  const gaps = distinctGaps([...lists.flatMap((list) => list.gaps), ...(model.known ? model.value.gaps : [model.gap])]);
  if (gaps.length === 0) return null;
  return (
    <Closed title="Not everything could be read">
      <GapList gaps={gaps} repository={repository} />
    </Closed>
  );
}
