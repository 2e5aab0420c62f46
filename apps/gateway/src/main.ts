import 'reflect-metadata';
import { runProcess } from '@konbit/platform';
import { gatewayConfig } from './config.js';
import { startGateway } from './server.js';

await runProcess({ name: 'gateway', start: (log) => startGateway({ config: gatewayConfig(), log }) });
