import { tellKafka } from './topics.js';

describe('what Kafka answered', () => {
  const told = (name: string, message = '', more: object = {}) => tellKafka(Object.assign(new Error(message), { name, ...more }), ['k1:9092']);

  it.each([
    ['KafkaJSNumberOfRetriesExceeded', 'connect ECONNREFUSED', {}, /k1:9092.*no responde: .*KONBIT_KAFKA_BROKERS/],
    ['KafkaJSSASLAuthenticationError', 'SASL SCRAM SHA512 authentication failed', {}, /no aceptó al usuario: .*KONBIT_KAFKA_PASSWORD_FILE/],
    ['KafkaJSConnectionError', 'Connection error: self-signed certificate', {}, /certificado que nadie avala: .*KONBIT_KAFKA_TLS_CA/],
    ['KafkaJSAggregateError', 'Topic creation errors', { errors: [{ type: 'INVALID_REPLICATION_FACTOR' }] }, /no aceptó lo que Konbit le pidió \(INVALID_REPLICATION_FACTOR\)/],
  ])('is told as what to do: %s', (name, message, more, sentence) => {
    expect(told(name, message, more)).toMatchObject({ name: 'StartError', message: expect.stringMatching(sentence) as unknown });
  });

  it('leaves errors of others as they are', () => {
    const error = new Error('x');
    expect(tellKafka(error, [])).toBe(error);
  });
});
