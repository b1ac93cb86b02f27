/** A supplier's system that collects from a mailbox, two documents at once, like the two lanes of a sending route. */
export interface Collector {
  /** Resolves after the current work. */
  close(): Promise<void>
}

const LANES = 2
const EMPTY_MS = 10

export function openCollector(url: string, supplier: string, token: string): Collector {
  const mailbox = `${url}/mailbox/${supplier}/erp`
  const headers = { authorization: `Bearer ${token}` }
  let isOpen = true

  async function collect(id: string): Promise<void> {
    await (await fetch(`${mailbox}/${id}`, { headers })).arrayBuffer()
    await (await fetch(`${mailbox}/${id}/collected`, { method: 'POST', headers })).text()
  }

  async function work(): Promise<void> {
    while (isOpen) {
      const { documents }: { documents: { id: string }[] } = await (await fetch(mailbox, { headers })).json()
      const ids = documents.map(({ id }) => id)
      const lane = async (): Promise<void> => {
        for (let id = ids.pop(); id !== undefined; id = ids.pop()) await collect(id)
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      if (documents.length === 0) await new Promise((resolve) => setTimeout(resolve, EMPTY_MS))
    }
  }

  const working = work()
  return {
    close: () => {
      isOpen = false
      return working
    },
  }
}
