import { composeMail } from '#mail'
import type { AnyFormat, RenderContext } from '../documents/format.ts'
import { formats } from '../documents/registry.ts'
import type { Document, MailOutput, TextOutput } from '../model/document.ts'
import { findingNote } from '../model/finding.ts'
import { sha256 } from '../model/order/identity.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import { correctionName, fileName, isShortName, sharedNumberName } from '../profile/file-name.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { toSupplierTerms } from '../profile/translation.ts'
import { encode } from '../text/charset.ts'
import { keptWarnings } from './kept-warnings.ts'
import type { MailIdentity } from './mail-name.ts'
import { translatedOccasion } from './translated-occasion.ts'

/**
 * Writes an order for a route: translates, writes, encodes and names. The gateway and the command line use the same
 * function.
 */
export async function compose(
  order: Order,
  route: Pick<Route, 'document' | 'fileName' | 'fileNameRule' | 'remarks'>,
  supplier: Supplier,
  occasion: RenderContext,
  key: string,
  token?: string,
): Promise<Result<Document, Problem[]>> {
  const format = formats[route.document.format]
  if (!format) throw new Error(`No format is called ${route.document.format}.`)
  if (occasion.purpose === 'cancellation' && !format.cancels?.(route.document))
    return err([uncancellable(route.document)])
  const translated = toSupplierTerms(order, supplier, route)
  const profile = { supplier: translated.supplier, document: route.document }
  const written = format.write(translated.order, profile, translatedOccasion(occasion, supplier, route))
  if (!written.ok) return err(written.error)
  const controlNumber = format.numbering?.(route.document) ? occasion.controlNumber : null
  const named = (ext: string): string => nameOf(order, occasion, route, ext)
  const body =
    'mail' in written.value
      ? await mailBody(
          written.value,
          { key, preparedAt: occasion.preparedAt, ...(token === undefined ? {} : { token }) },
          named,
        )
      : textBody(written.value, format, named)
  const long = longName(body.fileName, route)
  if (long) return err([long])
  return ok({
    ...body,
    digest: await sha256(body.bytes),
    controlNumber,
    secrets: format.secrets?.(route.document) ?? [],
    warnings: keptWarnings([...translated.warnings, ...written.value.warnings]),
  })
}

export function nameOf(
  order: Order,
  { version, preparedAt, controlNumber, correction = 0, isNumberShared }: RenderContext,
  route: Pick<Route, 'fileName' | 'fileNameRule'>,
  ext: string,
): string {
  const { number: orderNumber, customer } = order
  const parts = { orderNumber, customer, version, date: preparedAt.date, sequence: controlNumber, ext }
  const filled = fileName(route.fileName, parts)
  // A pattern with a counter gives each document its own name.
  const plain = isNumberShared && !isCounted(route.fileName) ? sharedNumberName(filled, order.id) : filled
  const isShort = route.fileNameRule === '8.3'
  const own = correction > 0 ? correctionName(plain, correction) : plain
  // Without room for a correction name, the corrected document replaces the original file.
  const name = isShort && !isShortName(own.toUpperCase()) ? plain : own
  return isShort ? name.toUpperCase() : name
}

const isCounted = (pattern: string): boolean => /\{sequence\b/.test(pattern)

/**
 * Startup refuses patterns that could give a long name. A number allocated before a change of the configuration may
 * still be longer.
 */
export const longName = (name: string, { fileNameRule }: Pick<Route, 'fileNameRule'>): Problem | null =>
  fileNameRule !== '8.3' || isShortName(name)
    ? null
    : {
        path: '',
        code: 'too-long',
        message: findingNote('short-name', { file: name }),
      }

/** A document that cannot say "cancelled" would order the goods a second time. */
export const uncancellable = ({ format }: Route['document']): Problem => ({
  path: '',
  code: 'profile-incomplete',
  message: findingNote('format-no-cancellation', { format }),
})

type Body = Pick<Document, 'bytes' | 'mediaType' | 'fileName' | 'envelope'>

function textBody(written: TextOutput, format: AnyFormat, named: (ext: string) => string): Body {
  const { text, charset, mediaType = format.mediaType, extension = format.extension } = written
  return { bytes: encode(text, charset), mediaType: `${mediaType}; charset=${charset}`, fileName: named(extension) }
}

async function mailBody(
  { mail }: MailOutput,
  identity: Omit<MailIdentity, 'attachmentName'>,
  named: (ext: string) => string,
): Promise<Body> {
  return {
    bytes: await composeMail(mail, { ...identity, attachmentName: named(mail.attachment?.extension ?? '') }),
    mediaType: 'message/rfc822',
    fileName: named('eml'),
    envelope: { from: mail.from, to: mail.to },
  }
}
