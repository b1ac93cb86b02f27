import type { DeskPage } from '../outbox/desk-view.ts'
import type { RemoteOutbox } from './remote-outbox.ts'

/** The facts of the first page. A single call would hold the object too long. */
export async function readDesk(outbox: Pick<RemoteOutbox, 'desk' | 'deskTraffic' | 'deskCutOffs'>): Promise<DeskPage> {
  const [desk, traffic, cutOffs] = await Promise.all([outbox.desk(), outbox.deskTraffic(), outbox.deskCutOffs()])
  return { ...desk, ...traffic, cutOffs }
}
