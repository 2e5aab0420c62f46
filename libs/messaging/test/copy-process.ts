import { copyLog } from '@konbit/messaging';

const [busOwnerUrl = '', broker = ''] = process.argv.slice(2);
await copyLog({ busOwnerUrl, brokers: [broker], batchSize: 1 });
