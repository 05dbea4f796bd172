import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// The folder law: app → features → tableview → fields → kit. A folder may import itself and what stands right of it.
const layers = ['app', 'features', 'tableview', 'fields', 'kit'];

const law = layers.slice(1).map((layer, index) => ({
  files: [`src/${layer}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: layers.slice(0, index + 1).flatMap((upper) => [`@/${upper}/**`, `../**/${upper}/**`]),
            message: `${layer} may only import from itself and the layers below it (${layers.join(' → ')}).`,
          },
          { group: ['@/stories/**', '../**/stories/**'], message: 'Stories are no part of the product.' },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/**', 'src/api/schema.d.ts', 'dist-stories/**', 'node_modules/**', 'src/**/*.gen.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-dynamic-delete': 'off',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 420, skipBlankLines: true }],
    },
  },
  ...law,
  {
    // The model is plain TypeScript: it is tested without a DOM and must not learn about one.
    files: ['src/tableview/model/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'document', 'window', 'navigator', 'HTMLElement'],
    },
  },
);
