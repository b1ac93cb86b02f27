import * as z from 'zod/mini'
import { templates } from '../../templates/index.ts'
import type { Warning } from '../model/document.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { err, ok } from '../model/result.ts'
import { type Charset, encodable } from '../text/charset.ts'
import { findUnsupported, type Repertoire } from './characters/repertoire.ts'
import { transliterate } from './characters/transliteration.ts'
import type { ExactElements } from './content/elements.ts'
import { exactProblems } from './content/exact-problems.ts'
import { tableProblems } from './content/tables.ts'
import type { DocumentSettings, Format, Profile, RenderContext } from './format.ts'
import { showsCancellation, specimenOccasions, specimenOrder, specimenSupplier, withFewLines } from './specimen.ts'
import { type Escape, type EscapeName, escapeFor } from './template/escapes.ts'
import { type Kind, kindOfMedia, kindOfText } from './template/kind.ts'
import { type Layout, layout, messageOf } from './template/liquid.ts'
import { lostFields } from './template/lost-fields.ts'
import { type Addressee, templateVariables } from './template/variables.ts'

interface TemplateSettings extends DocumentSettings {
  readonly format: 'template'
  readonly template: string
  readonly mediaType?: string | undefined
  readonly extension?: string | undefined
  readonly charset: Charset
  readonly escape?: EscapeName | undefined
}

/** A template sets its own lengths, which the gateway cannot read from the template. */
export const UNLIMITED: ExactElements = {
  orderNumber: { kind: 'key', max: Number.POSITIVE_INFINITY },
  customer: { kind: 'key', max: Number.POSITIVE_INFINITY },
  article: { kind: 'key', max: Number.POSITIVE_INFINITY },
  quantity: { kind: 'number', max: Number.POSITIVE_INFINITY },
}
const UNIT = { kind: 'code', max: Number.POSITIVE_INFINITY } as const

const settings = z.lazy(() =>
  z
    .strictObject({
      format: z.literal('template'),
      template: z.string().check(z.describe('The name of a layout in `templates/`.')),
      mediaType: z
        .optional(z.string().check(z.regex(/^[a-z]+\/[\w.+-]+$/i, 'must be a media type, such as text/plain')))
        .check(z.describe('The media type. Default: as the beginning of the layout shows.')),
      extension: z
        .optional(z.string().check(z.regex(/^[A-Za-z0-9]{1,10}$/, 'must be letters and digits, such as txt')))
        .check(z.describe('The extension of the file. Default: as the media type has it.')),
      charset: z
        ._default(z.enum(['us-ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-8']), 'utf-8')
        .check(z.describe('The character set of the file.')),
      escape: z
        .optional(z.enum(['text', 'xml', 'html', 'json', 'none']))
        .check(z.describe('How values are escaped. Default: as the media type needs.')),
    })
    .check((context) => {
      const message = templateMistake(context.value)
      if (message) context.issues.push({ code: 'custom', input: context.value.template, path: ['template'], message })
    }),
)

/** Any text or XML layout from templates/. */
export const template: Format<TemplateSettings> = {
  id: 'template',
  mediaType: 'text/plain',
  extension: 'txt',
  settings,
  example: { template: 'order-text' },
  findProblems: fits,
  cancels: (document) => showsCancellation((on) => fill(document, specimenOrder, specimenSupplier, on, [])),
  write(order, profile, occasion) {
    const problems = problemsOf(order, profile)
    if (problems.length > 0) return err(problems)
    const warnings: Warning[] = []
    const { kind, charset, extension } = manner(profile.document)
    try {
      const text = fill(profile.document, order, profile.supplier, occasion, warnings)
      warnings.push(...lostFields(order, [(other) => specimenText(profile.document, other)]))
      return ok({ text, charset, warnings, mediaType: kind.mediaType, extension: extension ?? kind.extension })
    } catch (error) {
      return err([unfillable(profile.document, error)])
    }
  },
}

const specimenText = (document: TemplateSettings, specimen: Order): string =>
  fill(document, specimen, specimenSupplier, specimenOccasions[0], [])

/** A template has no element table. Only filling the template on every occasion shows whether an order fits. */
function fits(order: Order, profile: Profile<TemplateSettings>): Problem[] {
  const problems = problemsOf(order, profile)
  if (problems.length > 0) return problems
  const { document, supplier } = profile
  try {
    for (const [at, each] of specimenOccasions.entries())
      fill(document, at === 0 ? order : withFewLines(order), supplier, each, [])
    return []
  } catch (error) {
    return [unfillable(document, error)]
  }
}

function problemsOf(order: Order, { document, supplier }: Profile<TemplateSettings>): Problem[] {
  const owner = { name: `template ${document.template}`, repertoire: manner(document).escaping.keys }
  return [...exactProblems(order, supplier, UNLIMITED, owner), ...tableProblems(order, supplier, UNIT, owner)]
}

const unfillable = ({ template }: TemplateSettings, error: unknown): Problem => ({
  path: '',
  code: 'profile-incomplete',
  message: `The template ${template} cannot be filled in: ${messageOf(error)}. Correct the template.`,
})

function fill(
  document: TemplateSettings,
  order: Order,
  supplier: Addressee,
  occasion: RenderContext,
  warnings: Warning[],
): string {
  const { escaping, charset, layout, carried } = manner(document)
  const text = layout.fill(
    templateVariables({ order, supplier, occasion, charset, wording: escaping.wording, warnings }),
  )
  // Filters can produce characters that no variable contained.
  return findUnsupported(text, carried) === null ? text : transliterate(text, carried)
}

interface Manner {
  readonly kind: Kind
  readonly charset: Charset
  readonly extension: string | undefined
  readonly escaping: Escape
  /** The characters that the text may contain. */
  readonly carried: Repertoire
  readonly layout: Layout
}

/** Memo of prepared settings, with an entry for each route. Preparing is pure. */
const manners = new WeakMap<TemplateSettings, Manner>()

function manner(document: TemplateSettings): Manner {
  const known = manners.get(document)
  if (known) return known
  const text = textOf(document.template)
  if (text === undefined) throw new Error(`No template is called ${document.template}.`)
  const { charset, mediaType, extension } = document
  const kind = mediaType === undefined ? kindOfText(text) : kindOfMedia(mediaType)
  const escaping = escapeFor(document.escape ?? kind.escape, charset)
  const made: Manner = {
    kind,
    charset,
    extension,
    escaping,
    carried: escapeFor('none', charset).wording,
    layout: layout(text, document.template, { put: escaping.put }),
  }
  manners.set(document, made)
  return made
}

export const textOf = (name: string): string | undefined =>
  Object.hasOwn(templates, name) ? templates[name] : undefined

/** A template that is unknown, faulty, or outside the character set is reported at start-up. */
function templateMistake(document: TemplateSettings): string | undefined {
  const text = textOf(document.template)
  if (text === undefined) {
    return `'${document.template}' is not a template. There are ${Object.keys(templates).join(', ')}; templates/README.md tells how to add one.`
  }
  const unsupported = Array.from(text).find((character) => !encodable(character, document.charset))
  if (unsupported !== undefined)
    return `holds “${unsupported}”, which ${document.charset} lacks. Choose charset 'utf-8', or another word.`
  try {
    for (const occasion of specimenOccasions) fill(document, specimenOrder, specimenSupplier, occasion, [])
    return undefined
  } catch (error) {
    return `has a mistake in it: ${messageOf(error)}.`
  }
}
