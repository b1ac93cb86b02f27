import * as z from 'zod/mini'
import type { AttemptResult } from '../../model/attempt-result.ts'
import { findingNote, nothingSent } from '../../model/finding.ts'
import { percentEncode } from '../../text/percent-encode.ts'
import type { OutgoingDocument } from '../transport.ts'
import type { AnswerText } from './answer.ts'
import { findText, type TextPart } from './sought-text.ts'

const PLACEHOLDER = /\{([A-Za-z]*)\}/g
const NAMES: readonly string[] = ['orderNumber', 'version', 'fileName', 'key']

function onlyKnownPlaceholders(text: string, context: z.core.$RefinementCtx<string>): void {
  for (const [whole, name = ''] of text.matchAll(PLACEHOLDER)) {
    if (NAMES.includes(name)) continue
    const message = `has ${whole}, which is no placeholder here. There are: ${NAMES.map((placeholder) => `{${placeholder}}`).join(', ')}.`
    context.issues.push({ code: 'custom', input: text, message })
  }
}

function namesTheOrder(url: string, context: z.core.$RefinementCtx<string>): void {
  if (/\{(orderNumber|fileName|key)\}/.test(url)) return
  const message = 'must name the order that it asks for: put {orderNumber}, {fileName} or {key} into it.'
  context.issues.push({ code: 'custom', input: url, message })
}

/** How to ask the receiver's system for a document: a GET, and the response that confirms the arrival. */
export const HttpCheck = z.lazy(() =>
  z.strictObject({
    url: z
      .string()
      .check(z.regex(/^https?:\/\//), z.superRefine(onlyKnownPlaceholders), z.superRefine(namesTheOrder))
      .check(z.describe('The address to ask, with `{orderNumber}`, `{fileName}` or `{key}`.')),
    found: z
      .strictObject({
        status: z._default(z.int().check(z.gte(200), z.lte(299)), 200).check(z.describe('The status of that answer.')),
        contains: z
          .optional(z.string().check(z.minLength(1), z.superRefine(onlyKnownPlaceholders)))
          .check(z.describe('The text that the body must hold. Default: the status decides.')),
      })
      .check(z.describe('The answer that means that the order is there.')),
  }),
)

export type HttpCheck = z.infer<typeof HttpCheck>

/** Address of the check. Null if a value could end the literal around its placeholder, such as a literal of OData. */
export function checkAddress({ url }: HttpCheck, outgoing: OutgoingDocument): string | null {
  const used = [...url.matchAll(PLACEHOLDER)].map(([, name = '']) => placeholderValue(name, outgoing))
  if (used.some((value) => /['"\\\p{Cc}]/u.test(value))) return null
  return url.replace(PLACEHOLDER, (_, name: string) => percentEncode(placeholderValue(name, outgoing)))
}

const placeholderValue = (name: string, { orderNumber, version, document, key }: OutgoingDocument): string =>
  ({ orderNumber, version: String(version), fileName: document.fileName, key })[name] ?? ''

/** The text to find, with its placeholders filled in. */
function partsOf(text: string, outgoing: OutgoingDocument): TextPart[] {
  // An odd place of the split has the name of a placeholder.
  const parts = text.split(PLACEHOLDER)
  return parts.flatMap((part, at): TextPart[] => {
    if (at % 2 === 1) return [{ value: placeholderValue(part, outgoing) }]
    return part === '' ? [] : [{ literal: part }]
  })
}

/** Result of a response to the check. Null: the document has not arrived and may be sent again. */
export function readCheck(
  status: number,
  body: AnswerText,
  check: HttpCheck,
  outgoing: OutgoingDocument,
): AttemptResult | null {
  const { found } = check
  if (status === 404 || status === 410) return null
  if (status === found.status) {
    const finding =
      found.contains === undefined ? 'present' : findText(partsOf(found.contains, outgoing), body.text, body.isWhole)
    if (finding === 'present') return foundThere(check, outgoing)
    if (!body.isWhole) return cannotTell(findingNote('check-too-long'))
    return finding === 'absent' ? null : cannotTell(findingNote('check-longer'))
  }
  if (isPassing(status)) return notNow(findingNote('it-answered', { code: String(status) }))
  return cannotTell(findingNote('it-answered', { code: String(status) }))
}

/** Errors that end without a person: the next attempt checks again. */
const isPassing = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500

/**
 * An order number alone does not distinguish versions of an order, nor two orders with one number, nor a document from
 * the document sent before.
 */
function foundThere({ url, found }: HttpCheck, outgoing: OutgoingDocument): AttemptResult {
  const { orderNumber, version, documentRevision, resendCount, isNumberShared } = outgoing
  const asked = `${url}${found.contains ?? ''}`
  const tellsOrders = /\{(?:key|fileName)\}/.test(asked) || !isNumberShared
  const tellsVersions = /\{key\}/.test(asked) || (/\{(version|fileName)\}/.test(asked) && documentRevision === 1)
  if (resendCount > 0 || !tellsOrders || (!tellsVersions && (version > 1 || documentRevision > 1)))
    return cannotTell(findingNote('check-earlier', { order: orderNumber }))
  return { outcome: 'delivered', note: findingNote('check-found', { order: orderNumber }) }
}

export const notNow = (why: string): AttemptResult => ({
  ...{ outcome: 'deferred', reached: 'no', phase: 'receipt' },
  note: nothingSent('check-not-now', { reason: why }),
})

export const cannotTell = (why: string): AttemptResult => ({
  ...{ outcome: 'uncertain', holdForPerson: true, phase: 'receipt' },
  note: findingNote('check-cannot-tell', { reason: why }),
})
