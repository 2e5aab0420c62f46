import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import { type ExecutionResult, getNamedType, getVariableValues, type GraphQLFormattedError, type GraphQLSchema, isCompositeType, isObjectType, type OperationDefinitionNode } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** Answers by code that is made once for each operation (record 27); it lives as long as its document is in the cache, and what cannot be compiled is walked as usual. */
export function compiledDocuments(format: Format): ApolloServerPlugin {
  const made = new WeakMap<OperationDefinitionNode, CompiledQuery | null>();
  return {
    serverWillStart: ({ schema }) => {
      callFunctions(schema);
      return Promise.resolve();
    },
    requestDidStart: () => Promise.resolve({
      responseForOperation: async ({ schema, document, operation, operationName, request, contextValue }) => {
        if (!operation) return null;
        let code = made.get(operation);
        if (code === undefined) {
          const compiled = compileQuery(schema, document, operationName ?? undefined);
          code = isCompiledQuery(compiled) ? compiled : null;
          made.set(operation, code);
        }
        if (code === null) return null;
        // graphql-js reads the variables: the compiler knows no @oneOf and drops the codes of our scalars.
        const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}, { maxErrors: 50 });
        return responseOf(coerced ? await code.query(undefined, contextValue, coerced) : { errors: errors ?? [] }, format);
      },
    }),
  };
}

/** Errors as Apollo shapes them before it formats them: an answer of a plugin goes out as it is. */
function responseOf({ data, errors }: ExecutionResult, format: Format): GraphQLResponse {
  const code = data === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
  const shown = errors?.map((error) => {
    const { message, locations, path, extensions } = error;
    return format({ message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions: { ...extensions, code: extensions?.['code'] ?? code } }, error);
  });
  return {
    http: { ...(data === undefined ? { status: 400 } : {}), headers: new HeaderMap() },
    body: { kind: 'single', singleResult: { ...(shown ? { errors: shown } : {}), ...(data === undefined ? {} : { data }) } },
  };
}

/** The compiler reads a property and calls nothing: of a forgotten function it would read the `name`. So each field that may hold one gets a resolver. */
function callFunctions(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { name } = field;
      if (field.resolve || !(isCompositeType(getNamedType(field.type)) || name.endsWith('Name'))) continue;
      field.resolve = (parent: Record<string, unknown>) => {
        const value = parent[name];
        return typeof value === 'function' ? (value as () => unknown).call(parent) : value;
      };
    }
  }
}
