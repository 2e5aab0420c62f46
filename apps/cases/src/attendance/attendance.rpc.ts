import { Controller } from '@nestjs/common';
import { type AttendanceView, casesRpc, type Effect, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { AttendanceQueries, type Queue } from './attendance.queries.js';
import { AttendanceService } from './attendance.service.js';
import { type IntakeAnswer, IntakeService } from './intake.service.js';

type Calls = typeof casesRpc;

@Controller()
export class AttendanceRpc {
  constructor(private readonly queries: AttendanceQueries, private readonly attendances: AttendanceService, private readonly intakes: IntakeService) {}

  @Handles(casesRpc, 'cases.intake')
  intake(ctx: Ctx, input: RpcIn<Calls, 'cases.intake'>): Promise<IntakeAnswer> {
    return this.intakes.intake(ctx, input);
  }

  @Handles(casesRpc, 'cases.attendanceMove')
  move(ctx: Ctx, input: RpcIn<Calls, 'cases.attendanceMove'>): Promise<Effect> {
    return this.attendances.move(ctx, input);
  }

  @Handles(casesRpc, 'cases.attendancesByIds')
  byIds(ctx: Ctx, input: RpcIn<Calls, 'cases.attendancesByIds'>): Promise<{ attendances: (AttendanceView | null)[] }> {
    return this.queries.byIds(ctx, input.ids);
  }

  @Handles(casesRpc, 'cases.queue')
  queue(ctx: Ctx, input: RpcIn<Calls, 'cases.queue'>): Promise<Queue> {
    return this.queries.queue(ctx, input.page);
  }
}
