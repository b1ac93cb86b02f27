import * as z from 'zod/mini'
import { templates } from '../../templates/index.ts'
import type { Attachment, Mail, MailOutput, Warning } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import { defangLinks } from '../text/unlinked.ts'
import { repertoire } from './characters/repertoire.ts'
import { exactProblems } from './content/exact-problems.ts'
import type { AnyFormat, DocumentSettings, Format, Profile, RenderContext } from './format.ts'
import { showsCancellation, specimenOccasions, specimenOrder, specimenSupplier, withFewLines } from './specimen.ts'
import { escapeFor } from './template/escapes.ts'
import { type Layout, layout, messageOf } from './template/liquid.ts'
import { lostFields } from './template/lost-fields.ts'
import { type Addressee, templateVariables } from './template/variables.ts'
import { textOf, UNLIMITED } from './template.ts'

interface EmailSettings extends DocumentSettings {
  readonly format: 'email'
  readonly template: string
  readonly from: string
  readonly to: readonly string[]
  readonly replyTo?: string | undefined
  /** Settings of another format. The mail carries that format's document as an attachment. */
  readonly attach?: DocumentSettings | undefined
}

/** A bare address: no character can begin a header field or another recipient. */
const address = z.email({ pattern: z.regexes.html5Email })
const PARTS = ['subject', 'text', 'html'] as const
type Layouts = Readonly<Record<(typeof PARTS)[number], Layout>>

const text = escapeFor('text', 'utf-8').wording
/** Without direction marks: such a mark in a name could show a quantity backwards. */
const wording = repertoire('mail', (code) => text.has(code) && !(isTurn(code) || code === 0xfeff))
const OWNER = { name: 'mail', repertoire: wording }

type Attachable = z.ZodMiniType<DocumentSettings> & z.core.$ZodTypeDiscriminable

/** `format` selects the schema, so that a mistake is reported in the terms of the chosen format. */
function attachable(others: Readonly<Record<string, AnyFormat>>) {
  const [first, ...rest] = Object.values(others)
    .map(({ settings }) => settings)
    .filter(isAttachable)
  // A gateway that is bundled without another format attaches none.
  return first ? z.discriminatedUnion('format', [first, ...rest]) : z.never()
}

const isAttachable = (schema: z.ZodMiniType<DocumentSettings>): schema is Attachable =>
  schema._zod.propValues !== undefined

function isTurn(code: number): boolean {
  return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)
}

/** A mail that a person reads. A document of one of `others` is attached if the route says so. */
export function email(others: Readonly<Record<string, AnyFormat>>): Format<EmailSettings, MailOutput> {
  const formatOf = ({ format }: DocumentSettings) => (Object.hasOwn(others, format) ? others[format] : undefined)

  const settings = z.lazy(() =>
    z
      .strictObject({
        format: z.literal('email'),
        template: z
          ._default(z.string(), 'order-email')
          .check(z.describe('The name of a layout in `templates/`, with a subject, a text and HTML.')),
        from: address.check(z.describe('The sender of the mail.')),
        to: z.array(address).check(z.minLength(1), z.maxLength(50)).check(z.describe('Who gets the mail.')),
        replyTo: z.optional(address).check(z.describe('Where replies go.')),
        attach: z.optional(attachable(others)).check(z.describe('Another document that travels with the mail.')),
      })
      .check((context) => {
        const message = templateMistake(context.value.template)
        if (message) context.issues.push({ code: 'custom', input: context.value.template, path: ['template'], message })
        const { attach } = context.value
        const [secret] = (attach && formatOf(attach)?.secrets?.(attach)) ?? []
        if (secret !== undefined)
          context.issues.push({ code: 'custom', input: attach, path: ['attach'], message: secretMistake(secret) })
      }),
  )

  const attachmentOf = ({ supplier, document: { attach } }: Profile<EmailSettings>) => {
    const format = attach && formatOf(attach)
    return attach && format ? { format, profile: { supplier, document: attach } } : null
  }

  const problemsOf = (order: Order, profile: Profile<EmailSettings>): Problem[] => {
    const attached = attachmentOf(profile)
    return [
      ...exactProblems(order, profile.supplier, UNLIMITED, OWNER),
      ...(attached ? attached.format.findProblems(order, attached.profile) : []),
    ]
  }

  /** Fills the template on every occasion: a mail must be writable whenever an order needs the mail. */
  function fits(order: Order, profile: Profile<EmailSettings>): Problem[] {
    const problems = problemsOf(order, profile)
    if (problems.length > 0) return problems
    const { template } = profile.document
    try {
      for (const [at, each] of specimenOccasions.entries())
        fill(template, at === 0 ? order : withFewLines(order), profile.supplier, each, [])
      return []
    } catch (error) {
      return [unfillable(template, error)]
    }
  }

  function attachment(
    order: Order,
    profile: Profile<EmailSettings>,
    occasion: RenderContext,
    warnings: Warning[],
  ): Result<Attachment | null, Problem[]> {
    const attached = attachmentOf(profile)
    if (!attached) return ok(null)
    // A document that cannot show a cancellation would deliver the order again, attached to the mail that cancels the
    // order.
    if (occasion.purpose === 'cancellation' && !attached.format.cancels?.(attached.profile.document)) return ok(null)
    const written = attached.format.write(order, attached.profile, occasion)
    if (!written.ok) return written
    if ('mail' in written.value) throw new Error('A mail cannot be attached to a mail.')
    const { text, charset, mediaType, extension } = written.value
    warnings.push(...written.value.warnings)
    return ok({
      text,
      charset,
      mediaType: mediaType ?? attached.format.mediaType,
      extension: extension ?? attached.format.extension,
    })
  }

  return {
    id: 'email',
    mediaType: 'message/rfc822',
    extension: 'eml',
    settings,
    example: { from: 'orders@gateway.example', to: ['desk@supplier.example'] },
    findProblems: fits,
    cancels: ({ template }) =>
      PARTS.every((part) => showsCancellation((on) => fill(template, specimenOrder, specimenSupplier, on, [])[part])),
    write(order, profile, occasion) {
      const problems = problemsOf(order, profile)
      if (problems.length > 0) return err(problems)
      const { from, to, replyTo, template } = profile.document
      const [warnings, own]: [Warning[], Warning[]] = [[], []]
      const attached = attachment(order, profile, occasion, warnings)
      if (!attached.ok) return attached
      try {
        const mail: Mail = {
          from,
          to,
          ...(replyTo === undefined ? {} : { replyTo }),
          ...fill(template, order, profile.supplier, occasion, own),
          ...(attached.value ? { attachment: attached.value } : {}),
        }
        own.push(...lostFields(order, specimenBodies(template)))
        // A change that the mail and the attachment share is reported once.
        return ok({
          mail,
          warnings: [...warnings, ...own.filter((warning) => !warnings.some((other) => isSame(warning, other)))],
        })
      } catch (error) {
        return err([unfillable(template, error)])
      }
    },
    acknowledgements: ({ attach }) => attach && formatOf(attach)?.acknowledgements?.(attach),
    numbering: ({ attach }) => attach && formatOf(attach)?.numbering?.(attach),
  }
}

const isSame = (warning: Warning, other: Warning): boolean =>
  warning.path === other.path &&
  warning.code === other.code &&
  warning.was === other.was &&
  warning.became === other.became

const unfillable = (template: string, error: unknown): Problem => ({
  path: '',
  code: 'profile-incomplete',
  message: `The mail template ${template} cannot be filled in: ${messageOf(error)}. Correct the template.`,
})

/** No transport fills in secrets of attachments. */
const secretMistake = (secret: string): string =>
  `An attachment cannot hold the secret '${secret}': the mail would show the mark {{secret:${secret}}}. Remove the secret from \`attach\`, or send the document by a route of its own.`

const specimenBodies = (template: string) =>
  (['text', 'html'] as const).map(
    (part) =>
      (specimen: Order): string =>
        fill(template, specimen, specimenSupplier, specimenOccasions[0], [])[part],
  )

function fill(name: string, order: Order, supplier: Addressee, occasion: RenderContext, warnings: Warning[]) {
  const layouts = layoutsOf(name)
  const variables = templateVariables({
    order,
    supplier,
    occasion,
    charset: 'utf-8',
    wording,
    sanitise: defangLinks,
    warnings,
  })
  return {
    subject: layouts.subject.fill(variables).replace(/\s+/g, ' ').trim(),
    text: layouts.text.fill(variables),
    html: layouts.html.fill(variables),
  }
}

/** Memo of prepared layouts by name, as small as the number of templates. Preparing is pure. */
const known = new Map<string, Layouts>()

function layoutsOf(name: string): Layouts {
  const found = known.get(name)
  if (found) return found
  const ready = (part: (typeof PARTS)[number]): Layout => {
    const { put } = escapeFor(part === 'html' ? 'html' : 'text', 'utf-8')
    return layout(textOf(`${name}.${part}`) ?? '', `${name}.${part}`, { put })
  }
  const made: Layouts = { subject: ready('subject'), text: ready('text'), html: ready('html') }
  known.set(name, made)
  return made
}

function templateMistake(name: string): string | undefined {
  const missing = PARTS.filter((part) => textOf(`${name}.${part}`) === undefined)
  if (missing.length > 0) {
    const whole = Object.keys(templates).flatMap((key) => (key.endsWith('.subject') ? [key.slice(0, -8)] : []))
    return `'${name}' is not a mail template: it has no ${missing.map((part) => `${name}.${part}`).join(', ')}. There are ${whole.join(', ')}; templates/README.md tells how to add one.`
  }
  try {
    for (const occasion of specimenOccasions) fill(name, specimenOrder, specimenSupplier, occasion, [])
    return undefined
  } catch (error) {
    return `has a mistake in it: ${messageOf(error)}.`
  }
}
