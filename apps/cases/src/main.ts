import { serviceMain } from '@konbit/platform';
import { casesService } from './app.module.js';

await serviceMain(casesService);
