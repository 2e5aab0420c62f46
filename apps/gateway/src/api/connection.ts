interface Connection { edges: { cursor: string; node: object }[]; pageInfo: object }
type NodeOf<C extends Connection> = C['edges'][number]['node'];

/** The same slice with each node in another form; whatever else the connection says stays. */
export function mapNodes<C extends Connection, N>(connection: C, form: (node: NodeOf<C>) => N): Omit<C, 'edges'> & { edges: { cursor: string; node: N }[] } {
  return { ...connection, edges: connection.edges.map(({ cursor, node }) => ({ cursor, node: form(node) })) };
}
