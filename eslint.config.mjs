import { konbitConfig } from './tools/lint/config.mjs';

export default konbitConfig({ root: import.meta.dirname, projects: ['tools/lint/tsconfig.json', 'tools/lint/tsconfig.web.json'] });
