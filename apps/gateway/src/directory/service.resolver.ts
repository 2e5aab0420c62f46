import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Service } from './reference-index.js';

/** A service's words in other languages than Spanish, as lists: GraphQL has no maps. */
@Resolver('Service')
export class ServiceResolver {
  @ResolveField()
  names(@Parent() { names }: Service): object[] {
    return labels(names);
  }

  @ResolveField()
  baselineIn(@Parent() { baselineIn }: Service): object[] {
    return labels(baselineIn);
  }

  @ResolveField()
  documentsIn(@Parent() { documentsIn }: Service): object[] {
    return Object.entries(documentsIn).map(([language, texts]) => ({ language, texts }));
  }
}

const labels = (words: Readonly<Record<string, string>>): object[] => Object.entries(words).map(([language, text]) => ({ language, text }));
