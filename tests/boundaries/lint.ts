import type { Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { boundaries } from './rule.ts';

/** The import boundaries alone, for a tree laid out as this repository is: the repository, or one of fixtures. */
export function boundaryRules(root: string): Linter.Config[] {
  const parser = tseslint.parser as Linter.Parser;
  return [
    { files: ['**/*.ts'], languageOptions: { parser } },
    ...svelte.configs.base,
    { files: ['**/*.svelte'], languageOptions: { parserOptions: { parser } } },
    {
      files: ['**/*.{js,ts,svelte}'],
      plugins: { boundaries },
      rules: { 'boundaries/imports': ['error', { root }] },
    },
  ];
}
