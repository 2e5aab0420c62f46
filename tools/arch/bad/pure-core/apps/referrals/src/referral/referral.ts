import { Injectable } from '@nestjs/common';
export const decide = Injectable;
