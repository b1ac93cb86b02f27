import type { Decimal } from '../../model/decimal.ts'
import type { Warning } from '../../model/document.ts'
import type { Problem, ProblemCode } from '../../model/problem.ts'
import { characters } from '../characters/repertoire.ts'
import { fitWording } from '../characters/wording.ts'
import { amount } from '../content/amounts.ts'
import { type FieldOwner, isPlainNumber, keyProblem, type Path } from '../content/elements.ts'
import { impliedDecimal } from '../content/implied.ts'
import { isVisible } from '../content/line-name.ts'
import { ofOne } from '../content/prices.ts'
import { fitReference } from '../content/reference.ts'
import { alignOf, type Column } from './column.ts'
import { patterned } from './date.ts'
import type { FieldKind } from './fields.ts'

/** Rules for the cells of one layout. */
export interface Style {
  readonly owner: FieldOwner
  readonly decimalMark: '.' | ','
  readonly pattern: string
  readonly timePattern: string
  /** Cells adjoin without separators, so the reader drops spaces at the end of a value as padding. */
  readonly padded: boolean
  readonly guardFormulas: boolean
}

/** The value of a column and its origin. */
export interface Source {
  readonly treatment: FieldKind
  readonly noun: string
  readonly raw: string
  readonly path: Path
  /** For a name: the article number, used if the name shows no character. */
  readonly instead?: string
  /** For a price: the divisor, because the layout does not give the quantity of the price. */
  readonly per?: Decimal
}

/** Problems and warnings about the cells of a document. */
export interface Findings {
  readonly problems: Problem[]
  readonly warnings: Warning[]
}

/** Placed before a time: the time pattern has no tokens for the day. */
const NO_DAY = '0000-00-00'
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/
/** A spreadsheet runs a cell as a formula if the cell begins with such a character. */
const BEGINNING = '[=+\\-@＝＋－＠]'
/**
 * A spreadsheet drops spaces and zero-width characters before a formula. A reader with another separator sees a new
 * cell after that separator.
 */
const BEFORE = '(^|[,;\\t|])([\\s\\p{Cf}]*)'
const FORMULA = new RegExp(`${BEFORE}${BEGINNING}`, 'u')
const EACH_FORMULA = new RegExp(`${BEFORE}(?=${BEGINNING})`, 'gu')

/** The text of one cell, not yet padded or quoted. Values that the cell cannot hold exactly go into `findings`. */
export function cellText(column: Column, source: Source, style: Style, findings: Findings): string {
  const { treatment, raw } = source
  if (raw === '' && treatment !== 'key' && source.instead === undefined) return ''
  switch (treatment) {
    case 'key':
      return exact(raw, column, source, style, findings)
    case 'code':
      return exact(
        column.values && Object.hasOwn(column.values, raw) ? (column.values[raw] ?? raw) : raw,
        column,
        source,
        style,
        findings,
      )
    case 'quantity':
      return quantity(column, source, style, findings)
    case 'date':
      if (ISO_DATE.test(raw)) return patterned(raw, column.pattern ?? style.pattern)
      return refuse(source, 'date-impossible', 'is not a date; write it as 2026-11-26', findings)
    case 'time':
      return patterned(`${NO_DAY}T${raw}`, column.pattern ?? style.timePattern)
    case 'count':
      return fitsIn(column, raw) ? raw : refuse(source, 'too-long', tooWide(column, style), findings)
    case 'amount':
      return price(column, source, style, findings)
    case 'reference':
      return reference(column, source, style, findings)
    case 'wording':
      return wording(column, source, style, findings)
  }
}

const elementOf = (column: Column, { padded }: Style) => ({
  kind: 'key' as const,
  max: column.width ?? Number.POSITIVE_INFINITY,
  padded,
})

const fitsIn = ({ width }: Column, text: string): boolean => width === undefined || text.length <= width

const tooWide = ({ width }: Column, { owner }: Style): string =>
  `does not fit the ${width} character${width === 1 ? '' : 's'} that ${owner.name} has for it; key this order by hand`

function refuse({ noun, treatment, path }: Source, code: ProblemCode, what: string, { problems }: Findings): string {
  const known = treatment === 'code' ? 'profile-incomplete' : code
  problems.push({ path: path(), code: known, message: `The ${noun} ${what}.` })
  return ''
}

function exact(text: string, column: Column, source: Source, style: Style, findings: Findings): string {
  const { treatment, noun, path } = source
  const problem = keyProblem(noun, text, elementOf(column, style), style.owner, path)
  if (problem) {
    findings.problems.push(treatment === 'code' ? { ...problem, code: 'profile-incomplete' } : problem)
    return ''
  }
  const why = misread(text, column, style)
  return why === null ? text : refuse(source, 'character', why, findings)
}

/** A reference that does not fit, or would be misread, is left out with a warning, and the order is sent. */
function reference(column: Column, { raw, path }: Source, style: Style, { warnings }: Findings): string {
  const own: Warning[] = []
  const fitted = fitReference(raw, elementOf(column, style), style.owner, own)
  if (fitted === null || misread(fitted, column, style) === null) {
    warnings.push(...own)
    return fitted ?? ''
  }
  warnings.push({ path: path(), code: 'omitted', was: raw, became: '' })
  return ''
}

/** Returns why a reader would misread `text`, or null. */
export function misread(text: string, column: Column, style: Style): string | null {
  const pad = column.pad ?? ' '
  // Leading zeros are part of a number in such a layout. With any other padding the reader cannot tell value from
  // padding.
  if (
    (style.padded || column.pad !== undefined) &&
    pad !== '0' &&
    (alignOf(column) === 'right' ? text.startsWith(pad) : text.endsWith(pad))
  )
    return `has “${pad}” at the end that ${style.owner.name} fills up with it`
  return style.guardFormulas && FORMULA.test(text) ? 'holds a formula, which a spreadsheet would run' : null
}

function quantity(column: Column, source: Source, style: Style, findings: Findings): string {
  if (!isPlainNumber(source.raw))
    return refuse(source, 'character', 'is not a plain decimal number; write it as 12 or 1.5', findings)
  const text = decimalText(source.raw, column, style)
  if (text === null)
    return refuse(
      source,
      'too-long',
      `has more than the ${column.decimals} decimal${column.decimals === 1 ? '' : 's'} that ${style.owner.name} takes`,
      findings,
    )
  return fitsIn(column, text) ? text : refuse(source, 'too-long', tooWide(column, style), findings)
}

/** A price does not change the goods: a price that does not fit is left out with a warning, and the order is sent. */
function price(column: Column, { raw, path, per = '1' }: Source, style: Style, { warnings }: Findings): string {
  const plain = per === '1' ? amount(raw, ANY_DIGITS, () => '', []) : ofOne(raw, per)
  const text = plain === null ? null : decimalText(plain, column, style)
  if (plain === null || text === null || !fitsIn(column, text)) {
    warnings.push({ path: path(), code: 'omitted', was: raw, became: '' })
    return ''
  }
  if (plain !== raw) warnings.push({ path: path(), code: 'replaced', was: raw, became: plain })
  return text
}

const ANY_DIGITS = { kind: 'number', max: Number.POSITIVE_INFINITY } as const

/** Returns exactly `value`, or null. */
function decimalText(value: string, { decimals, decimalMark }: Column, style: Style): string | null {
  const mark = decimalMark ?? style.decimalMark
  if (decimals === undefined) return value.replace('.', mark)
  const sign = value.startsWith('-') ? '-' : ''
  const digits = impliedDecimal(sign === '' ? value : value.slice(1), decimals)?.padStart(decimals + 1, '0')
  if (digits === undefined) return null
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}${mark}${digits.slice(-decimals)}`
}

function wording(column: Column, source: Source, style: Style, findings: Findings): string {
  const { raw, path, instead = '' } = source
  const own: Findings = { ...findings, warnings: [] }
  const shown = isVisible(raw) || instead === '' ? fittedWording(column, source, style, own) : ''
  if (shown !== '' || instead === '') {
    findings.warnings.push(...own.warnings)
    return shown
  }
  const became = fittedWording(column, { ...source, raw: instead }, style, { ...findings, warnings: [] })
  findings.warnings.push({ path: path(), code: 'replaced', was: raw, became })
  return became
}

function fittedWording(column: Column, source: Source, style: Style, findings: Findings): string {
  const { raw, path } = source
  const max = column.width ?? Number.POSITIVE_INFINITY
  const own: Warning[] = []
  const [fitted = ''] = fitWording(
    raw,
    { kind: 'wording', max, parts: 1, padded: style.padded },
    style.owner.repertoire,
    path,
    own,
  )
  const guarded = style.guardFormulas && FORMULA.test(fitted)
  const disarmed = guarded ? fitted.replace(EACH_FORMULA, "$1'$2") : fitted
  const became = guarded ? Array.from(disarmed).slice(0, max).join('') : fitted
  const cut = own.some(({ code }) => code === 'cut') || characters(became) < characters(disarmed)
  if (cut && column.overflow === 'refuse') return refuse(source, 'too-long', tooWide(column, style), findings)
  if (guarded) findings.warnings.push({ path: path(), code: cut ? 'cut' : 'replaced', was: raw, became })
  else findings.warnings.push(...own)
  return became
}
