import type { Statement } from '../outbox/statements/statement.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'

/** The statements of a day. The day that is not over is counted a part a call, so that no order waits for the count. */
export async function readStatements(
  outbox: Pick<RemoteOutbox, 'countToday' | 'statementsOn'>,
  date: string,
): Promise<Statement[]> {
  while (await outbox.countToday(date));
  return outbox.statementsOn(date)
}
