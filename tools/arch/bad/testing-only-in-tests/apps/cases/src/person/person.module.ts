import { Test } from '@nestjs/testing';
export const module = Test;
