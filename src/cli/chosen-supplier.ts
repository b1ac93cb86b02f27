import * as z from 'zod/mini'
import type { AdminClient } from './admin-client.ts'
import { UsageError } from './command.ts'
import { readAnswer } from './read-answer.ts'

const Suppliers = z.object({ suppliers: z.array(z.string()) })

/** The supplier from the options; default: the only supplier of the gateway. */
export async function chosenSupplier(client: AdminClient, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) return wanted
  const { suppliers } = readAnswer(Suppliers, await client.ask('/suppliers'))
  const [only, ...others] = suppliers
  if (only !== undefined && others.length === 0) return only
  throw new UsageError(`Give --supplier: the gateway has ${suppliers.join(', ') || 'no supplier'}.`)
}
