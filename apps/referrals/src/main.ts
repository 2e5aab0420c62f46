import 'reflect-metadata';
import { serviceMain } from '@konbit/platform';
import { referralsService } from './app.module.js';

await serviceMain(referralsService);
