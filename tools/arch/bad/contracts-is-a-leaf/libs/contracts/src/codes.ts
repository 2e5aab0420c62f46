import { codeId } from '@konbit/platform';
export const tenant = codeId('05101');
