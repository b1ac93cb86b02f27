import type { Services } from '../../services.ts'

/** A document in a mailbox that no system has collected. */
export interface WaitingDocument {
  /** The supplier's name. */
  readonly supplier: string
  readonly route: string
  readonly fileName: string
}

/** Enough to see that it works. */
const SHOWN = 10

export async function waitingDocuments({ gateway, outbox }: Pick<Services, 'gateway' | 'outbox'>) {
  const mailboxes = Object.entries(gateway.suppliers).flatMap(([key, { name: supplier, routes }]) =>
    routes.filter(({ transport }) => transport.kind === 'mailbox').map(({ name }) => ({ key, supplier, route: name })),
  )
  const lists = await Promise.all(
    mailboxes.map(async ({ key, supplier, route }): Promise<WaitingDocument[]> => {
      const documents = await outbox(key).listMailbox(route)
      return documents.map(({ fileName }) => ({ supplier, route, fileName }))
    }),
  )
  const all = lists.flat()
  return { shown: all.slice(-SHOWN).reverse(), count: all.length }
}
