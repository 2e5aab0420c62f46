/** Addresses of the directory's pages. */
export const placesPath = '/directorio';
export const placePath = (id: string): string => `${placesPath}/sucursales/${id}`;
export const historyPath = (id: string): string => `${placePath(id)}/historial`;
export const suggestPath = (id: string, offeringId?: string): string => `${placePath(id)}/sugerir${offeringId ? `?servicio=${offeringId}` : ''}`;
export const editPath = (id: string): string => `${placePath(id)}/editar`;
export const closePath = (id: string): string => `${placePath(id)}/cerrar`;
export const newPlacePath = `${placesPath}/sucursales/nueva`;
export const newOfferingPath = (id: string): string => `${placePath(id)}/ofertas/nueva`;
export const offeringPath = (id: string, offeringId: string): string => `${placePath(id)}/ofertas/${offeringId}/editar`;
export const newOrganisationPath = `${placesPath}/organizaciones/nueva`;
export const organisationPath = (id: string): string => `${placesPath}/organizaciones/${id}/editar`;
