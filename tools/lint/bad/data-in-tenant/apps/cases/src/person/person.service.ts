import { Repository } from 'typeorm';
import { InjectRepository } from '@nestjs/typeorm';

interface DataSource { getRepository(entity: string): unknown; query(sql: string): Promise<unknown>; createQueryRunner(): unknown }

export class Persons {
  constructor(private readonly dataSource: DataSource) {}
  byRepository(): unknown { return this.dataSource.getRepository('person'); }
  byQuery(): Promise<unknown> { return this.dataSource.query('select * from person'); }
  byRunner(): unknown { return this.dataSource.createQueryRunner(); }
}
export const used = [Repository, InjectRepository];
