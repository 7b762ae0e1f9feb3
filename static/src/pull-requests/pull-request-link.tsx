import type { Facts } from '../../../src/core/model';
import { Outward } from '../decision/outward';

/** Leads to a pull request at Bitbucket. */
export function PullRequestLink({ id, facts, children }: { id: number; facts: Facts; children?: string }) {
  const { workspace, slug } = facts.repository;
  const href = `https://bitbucket.org/${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}/pull-requests/${String(id)}`;
  return (
    <Outward href={href}>
      {`#${String(id)}`}
      {children !== undefined && (
        <>
          {' '}
          <bdi>{children}</bdi>
        </>
      )}
    </Outward>
  );
}
