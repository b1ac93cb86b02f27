import { specimenOccasions, specimenOrder, specimenSupplier } from '../documents/specimen.ts'
import { Supplier } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { lookUp, type Registries } from './kinds.ts'

/**
 * Whether a possible repeat differs from the original on this route. Unless the transport shows the mark, the
 * document must carry the mark, and a supplier's own layout may lack the mark. True for settings with other mistakes.
 */
export function canMarkRepeat(
  { document, transport }: Record<string, unknown>,
  input: Record<string, unknown>,
  { formats, transports }: Registries,
): boolean {
  if (!isGroup(document) || !isGroup(transport)) return true
  if (lookUp(transports, transport.kind)?.showsRepeat) return true
  const format = lookUp(formats, document.format)
  const settings = format?.settings.safeParse(document)
  const whole = Supplier.safeParse({
    ...input,
    customers: specimenSupplier.customers,
    articles: specimenSupplier.articles,
  })
  const [occasion] = specimenOccasions
  if (!format || !settings?.success || !whole.success || !occasion) return true
  const written = (possibleRepeat: boolean): string | null => {
    const profile = { supplier: whole.data, document: settings.data }
    const result = format.write(specimenOrder, profile, { ...occasion, possibleRepeat })
    return result.ok ? JSON.stringify(result.value) : null
  }
  try {
    const plain = written(false)
    return plain === null || plain !== written(true)
  } catch {
    return true
  }
}
