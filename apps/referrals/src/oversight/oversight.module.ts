import { Module } from '@nestjs/common';
import { OversightRpc } from './oversight.rpc.js';

@Module({ controllers: [OversightRpc] })
export class OversightModule {}
