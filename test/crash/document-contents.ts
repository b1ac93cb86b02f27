/** What the checks read of a document. */
export interface Contents {
  readonly orderNumber: string
  /** Tells the versions of one order apart. */
  readonly quantity: string
  /** Only the EDIFACT document has one. */
  readonly controlNumber: string | null
  /** Only the JSON document has one. */
  readonly version: number | null
}

export function contentsOf(route: string, body: Buffer): Contents {
  const text = body.toString('latin1')
  if (route === 'archive') {
    const document: { orderNumber: string; version: number; lines: { quantity: string }[] } = JSON.parse(text)
    const { orderNumber, version, lines } = document
    return { orderNumber, version, quantity: lines[0]?.quantity ?? '', controlNumber: null }
  }
  const read = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? ''
  return {
    orderNumber: read(/BGM\+220\+([^+']+)/),
    quantity: read(/QTY\+21:(\d+)/),
    controlNumber: read(/UNZ\+1\+(\d+)/),
    version: null,
  }
}
