import type { Facts } from '../../../src/core/model';
import { Outward } from '../decision/outward';

/** A link to a pull request on Bitbucket. */
export function PullRequestLink({ id, facts, children }: { id: number; facts: Facts; children?: string }) {
  const { workspace, slug } = facts.repository;
  const path = `${encodeURIComponent(workspace)}/${encodeURIComponent(slug)}/pull-requests/${String(id)}`;
  return (
    <Outward href={`https://bitbucket.org/${path}`}>
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
