import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { testCache } from './java-servers.js';

export const kafkaVersion = '4.4.0';
const loggerVersion = '2.25.3';
const longestMs = 300_000;

const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
/** Kafka speaks slf4j 1.7, so the binding is `log4j-slf4j-impl` and not the one of slf4j 2. */
const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>konbit</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>${dependency('org.apache.kafka', 'kafka_2.13', kafkaVersion)}
${['log4j-api', 'log4j-core', 'log4j-slf4j-impl'].map((artifact) => dependency('org.apache.logging.log4j', artifact, loggerVersion)).join('\n')}
</dependencies></project>`;

/** The class path of a real broker; its jars come from Maven once and stay in the cache of tests. */
export async function kafkaClassPath(): Promise<string> {
  const cache = join(testCache(), `kafka-${kafkaVersion}`);
  if (!existsSync(cache)) await download(cache);
  return readdirSync(cache).filter((file) => file.endsWith('.jar')).toSorted().map((file) => join(cache, file)).join(delimiter);
}

async function download(cache: string): Promise<void> {
  const folder = `${cache}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pom.xml'), pom);
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], { timeout: longestMs });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error('Maven could not bring the jars of Kafka: is mvn installed, and does it reach a repository?', { cause: error });
  }
  renameSync(folder, cache);
}
