import { codeId } from '@konbit/platform';
export const page = codeId('05101');
