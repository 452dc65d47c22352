import { defineConfig } from 'vite';

// One file that can be read: who bundles it minifies it anyway. What it means is told by the declarations beside it.
export default defineConfig({
  build: {
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
    target: 'es2022',
    minify: false,
    rolldownOptions: { output: { comments: false } },
  },
});
