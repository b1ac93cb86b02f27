import { describe, expect, it } from 'vitest'
import { refusal } from '../../src/model/problem.ts'
import { inLanguage } from '../../src/model/refusal-wording.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { validate } from '../../src/steps/validate.ts'
import { FORBIDDEN } from '../../src/steps/verify.ts'
import { dateWords } from '../../src/text/date-words.ts'
import { MORNING } from '../fakes/clock.ts'
import { bodyOf, postedOrder, supplierWith } from '../fakes/orders.ts'

type Wish = Record<string, unknown>

const line = (name: string, article: unknown, quantity: unknown) => ({
  stock_item: { name },
  supplier_package: { supplier_article_number: article, theoretical_price_per_package: '1' },
  quantity_ordered: quantity,
})

/** What a chef sees whose order is refused by webhook on the morning of 2026-11-24. */
function chefSees(order: Wish, settings: Wish = {}, language: 'nl' | 'fr' | 'de' | 'en' = 'en') {
  const supplier = supplierWith(settings)
  const validated = validate(bodyOf(postedOrder(order)), supplier, MORNING)
  if (!validated.ok) {
    const { refusal: refused } = validated.error
    return inLanguage(refused, refused.language ?? supplier.language)
  }
  const [first, ...rest] = checkRoutes(validated.value.order, supplier, MORNING).refused
  if (!first) throw new Error('It was taken.')
  return inLanguage(refusal(422, 'No', first, ...rest), language)
}

const ZERO = { packages: [line('Melk', '00456', 2), line('Crème fraîche', '00123', 0)] }

describe('what a chef reads', () => {
  it.each([
    ['en', 'Line 2, Crème fraîche (00123): the quantity is 0. Remove the line or order at least 1.'],
    ['nl', 'Regel 2, Crème fraîche (00123): de hoeveelheid is 0. Verwijder de regel of bestel er minstens 1.'],
    ['fr', 'Ligne 2, Crème fraîche (00123)\u00a0: la quantité est 0. Supprimez la ligne ou commandez au moins 1.'],
    [
      'de',
      'Position 2, Crème fraîche (00123): Die Menge ist 0. Entfernen Sie die Position oder bestellen Sie mindestens 1.',
    ],
  ])('names the line, the article and its name, in the language of the customer: %s', (language, detail) => {
    const customers = [{ customer: 'C-77', language }]
    expect(chefSees(ZERO, { customers, language: 'de' }).detail).toBe(detail)
    expect(chefSees(ZERO, { language }).detail).toBe(detail)
  })

  it('has the faults and what the rules refuse at once', () => {
    const { problems, detail } = chefSees(
      { packages: [line('Melk', '00456', 0), line('Kaas', '00789', 1)], order_remarks: 'Bel', order_number: ' ' },
      { articles: [{ article: '00456' }], unknown: { article: 'refuse' }, remarks: 'refuse' },
    )
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'order_number blank',
      'packages[0].quantity_ordered quantity-not-positive',
      'packages[1].supplier_package.supplier_article_number unknown-article',
      'order_remarks remarks-not-taken',
    ])
    expect(detail).toContain('The order number is empty. Fill it in. Line 1, Melk (00456): the quantity is 0.')
    expect(detail).toMatch(/\(and 2 more\)$/)
  })

  it('hears of no rule about what could not be read', () => {
    const broken = { packages: [line('Melk', 7, 'two')], expected_delivery_date: 'soon', supplier_customer_number: 7 }
    const rules = { articles: [], customers: [], unknown: { customer: 'refuse', article: 'refuse' } }
    const calendar = { cutOff: '10:00' }
    const { problems } = chefSees(broken, { ...rules, calendar, noDeliveryDate: 'refuse', fractions: 'refuse' })
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'date-impossible',
      'quantity-not-a-number',
      'wrong-type',
      'wrong-type',
    ])
  })

  // 2026-11-24 is a Tuesday; MORNING is 10:00 in Brussels.
  const weekdays = ['mon', 'tue', 'thu', 'fri']
  it.each([
    [
      'in the past',
      '2026-11-23',
      { cutOff: '22:00' },
      'The delivery date Monday 23 November 2026 is past.',
      '2026-11-25',
    ],
    ['past its cut-off', '2026-11-25', { cutOff: '09:59' }, 'until Tuesday 24 November at 09:59.', '2026-11-26'],
    ['without a delivery', '2026-11-25', { cutOff: '22:00', deliveryDays: weekdays }, 'no delivery on', '2026-11-26'],
    ['missing', null, { cutOff: '22:00', holidays: ['2026-11-25'] }, 'no delivery date. Choose one.', '2026-11-26'],
  ])('names the first date that would be taken for a date %s', (_, date, calendar, fact, first) => {
    const settings = { calendar, noDeliveryDate: 'refuse' }
    const { detail } = chefSees({ expected_delivery_date: date }, settings)
    expect(detail).toContain(fact)
    expect(detail).toContain(`The first possible date is ${dateWords(first, 'en')}.`)
    expect(chefSeesNothing({ expected_delivery_date: first }, settings)).toBe(true)
  })

  it('is told to call where the supplier plans no delivery', () => {
    const never = { cutOff: '22:00', deliveryDays: ['mon'], holidays: mondays() }
    expect(chefSees({ expected_delivery_date: '2026-11-26' }, { calendar: never }).detail).toContain(
      'Call the supplier',
    )
  })

  it('holds no key of the JSON, and nothing of the order becomes a link or a line', () => {
    const { detail, problems } = chefSees({
      packages: [line('https://evil.example/pay\nPay here', 'www.evil.example', -1), { quantity_ordered: 1 }],
      ordered_on: undefined,
    })
    for (const { message } of problems) {
      expect(message).not.toMatch(/packages|quantity_ordered|supplier_|stock_item|ordered_on|\n|https:\/\/|www\.evil/)
    }
    expect(detail).not.toMatch(/\n/)
  })

  it('is told to call the supplier where the signature is wrong, in every language at once', () => {
    const { detail } = inLanguage(FORBIDDEN, null)
    expect(detail).toMatch(
      /Call the supplier.*Bel de leverancier.*Appelez le fournisseur.*Rufen Sie den Lieferanten an/,
    )
  })
})

function chefSeesNothing(order: Wish, settings: Wish): boolean {
  const supplier = supplierWith(settings)
  const validated = validate(bodyOf(postedOrder(order)), supplier, MORNING)
  return validated.ok && checkRoutes(validated.value.order, supplier, MORNING).refused.length === 0
}

const mondays = (): string[] =>
  Array.from({ length: 20 }, (_, week) => new Date(Date.UTC(2026, 10, 23 + 7 * week)).toISOString().slice(0, 10))
