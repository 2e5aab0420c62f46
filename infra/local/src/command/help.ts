/** What `konbit help` prints. */
export const helpText = `Uso: npx konbit <comando>

  status                                        servicios, eventos por enviar, atrasos, detenidos y último sello de auditoría
  parked list [servicio]                        eventos detenidos
  parked show <servicio> <consumidor> <clave>   detalle de los eventos detenidos de una clave
  parked retry <servicio> <consumidor> <clave>  reintenta ahora el primero
  parked discard <servicio> <consumidor> <clave>             descarta el primero sin aplicarlo
  parked skip-gap <servicio> <consumidor> <clave> <versión>  da por perdidas las versiones que faltan hasta esa
  verify-audit [servicio]                       repasa la cadena de auditoría
  account list                                  cuentas de esta oficina
  account add <usuario> <nombre> <rol,…> <ORG/SUCURSAL,…>    crea una cuenta y muestra su contraseña una vez
  account password <usuario>                    nueva contraseña, se muestra una vez
  account close <usuario> · account open <usuario>           cierra o vuelve a abrir una cuenta
  topics create [particiones] [copias]          crea los temas de Kafka una vez (6 particiones; 3 copias, o una por broker si hay menos)
  log copy                                      lleva a Kafka los eventos del registro de Postgres, con los servicios detenidos
  criteria diff|health|evaluate|classes …       compara criterios escritos en archivos, sin iniciar Konbit (npx konbit criteria help)

Servicios: cases, referrals, directory.
Direcciones: de KONBIT_HOME/run.json, o de CASES_OWNER_DATABASE_URL, REFERRALS_OWNER_DATABASE_URL,
DIRECTORY_OWNER_DATABASE_URL y BUS_OWNER_DATABASE_URL.
Cuentas: de KONBIT_HOME/accounts.json, o de Keycloak con OIDC_ISSUER y KONBIT_ACCOUNTS_SECRET.
Termina con 0 si todo está bien, 1 si algo necesita atención, 2 si el comando está mal escrito, 3 si Konbit no responde.
`;
