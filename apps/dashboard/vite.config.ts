import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build', envPrefix: 'FINEST_HOUR_DASHBOARD_' }),
      // Styles of ECharts' server SVG stand in attributes: those alone may be inline.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'font-src': ['self'],
          'img-src': ['self', 'data:'],
          'connect-src': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
        },
      },
    }),
  ],
  // The workspace packages export TypeScript source, which only a bundle can carry into build/.
  ssr: { noExternal: [/^@finest-hour\//] },
  // But what tells of the process stays where it is: its libraries are not made to be bundled, and Node runs it as it is.
  environments: { ssr: { build: { rolldownOptions: { external: ['@finest-hour/telemetry'] } } } },
});
