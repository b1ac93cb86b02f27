import * as z from 'zod/mini'
import { HOLD_REASONS } from '../../src/model/delivery-state.ts'

/** The values that answers share. Moments are ISO 8601, UTC. */

export const moment = z.string().check(z.describe('ISO 8601, UTC.'))
export const text = z.string()
export const textOrNull = z.nullable(z.string())
export const count = z.int().check(z.minimum(0))
export const holdReason = z.enum(HOLD_REASONS)
export const finding = z.strictObject({ code: text, values: z.record(z.string(), z.string()) })
export const cursor = textOrNull.check(z.describe('Send this value to get the next page. Null on the last page.'))
