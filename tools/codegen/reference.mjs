// docs/reference: pages that are written from the contracts, so that they cannot be wrong.
const head = (title, text) => `# ${title}\n\n${text} Written by \`npm run codegen\` from \`libs/contracts\`.\n`;
const table = (columns, rows) => [`| ${columns.join(' | ')} |`, `|${'---|'.repeat(columns.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
const code = (text) => `\`${text}\``;
const list = (values) => values.map(code).join(' ');

function events({ eventContracts }) {
  const rows = eventContracts.map(({ type, schema }) => [code(type), list(Object.keys(schema.shape))]).toSorted();
  return `${head('Events', 'Every fact that a service publishes. Schema and sample of each: `libs/contracts/history`.')}\n${table(['Type', 'Data'], rows)}\n`;
}

function permissions({ permissions: all, roles, rolePermissions }) {
  const rows = all.map((permission) => [code(permission), list(roles.filter((role) => rolePermissions[role].includes(permission)))]);
  return `${head('Permissions', 'Which roles hold which permission. A token carries roles, never permissions.')}\n${table(['Permission', 'Roles'], rows)}\n`;
}

function errors({ errorCodes, unstoredCodes }) {
  const rows = errorCodes.map((name) => [code(name), unstoredCodes.includes(name) ? 'no: the same command may be sent again' : 'yes']);
  return `${head('Error codes', 'The one list of refusals. A stored answer comes back when the same command is repeated.')}\n${table(['Code', 'Stored'], rows)}\n`;
}

function rpc(contracts) {
  const maps = Object.values(contracts).filter((value) => value && typeof value === 'object' && typeof value.service === 'string' && value.calls);
  const parts = maps.toSorted((a, b) => a.service.localeCompare(b.service)).map(({ service, calls }) => {
    const rows = Object.entries(calls).map(([name, { kind, deadlineMs, refusals }]) => [code(name), kind, `${deadlineMs} ms`, list(refusals)]);
    return `\n## ${service}\n\n${table(['Call', 'Kind', 'Deadline', 'Own refusals'], rows)}\n`;
  });
  return `${head('Calls between gateway and services', 'Every call of every service. Types derive from the map.')}${parts.join('')}`;
}

function moves({ referralMoves }) {
  const rows = referralMoves.map(({ row, from, actors, guards, command, to, event, requires }) =>
    [row, list(from), actors.join(' '), guards.join(' '), code(command), to === 'same' ? '(same)' : code(to), event ? code(event) : '–', list(requires)]);
  return `${head('Moves of a referral', 'O origin, D destination, P the person\'s wish. Everything that is not a row is refused.')}\n${table(['#', 'From', 'Who', 'Guard', 'Command', 'To', 'Event', 'Asks for'], rows)}\n`;
}

/** The reference pages as `[file, text]`; a page whose source the contracts lack is left out. */
export function referencePages(contracts) {
  const pages = [
    ['events.md', events, 'eventContracts'], ['permissions.md', permissions, 'rolePermissions'], ['errors.md', errors, 'errorCodes'],
    ['rpc.md', rpc, 'rpc'], ['moves.md', moves, 'referralMoves'],
  ];
  return pages.filter(([, , needs]) => contracts[needs]).map(([file, page]) => [file, page(contracts)]);
}
