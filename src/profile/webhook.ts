import * as z from 'zod/mini'
import { SecretName } from './secret-name.ts'

/** The address to which Apicbase posts orders. */
export const Webhook = z.strictObject({
  secrets: z
    .array(SecretName)
    .check(z.minLength(1))
    .check(z.describe('Names of secrets. Each may sign: list two while you change one.')),
  signedForm: z
    ._default(z.enum(['raw', 'python', 'either']), 'either')
    .check(z.describe('The text that is signed: the raw bytes, the form of Python, or either.')),
})
