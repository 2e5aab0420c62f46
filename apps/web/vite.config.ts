import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildGate } from './build-gate.js';

// The Babel preset is the measured way here; the native transform needs a platform binary that is not installed.
process.env['LINGUI_SUPPRESS_BABEL_WARNING'] = '1';

export default defineConfig(({ mode }) => ({
  plugins: [react(), lingui({ failOnCompileError: true }), babel({ presets: [linguiTransformerBabelPreset()] }), buildGate()],
  define: { __EXAMPLES__: JSON.stringify(mode !== 'production' || process.env['KONBIT_WEB_EXAMPLES'] === '1') },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    // light-dark() and popovers are native in these, so nothing is lowered.
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // A font or script inlined as data: would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
}));
