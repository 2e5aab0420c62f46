import '@konbit/gateway';
export const started = true;
