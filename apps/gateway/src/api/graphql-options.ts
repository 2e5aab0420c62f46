import type { ApolloDriverConfig } from '@nestjs/apollo';
import { ApolloDriver } from '@nestjs/apollo';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import type { Log, Metrics } from '@konbit/platform';
import type { FastifyRequest } from 'fastify';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { csrfHeader } from './api-context.js';
import type { ApiContexts } from './api-contexts.js';
import { formatError, tooComplexMark } from './api-errors.js';
import { compiledDocuments } from './compiled-documents.js';
import { costLimit } from './cost-limit.js';
import { DocumentCache } from './document-cache.js';
import { plainJson } from './plain-json.js';
import { scalars } from './scalars.js';
import { schemaText } from './schema-text.js';

export const graphqlPath = '/graphql';
/** Limits of BACKBONE §6; our deepest document needs 7 levels. */
export const limits = { depth: 8, aliases: 15, tokens: 1000, directives: 10, cost: 5000 };

/** How GraphQL is served: SDL first, every limit on, errors by one list. */
export function graphqlOptions(parts: { contexts: ApiContexts; log: Log; metrics: Metrics; isDev: boolean }): ApolloDriverConfig {
  const format = formatError(parts.log, (code) => { parts.metrics.refused(code); });
  return {
    driver: ApolloDriver,
    path: graphqlPath,
    typeDefs: schemaText(),
    resolvers: scalars,
    context: (request: FastifyRequest) => parts.contexts.of(request),
    formatError: format,
    autoTransformHttpErrors: false,
    graphiql: false,
    introspection: parts.isDev,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: { requestHeaders: [csrfHeader] },
    persistedQueries: false,
    documentStore: new DocumentCache(),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: limitRules(),
    plugins: [ApolloServerPluginCacheControlDisabled(), plainJson, costLimit(limits.cost), compiledDocuments(format)],
  };
}

/** Tokens are counted by the parser, suggestions dropped by Apollo itself and cost counted with the variables (record 29); the rest is armor's. */
export function limitRules(): ValidationRule[] {
  const refuse = { propagateOnRejection: false, onReject: [tooComplex] };
  return new ApolloArmor({
    maxDepth: { n: limits.depth, flattenFragments: true, ignoreIntrospection: true, ...refuse },
    maxAliases: { n: limits.aliases, ...refuse },
    maxDirectives: { n: limits.directives, ...refuse },
    maxTokens: { enabled: false },
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect().validationRules;
}

function tooComplex(context: ValidationContext | null): void {
  context?.reportError(new GraphQLError('the document is too complex', { extensions: { [tooComplexMark]: true } }));
}
