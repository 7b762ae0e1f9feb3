import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { noticeOf, packagesOf } from '../ships.mjs';

/** Beside the panels, the licences of what they hold. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_, bundle) {
    const files = Object.values(bundle).flatMap((chunk) =>
      chunk.type === 'chunk' ? Object.entries(chunk.modules) : [],
    );
    const held = files
      .filter(([file, { renderedLength }]) => renderedLength > 0 || file.endsWith('.css'))
      .map(([file]) => file);
    this.emitFile({ type: 'asset', fileName: 'licences.txt', source: noticeOf(packagesOf(held)) });
  },
};

// One build serves every module of the manifest. Relative addresses, and no inline script: Forge serves it under a path
// of its own and a content security policy that allows neither.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  resolve: {
    alias: [
      {
        find: /^@atlaskit\/feature-gate-js-client(?:\/.*)?$/,
        replacement: fileURLToPath(new URL('src/feature-gates.ts', import.meta.url)),
      },
    ],
  },
  plugins: [licences],
  oxc: { jsx: { runtime: 'automatic' } },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: false,
    chunkSizeWarningLimit: 1_500,
    target: 'es2022',
  },
});
