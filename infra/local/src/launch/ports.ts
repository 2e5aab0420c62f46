import { freePort, portProblem } from '../free-port.js';
import { StartError } from '../start-error.js';

/** Throws `StartError` with what to do when this address cannot be served. */
export async function requirePort(port: number, host: string, variable: string): Promise<void> {
  const problem = await portProblem(port, host);
  if (problem) throw new StartError(portSentence(problem, { port, host, variable }));
}

/** The sentence for a port that cannot be used. */
export function portSentence(problem: string, { port, host, variable }: { port: number; host: string; variable: string }): string {
  if (problem === 'EACCES') return `Este usuario no puede usar el puerto ${port}: elija uno desde 1024, por ejemplo ${variable}=3000 npm start.`;
  if (problem === 'EADDRNOTAVAIL') return `La dirección ${host} no es de este equipo: corrija KONBIT_HOST y vuelva a iniciar.`;
  return `El puerto ${port} está ocupado por otro programa: ciérrelo o elija otro, por ejemplo ${variable}=${port < 65_000 ? port + 10 : 3010} npm start.`;
}

/** The port asked for, or the one of last time while it is free, or a free one. */
export async function signInPort(asked: number | null, remembered: number | null, host: string): Promise<number> {
  if (asked !== null) {
    await requirePort(asked, host, 'KONBIT_SIGNIN_PORT');
    return asked;
  }
  if (remembered !== null && (await portProblem(remembered, host)) === null) return remembered;
  return freePort();
}
