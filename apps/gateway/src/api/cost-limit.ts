import type { ApolloServerPlugin } from '@apollo/server';
import { DomainError } from '@konbit/platform';
import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getNamedType, getNullableType, type GraphQLSchema, isCompositeType, isListType, isObjectType, Kind, type OperationDefinitionNode,
  type SelectionSetNode, type ValueNode,
} from 'graphql';
import { requestError } from './api-errors.js';

type Variables = Readonly<Record<string, unknown>>;

/** Rows counted for lists without a size, by field or by what they hold: reference data are many, a label has a row for each language. */
const rowsOf: Readonly<Record<string, number>> = { 'Query.branches': 100, 'Query.organisations': 50, 'Query.services': 50, 'Query.comunas': 40, Label: 2, Labels: 2 };
/** Rows counted for any other list without a size: those of one record are short. */
const someRows = 5;

/** Refuses an operation whose answer could hold more objects than this, before any of it runs. */
export function costLimit(most: number): ApolloServerPlugin {
  return {
    requestDidStart: () => Promise.resolve({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation && costOf({ schema, document, operation, variables: request.variables ?? {} }) > most) throw requestError(new DomainError('QUERY_TOO_COMPLEX'));
      },
    }),
  };
}

/**
 * Objects that the answer of a valid operation may hold: one for each field that is an object, times the rows of the lists around it.
 * A spread counts too: the compiler of documents writes each one out.
 */
export function costOf(asked: { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Variables }): number {
  const { operation } = asked;
  const root = asked.schema.getRootType(operation.operation);
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) => (defaultValue ? [[variable.name.value, numberOf(defaultValue, {})]] : []));
  const walk = new CostWalk(asked.schema, asked.document, { ...Object.fromEntries(defaults) as Variables, ...asked.variables });
  return root ? walk.of(operation.selectionSet, root.name, false) : 0;
}

class CostWalk {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A fragment costs the same wherever it stands: fragments that double at each step are counted once each. */
  private readonly known = new Map<string, number>();

  constructor(private readonly schema: GraphQLSchema, document: DocumentNode, private readonly variables: Variables) {
    this.fragments = new Map(document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION).map((each) => [each.name.value, each]));
  }

  /** `isPaged` says that the rows of the lists directly below were counted by their page already. */
  of(set: SelectionSetNode, typeName: string, isPaged: boolean): number {
    return set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + this.field(selection, typeName, isPaged);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + this.of(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, isPaged);
      return sum + this.spread(selection.name.value, isPaged);
    }, 0);
  }

  private spread(name: string, isPaged: boolean): number {
    const key = `${name} ${isPaged}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const fragment = this.fragments.get(name);
    const cost = 1 + (fragment ? this.of(fragment.selectionSet, fragment.typeCondition.name.value, isPaged) : 0);
    this.known.set(key, cost);
    return cost;
  }

  private field(node: FieldNode, typeName: string, isPaged: boolean): number {
    const type = this.schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet || !isCompositeType(getNamedType(field.type))) return 0;
    const page = this.pageOf(node);
    const held = getNamedType(field.type).name;
    const bare = isPaged || !isListType(getNullableType(field.type)) ? 1 : (rowsOf[`${typeName}.${field.name}`] ?? rowsOf[held] ?? someRows);
    return (page ?? bare) * (1 + this.of(node.selectionSet, held, page !== null));
  }

  private pageOf(node: FieldNode): number | null {
    const sizes = (node.arguments ?? []).filter(({ name }) => name.value === 'first' || name.value === 'last').map(({ value }) => numberOf(value, this.variables));
    const given = sizes.filter((size) => size !== null);
    return given.length === 0 ? null : Math.max(1, ...given);
  }
}

function numberOf(value: ValueNode, variables: Variables): number | null {
  const read = value.kind === Kind.VARIABLE ? variables[value.name.value] : value.kind === Kind.INT ? Number(value.value) : null;
  return typeof read === 'number' && Number.isFinite(read) ? read : null;
}
