import { reporting } from '../../../src/core/workspace/report';
import type { RepositoryDigest } from '../../../src/core/workspace/digest';
import { noColors } from '../../../src/core/say/text';
import { gathering } from '../../../src/cli/print/workspace/about';
import { sayReport } from '../../../src/cli/print/workspace/report';
import { reportAs } from '../../../src/cli/print/workspace/report-as';

/** The report of so many repositories as a page. Main branches without a restriction, 50 administrators. */
export function reportOf(count: number): string {
  const taken = reporting();
  const gathered = gathering({ of: 'the workspace acme', readFrom: 'bitbucket.org' });
  for (let at = 0; at < count; at++) {
    const digest = digestOf(at);
    taken.take(digest);
    gathered.take(digest.repository, { branchesRead: true }, String(at));
  }
  const about = gathered.done();
  const html = reportAs(sayReport(taken.done(), { ...about, branchesRead: true }), about, noColors).html;
  return [...(html?.() ?? [])].map(String).join('');
}

function digestOf(at: number): RepositoryDigest {
  const slug = `repository-${String(at).padStart(5, '0')}`;
  return {
    repository: { fullName: `acme/${slug}`, workspace: 'acme', slug },
    main: { known: true, value: null },
    administrators: { people: [{ id: `{${String(at % 50)}}`, name: `Person ${String(at % 50)}` }], unsure: 0 },
    problems: [{ problem: 'main-branch-unprotected', level: 'warning', count: 1, restrictions: [] }],
    gaps: [],
  };
}
