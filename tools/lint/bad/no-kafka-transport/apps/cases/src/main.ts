import { ClientKafka, Transport } from '@nestjs/microservices';
import { Kafka } from 'kafkajs';

export const options = { transport: Transport.KAFKA, client: ClientKafka, driver: Kafka };
