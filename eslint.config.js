import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { boundaryRules } from './tests/boundaries/lint.ts';

const root = import.meta.dirname;

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/build/',
      '**/dist/',
      '**/.svelte-kit/',
      '**/.turbo/',
      '.finest-hour/',
      'tests/boundaries/fixtures/',
    ],
  },
  boundaryRules(root),
  tseslint.configs.recommended,
  tseslint.configs.strict,
  svelte.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: {
      // Two programs, not one for each package: most of their files are the same.
      parserOptions: {
        project: ['tsconfig.json', 'apps/dashboard/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // Where a library takes an object of callbacks, its types seldom say that it waits for them.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { properties: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.{js,ts,svelte}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      // The dashboard stands at the root of its address: links need no base path.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    // The SVG that ECharts draws on the server, from numbers and words that it escapes itself.
    files: ['apps/dashboard/src/lib/components/Chart.svelte'],
    rules: { 'svelte/no-at-html-tags': 'off' },
  },
);
