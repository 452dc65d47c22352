import { relative, sep } from 'node:path';
import type { ESLint, Rule } from 'eslint';
import { judge, mixture } from './judge.ts';

type WithSource = { readonly source?: { readonly type?: string; readonly value?: unknown } | null };

/** Every way to import: `import`, `export from`, `import()`, `import type`, `typeof import()` and `require()`. */
const imports: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'hold the lines of "Who may import whom"' },
    // The root of the repository, so that a copy of its layout can be judged too.
    schema: [{ type: 'object', properties: { root: { type: 'string' } }, required: ['root'] }],
  },
  create(context) {
    const { root } = context.options[0] as { root: string };
    const from = relative(root, context.filename).split(sep).join('/');
    const seen: string[] = [];
    const check = (node: Rule.Node, specifier: unknown) => {
      if (typeof specifier !== 'string') return;
      seen.push(specifier);
      const message = judge(from, specifier);
      if (message !== undefined) context.report({ node, message });
    };
    const checkSource = (node: Rule.Node) => check(node, (node as WithSource).source?.value);
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      TSImportType: checkSource,
      TSExternalModuleReference: (node: Rule.Node) =>
        check(node, (node as { expression?: { value?: unknown } }).expression?.value),
      CallExpression(node) {
        const [first] = node.arguments;
        if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || first?.type !== 'Literal') return;
        check(node, first.value);
      },
      'Program:exit': () => {
        const message = mixture(from, seen);
        if (message !== undefined) context.report({ loc: { line: 1, column: 0 }, message });
      },
    };
  },
};

export const boundaries: ESLint.Plugin = { rules: { imports } };
