// The one rule of typescript-eslint's strict set that needs types and that oxlint lacks. It takes as long as all
// others.
import a11y from 'eslint-plugin-jsx-a11y';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', 'node_modules/', '.cache/', 'coverage/'] },
  {
    files: ['**/*.{ts,tsx}'],
    // Known only for the comments that leave one of its rules aside.
    plugins: { '@typescript-eslint': tseslint.plugin, 'jsx-a11y': a11y },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'error' },
  },
);
