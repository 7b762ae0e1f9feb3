// `npm run golden`: writes every golden file anew, from what the code says now. Read what changed before you commit it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

// Answers over saved worlds, their rules as code, what Bitbucket's own word settles there, pages of causes, what ships,
// who may ask what, scopes, pushes of pipelines files.
const suites = [
  'worlds/golden',
  'worlds/exports',
  'worlds/settled-by-bitbucket',
  'cli/formats/formats',
  'cli/commands/rules/compare',
  'refusals/cause-page',
  'ships/ships',
  'access/walk',
  'core/people/scopes',
  'pipelines/golden',
];

const jest = path.join(import.meta.dirname, 'node_modules', 'jest', 'bin', 'jest.js');
const paths = suites.map((suite) => `test/${suite}`);
const { status } = spawnSync(process.execPath, [jest, ...paths], {
  cwd: import.meta.dirname,
  env: { ...process.env, UPDATE_GOLDEN: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
