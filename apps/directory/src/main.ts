import { serviceMain } from '@konbit/platform';
import { directoryService } from './app.module.js';

await serviceMain(directoryService);
