import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// One build serves every module of the manifest. Relative addresses, and no inline script: Forge serves it under a path of
// its own and a content security policy that allows neither.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
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
