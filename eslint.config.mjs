// What can be held without types, so that it takes seconds. Rules that ask for types are in .oxlintrc.json.
import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import a11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', 'node_modules/', '.cache/', 'coverage/'] },
  js.configs.recommended,
  {
    plugins: { '@stylistic': stylistic },
    // Some are for rules of oxlint.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: {
      '@stylistic/max-len': [
        'error',
        // A sample or a sentence is one piece.
        {
          code: 120,
          ignoreStrings: true,
          ignoreTemplateLiterals: true,
          ignoreRegExpLiterals: true,
          ignoreUrls: true,
          // A directive stands on one line.
          ignorePattern: '^\\s*// eslint-disable',
        },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    rules: {
      'func-style': ['error', 'declaration', { allowArrowFunctions: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ClassDeclaration', message: 'Functions and data, no classes.' },
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false, window: false },
          enableFixer: false,
          require: { FunctionDeclaration: true },
          contexts: [
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'ExportNamedDeclaration > VariableDeclaration',
          ],
        },
      ],
    },
  },
  {
    files: ['static/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, a11y.flatConfigs.strict],
    rules: {
      // What scrolls must be reached by keyboard (axe: scrollable-region-focusable).
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: ['pre'], roles: ['region'] }],
      // Only for the React compiler, which is not used here.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    // Prints its answers; the words are tested, not the calls.
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
        URL: 'readonly',
      },
    },
  },
);
