/** Clients come over TLS and sign in; the certificate is for 127.0.0.1. */
export interface Secured { user: string; password: string; keystore: string; keystorePassword: string }

/** Where a broker is: for its clients, its peers and the controllers. */
export interface KafkaPlace { folder: string; address: string; controllerPort: number; insidePort: number }

/** `server.properties` of one node among all; what the caller sets wins. */
export function kafkaSettings(place: KafkaPlace, all: readonly Omit<KafkaPlace, 'folder'>[], secured: Secured | null, settings: Readonly<Record<string, string>>): string {
  const copies = all.length;
  const inSync = Math.max(1, copies - 1);
  return Object.entries({
    'process.roles': 'broker,controller', 'node.id': all.findIndex(({ address }) => address === place.address) + 1,
    'controller.quorum.voters': all.map(({ controllerPort }, index) => `${index + 1}@127.0.0.1:${controllerPort}`).join(','),
    'log.dirs': `${place.folder}/data`, 'auto.create.topics.enable': false,
    ...listeners(place, secured),
    'group.initial.rebalance.delay.ms': 0, 'group.min.session.timeout.ms': 500,
    'default.replication.factor': copies, 'min.insync.replicas': inSync, 'offsets.topic.replication.factor': copies, 'offsets.topic.num.partitions': 8,
    'transaction.state.log.replication.factor': copies, 'transaction.state.log.min.isr': inSync,
    'share.coordinator.state.topic.replication.factor': copies, 'share.coordinator.state.topic.min.isr': inSync,
    'broker.session.timeout.ms': 3000, 'broker.heartbeat.interval.ms': 500, ...settings,
  }).map(([name, value]) => `${name}=${value}`).join('\n');
}

function listeners({ address, controllerPort, insidePort }: KafkaPlace, secured: Secured | null): object {
  const ways = { CLIENTS: [address, secured ? 'SASL_SSL' : 'PLAINTEXT'], INSIDE: [`127.0.0.1:${insidePort}`, 'PLAINTEXT'], CONTROLLER: [`127.0.0.1:${controllerPort}`, 'PLAINTEXT'] } as const;
  const list = (names: readonly (keyof typeof ways)[]): string => names.map((name) => `${name}://${ways[name][0]}`).join(',');
  return {
    listeners: list(['CLIENTS', 'INSIDE', 'CONTROLLER']), 'advertised.listeners': list(['CLIENTS', 'INSIDE']), 'controller.listener.names': 'CONTROLLER', 'inter.broker.listener.name': 'INSIDE',
    'listener.security.protocol.map': Object.entries(ways).map(([name, [, protocol]]) => `${name}:${protocol}`).join(','),
    ...(secured && {
      'sasl.enabled.mechanisms': 'SCRAM-SHA-512', 'listener.name.clients.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'ssl.keystore.location': secured.keystore, 'ssl.keystore.password': secured.keystorePassword, 'ssl.keystore.type': 'PKCS12',
    }),
  };
}
